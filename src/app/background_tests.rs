//! The background's decisions, event by event.

use super::background::{Effects, Event, Message, Reply, Stored, handle};
use super::sender::{Own, Sender};
use super::state::{Settings, TabState};
use crate::moment::Moment;
use crate::report::{ItemId, NoticeKind, Plan, State, Verdict};

const BASE: &str = "chrome-extension://ours/";
pub(super) const NOW: Moment = Moment(1_795_000_000);
pub(super) const PAGE: &str = r#"{"v":1,"url":"https://pro.kraken.com/app","title":"P","mode":"full","nodes":[[0,"t","Hello"]]}"#;

fn event(kind: &str, url: &str, frame: Option<i64>) -> Event {
    let sender = Sender { id: "ours".into(), url: url.into(), frame_id: frame, tab: frame.map(|_| 7), ..Sender::default() };
    let message = Message { v: 1, kind: kind.into(), ..Message::default() };
    Event { message, sender, own: Own { id: "ours".into(), base: BASE.into() }, failed: false, another: false }
}

pub(super) fn page(kind: &str) -> Event {
    event(kind, "https://pro.kraken.com/app", Some(0))
}

fn frame() -> Event {
    event("overlay", "chrome-extension://ours/overlay/frame.html", Some(3))
}

pub(super) fn window(kind: &str) -> Event {
    event(kind, "chrome-extension://ours/popup.html", None)
}

/// What is stored after the effects took place.
pub(super) fn after(stored: &Stored, effects: &Effects) -> Stored {
    let mut stored = stored.clone();
    stored.memory = effects.memory.clone().or(stored.memory);
    stored.settings = effects.settings.clone().or(stored.settings);
    stored.history = effects.history.clone().or(stored.history);
    for tab in &effects.tabs {
        stored.tabs.retain(|(id, _)| *id != tab.tab);
        stored.tabs.push((tab.tab, tab.state.clone()));
    }
    stored
}

pub(super) fn state(stored: &Stored) -> TabState {
    TabState::parse(&stored.tabs[0].1).unwrap()
}

pub(super) fn read() -> Stored {
    after(&Stored::default(), &handle(&page("snapshot"), Some(PAGE), &Stored::default(), NOW))
}

#[test]
fn a_snapshot_becomes_the_tabs_report_with_a_badge() {
    let effects = handle(&page("snapshot"), Some(PAGE), &Stored::default(), NOW);
    assert_eq!(effects.reply, Reply { ok: true, ..Reply::default() });
    let [tab] = effects.tabs.as_slice() else { panic!("one tab") };
    let state = TabState::parse(&tab.state).unwrap();
    assert_eq!((tab.tab, state.url.as_str(), state.stale), (7, "https://pro.kraken.com/app", false));
    let report = state.report.unwrap();
    assert_eq!(report.items.len(), ItemId::ALL.len());
    assert_eq!(tab.badge.as_ref().unwrap().title, report.headline);
    assert!(effects.memory.is_some());
}

#[test]
fn strangers_and_snapshots_of_other_hosts_change_nothing() {
    let stranger = event("snapshot", "https://example.com/", Some(0));
    assert_eq!(handle(&stranger, Some(PAGE), &Stored::default(), NOW), Effects::default());
    let other = event("snapshot", "https://www.kraken.com/u", Some(0));
    assert_eq!(handle(&other, Some(PAGE), &Stored::default(), NOW), Effects::default());
    let inner = event("snapshot", "https://pro.kraken.com/app", Some(2));
    assert_eq!(handle(&inner, Some(PAGE), &Stored::default(), NOW), Effects::default());
    // Neither a page nor a frame in it may choose.
    for sender in [page("settings"), Event { sender: frame().sender, ..window("settings") }] {
        let mut choice = sender;
        choice.message.plan = Some(Plan::Margin);
        assert_eq!(handle(&choice, None, &read(), NOW), Effects::default());
    }
}

#[test]
fn another_version_is_asked_to_reload() {
    let mut old = page("snapshot");
    old.message.v = 0;
    assert!(handle(&old, Some(PAGE), &Stored::default(), NOW).reply.reload);
    assert!(handle(&page("snapshot"), Some("{}"), &Stored::default(), NOW).reply.reload);
    assert!(handle(&page("snapshot"), None, &Stored::default(), NOW).reply.reload);
}

#[test]
fn a_private_window_leaves_no_trace_and_sees_none() {
    let mut private = page("snapshot");
    private.sender.private = true;
    let stored = Stored { memory: Some("damaged, if it were read".into()), ..Stored::default() };
    let effects = handle(&private, Some(PAGE), &stored, NOW);
    assert_eq!((effects.memory, effects.settings), (None, None));
    let report = TabState::parse(&effects.tabs[0].state).unwrap().report.unwrap();
    assert!(report.notices.iter().all(|notice| notice.kind != NoticeKind::StoredDataDamaged));
}

#[test]
fn damaged_storage_is_said_and_replaced() {
    let stored = Stored { memory: Some("{".into()), settings: Some("[".into()), ..Stored::default() };
    let effects = handle(&page("snapshot"), Some(PAGE), &stored, NOW);
    let report = TabState::parse(&effects.tabs[0].state).unwrap().report.unwrap();
    assert!(report.notices.iter().any(|notice| notice.kind == NoticeKind::StoredDataDamaged));
    let again = handle(&page("snapshot"), Some(PAGE), &after(&stored, &effects), NOW);
    assert!(again.memory.is_none(), "unchanged memory is not written again");
}

#[test]
fn after_a_failure_the_page_is_unknown_and_nothing_is_remembered() {
    let mut failed = page("snapshot");
    failed.failed = true;
    let effects = handle(&failed, Some(PAGE), &Stored::default(), NOW);
    let report = TabState::parse(&effects.tabs[0].state).unwrap().report.unwrap();
    assert!(report.items.iter().all(|item| item.state == State::Unknown));
    assert!(report.notices.iter().any(|notice| notice.kind == NoticeKind::EngineFailed));
    assert_eq!(effects.memory, None);
}

#[test]
fn a_report_is_stale_from_leaving_until_coming_back() {
    let stored = read();
    for kind in ["route", "left"] {
        let left = after(&stored, &handle(&page(kind), None, &stored, NOW));
        assert!(state(&left).stale);
        let back = handle(&page("back"), None, &left, NOW);
        assert!(back.tabs[0].badge.is_some(), "the browser took the badge away");
        assert!(!state(&after(&left, &back)).stale);
    }
    assert!(handle(&page("route"), None, &Stored::default(), NOW).tabs.is_empty());
}

#[test]
fn a_report_from_before_the_page_was_loaded_is_stale_even_if_nobody_said_so() {
    let mut loaded = frame();
    loaded.message.since = Some(NOW.0);
    assert!(handle(&loaded, None, &read(), NOW).tabs.is_empty());
    loaded.message.since = Some(NOW.0 + 1);
    let effects = handle(&loaded, None, &read(), NOW);
    assert!(state(&after(&read(), &effects)).stale);
    assert!(TabState::parse(&effects.reply.state.unwrap()).unwrap().stale);
}

#[test]
fn the_overlay_remembers_and_hides_for_its_tab_only() {
    let stored = read();
    let mut hide = frame();
    hide.message.hidden = Some(true);
    let hidden = after(&stored, &handle(&hide, None, &stored, NOW));
    assert!(state(&hidden).hidden);
    let next = after(&hidden, &handle(&page("snapshot"), Some(PAGE), &hidden, NOW));
    assert!(state(&next).hidden, "the next page of the tab has none either");
    let mut open = frame();
    open.message.collapsed = Some(false);
    let opened = after(&stored, &handle(&open, None, &stored, NOW));
    assert_eq!(handle(&frame(), None, &opened, NOW).reply.collapsed, Some(false));
    let mut show = window("tab");
    (show.message.tab, show.message.hidden) = (Some(7), Some(false));
    assert!(!state(&after(&hidden, &handle(&show, None, &hidden, NOW))).hidden);
}

#[test]
fn an_overlay_switched_off_is_hidden_everywhere() {
    let mut off = window("settings");
    off.message.overlay = Some(false);
    let stored = after(&read(), &handle(&off, None, &read(), NOW));
    let reply = handle(&frame(), None, &stored, NOW).reply;
    assert!(TabState::parse(&reply.state.unwrap()).unwrap().hidden);
    assert!(!state(&stored).hidden, "the tab's own choice stays as it was");
}

#[test]
fn only_our_own_windows_may_have_everything_forgotten() {
    assert!(handle(&window("forget"), None, &read(), NOW).forget);
    for sender in [page("forget").sender, frame().sender] {
        let event = Event { sender, ..window("forget") };
        assert_eq!(handle(&event, None, &read(), NOW), Effects::default());
    }
}

#[test]
fn another_plan_is_judged_at_once_and_read_again() {
    let mut choice = window("settings");
    choice.message.plan = Some(Plan::Margin);
    let effects = handle(&choice, None, &read(), NOW);
    assert_eq!(effects.reread, [7]);
    let stored = after(&read(), &effects);
    let report = state(&stored).report.unwrap();
    assert_eq!((report.plan, report.verdict), (Plan::Margin, Verdict::Unknown));
    assert!(report.headline.contains("margin"));
    let settings = Settings::parse(stored.settings.as_deref().unwrap()).unwrap();
    assert_eq!(settings.plan(), Plan::Margin);
    let next = after(&stored, &handle(&page("snapshot"), Some(PAGE), &stored, NOW));
    assert_eq!(state(&next).report.unwrap().plan, Plan::Margin);
}

#[test]
fn what_the_glue_passes_on_is_understood() {
    let event = r#"{"message":{"v":1,"kind":"settings","plan":"fund_by_bank","overlay":false,"tab":7},
        "sender":{"id":"ours","url":"u","frameId":0,"tab":7,"private":true},"own":{"id":"ours","base":"b"},"failed":true,"another":true}"#;
    let event = Event::read(&crate::json::Json::parse(event).unwrap());
    assert_eq!((event.message.v, event.message.plan, event.message.overlay), (1, Some(Plan::FundByBank), Some(false)));
    assert_eq!((event.sender.frame_id, event.sender.tab, event.sender.private, event.failed), (Some(0), Some(7), true, true));
    assert!(event.another);
    assert_eq!((event.own.id.as_str(), event.own.base.as_str()), ("ours", "b"));
    let stored = Stored::read(&crate::json::Json::parse(r#"{"memory":"m","tabs":{"7":"s"}}"#).unwrap());
    assert_eq!((stored.memory, stored.settings, stored.tabs), (Some("m".into()), None, vec![(7, "s".into())]));
    let nonsense = Event::read(&crate::json::Json::parse("[1]").unwrap());
    assert_eq!(handle(&nonsense, None, &Stored::default(), NOW), Effects::default());
}

#[test]
fn the_guard_is_the_extensions_own_affair() {
    let mut stored = Stored::default();
    let mut on = window("settings");
    on.message.guard = Some(true);
    stored = after(&stored, &handle(&on, None, &stored, NOW));
    let address = || Some("https://kraken-login.example/".to_owned());
    for event in [page("opened"), frame(), window("opened")] {
        let mut event = event;
        (event.message.kind, event.message.tab, event.message.url) = ("opened".into(), Some(7), address());
        let stopped = handle(&event, None, &stored, NOW).danger.is_some_and(|danger| !danger.passed);
        assert_eq!(stopped, event.sender.frame_id.is_none(), "only the background tells itself");
    }
    let mut pass = window("passed");
    pass.message.host = Some("kraken-login.example".into());
    stored = after(&stored, &handle(&pass, None, &stored, NOW));
    let mut opened = window("opened");
    (opened.message.tab, opened.message.url) = (Some(7), address());
    assert!(handle(&opened, None, &stored, NOW).danger.is_some_and(|danger| danger.passed));
    pass.sender.frame_id = Some(0);
    pass.sender.url = "https://pro.kraken.com/app".into();
    pass.message.host = Some("kraken-signin.example".into());
    assert_eq!(handle(&pass, None, &stored, NOW), Effects::default(), "a page lets nothing pass");
}
