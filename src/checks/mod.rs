//! The checks: one file a family, each a pure function from what is known to items.

pub(crate) mod deadline;
pub(crate) mod operations;

use crate::engine::Given;
use crate::moment::Moment;
use crate::report::{Client, Evidence, Item, ItemId, Notice, NoticeKind, Origin, Page, PageKind, Reason, Report, State, Verdict};
use crate::snapshot::Snapshot;

/// What one check says of one item. Several may speak of the same item: the page goes before memory, memory before
/// knowledge; page and status together give the more restrictive, both quoted.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Which item.
    pub id: ItemId,
    /// Its state.
    pub state: State,
    /// Why, for `attention` and `blocked`.
    pub reason: Option<Reason>,
    /// One sentence, where the usual one for this item, state and reason does not say enough.
    pub summary: Option<String>,
    /// What it rests on; its source decides the precedence.
    pub evidence: Vec<Evidence>,
    /// When a stated window or hold ends.
    pub until: Option<Moment>,
}

/// Runs every check.
pub(crate) fn run(_page: &Snapshot, given: &Given) -> Report {
    blank(given)
}

/// The report when the engine failed.
pub(crate) fn failed(_url: &str, given: &Given) -> Report {
    let mut report = blank(given);
    report.notices.push(Notice { kind: NoticeKind::EngineFailed, text: "Could not read this page.".to_owned() });
    report
}

fn blank(given: &Given) -> Report {
    let items = ItemId::ALL
        .iter()
        .map(|id| Item {
            id: *id,
            state: State::Unknown,
            reason: None,
            title: id.title().to_owned(),
            summary: "Nothing was read about it.".to_owned(),
            evidence: Vec::new(),
            next_step: None,
        })
        .collect();
    let page = Page { origin: Origin::Official, client: Client::Pro, kind: PageKind::Other, locale: None, signed_in: None };
    let notices = vec![Notice { kind: NoticeKind::StatusNotChecked, text: "Outages were not checked.".to_owned() }];
    let mut report = Report {
        schema: 1,
        at: given.at,
        page,
        plan: given.plan(),
        verdict: Verdict::Unknown,
        headline: String::new(),
        notices,
        items,
    };
    report.judge();
    report
}
