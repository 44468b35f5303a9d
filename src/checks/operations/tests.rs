use super::*;
use crate::status::Status;
use proptest::prelude::*;
use serde_json::{Value, json};

const BODIES: [&str; 8] = [
    include_str!("../../../tests/status/system.json"),
    include_str!("../../../tests/status/system-window.json"),
    include_str!("../../../tests/status/schedule.json"),
    include_str!("../../../tests/status/summary.json"),
    include_str!("../../../tests/status/summary-trouble.json"),
    include_str!("../../../tests/status/unresolved.json"),
    include_str!("../../../tests/status/incidents.json"),
    include_str!("../../../tests/status/scheduled.json"),
];

fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn given(bodies: &[&str]) -> Given {
    given_at(bodies, "2026-11-22T12:00:00Z")
}

fn given_at(bodies: &[&str], now: &str) -> Given {
    let mut given = Given { at: at(now), ..Given::default() };
    let mut status = Status::default();
    for body in bodies {
        status.read(body, given.at).unwrap();
    }
    given.status = status;
    given
}

fn states(given: &Given) -> Vec<(ItemId, State)> {
    from_status(given).into_iter().map(|finding| (finding.id, finding.state)).collect()
}

fn state(given: &Given, id: ItemId) -> Option<State> {
    states(given).into_iter().find(|(found, _)| *found == id).map(|(_, state)| state)
}

#[test]
fn online_and_clear_is_ready_and_a_window_ahead_is_attention() {
    assert_eq!(states(&given(&BODIES[..1])), [(ItemId::Exchange, State::Ready), (ItemId::Api, State::Ready)]);
    let ahead = given(&BODIES[1..2]);
    assert_eq!(state(&ahead, ItemId::Exchange), Some(State::Attention));
    assert_eq!(state(&ahead, ItemId::Spot), None);
    assert_eq!(state(&ahead, ItemId::Api), Some(State::Ready));
    assert_eq!(state(&ahead, ItemId::CryptoWithdrawal), Some(State::Attention));
    assert_eq!(state(&ahead, ItemId::FundingOperations), Some(State::Attention));
    let finding = from_status(&ahead).into_iter().find(|finding| finding.id == ItemId::Exchange).unwrap();
    assert_eq!(finding.reason, Some(Reason::Maintenance));
    assert_eq!(finding.until, Some(at("2026-11-22T13:30:00Z")));
    assert_eq!(finding.evidence[0].source, Source::Status);
    assert_eq!(finding.summary.as_deref(), Some("Maintenance is planned from 2026-11-22 12:30 UTC to 2026-11-22 13:30 UTC."));
}

#[test]
fn a_window_under_way_blocks_even_by_an_old_body_and_over_it_is_gone() {
    let during = given_at(&BODIES[1..2], "2026-11-22T13:00:00Z");
    assert_eq!(state(&during, ItemId::Exchange), Some(State::Blocked));
    let after = given_at(&BODIES[1..2], "2026-11-22T13:30:00Z");
    assert_eq!(state(&after, ItemId::Exchange), None, "an old body makes nothing ready");
}

#[test]
fn market_modes_are_the_contracts() {
    for (mode, expected) in [
        ("cancel_only", State::Blocked),
        ("maintenance", State::Blocked),
        ("post_only", State::Attention),
        ("limit_only", State::Attention),
    ] {
        let body = json!({"error": [], "result": {"status": mode, "timestamp": "2026-11-22T12:00:00Z"}}).to_string();
        let given = given(&[&body]);
        assert_eq!(states(&given), [(ItemId::Spot, expected), (ItemId::Exchange, expected)], "{mode}");
        let summary = from_status(&given)[0].summary.clone().unwrap();
        assert!(summary.starts_with("The market is") && summary.ends_with('.'), "{summary}");
    }
}

#[test]
fn a_schedule_alone_makes_nothing_ready_and_looks_72_hours_ahead() {
    assert_eq!(
        states(&given(&BODIES[2..3])),
        [(ItemId::Exchange, State::Attention), (ItemId::Api, State::Attention)],
        "the derivatives' window is further ahead"
    );
    let empty = r#"{"error":[],"result":{"events":[]}}"#;
    assert_eq!(states(&given(&[empty])), []);
}

#[test]
fn derivatives_alone_leave_the_exchange_alone() {
    let during = given_at(&BODIES[2..3], "2026-11-28T03:00:00Z");
    assert_eq!(states(&during), [(ItemId::Futures, State::Blocked)]);
}

#[test]
fn a_summary_without_trouble_makes_all_four_ready() {
    let expected = [ItemId::Exchange, ItemId::FundingOperations, ItemId::Api, ItemId::SignUp].map(|id| (id, State::Ready));
    assert_eq!(states(&given(&BODIES[3..4])), expected);
    assert_eq!(states(&given_at(&BODIES[3..4], "2026-11-22T12:10:01Z")), []);
}

#[test]
fn one_rail_down_is_that_rail_and_attention_for_funding() {
    let given = given(&BODIES[4..5]);
    assert_eq!(state(&given, ItemId::Ach), Some(State::Blocked));
    assert_eq!(state(&given, ItemId::FundingOperations), Some(State::Attention));
    assert_eq!(state(&given, ItemId::Api), Some(State::Blocked));
    assert_eq!(state(&given, ItemId::Wire), None);
    assert_eq!(state(&given, ItemId::CryptoDeposit), None);
    assert_eq!(state(&given, ItemId::SignUp), Some(State::Ready));
}

#[test]
fn one_asset_is_a_notice_and_counts_for_those_who_named_it() {
    let mut given = given(&BODIES[4..5]);
    assert_eq!(notices(&given).len(), 1);
    assert!(notices(&given)[0].text.contains("BTC"));
    given.account.assets = vec!["xbt".to_owned()];
    assert_eq!(state(&given, ItemId::CryptoDeposit), Some(State::Attention));
    assert_eq!(state(&given, ItemId::CryptoWithdrawal), Some(State::Attention));
    assert_eq!(notices(&given).len(), 1);
    let funding = from_status(&given).into_iter().find(|finding| finding.id == ItemId::FundingOperations).unwrap();
    assert!(funding.evidence.iter().all(|evidence| !evidence.quote.contains("BTC")));
}

#[test]
fn an_asset_beside_the_website_hides_neither() {
    let body = json!({"incidents": [{"name": "Trouble", "impact": "major", "status": "investigating",
        "components": [{"name": "Website"}, {"name": "Digital Currency Funding - Bitcoin (BTC)"}]}]});
    let mut given = given(&[&body.to_string()]);
    assert_eq!(states(&given), [(ItemId::Exchange, State::Blocked)]);
    assert_eq!(notices(&given)[0].text, "BTC: Trouble.");
    given.account.assets = vec!["BTC".to_owned()];
    assert_eq!(states(&given).len(), 3);
}

#[test]
fn all_deposits_and_withdrawals_block_every_rail() {
    let given = given(&BODIES[6..7]);
    for id in [
        ItemId::CryptoDeposit,
        ItemId::CryptoWithdrawal,
        ItemId::Ach,
        ItemId::Wire,
        ItemId::Card,
        ItemId::FiatWithdrawal,
        ItemId::FundingOperations,
    ] {
        assert_eq!(state(&given, id), Some(State::Blocked), "{id:?}");
    }
    assert_eq!(state(&given, ItemId::Exchange), None, "a resolved incident is over, and no list of windows was read");
}

#[test]
fn titles_decide_where_components_are_empty_and_completed_is_over() {
    let given = given(&BODIES[7..8]);
    assert_eq!(
        states(&given),
        [
            (ItemId::Card, State::Attention),
            (ItemId::Exchange, State::Blocked),
            (ItemId::FundingOperations, State::Attention),
            (ItemId::Api, State::Blocked)
        ]
    );
}

#[test]
fn the_more_restrictive_of_two_sources_holds() {
    let given = given(&[BODIES[0], BODIES[7]]);
    assert_eq!(state(&given, ItemId::Exchange), Some(State::Blocked));
}

#[test]
fn serious_trouble_that_cannot_be_placed_leaves_nothing_ready() {
    let emergency = json!([{"title": "Investigating something odd", "impact": "critical", "affected_services": []}]);
    let mut body: Value = serde_json::from_str(BODIES[0]).unwrap();
    body["result"]["emergency"] = emergency;
    assert_eq!(states(&given(&[&body.to_string()])), []);
}

/// Every place in a JSON value, as a pointer.
fn pointers(value: &Value, here: &str, into: &mut Vec<String>) {
    into.push(here.to_owned());
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| pointers(value, &format!("{here}/{name}"), into)),
        Value::Array(entries) => {
            entries.iter().enumerate().for_each(|(index, value)| pointers(value, &format!("{here}/{index}"), into));
        }
        _ => {}
    }
}

fn without(value: &Value, pointer: &str) -> Value {
    let mut value = value.clone();
    if let Some((parent, name)) = pointer.rsplit_once('/')
        && let Some(parent) = value.pointer_mut(parent)
    {
        match parent {
            Value::Object(fields) => drop(fields.remove(name)),
            Value::Array(entries) => drop(name.parse().map(|index: usize| entries.remove(index))),
            _ => {}
        }
    }
    value
}

#[test]
fn no_field_that_is_missing_null_or_wrong_makes_anything_ready() {
    let wrongs = [
        Value::Null,
        json!(true),
        json!(-1),
        json!(1e308),
        json!(""),
        json!("nonsense"),
        json!("x".repeat(100_000)),
        json!([]),
        json!([[[]]]),
        json!({}),
        json!({"name": 1}),
        json!([null, 7, "x"]),
    ];
    let mut tried = 0;
    for body in BODIES {
        let good: Value = serde_json::from_str(body).unwrap();
        let before = given(&[body]);
        let ready_before: Vec<_> = states(&before).into_iter().filter(|(_, state)| *state == State::Ready).collect();
        let mut all = Vec::new();
        pointers(&good, "", &mut all);
        for pointer in &all {
            let mutants = wrongs.iter().map(|wrong| {
                let mut mutant = good.clone();
                *mutant.pointer_mut(pointer).unwrap() = wrong.clone();
                (mutant, wrong.is_array())
            });
            // An empty list, or a list with one entry less, is a body of its own that may well be clear.
            let last = pointer.rsplit('/').next().unwrap();
            let entry = last.parse::<usize>().is_ok();
            let removed = std::iter::once((without(&good, pointer), false)).filter(|_| !entry);
            for (mutant, is_list) in mutants.chain(removed) {
                let mut given = Given { at: before.at, ..Given::default() };
                tried += 1;
                if given.status.read(&mutant.to_string(), before.at).is_err() {
                    continue;
                }
                let list = is_list && good.pointer(pointer).is_some_and(Value::is_array);
                for (id, state) in states(&given) {
                    let worse = state != State::Ready || ready_before.contains(&(id, state)) || list;
                    assert!(worse, "{id:?} became ready by {pointer} in {mutant}");
                }
                let _ = notices(&given);
            }
        }
    }
    assert!(tried > 2_000, "{tried}");
}

#[test]
fn a_clear_body_with_a_broken_part_is_not_clear() {
    let good: Value = serde_json::from_str(BODIES[0]).unwrap();
    for pointer in ["/result/status", "/result/emergency", "/result/upcoming_maintenance", "/result/timestamp"] {
        for wrong in [Value::Null, json!(3), json!("?"), json!([null])] {
            if pointer == "/result/timestamp" && wrong.is_array() {
                continue;
            }
            let mut body = good.clone();
            *body.pointer_mut(pointer).unwrap() = wrong;
            assert_eq!(states(&given(&[&body.to_string()])), [], "{pointer}");
        }
    }
    let good: Value = serde_json::from_str(BODIES[3]).unwrap();
    for pointer in ["/incidents", "/scheduled_maintenances", "/components", "/page/updated_at", "/status/indicator"] {
        for wrong in [Value::Null, json!(3), json!("?")] {
            let mut body = good.clone();
            *body.pointer_mut(pointer).unwrap() = wrong;
            assert_eq!(states(&given(&[&body.to_string()])), [], "{pointer}");
        }
    }
}

#[test]
fn a_huge_body_is_read_in_good_time() {
    let entry = json!({"id": "x", "name": "Website", "impact": "minor", "status": "investigating", "components": []});
    let body = json!({"incidents": vec![entry; 20_000]}).to_string();
    let start = std::time::Instant::now();
    assert_eq!(state(&given(&[&body]), ItemId::Exchange), Some(State::Attention));
    assert!(start.elapsed().as_secs() < 20);
}

proptest! {
    #[test]
    fn no_time_makes_an_old_body_ready(age in 901_i64..1_000_000_000) {
        let now = at("2026-11-22T12:00:00Z").plus(age);
        for body in BODIES {
            let mut given = Given { at: now, ..Given::default() };
            given.status.read(body, now).unwrap();
            prop_assert!(states(&given).iter().all(|(_, state)| *state != State::Ready));
        }
    }
}
