//! `capability.*`: the products.

use super::{Finding, Known, judge};
use crate::gather::Gather;
use crate::reading::{Meaning, Signal, Subject};
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
    let mut findings: Vec<Finding> = PRODUCTS.iter().flat_map(|(id, subject)| judge::findings(known, *id, &[*subject])).gather();
    // "Trading is halted" is said of spot trading; that it works says nothing of this account. A window that is announced
    // for later is the exchange's (`operations.exchange`): until then the product works as it did.
    let later = |signal: &Signal| signal.times.is_some_and(|(from, _)| from > known.given.at);
    let trading = known.reading.signals.iter().filter(|signal| signal.subject == Subject::Trading);
    let stopped = trading
        .filter(|signal| matches!(signal.meaning, Meaning::Fails(_) | Meaning::Trouble(Reason::Maintenance)) && !later(signal));
    findings.extend(stopped.filter_map(|signal| judge::finding(known, ItemId::Spot, signal)));
    findings
}
