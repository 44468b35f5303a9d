//! What has to be said at once, while it can still be prevented: in the dialog for a new API key, and before money moves.

use super::Known;
use crate::report::{ItemId, PageKind, Report, State, Warning};

pub(super) fn of(known: &Known, report: &Report) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let mut warn = |item, text: &str| warnings.push(Warning { item, text: text.to_owned() });
    if known.reading.keys.draft.as_ref().is_some_and(|(risky, _)| *risky) {
        warn(
            ItemId::ApiKeysWithdraw,
            "This key could move your money out: a right to withdraw or to change withdrawal addresses is ticked. \
             Bots and trackers need neither.",
        );
    }
    let unprotected = report.item(ItemId::TwoFactorFunding).is_some_and(|item| item.state == State::Attention);
    match report.page.kind {
        PageKind::Withdraw if unprotected => warn(
            ItemId::TwoFactorFunding,
            "Kraken’s page showed 2FA for funding as off: whoever gets at this session can withdraw, too.",
        ),
        PageKind::Deposit if unprotected => warn(
            ItemId::TwoFactorFunding,
            "Kraken’s page showed 2FA for funding as off: switch it on before more money comes in.",
        ),
        _ => {}
    }
    warnings
}
