//! The items, in the order of docs/report.md, Items.

use crate::names::{self, Named};
use serde::{Deserialize, Serialize};

macro_rules! items {
    ($($variant:ident $id:literal $group:ident,)*) => {
        /// An item of the checklist.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[allow(missing_docs)]
        pub enum ItemId { $(#[serde(rename = $id)] $variant),* }

        impl ItemId {
            /// Every item, in the order of docs/report.md.
            pub const ALL: &'static [ItemId] = &[$(ItemId::$variant),*];
            /// Their public ids, in the same order, each with a space behind it.
            pub const IDS: &'static str = concat!($($id, " "),*);
            /// Its public id.
            pub fn id(self) -> &'static str { self.public() }
            /// Its name, in English.
            pub fn title(self) -> &'static str { names::phrase("item", self) }
            /// Where it stands in the checklist.
            pub fn group(self) -> Group { match self { $(ItemId::$variant => Group::$group),* } }
            /// The item of a public id.
            pub fn from_id(id: &str) -> Option<ItemId> { ItemId::named(id) }
        }
    };
}

items! {
    SessionOrigin "session.origin" Session,
    SessionSignedIn "session.signed_in" Session,
    SessionClient "session.client" Session,
    VerificationLevel "verification.level" Verification,
    VerificationNotice "verification.notice" Verification,
    Spot "capability.spot" Products,
    Margin "capability.margin" Products,
    Futures "capability.futures" Products,
    Staking "capability.staking" Products,
    Stocks "capability.stocks" Products,
    Custody "capability.custody" Products,
    CryptoDeposit "funding.crypto_deposit" Funding,
    CryptoWithdrawal "funding.crypto_withdrawal" Funding,
    Ach "funding.ach" Funding,
    Wire "funding.wire" Funding,
    Card "funding.card" Funding,
    FiatWithdrawal "funding.fiat_withdrawal" Funding,
    TwoFactorSignIn "security.two_factor.sign_in" Security,
    TwoFactorFunding "security.two_factor.funding" Security,
    TwoFactorTrading "security.two_factor.trading" Security,
    Passkey "security.passkey" Security,
    SettingsLock "security.settings_lock" Security,
    MasterKey "security.master_key" Security,
    WithdrawalAddresses "security.withdrawal_addresses" Security,
    Sessions "security.sessions" Security,
    ApiKeysWithdraw "security.api_keys.withdraw" Security,
    ApiKeysIp "security.api_keys.ip" Security,
    ApiKeysAge "security.api_keys.age" Security,
    Exchange "operations.exchange" Operations,
    FundingOperations "operations.funding" Operations,
    Api "operations.api" Operations,
    SignUp "operations.sign_up" Operations,
    Deadline "operations.deadline" Operations,
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
