//! The engine: from a snapshot and what else is known to a report.

use crate::account::Account;
use crate::checks::Finding;
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

/// What came of a page.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The report.
    pub report: Report,
    /// What the page itself showed, before memory, status and knowledge were laid over it.
    pub findings: Vec<Finding>,
}

impl Outcome {
    /// Takes what the page showed into the memory, as far as it may be kept.
    pub fn remember(&self, memory: &mut Memory) {
        memory.absorb(&self.report.page, &self.findings, self.report.at);
    }
}

/// Reads a page; as [`report`], with what the memory needs.
pub fn read(page: &Snapshot, given: &Given) -> Outcome {
    Outcome { report: report(page, given), findings: Vec::new() }
}

/// Reads a page and reports. Never panics; what cannot be read is `unknown`.
pub fn report(page: &Snapshot, given: &Given) -> Report {
    crate::checks::run(page, given)
}

/// The report for a page on which the engine failed: every item unknown, and a notice that says so.
pub fn failed(url: &str, given: &Given) -> Report {
    crate::checks::failed(url, given)
}

/// The report for a tab that no snapshot has come from (yet): what memory, status and account say.
pub fn without_page(url: &str, given: &Given) -> Report {
    report(&Snapshot { url: url.to_owned(), ..Snapshot::default() }, given)
}
