//! How each item of a page was read, in words: for `--explain`.

// For the native command only, which is built with debug formatting.
#![allow(clippy::use_debug)]

use super::judge;
use super::{Known, judged};
use crate::engine::Given;
use crate::gather::Gather;
use crate::reading::{self, Key, Reading, Rejection, Signal, Subject};
use crate::report::{Item, ItemId};
use crate::snapshot::Snapshot;
use std::fmt::Write;

/// Item by item: its state, the signals found with what they were taken for, and what was left and why. What names no
/// item comes last.
pub(crate) fn explain(page: &Snapshot, given: &Given) -> String {
    let reading = reading::read(page, given.at, Some(Vec::new()));
    let known = Known { given, reading: &reading, page };
    let mut out = String::new();
    let info = &reading.page;
    let _ = writeln!(
        out,
        "page: {:?}, {:?}, {:?}, language {:?}, signed in {:?}\n",
        info.origin, info.client, info.kind, info.locale, info.signed_in
    );
    for item in &judged(&known).report.items {
        let _ = writeln!(
            out,
            "{}: {:?}{}",
            item.id.id(),
            item.state,
            item.reason.map_or_else(String::new, |reason| format!(" ({reason:?})"))
        );
        let mut lines = found(&known, item);
        lines.extend(left(&reading, item.id));
        lines.iter().for_each(|line| _ = writeln!(out, "  {line}"));
    }
    let nameless = reading.rejections.iter().flatten().filter(|rejection| rejection.subjects.is_empty());
    let lines: Vec<String> = nameless.map(rejected).gather();
    if !lines.is_empty() {
        let _ = writeln!(out, "\nnames no item:");
        lines.iter().for_each(|line| _ = writeln!(out, "  {line}"));
    }
    out
}

/// What an item's own name stands for in a text; broad words stand for many items.
fn subjects(id: ItemId) -> &'static [Subject] {
    use Subject::*;
    match id {
        ItemId::Spot => &[Spot, Trading],
        ItemId::Margin => &[Margin],
        ItemId::Futures => &[Futures],
        ItemId::Staking => &[Staking],
        ItemId::Stocks => &[Stocks],
        ItemId::Custody => &[Custody],
        ItemId::CryptoDeposit => &[CryptoDeposit, Deposits, Funding],
        ItemId::CryptoWithdrawal => &[CryptoWithdrawal, Withdrawals, Funding],
        ItemId::Ach => &[Ach, Deposits, Funding],
        ItemId::Wire => &[Wire, Deposits, Funding],
        ItemId::Card => &[Card, Deposits, Funding],
        ItemId::FiatWithdrawal => &[FiatWithdrawal, Withdrawals, Funding],
        ItemId::TwoFactorSignIn => &[SignIn, TwoFactor],
        ItemId::TwoFactorFunding => &[TwoFactorFunding],
        ItemId::TwoFactorTrading => &[TwoFactorTrading],
        ItemId::Passkey => &[Passkey],
        ItemId::SettingsLock => &[SettingsLock],
        ItemId::MasterKey => &[MasterKey],
        ItemId::WithdrawalAddresses => &[Addresses],
        ItemId::Sessions => &[Sessions],
        ItemId::ApiKeysWithdraw | ItemId::ApiKeysIp | ItemId::ApiKeysAge => &[ApiKeys],
        ItemId::VerificationLevel => &[Level],
        ItemId::Exchange => &[Exchange, Trading],
        ItemId::FundingOperations => &[Funding, Deposits, Withdrawals],
        ItemId::Api => &[Api],
        ItemId::SignUp => &[SignUp],
        ItemId::SessionSignedIn => &[Account],
        _ => &[],
    }
}

fn found(known: &Known, item: &Item) -> Vec<String> {
    let reading = known.reading;
    let own = subjects(item.id);
    let mut lines: Vec<String> =
        reading.signals.iter().filter(|signal| own.contains(&signal.subject)).map(|signal| said(known, signal)).gather();
    match item.id {
        ItemId::VerificationLevel => lines.extend(reading.levels.iter().map(|level| format!("found: {level:?}"))),
        ItemId::VerificationNotice => lines.extend(reading.requests.iter().map(|request| format!("found: {request:?}"))),
        ItemId::ApiKeysWithdraw => {
            lines.extend(reading.keys.listed.iter().enumerate().map(|(number, key)| of_key(number + 1, key)))
        }
        ItemId::WithdrawalAddresses => lines.extend(reading.addresses.iter().map(|list| format!("found: {list:?}"))),
        ItemId::Sessions => lines.extend(reading.sessions.iter().map(|list| format!("found: {list:?}"))),
        _ => {}
    }
    lines
}

/// A signal, and what it counts for now.
fn said(known: &Known, signal: &Signal) -> String {
    let quotes: Vec<String> = signal.quotes.iter().map(|quote| format!("“{}” ({:?})", quote.text, quote.place)).gather();
    let counts = match judge::judge(known, signal) {
        Some((state, reason, _)) => reason.map_or_else(|| format!("{state:?}"), |reason| format!("{state:?} ({reason:?})")),
        None if signal.narrow => "nothing: one asset, market, network or bank only".to_owned(),
        None if signal.needs.is_some() => "nothing: the account has the level it asks for".to_owned(),
        None => "nothing: not now".to_owned(),
    };
    format!("found: {} {:?}, {}: {} → {counts}", signal.subject.name(), signal.meaning, signal.how.words(), quotes.join(", "))
}

fn of_key(number: usize, key: &Key) -> String {
    format!(
        "found: key {number}: withdraw {:?}, any address {:?}, expires {:?}, made {:?}, used {:?}",
        key.withdraw, key.any_ip, key.expires, key.created, key.used
    )
}

fn left(reading: &Reading, id: ItemId) -> Vec<String> {
    let own = subjects(id);
    let names = |rejection: &&Rejection| rejection.subjects.iter().any(|subject| own.contains(subject));
    reading.rejections.iter().flatten().filter(names).map(rejected).gather()
}

fn rejected(rejection: &Rejection) -> String {
    format!("left: {}: “{}”", rejection.why.words(), rejection.quote)
}
