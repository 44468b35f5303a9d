use super::*;
use proptest::prelude::*;

const NOW: &str = "2026-11-22T12:00:00Z";

fn now() -> Moment {
    Moment::parse(NOW).unwrap()
}

fn one(body: &str) -> Status {
    let mut status = Status::default();
    status.read(body, now()).unwrap();
    status
}

fn scopes(text: &str) -> Vec<Scope> {
    place(text).scopes
}

use super::scope::place;

#[test]
fn every_kind_of_word_is_in_the_file() {
    for kind in super::scope::KINDS.split(' ').chain(["no_ticker", "generic", "cancel_only", "halted", "post_only", "limit_only"])
    {
        assert!(!crate::data::words_of(crate::data::File::StatusWords, kind).is_empty(), "{kind}");
    }
    assert_eq!(super::scope::KINDS.split(' ').count(), 22);
}

#[test]
fn end_points_are_told_by_their_shape() {
    let endpoint = |body: &str| Status::default().read(body, now());
    assert_eq!(endpoint(include_str!("../../tests/status/system.json")), Ok(Endpoint::SystemStatus));
    assert_eq!(endpoint(include_str!("../../tests/status/schedule.json")), Ok(Endpoint::MaintenanceSchedule));
    assert_eq!(endpoint(include_str!("../../tests/status/summary.json")), Ok(Endpoint::Summary));
    assert_eq!(endpoint(include_str!("../../tests/status/unresolved.json")), Ok(Endpoint::Incidents));
    assert_eq!(endpoint(include_str!("../../tests/status/scheduled.json")), Ok(Endpoint::ScheduledMaintenances));
    for (wrong, says) in [
        ("", "empty"),
        ("<!doctype html><p>Just a moment", "web page"),
        ("{\"result\":", "not JSON"),
        ("[]", "none of Kraken's"),
        ("{\"page\":{}}", "none of Kraken's"),
        ("{\"error\":[\"EService:Unavailable\"]}", "EService:Unavailable"),
        ("{\"error\":[],\"result\":{\"unixtime\":1}}", "none of Kraken's"),
        ("{\"error\":[],\"result\":[]}", "none of Kraken's"),
    ] {
        assert!(endpoint(wrong).unwrap_err().to_string().contains(says), "{wrong}");
    }
    let deep = format!("{}{}", "{\"page\":[".repeat(5_000), "]}".repeat(5_000));
    assert!(endpoint(&deep).is_err());
}

#[test]
fn a_bad_body_leaves_the_last_good_one() {
    let mut status = one(include_str!("../../tests/status/system.json"));
    let before = status.clone();
    assert!(status.read("<html>", now()).is_err());
    assert_eq!(status, before);
    assert!(status.was_read());
    assert!(!Status::default().was_read());
}

#[test]
fn the_newer_body_of_an_end_point_holds() {
    let old = r#"{"error":[],"result":{"status":"cancel_only","timestamp":"2026-11-22T11:58:00Z"}}"#;
    let new = r#"{"error":[],"result":{"status":"online","timestamp":"2026-11-22T12:00:00Z"}}"#;
    for order in [[old, new], [new, old]] {
        let mut status = Status::default();
        order.iter().for_each(|body| drop(status.read(body, now())));
        assert!(status.advisories(now()).is_empty());
        assert!(status.vouches(Scope::Exchange, now()).is_some());
    }
}

#[test]
fn the_same_window_from_three_sources_is_one() {
    let mut status = Status::default();
    for body in [
        include_str!("../../tests/status/system-window.json"),
        include_str!("../../tests/status/schedule.json"),
        include_str!("../../tests/status/summary-trouble.json"),
    ] {
        status.read(body, now()).unwrap();
    }
    let websites: Vec<_> = status.advisories(now()).into_iter().filter(|one| one.title.contains("Website")).collect();
    assert_eq!(websites.len(), 1);
    assert_eq!(websites[0].about.scopes, [Scope::Exchange]);
    assert_eq!(websites[0].url.as_deref(), Some("https://status.kraken.com/incidents/abc123def456"));
    assert_eq!(websites[0].quote(), "Scheduled Maintenance - Website, 2026-11-22 12:30 UTC to 2026-11-22 13:30 UTC");
}

#[test]
fn names_and_titles_are_placed_by_their_words() {
    use Scope::*;
    for (text, expected) in [
        ("Website", vec![Exchange]),
        ("REST", vec![Api]),
        ("REST API", vec![Api]),
        ("websocket api", vec![Api]),
        ("FIX", vec![Api]),
        ("Fix for the website", vec![Exchange]),
        ("Prop Trading", vec![Other]),
        ("Beeks Maintenance", vec![Other]),
        ("REST API rate-limit change", vec![Api]),
        ("Derivatives Platform Maintenance", vec![Futures]),
        ("Futures trading halted", vec![Futures]),
        ("Spot and Futures trading", vec![Exchange, Futures]),
        ("Order Entry System Maintenance", vec![Exchange]),
        ("Kraken Website and API Maintenance", vec![Exchange, Api]),
        ("Scheduled Maintenance - Website", vec![Exchange]),
        ("Scheduled Maintenance", vec![Exchange, Api]),
        ("Crypto Withdrawal Delays", vec![CryptoWithdrawal]),
        ("Digital Currency Funding", vec![CryptoDeposit, CryptoWithdrawal]),
        ("ACH deposits are delayed", vec![Ach]),
        ("Card purchases unavailable", vec![Card]),
        ("Wire withdrawals delayed", vec![FiatWithdrawal]),
        ("Sign-ups paused", vec![SignUp]),
        ("Delays in account verification", vec![SignUp]),
        ("Kraken Card maintenance", vec![Other]),
        ("Something odd", vec![]),
    ] {
        assert_eq!(scopes(text), expected, "{text}");
    }
    let all = scopes("All deposits and withdrawals are stopped");
    assert!(all.contains(&Funding) && RAILS.iter().all(|rail| all.contains(rail)), "{all:?}");
    assert!(!all.contains(&Exchange));
    let deposits = scopes("Deposits delayed");
    assert!(deposits.contains(&Funding) && deposits.contains(&Ach) && !deposits.contains(&CryptoWithdrawal));
    assert!(place("SEPA deposits delayed").part && place("EUR deposits delayed").part && !place("Wire deposits delayed").part);
}

#[test]
fn one_asset_market_network_or_bank_is_no_whole() {
    for (text, asset) in [
        ("Digital Currency Funding - Bitcoin (BTC)", "BTC"),
        ("Digital Currency Funding - Ethereum (ETH) - Polygon", "ETH"),
        ("0x (ZRX) - Ethereum", "ZRX"),
        ("Rain (RAIN) Delisting", "RAIN"),
        ("SOL withdrawals delayed", "SOL"),
        ("Bitcoin withdrawals are delayed", "BTC"),
        ("Arbitrum network deposits paused", "Arbitrum"),
        ("BTC/USD market is cancel only", "BTC/USD"),
        ("USD deposits via Evergreen Bank delayed", "Evergreen"),
    ] {
        assert!(place(text).assets.iter().any(|found| found == asset), "{text}: {:?}", place(text));
        assert!(place(text).scopes.is_empty() && place(text).asset_rails.iter().all(|scope| scope.is_rail()), "{text}");
    }
    assert!(place("Network maintenance").assets.is_empty());
    assert!(place("WEBSITE MAINTENANCE AND DEPOSITS").assets.is_empty());
    assert!(place("USD wire deposits").assets.is_empty());
}

#[test]
fn a_body_speaks_for_fifteen_minutes_by_its_own_clock() {
    let status = one(include_str!("../../tests/status/system.json"));
    assert!(status.vouches(Scope::Exchange, now()).is_some());
    assert!(status.vouches(Scope::Api, now()).is_some());
    assert!(status.vouches(Scope::Funding, now()).is_none());
    assert!(status.vouches(Scope::Exchange, now().plus(FRESH)).is_some());
    assert!(status.vouches(Scope::Exchange, now().plus(FRESH + 1)).is_none());
    let mut later = Status::default();
    later.read(include_str!("../../tests/status/system.json"), now().plus(2 * HOUR)).unwrap();
    assert!(later.vouches(Scope::Exchange, now().plus(2 * HOUR)).is_none());
    let undated = r#"{"error":[],"result":{"status":"online","timestamp":12,"upcoming_maintenance":[],"emergency":[]}}"#;
    assert!(one(undated).vouches(Scope::Exchange, now()).is_none());
    let without = r#"{"error":[],"result":{"status":"online"}}"#;
    assert!(one(without).vouches(Scope::Exchange, now()).is_some());
    assert!(one(without).vouches(Scope::Api, now()).is_none());
}

#[test]
fn incidents_and_windows_must_both_be_listed() {
    let mut status = one(include_str!("../../tests/status/unresolved.json"));
    assert!(status.vouches(Scope::Funding, now()).is_none());
    status.read(r#"{"page":{"updated_at":"2026-11-22T11:59:00Z"},"scheduled_maintenances":[]}"#, now()).unwrap();
    assert!(status.vouches(Scope::Funding, now()).is_some() && status.is_complete(now()));
}

fn window(start: Option<i64>, end: Option<i64>) -> Advisory {
    let mut advisory = Advisory::new(Kind::Window);
    advisory.seen = now();
    advisory.start = start.map(|seconds| now().plus(seconds));
    advisory.end = end.map(|seconds| now().plus(seconds));
    advisory
}

#[test]
fn a_window_weighs_by_its_times() {
    let weight = |start, end| window(start, end).weight(now());
    assert_eq!(weight(Some(-10), Some(10)), Weight::Outage);
    assert_eq!(weight(Some(0), Some(10)), Weight::Outage);
    assert_eq!(weight(Some(-10), Some(0)), Weight::Nothing, "over at its end");
    assert_eq!(weight(Some(-10), None), Weight::Outage, "no end");
    assert_eq!(window(Some(-10), None).weight(now().plus(HOUR + 1)), Weight::Nothing, "no end: an hour");
    assert_eq!(weight(Some(AHEAD), Some(AHEAD + 10)), Weight::Trouble);
    assert_eq!(weight(Some(AHEAD + 1), None), Weight::Nothing, "too far ahead");
    assert_eq!(weight(Some(10), Some(-10)), Weight::Trouble, "backwards");
    assert_eq!(weight(Some(-10), Some(-20)), Weight::Nothing, "backwards and past");
    assert_eq!(weight(None, None), Weight::Trouble);
    assert_eq!(weight(None, Some(-1)), Weight::Nothing);
    let mut overrun = window(Some(-20), Some(-10));
    overrun.under_way = true;
    assert_eq!(overrun.weight(now()), Weight::Outage, "Kraken says that it goes on");
}

#[test]
fn what_is_said_is_cleaned() {
    let body = format!(
        r#"{{"incidents":[{{"name":"  Web\u202esite\n\ndown {} ","shortlink":"https://evil.example/x","impact":"major"}}]}}"#,
        "x".repeat(5_000)
    );
    let said = &one(&body).advisories(now())[0];
    assert_eq!(said.title, "Website down…");
    assert_eq!(said.url, None);
}

proptest! {
    #[test]
    fn times_never_overflow_and_over_is_over(start in any::<Option<i64>>(), end in any::<Option<i64>>(), at in any::<i64>(), going in any::<bool>()) {
        let mut advisory = window(None, None);
        advisory.start = start.map(Moment);
        advisory.end = end.map(Moment);
        advisory.under_way = going;
        let weight = advisory.weight(Moment(at));
        let _ = advisory.quote();
        if let (Some(end), Some(start), false) = (end, start, going) && end <= at && start <= at {
            prop_assert_eq!(weight, Weight::Nothing);
        }
        if let (Some(start), Some(end)) = (start, end) && start <= at && at < end {
            prop_assert_eq!(weight, Weight::Outage);
        }
    }

    #[test]
    fn any_text_is_placed_or_not(text in "\\PC{0,80}") {
        let _ = place(&text);
        let _ = Status::default().read(&text, now());
    }
}

/// Every place in a tree of JSON.
fn places(value: &serde_json::Value, at: &str, into: &mut Vec<String>) {
    into.push(at.to_owned());
    match value {
        serde_json::Value::Object(fields) => fields.iter().for_each(|(key, value)| places(value, &format!("{at}/{key}"), into)),
        serde_json::Value::Array(list) => {
            list.iter().enumerate().for_each(|(index, value)| places(value, &format!("{at}/{index}"), into));
        }
        _ => {}
    }
}

/// The operations that a body by itself makes ready.
fn ready(body: &str) -> Vec<crate::report::ItemId> {
    let mut status = Status::default();
    let _ = status.read(body, now());
    let given = crate::engine::Given { at: now(), status, ..crate::engine::Given::default() };
    let findings = crate::checks::operations::from_status(&given);
    findings.iter().filter(|finding| finding.state == crate::report::State::Ready).map(|finding| finding.id).collect()
}

#[test]
fn a_field_that_is_missing_null_or_of_a_wrong_type_makes_nothing_ready() {
    let mut tried = 0;
    for body in [
        include_str!("../../tests/status/system.json"),
        include_str!("../../tests/status/system-window.json"),
        include_str!("../../tests/status/schedule.json"),
        include_str!("../../tests/status/summary.json"),
        include_str!("../../tests/status/summary-trouble.json"),
        include_str!("../../tests/status/unresolved.json"),
        include_str!("../../tests/status/scheduled.json"),
    ] {
        let whole: serde_json::Value = serde_json::from_str(body).unwrap();
        let before = ready(body);
        let mut all = Vec::new();
        places(&whole, "", &mut all);
        for place in all.iter().filter(|place| !place.is_empty()) {
            let (parent, key) = place.rsplit_once('/').unwrap();
            for wrong in ["gone", "null", "7", "-1.5e300", "true", "\"\"", "\"\u{1f419}\"", "[]", "{}", "[null]", "[[[]]]"] {
                let mut broken = whole.clone();
                match (wrong, broken.pointer_mut(parent).unwrap()) {
                    ("gone", serde_json::Value::Object(fields)) => drop(fields.remove(key)),
                    ("gone", _) => continue,
                    (text, _) => *broken.pointer_mut(place).unwrap() = serde_json::from_str(text).unwrap(),
                }
                // A list that says that it is empty is good news, not damage.
                let emptied = wrong == "[]" && whole.pointer(place).unwrap().is_array();
                if emptied {
                    continue;
                }
                tried += 1;
                let after = ready(&broken.to_string());
                assert!(after.iter().all(|id| before.contains(id)), "{place} as {wrong}: {after:?} ready, before {before:?}");
            }
        }
    }
    assert!(tried > 1_500, "{tried}");
}
