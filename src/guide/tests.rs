use super::*;
use crate::account::Account;
use crate::engine::{failed, without_page};
use crate::moment::Moment;
use crate::report::{Plan, Reason};
use crate::status::Status;

const NOW: &str = "2026-11-22T12:00:00Z";

fn given() -> Given {
    Given { at: Moment::parse(NOW).unwrap(), ..Given::default() }
}

fn lines<'a>(sections: &'a [Section], key: &str) -> &'a [Line] {
    sections.iter().find(|section| section.key == key).map(|section| section.lines.as_slice()).unwrap_or_default()
}

#[test]
fn the_pages_named_settle_the_most_and_no_item_twice() {
    let report = without_page("https://pro.kraken.com/app/home", &given());
    let pages = pages_to_read(&report);
    assert_eq!(pages.len(), 3);
    assert!(pages.windows(2).all(|pair| pair[0].items.len() >= pair[1].items.len()));
    let mut items: Vec<ItemId> = pages.iter().flat_map(|page| page.items.clone()).collect();
    let count = items.len();
    items.sort();
    items.dedup();
    assert_eq!(items.len(), count);
    assert!(
        items
            .iter()
            .all(|id| report.item(*id).unwrap().state == State::Unknown && id.group() != crate::report::Group::Operations)
    );
    assert!(pages[0].items.contains(&ItemId::TwoFactorSignIn), "{:?}", pages[0]);
}

#[test]
fn a_complete_checklist_names_no_page() {
    let mut report = without_page("https://pro.kraken.com/app/home", &given());
    report.items.iter_mut().for_each(|item| item.state = State::Ready);
    assert_eq!(pages_to_read(&report), []);
    // Of pages that settle as much the one that the plan needs comes first.
    report.plan = Plan::Stocks;
    for id in [ItemId::Margin, ItemId::Stocks] {
        report.items.iter_mut().find(|item| item.id == id).unwrap().state = State::Unknown;
    }
    assert_eq!(pages_to_read(&report)[0].items, [ItemId::Stocks]);
}

#[test]
fn causes_come_by_evidence_and_what_works_is_ruled_out() {
    let mut report = without_page("https://pro.kraken.com/app/home", &given());
    for (id, state, reason) in [
        (ItemId::SettingsLock, State::Ready, None),
        (ItemId::VerificationNotice, State::Blocked, Some(Reason::Verification)),
        (ItemId::Margin, State::Attention, Some(Reason::NotEnabled)),
    ] {
        let item = report.items.iter_mut().find(|item| item.id == id).unwrap();
        (item.state, item.reason) = (state, reason);
    }
    let sections = sections(&report, &given());
    let product = lines(&sections, "product");
    let looks: Vec<Option<State>> = product.iter().map(|line| line.look).collect();
    assert_eq!(looks[..2], [Some(State::Blocked), Some(State::Attention)]);
    assert!(looks[2..looks.len() - 1].iter().all(|look| *look == Some(State::Unknown)));
    assert!(product[0].detail.contains("Answer Kraken's request"));
    let last = product.last().unwrap();
    assert!(last.text.starts_with("Not behind it: ") && last.text.contains("Global Settings Lock"));
}

#[test]
fn before_signing_in_it_says_host_app_and_what_lies_ahead() {
    let mut given = given();
    given.plan = Some(Plan::Margin);
    let mut status = Status::default();
    status.read(include_str!("../../tests/status/system-window.json"), given.at).unwrap();
    given.status = status;
    let report = without_page("https://id.kraken.com/sign-in", &given);
    let sections = sections(&report, &given);
    let before = lines(&sections, "before");
    assert_eq!(before[0].look, Some(State::Ready));
    assert!(before[1].text.contains("Kraken Pro") && before[1].step.is_some());
    assert!(before[2].text.contains("UTC") && before[2].detail.contains("It matters for margin trading"), "{before:?}");
    assert!(lines(&sections, "pages").is_empty());
    given.plan = Some(Plan::Staking);
    assert!(lines(&super::sections(&report, &given), "watch")[1].detail.starts_with("It changes nothing for staking"));
}

#[test]
fn an_app_that_the_plan_does_not_need_says_what_it_costs() {
    let mut given = given();
    given.plan = Some(Plan::Spot);
    let on = |url: &str, given: &Given| sections(&without_page(url, given), given);
    let pro = on("https://pro.kraken.com/app/home", &given);
    assert!(lines(&pro, "apps")[0].detail.contains("mis-click"));
    let app = on("https://www.kraken.com/c", &given);
    assert!(!lines(&app, "apps")[0].text.starts_with("You are in"));
    given.plan = Some(Plan::Margin);
    let app = on("https://www.kraken.com/c", &given);
    assert_eq!(lines(&app, "apps")[0].look, Some(State::Attention));
    let wallet = lines(&app, "apps").iter().find(|line| line.text.starts_with("Kraken Wallet")).unwrap();
    assert!(wallet.detail.contains("Self-custody") && wallet.step.is_none());
}

#[test]
fn facts_of_the_region_are_shown_with_their_date_and_old_ones_are_watched() {
    let account = Account { region: Some("GB".into()), ..Account::default() };
    let given = Given { account, ..given() };
    let sections = sections(&failed("https://pro.kraken.com/app", &given), &given);
    let region = lines(&sections, "region");
    assert!(region.iter().any(|line| line.text.contains("Futures") && line.text.contains("it may have changed")));
    assert!(region.iter().any(|line| line.look == Some(State::Attention) && line.text.contains("Stocks")));
    assert!(lines(&sections, "watch").iter().any(|line| line.text.starts_with("3 of the facts")));
}

#[test]
fn incidents_of_the_last_days_are_watched_and_change_nothing() {
    let mut given = given();
    let incident = |title: &str, days: i64, status: &str| {
        let at = given.at.plus(-days * crate::moment::DAY).text();
        serde_json::json!({"id": title, "name": title, "status": status, "impact": "critical", "created_at": at, "components": []})
    };
    let list = [
        incident("Trading outage", 1, "resolved"),
        incident("Old outage", 9, "resolved"),
        incident("API outage", 1, "investigating"),
    ];
    let body = serde_json::json!({"page": {}, "incidents": list}).to_string();
    let kept =
        serde_json::json!({"https://status.kraken.com/api/v2/incidents.json": {"body": body, "fetched": given.at.0 * 1_000}});
    given.status = Status::restore(&kept.to_string());
    let report = without_page("https://pro.kraken.com/app/home", &given);
    assert!(!given.status.was_read() && report.item(ItemId::Api).unwrap().state == State::Unknown);
    let sections = sections(&report, &given);
    let [line] = lines(&sections, "watch") else { panic!("{sections:?}") };
    assert!(line.text.contains("Trading outage, began 2026-11-21") && line.look.is_none(), "{line:?}");
}
