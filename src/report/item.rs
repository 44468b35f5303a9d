//! The items, in the order of docs/report.md, Items.

use crate::names::{self, Named};
use serde::{Deserialize, Serialize};

macro_rules! items {
    ($($variant:ident $id:literal $group:ident $title:literal,)*) => {
        /// An item of the checklist.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[allow(missing_docs)]
        pub enum ItemId { $(#[serde(rename = $id)] $variant),* }

        impl ItemId {
            /// Every item, in the order of docs/report.md.
            pub const ALL: &'static [ItemId] = &[$(ItemId::$variant),*];
            /// Their public ids, in the same order, each with a space behind it.
            pub const IDS: &'static str = concat!($($id, " "),*);
            const TITLES: &'static str = concat!($($title, "|"),*);
            /// Its public id.
            pub fn id(self) -> &'static str { self.public() }
            /// Its name, in English.
            pub fn title(self) -> &'static str { names::phrase(Self::TITLES, self) }
            /// Where it stands in the checklist.
            pub fn group(self) -> Group { match self { $(ItemId::$variant => Group::$group),* } }
            /// The item of a public id.
            pub fn from_id(id: &str) -> Option<ItemId> { ItemId::named(id) }
        }
    };
}

items! {
    SessionOrigin "session.origin" Session "Kraken's own site",
    SessionSignedIn "session.signed_in" Session "Signed in",
    SessionClient "session.client" Session "Right Kraken client",
    VerificationLevel "verification.level" Verification "Verification level",
    VerificationNotice "verification.notice" Verification "Requests from Kraken",
    Spot "capability.spot" Products "Spot trading",
    Margin "capability.margin" Products "Margin trading",
    Futures "capability.futures" Products "Futures",
    Staking "capability.staking" Products "Staking and Earn",
    Stocks "capability.stocks" Products "Stocks",
    Custody "capability.custody" Products "Custody vault",
    CryptoDeposit "funding.crypto_deposit" Funding "Crypto deposit",
    CryptoWithdrawal "funding.crypto_withdrawal" Funding "Crypto withdrawal",
    Ach "funding.ach" Funding "ACH",
    Wire "funding.wire" Funding "Bank transfer",
    Card "funding.card" Funding "Card purchase",
    FiatWithdrawal "funding.fiat_withdrawal" Funding "Cash withdrawal",
    TwoFactorSignIn "security.two_factor.sign_in" Security "2FA for sign-in",
    TwoFactorFunding "security.two_factor.funding" Security "2FA for funding",
    TwoFactorTrading "security.two_factor.trading" Security "2FA for trading",
    Passkey "security.passkey" Security "Passkeys",
    SettingsLock "security.settings_lock" Security "Global Settings Lock",
    MasterKey "security.master_key" Security "Master Key",
    WithdrawalAddresses "security.withdrawal_addresses" Security "Withdrawal addresses",
    Sessions "security.sessions" Security "Sessions and devices",
    ApiKeysWithdraw "security.api_keys.withdraw" Security "API keys: withdrawals",
    ApiKeysIp "security.api_keys.ip" Security "API keys: IP allowlist",
    ApiKeysAge "security.api_keys.age" Security "API keys: age",
    Exchange "operations.exchange" Operations "Exchange",
    FundingOperations "operations.funding" Operations "Funding in general",
    Api "operations.api" Operations "API",
    SignUp "operations.sign_up" Operations "Sign-up and verification intake",
    Deadline "operations.deadline" Operations "Your deadline",
}

/// The groups of the checklist, in the order in which they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Group {
    Session,
    Verification,
    Products,
    Funding,
    Security,
    Operations,
}

impl Group {
    /// Every group, in order.
    pub const ALL: &'static [Group] =
        &[Group::Session, Group::Verification, Group::Products, Group::Funding, Group::Security, Group::Operations];

    /// Its heading, in English.
    pub fn title(self) -> &'static str {
        match self {
            Group::Session => "Session",
            Group::Verification => "Verification",
            Group::Products => "Products",
            Group::Funding => "Funding",
            Group::Security => "Security",
            Group::Operations => "Operations",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_the_contracts_and_unique() {
        assert_eq!(ItemId::ALL.len(), 33);
        for item in ItemId::ALL {
            assert_eq!(ItemId::from_id(item.id()), Some(*item));
            assert_eq!(serde_json::to_string(item).unwrap(), format!("\"{}\"", item.id()));
        }
        assert!(ItemId::ALL.windows(2).all(|pair| pair[0].group() <= pair[1].group()));
    }
}
