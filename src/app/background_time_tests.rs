//! The background's decisions about time: history, status, what the user told, and storage of other versions.

use super::background::{Effects, Stored, handle};
use super::background_tests::{NOW, PAGE, after, page, read, state, window};
use super::state::Settings;
use crate::account::{Account, Deadline};
use crate::memory::History;
use crate::moment::DAY;
use crate::report::{ItemId, NoticeKind, Plan, Report, State};

const SHUT: &str = r#"{"v":1,"url":"https://pro.kraken.com/app","title":"P","mode":"full",
    "nodes":[[0,"t","Spot trading is not available in your region."]]}"#;
const OPEN: &str = r#"{"v":1,"url":"https://pro.kraken.com/app","title":"P","mode":"full","nodes":[[0,"t","Spot trading is available to you."]]}"#;

fn report(stored: &Stored) -> Report {
    state(stored).report.unwrap()
}

/// Open first, shut three days later.
fn turned(notify: bool) -> (Stored, Effects) {
    let mut choice = window("settings");
    choice.message.notify = Some(notify);
    let stored = after(&Stored::default(), &handle(&choice, None, &Stored::default(), NOW));
    let stored = after(&stored, &handle(&page("snapshot"), Some(OPEN), &stored, NOW));
    assert_eq!(report(&stored).item(ItemId::Spot).unwrap().state, State::Ready);
    assert_eq!(stored.history, None, "nothing has changed");
    let effects = handle(&page("snapshot"), Some(SHUT), &stored, NOW.plus(3 * DAY));
    (after(&stored, &effects), effects)
}

#[test]
fn a_change_is_kept_told_once_and_notified_on_request_only() {
    let (stored, effects) = turned(false);
    assert_eq!(effects.notify, None);
    let (history, _) = History::salvage(stored.history.as_deref().unwrap()).unwrap();
    let [change] = history.news()[..] else { panic!("one change") };
    assert_eq!((change.words().as_str(), change.from.at), ("Spot trading: ready → blocked (region)", NOW));
    let told = after(&stored, &handle(&window("seen"), None, &stored, NOW.plus(4 * DAY)));
    let (history, _) = History::salvage(told.history.as_deref().unwrap()).unwrap();
    assert_eq!((history.news().len(), history.changes.len()), (0, 1));
    let again = handle(&page("snapshot"), Some(SHUT), &told, NOW.plus(5 * DAY));
    assert_eq!((again.history, again.notify), (None, None), "the same again is no change");
    assert_eq!(turned(true).1.notify.as_deref(), Some("Spot trading: ready → blocked (region)"));
    assert_eq!(handle(&page("seen"), None, &stored, NOW), Effects::default(), "no page may say that it was seen");
}

#[test]
fn a_private_window_notes_nothing() {
    let (stored, _) = turned(true);
    let mut private = page("snapshot");
    private.sender.private = true;
    let effects = handle(&private, Some(OPEN), &stored, NOW.plus(6 * DAY));
    assert_eq!((effects.history, effects.notify, effects.memory), (None, None, None));
}

#[test]
fn fetched_status_counts_and_what_cannot_be_read_of_it_does_not() {
    let body = |at: &str| {
        let body = serde_json::json!({"error": [], "result": {"status": "cancel_only", "timestamp": at}}).to_string();
        serde_json::json!({"https://api.kraken.com/0/public/SystemStatus": {"body": body, "fetched": NOW.0 * 1_000}, "other": {"body": 7}})
            .to_string()
    };
    let mut stored = Stored { status: Some(body(&NOW.text())), ..Stored::default() };
    let known = report(&after(&stored, &handle(&page("snapshot"), Some(PAGE), &stored, NOW)));
    assert_eq!(known.item(ItemId::Exchange).unwrap().state, State::Blocked);
    assert!(known.notices.iter().all(|notice| notice.kind != NoticeKind::StatusNotChecked));
    for damaged in ["", "{", "[]", "7", "{\"a\":null}", "{\"a\":{\"body\":\"<html>\",\"fetched\":1}}"] {
        stored.status = Some(damaged.into());
        let unknown = report(&after(&stored, &handle(&page("snapshot"), Some(PAGE), &stored, NOW)));
        assert!(unknown.notices.iter().any(|notice| notice.kind == NoticeKind::StatusNotChecked), "{damaged}");
    }
}

#[test]
fn what_the_user_told_is_stored_whole_and_every_tab_read_again() {
    let mut choice = window("settings");
    let account = Account {
        region: Some("US-NY".into()),
        plan: Some(Plan::Margin),
        assets: vec!["BTC".into()],
        deadline: Some(Deadline::Time(NOW.plus(DAY))),
        ..Account::default()
    };
    (choice.message.account, choice.message.status) = (Some(account.clone()), Some(true));
    let effects = handle(&choice, None, &read(), NOW);
    assert_eq!(effects.reread, [7]);
    let stored = after(&read(), &effects);
    let settings = Settings::parse(stored.settings.as_deref().unwrap()).unwrap();
    assert_eq!((settings.account, settings.status, settings.notify), (account, true, false));
    assert_eq!(report(&stored).plan, Plan::Margin);
    assert!(handle(&choice, None, &stored, NOW).reread.is_empty(), "nothing new was told");
}

#[test]
fn what_a_newer_version_stored_is_used_for_nothing_and_left_as_it_is() {
    let newer = |what: &str| format!("{{\"v\":2,\"{what}\":[]}}");
    let stored = Stored {
        settings: Some(newer("account")),
        memory: Some(newer("items")),
        history: Some(newer("changes")),
        ..Stored::default()
    };
    let effects = handle(&page("snapshot"), Some(SHUT), &stored, NOW);
    assert_eq!((&effects.settings, &effects.memory, &effects.history), (&None, &None, &None));
    let told = report(&after(&stored, &effects));
    assert!(told.notices.iter().any(|notice| notice.kind == NoticeKind::StoredDataDamaged && notice.text.contains("newer")));
    let mut choice = window("settings");
    choice.message.plan = Some(Plan::Margin);
    assert_eq!(handle(&choice, None, &stored, NOW).settings, None);
    assert_eq!(handle(&window("seen"), None, &stored, NOW).history, None);
}
