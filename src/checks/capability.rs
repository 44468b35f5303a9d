//! `capability.*`: the products.

use super::{Finding, Known, judge};
use crate::gather::PushAll;
use crate::reading::{Meaning, Subject};
use crate::report::{ItemId, Reason};

const PRODUCTS: &[(ItemId, Subject)] = &[
    (ItemId::Spot, Subject::Spot),
    (ItemId::Margin, Subject::Margin),
    (ItemId::Futures, Subject::Futures),
    (ItemId::Staking, Subject::Staking),
    (ItemId::Stocks, Subject::Stocks),
    (ItemId::Custody, Subject::Custody),
];

pub(super) fn check(known: &Known) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (id, subject) in PRODUCTS {
        findings.append(&mut judge::findings(known, *id, &[*subject]));
    }
    // "Trading is halted" is said of spot trading; that it works says nothing of this account.
    let trading = known.reading.signals.iter().filter(|signal| signal.subject == Subject::Trading);
    let stopped = trading.filter(|signal| matches!(signal.meaning, Meaning::Fails(_) | Meaning::Trouble(Reason::Maintenance)));
    findings.push_all(stopped.filter_map(|signal| judge::finding(known, ItemId::Spot, signal)));
    findings
}
