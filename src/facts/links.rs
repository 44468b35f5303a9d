//! Next steps: which of Kraken's own pages mends or settles an item.

use super::client_instead;
use crate::data::{self, File};
use crate::gather::Gather;
use crate::report::{Client, ItemId, NextStep, Plan, Reason, State};
use crate::table;
use std::sync::OnceLock;

/// Key, label and address of every link. They are asked for at every item, so they are read once.
pub(super) fn all() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    static LINKS: OnceLock<Vec<(&str, &str, &str)>> = OnceLock::new();
    LINKS.get_or_init(|| read().gather()).iter().copied()
}

fn read() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let official = |url: &str| {
        let host = url.strip_prefix("https://").and_then(|rest| rest.split('/').next());
        host.is_some_and(|host| host.ends_with(".kraken.com"))
    };
    table::rows(data::text(File::Links))
        .filter(move |[_, _, url, ..]: &[&str; 5]| official(url))
        .map(|[key, label, url, _entered, _source]| (key, label, url))
}

pub(super) fn link(key: &str) -> Option<NextStep> {
    all().find(|(known, ..)| *known == key).map(|(_, label, url)| NextStep { label: label.to_owned(), url: url.to_owned() })
}

/// The page that mends an item, or for an unknown one the page that would settle it; none where nothing has to be done.
///
/// For `session.client` ask [`client_step`] first, which knows the plan.
pub fn next_step(id: ItemId, state: State, reason: Option<Reason>, client: Client) -> Option<NextStep> {
    let app = matches!(client, Client::App | Client::Classic);
    let key = match (state, reason) {
        (State::Ready | State::NotApplicable, _) => return None,
        (State::Unknown, _) => return link(page_of(id, app)?),
        (_, Some(Reason::Maintenance)) => "status",
        (_, Some(Reason::Lookalike)) => "own_site",
        (_, Some(Reason::Verification)) => "pro_verification",
        (_, Some(Reason::Region | Reason::Hold | Reason::CardAuthentication)) => "support",
        (_, Some(Reason::Account)) => match id {
            ItemId::SessionSignedIn => "sign_in",
            _ => "support",
        },
        // The lock can only be taken off on Kraken Pro (Kraken's help centre).
        (_, Some(Reason::SettingsLock)) => "pro_security",
        (_, Some(Reason::Client)) => match id {
            ItemId::Staking | ItemId::Stocks | ItemId::Card => "app_home",
            ItemId::Futures => "pro_futures",
            ItemId::Spot | ItemId::Margin => "pro_trade",
            // Said of the client that one is in: the other one.
            _ if app => "pro_home",
            _ => "app_home",
        },
        (_, Some(Reason::SecuritySetup | Reason::NotEnabled | Reason::Unstated) | None) => page_of(id, app).unwrap_or("support"),
    };
    link(key)
}

/// The page that an item is read and mended on.
fn page_of(id: ItemId, app: bool) -> Option<&'static str> {
    use ItemId::*;
    let by_client = |in_app, in_pro| Some(if app { in_app } else { in_pro });
    match id {
        SessionOrigin => Some("own_site"),
        SessionSignedIn => Some("sign_in"),
        SessionClient => None,
        VerificationLevel | VerificationNotice => Some("pro_verification"),
        Spot => by_client("app_home", "pro_trade"),
        // Both are Kraken Pro's.
        Margin => Some("pro_trade"),
        Futures => Some("pro_futures"),
        Staking => by_client("app_home", "pro_earn"),
        Stocks => by_client("app_home", "stocks"),
        Custody => None,
        CryptoDeposit | Ach | Wire => by_client("app_deposit", "pro_portfolio"),
        Card => Some("app_deposit"),
        CryptoWithdrawal | FiatWithdrawal | WithdrawalAddresses => by_client("app_withdraw", "pro_portfolio"),
        MasterKey | SettingsLock => Some("pro_security"),
        TwoFactorSignIn | TwoFactorFunding | TwoFactorTrading | Passkey | Sessions => by_client("app_security", "pro_security"),
        ApiKeysWithdraw | ApiKeysIp | ApiKeysAge => by_client("app_api", "pro_api"),
        Exchange | FundingOperations | Api | SignUp => Some("status"),
        Deadline => None,
    }
}

/// The client to go to for a plan that this one cannot do.
pub fn client_step(client: Client, plan: Plan) -> Option<NextStep> {
    link(match (client_instead(client, plan)?, plan) {
        (Client::Pro, Plan::Futures) => "pro_futures",
        (Client::Pro, Plan::Spot | Plan::Margin) => "pro_trade",
        (Client::Pro, _) => "pro_home",
        _ => "app_home",
    })
}
