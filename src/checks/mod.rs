//! The checks: one file a family, each a pure function from what is known to findings; the registry lists them.

mod api_keys;
mod capability;
pub(crate) mod deadline;
mod explain;
mod funding;
mod imitation;
mod judge;
mod merge;
pub(crate) mod operations;
pub mod posture;
mod region;
mod security;
mod session;
mod verification;
mod warnings;

pub(crate) use explain::explain;

use crate::data::{self, File};
use crate::engine::{Given, Outcome};
use crate::gather::Gather;
use crate::moment::Moment;
use crate::reading::{self, Meaning, Quote, Reading};
use crate::report::{Evidence, ItemId, Notice, NoticeKind, Origin, Page, PageKind, Reason, Report, State};
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

impl Finding {
    fn new(id: ItemId, state: State, reason: Option<Reason>, evidence: Vec<Evidence>) -> Finding {
        Finding { id, state, reason, summary: None, evidence, until: None }
    }
}

/// All that a check may look at.
pub(crate) struct Known<'a> {
    /// Account, memory, status, time.
    pub given: &'a Given,
    /// What the page says.
    pub reading: &'a Reading,
    /// The page itself.
    pub page: &'a Snapshot,
}

impl Known<'_> {
    /// Words of the page as evidence.
    #[inline(never)]
    fn evidence(&self, quotes: &[Quote]) -> Vec<Evidence> {
        quotes.iter().map(|quote| quote.evidence(self.given.at)).gather()
    }
}

/// The checks that look at the page.
const CHECKS: &[fn(&Known) -> Vec<Finding>] = &[
    session::check,
    verification::check,
    capability::check,
    funding::check,
    security::check,
    api_keys::check,
    operations::from_page,
];

/// Runs every check and lays memory, status and knowledge over what the page says.
pub(crate) fn run(page: &Snapshot, given: &Given) -> Outcome {
    let reading = reading::read(page, given.at, None);
    judged(&Known { given, reading: &reading, page })
}

/// The same for a page that was read already.
fn judged(known: &Known) -> Outcome {
    let Known { given, reading, page } = *known;
    let mut findings: Vec<Finding> = CHECKS.iter().flat_map(|check| check(known)).gather();
    if page.truncated {
        // What is missing may be what speaks against it.
        findings.retain(|finding| finding.state != State::Ready || finding.id == ItemId::SessionOrigin);
    }
    let others = other_findings(reading, given);
    let mut all: Vec<Finding> = findings.iter().chain(&others).cloned().gather();
    all.push(deadline::check(given, &all));
    let notices = notices(known, &findings);
    let mut report = merge::report(reading.page.clone(), &all, notices, given);
    report.keys = api_keys::each(known);
    report.warnings = warnings::of(known, &report);
    Outcome { report, findings, marks: reading.marks.clone() }
}

/// What memory and status say. On a host that is not Kraken's own nothing else is evidence.
fn other_findings(reading: &Reading, given: &Given) -> Vec<Finding> {
    if reading.page.origin != Origin::Official {
        return Vec::new();
    }
    // Someone who is signed out may be someone else: what was remembered of another account says nothing.
    let memory = if reading.page.signed_in == Some(false) { Vec::new() } else { given.memory.findings(given.at) };
    memory.into_iter().chain(operations::from_status(given)).chain(region::check(given)).gather()
}

/// A sentence of `src/checks/words.tsv`.
fn said(kind: &str, gaps: &[&str]) -> String {
    data::said(File::CheckWords, kind, gaps)
}

fn notices(known: &Known, findings: &[Finding]) -> Vec<Notice> {
    let Known { given, reading, page } = *known;
    let mut notices = Vec::new();
    let mut add = |kind, text| notices.push(Notice { kind, text });
    if page.truncated {
        add(NoticeKind::Truncated, said("truncated", &[]));
    }
    let official = reading.page.origin == Origin::Official;
    if official && !reading.language_known && reading.words > 20 {
        add(NoticeKind::LanguageNotSupported, said("language", &[]));
    }
    if official && reading.language_known && !understood(reading, findings) {
        add(NoticeKind::LayoutNotUnderstood, said("layout", &[reading.page.kind.phrase()]));
    }
    if !given.status.was_read() {
        add(NoticeKind::StatusNotChecked, said("status", &[]));
    }
    let narrow = |meaning| matches!(meaning, Meaning::Fails(_) | Meaning::Trouble(_));
    for signal in reading.signals.iter().filter(|signal| signal.narrow && narrow(signal.meaning)).take(3) {
        if let Some(quote) = signal.quotes.first() {
            let text = format!("Only one asset, market or network is affected: “{}”", quote.text);
            if !notices.iter().any(|notice| notice.text == text) {
                notices.push(Notice { kind: NoticeKind::AssetAffected, text });
            }
        }
    }
    notices.extend(operations::notices(given));
    notices
}

/// Whether a signed-in page of a known kind yields something where something is expected.
fn understood(reading: &Reading, findings: &[Finding]) -> bool {
    use crate::report::Group;
    let expected: &[Group] = match reading.page.kind {
        PageKind::Trade | PageKind::Earn | PageKind::Stocks => &[Group::Products],
        PageKind::Deposit | PageKind::Withdraw => &[Group::Funding, Group::Operations],
        PageKind::Security | PageKind::ApiKeys => &[Group::Security],
        PageKind::Verification => &[Group::Verification],
        _ => return true,
    };
    let judged = findings.iter().any(|finding| expected.contains(&finding.id.group()) || finding.id.group() == Group::Products);
    judged || reading.page.signed_in != Some(true) || reading.words < 12
}

/// The report when the engine failed: nothing about the page is claimed, not even memory.
pub(crate) fn failed(url: &str, given: &Given) -> Report {
    let page =
        Page { origin: reading::origin(url), client: reading::client(url), kind: PageKind::Other, locale: None, signed_in: None };
    let mut notices = vec![Notice { kind: NoticeKind::EngineFailed, text: "Could not read this page.".to_owned() }];
    if !given.status.was_read() {
        notices.push(Notice { kind: NoticeKind::StatusNotChecked, text: said("status", &[]) });
    }
    merge::report(page, &[], notices, given)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Plan, Verdict};

    #[test]
    fn what_could_not_be_read_is_unknown_for_every_plan() {
        for plan in Plan::ALL {
            let given = Given { plan: Some(*plan), ..Given::default() };
            assert_eq!(failed("https://pro.kraken.com/app", &given).verdict, Verdict::Unknown, "{plan:?}");
        }
    }
}
