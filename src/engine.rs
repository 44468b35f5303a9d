//! The engine: from a snapshot and what else is known to a report.

use crate::account::Account;
use crate::checks::{self, Finding};
use crate::memory::Memory;
use crate::moment::Moment;
use crate::report::{Plan, Report};
use crate::snapshot::Snapshot;
use crate::status::Status;

/// All that is known besides the page.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// Now.
    pub at: Moment,
    /// What the user told us.
    pub account: Account,
    /// A plan that goes before the account's.
    pub plan: Option<Plan>,
    /// What earlier pages showed.
    pub memory: Memory,
    /// Kraken's public status, as far as it was read.
    pub status: Status,
}

impl Given {
    /// The plan to judge for.
    pub fn plan(&self) -> Plan {
        self.plan.or(self.account.plan).unwrap_or_default()
    }
}

/// A report, and what of it the page itself showed: that is what memory takes in.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The report.
    pub report: Report,
    /// The page's own findings, before memory, status and knowledge were laid over them.
    pub findings: Vec<Finding>,
    /// The account's own marks on the page, as [`crate::reading`] found them; no part of the report, and kept nowhere.
    pub marks: String,
}

impl Outcome {
    /// Takes what the page showed into a memory; a page that was cut short adds nothing.
    pub fn remember(&self, memory: &mut Memory) {
        memory.absorb(&self.report.page, &self.findings, self.report.at);
    }
}

/// Reads a page. Never panics; what cannot be read is `unknown`.
pub fn read(page: &Snapshot, given: &Given) -> Outcome {
    checks::run(page, given)
}

/// The report alone.
pub fn report(page: &Snapshot, given: &Given) -> Report {
    read(page, given).report
}

/// How every item of a page was read: the signals found, those rejected, and why.
pub fn explain(page: &Snapshot, given: &Given) -> String {
    checks::explain(page, given)
}

/// The report for a page on which the engine failed: every item unknown, and a notice that says so.
pub fn failed(url: &str, given: &Given) -> Report {
    checks::failed(url, given)
}

/// The report for a tab that no snapshot has come from (yet): what memory, status and account say.
pub fn without_page(url: &str, given: &Given) -> Report {
    report(&Snapshot { url: url.to_owned(), ..Snapshot::default() }, given)
}
