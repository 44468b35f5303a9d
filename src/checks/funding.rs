//! `funding.*`: the rails.

use super::{Finding, Known, judge};
use crate::gather::Gather;
use crate::reading::{self, Meaning, Signal, Subject};
use crate::report::{ItemId, PageKind, Reason, State, Where};

/// Ways in.
const IN: &[ItemId] = &[ItemId::CryptoDeposit, ItemId::Ach, ItemId::Wire, ItemId::Card];
/// Ways out.
const OUT: &[ItemId] = &[ItemId::CryptoWithdrawal, ItemId::FiatWithdrawal];
/// Every way.
const ALL: &[ItemId] =
    &[ItemId::CryptoDeposit, ItemId::CryptoWithdrawal, ItemId::Ach, ItemId::Wire, ItemId::Card, ItemId::FiatWithdrawal];

pub(super) fn check(known: &Known) -> Vec<Finding> {
    let signals = known.reading.signals.iter();
    let mut findings: Vec<Finding> = signals
        .flat_map(|signal| rails(known, signal).iter().filter_map(|id| judge::finding(known, *id, signal)).gather())
        .gather();
    // One card was turned down and another can be chosen.
    if findings.iter().any(|finding| finding.id == ItemId::Card && finding.state == State::Ready) {
        let turned_down = findings.iter_mut().filter(|finding| finding.reason == Some(Reason::CardAuthentication));
        turned_down.for_each(|finding| finding.state = State::Attention);
    }
    findings
}

/// The rails that a signal speaks of. What stops deposits stops each way in; that deposits in general work says nothing of
/// any one way.
fn rails(known: &Known, signal: &Signal) -> &'static [ItemId] {
    let stops = !matches!(signal.meaning, Meaning::Works);
    // "Funding" in a row is one way of it; in a sentence it is all of them.
    let announced = signal.quotes.first().is_some_and(|quote| !matches!(quote.place, Where::Row | Where::Label | Where::Control));
    // On a withdrawal page a bank or card is where money goes to.
    let out = known.reading.page.kind == PageKind::Withdraw && !reading::pays_in(signal);
    match signal.subject {
        Subject::CryptoDeposit => &[ItemId::CryptoDeposit],
        Subject::CryptoWithdrawal => &[ItemId::CryptoWithdrawal],
        // What came in that way is held, and not the way out.
        Subject::Wire | Subject::Ach if out && signal.meaning == Meaning::Fails(Reason::Hold) => &[],
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
