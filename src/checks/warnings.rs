//! What has to be said at once, while it can still be prevented: in the dialog for a new API key, and before money moves.

use super::{Known, said};
use crate::report::{ItemId, PageKind, Report, State, Warning};

pub(super) fn of(known: &Known, report: &Report) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let mut warn = |item, kind| warnings.push(Warning { item, text: said(kind, &[]) });
    if known.reading.keys.draft.as_ref().is_some_and(|(risky, _)| *risky) {
        warn(ItemId::ApiKeysWithdraw, "key_withdraws");
    }
    let unprotected = report.item(ItemId::TwoFactorFunding).is_some_and(|item| item.state == State::Attention);
    match report.page.kind {
        PageKind::Withdraw if unprotected => warn(ItemId::TwoFactorFunding, "withdraws_unprotected"),
        PageKind::Deposit if unprotected => warn(ItemId::TwoFactorFunding, "deposits_unprotected"),
        _ => {}
    }
    warnings
}
