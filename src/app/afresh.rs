//! Starting afresh: what is passed on to tell accounts apart, and what is said where the page is of another one.

use super::background::Event;
use super::state::TabState;
use crate::data::{self, File};
use crate::engine::Outcome;
use crate::report::{Notice, NoticeKind, Report};

/// The account's marks on a page, empty where nobody is signed in; none where the page tells nothing of whose it is.
pub(super) fn marks(outcome: &Outcome) -> Option<String> {
    let out = outcome.report.page.signed_in == Some(false);
    (out || !outcome.marks.is_empty()).then(|| outcome.marks.clone())
}

/// Says that it is another account: when that is noticed, and on until the tab shows another page, which may be read many times.
pub(super) fn tell(report: &mut Report, event: &Event, before: &TabState, url: &str) {
    let told = |report: &Report| report.notices.last().is_some_and(|last| last.kind == NoticeKind::AnotherAccount);
    let same = before.url == url && !before.stale;
    if (event.another && !event.failed) || (same && before.report.as_ref().is_some_and(told)) {
        let text = data::words_of(File::AppWords, "another").to_owned();
        report.notices.push(Notice { kind: NoticeKind::AnotherAccount, text });
    }
}
