//! `funding.*`: the rails.

use super::{Finding, Known, judge};
use crate::gather::PushAll;
use crate::reading::{Meaning, Signal, Subject};
use crate::report::{ItemId, PageKind, Where};

/// Ways in.
const IN: &[ItemId] = &[ItemId::CryptoDeposit, ItemId::Ach, ItemId::Wire, ItemId::Card];
/// Ways out.
const OUT: &[ItemId] = &[ItemId::CryptoWithdrawal, ItemId::FiatWithdrawal];
/// Every way.
const ALL: &[ItemId] =
    &[ItemId::CryptoDeposit, ItemId::CryptoWithdrawal, ItemId::Ach, ItemId::Wire, ItemId::Card, ItemId::FiatWithdrawal];

pub(super) fn check(known: &Known) -> Vec<Finding> {
    let mut findings = Vec::new();
    for signal in &known.reading.signals {
        findings.push_all(rails(known, signal).iter().filter_map(|id| judge::finding(known, *id, signal)));
    }
    findings
}

/// The rails that a signal speaks of. What stops deposits stops each way in; that deposits in general work says nothing of
/// any one way.
fn rails(known: &Known, signal: &Signal) -> &'static [ItemId] {
    let stops = !matches!(signal.meaning, Meaning::Works);
    // "Funding" in a row is one way of it; in a notice it is all of them.
    let announced =
        signal.quotes.first().is_some_and(|quote| matches!(quote.place, Where::Banner | Where::Heading | Where::Dialog));
    // On a withdrawal page a bank or card is where money goes to.
    let out = known.reading.page.kind == PageKind::Withdraw;
    match signal.subject {
        Subject::CryptoDeposit => &[ItemId::CryptoDeposit],
        Subject::CryptoWithdrawal => &[ItemId::CryptoWithdrawal],
        Subject::Wire | Subject::Ach if out => &[ItemId::FiatWithdrawal],
        Subject::Card if out => &[],
        Subject::Ach => &[ItemId::Ach],
        Subject::Wire => &[ItemId::Wire],
        Subject::Card => &[ItemId::Card],
        Subject::FiatWithdrawal => &[ItemId::FiatWithdrawal],
        Subject::Deposits if stops => IN,
        Subject::Withdrawals if stops => OUT,
        Subject::Funding if stops && announced => ALL,
        _ => &[],
    }
}
