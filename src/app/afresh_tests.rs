//! Another account than before: what was remembered goes, and it is said.

use super::background::{Event, Stored, handle};
use super::background_tests::{NOW, after, page, state};
use crate::moment::HOUR;
use crate::report::{ItemId, NoticeKind, State};

/// A page where this one is signed in, with these words on it.
fn of(who: &str, url: &str, words: &str) -> String {
    format!(
        r#"{{"v":1,"url":"https://pro.kraken.com/{url}","title":"P","mode":"full","nodes":[[0,"header"],[1,"t","{who}"],[1,"button"],[2,"t","Sign out"],[0,"main"],[1,"t","{words}"]]}}"#
    )
}

fn trade(who: &str) -> String {
    of(who, "app/trade", "Margin trading is not available in your region.")
}

fn another() -> Event {
    Event { another: true, ..page("snapshot") }
}

/// Remembered of one account.
fn remembered() -> Stored {
    after(&Stored::default(), &handle(&page("snapshot"), Some(&trade("jo@example.org")), &Stored::default(), NOW))
}

fn told(stored: &Stored) -> usize {
    let report = state(stored).report.unwrap();
    report.notices.iter().filter(|notice| notice.kind == NoticeKind::AnotherAccount).count()
}

fn margin(stored: &Stored) -> State {
    state(stored).report.unwrap().item(ItemId::Margin).unwrap().state
}

#[test]
fn marks_are_passed_on_and_are_no_part_of_what_is_stored() {
    let effects = handle(&page("snapshot"), Some(&trade("Jo@example.org")), &Stored::default(), NOW);
    assert_eq!(effects.marks.as_deref(), Some("email jo@example.org\n"));
    let stored = after(&Stored::default(), &effects);
    assert!(!format!("{stored:?}").to_lowercase().contains("example.org"));
    let none = handle(&page("snapshot"), Some(&trade("Markets")), &Stored::default(), NOW);
    assert_eq!(none.marks, None, "the page tells nothing");
    let out = of("Markets", "app", "Hello").replace("Sign out", "Sign in");
    assert_eq!(handle(&page("snapshot"), Some(&out), &Stored::default(), NOW).marks.as_deref(), Some(""));
}

#[test]
fn another_account_starts_afresh() {
    let stored = remembered();
    assert_eq!(margin(&stored), State::Blocked);
    let home = of("al@example.org", "app/home", "Portfolio");
    let same = after(&stored, &handle(&page("snapshot"), Some(&home), &stored, NOW.plus(HOUR)));
    assert_eq!((margin(&same), told(&same)), (State::Blocked, 0));
    let other = after(&stored, &handle(&another(), Some(&home), &stored, NOW.plus(HOUR)));
    assert_eq!((margin(&other), told(&other)), (State::Unknown, 1));
    assert!(!other.memory.unwrap().contains("margin"));
    assert!(other.history.is_none(), "what was forgotten has not changed");
}

#[test]
fn what_reads_the_same_of_both_accounts_is_written_all_the_same() {
    // What was remembered is deleted before, so that what equals it is missing, too.
    let stored = remembered();
    let other = handle(&another(), Some(&trade("al@example.org")), &stored, NOW);
    assert_eq!(other.memory, stored.memory);
}

#[test]
fn what_the_new_account_shows_is_remembered_and_is_no_change_for_the_worse() {
    let open = of("jo@example.org", "app/trade", "Spot trading is available to you.");
    let shut = of("al@example.org", "app/trade", "Spot trading is not available in your region.");
    let stored = after(&Stored::default(), &handle(&page("snapshot"), Some(&open), &Stored::default(), NOW));
    let same = handle(&page("snapshot"), Some(&shut), &stored, NOW.plus(1));
    assert_eq!(state(&after(&stored, &same)).worse, [ItemId::Spot]);
    let other = handle(&another(), Some(&shut), &stored, NOW.plus(1));
    assert_eq!((other.history.as_deref(), other.notify.as_deref()), (None, None));
    let other = after(&stored, &other);
    assert_eq!(state(&other).worse, []);
    assert!(other.memory.unwrap().contains("capability.spot"));
}

#[test]
fn it_is_said_on_the_page_where_it_was_noticed() {
    let (here, elsewhere) = (trade("al@example.org"), of("al@example.org", "app/home", "Portfolio"));
    let mut stored = remembered();
    stored = after(&stored, &handle(&another(), Some(&here), &stored, NOW.plus(1)));
    for second in 2..4 {
        stored = after(&stored, &handle(&page("snapshot"), Some(&here), &stored, NOW.plus(second)));
        assert_eq!(told(&stored), 1, "pages are read again and again");
    }
    let left = after(&stored, &handle(&page("left"), None, &stored, NOW.plus(5)));
    let anew = handle(&page("snapshot"), Some(&here), &left, NOW.plus(6));
    assert_eq!(told(&after(&left, &anew)), 0, "the same address, opened anew");
    for page_again in [&elsewhere, &here] {
        stored = after(&stored, &handle(&page("snapshot"), Some(page_again), &stored, NOW.plus(9)));
        assert_eq!(told(&stored), 0);
    }
}

#[test]
fn a_private_window_and_a_failure_tell_nothing_of_whose_it_is() {
    let mut private = page("snapshot");
    private.sender.private = true;
    assert_eq!(handle(&private, Some(&trade("jo@example.org")), &Stored::default(), NOW).marks, None);
    let stored = remembered();
    let failed = handle(&Event { failed: true, ..another() }, Some(&trade("al@example.org")), &stored, NOW);
    assert_eq!((&failed.marks, &failed.memory), (&None, &None));
    assert_eq!(told(&after(&stored, &failed)), 0, "nothing is forgotten yet");
}
