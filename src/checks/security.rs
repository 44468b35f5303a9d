//! `security.*` but for API keys: 2FA per function, passkeys, settings lock, master key, addresses, sessions.

use super::{Finding, Known, judge};
use crate::reading::{Access, Meaning, Signal, Subject};
use crate::report::{ItemId, PageKind, Reason, State};

const PROTECTIONS: &[(ItemId, &[Subject])] = &[
    (ItemId::TwoFactorSignIn, &[Subject::SignIn, Subject::TwoFactor]),
    (ItemId::TwoFactorFunding, &[Subject::TwoFactorFunding]),
    (ItemId::TwoFactorTrading, &[Subject::TwoFactorTrading]),
    (ItemId::Passkey, &[Subject::Passkey]),
    (ItemId::SettingsLock, &[Subject::SettingsLock]),
    (ItemId::MasterKey, &[Subject::MasterKey]),
];

pub(super) fn check(known: &Known) -> Vec<Finding> {
    let mut findings = Vec::new();
    // 2FA without a function named is the sign-in's, unless the page tells the functions apart.
    let of_function =
        |signal: &Signal| matches!(signal.subject, Subject::SignIn | Subject::TwoFactorFunding | Subject::TwoFactorTrading);
    let told_apart = known.reading.signals.iter().any(of_function);
    for (id, subjects) in PROTECTIONS {
        let own = subjects.get(..if told_apart { 1 } else { subjects.len() }).unwrap_or_default();
        let signals = || known.reading.signals.iter().filter(|signal| own.contains(&signal.subject));
        // "Add passkey" under a list of passkeys adds one more.
        let there = signals().any(|signal| signal.meaning == Meaning::Works);
        let signals = signals().filter(|signal| !(there && signal.lone_button));
        findings.extend(signals.filter_map(|signal| protection(known, *id, signal)));
    }
    findings.extend(known.reading.addresses.as_ref().map(|access| listed(known, ItemId::WithdrawalAddresses, access)));
    findings.extend(known.reading.sessions.as_ref().map(|access| listed(known, ItemId::Sessions, access)));
    findings
}

/// On is ready, off is to be mended; that it cannot be changed now says nothing of whether it is on.
fn protection(known: &Known, id: ItemId, signal: &Signal) -> Option<Finding> {
    let off = Signal { meaning: Meaning::SwitchedOff, ..signal.clone() };
    match signal.meaning {
        Meaning::Works | Meaning::SwitchedOff => judge::finding(known, id, signal),
        Meaning::Fails(Reason::Unstated) if known.reading.page.kind != PageKind::SignIn => judge::finding(known, id, &off),
        Meaning::Trouble(Reason::SecuritySetup) => judge::finding(known, id, signal),
        _ => None,
    }
}

fn listed(known: &Known, id: ItemId, access: &Access) -> Finding {
    match access {
        Access::Fine(quotes) => Finding::new(id, State::Ready, None, known.evidence(quotes)),
        Access::Odd(quotes) => Finding::new(id, State::Attention, Some(Reason::SecuritySetup), known.evidence(quotes)),
    }
}
