//! Plans: what the user wants to do, and which items that needs.

use super::ItemId;
use crate::gather::Gather;
use crate::names::{self, Named};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// What the user wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Plan {
    #[default]
    Spot,
    Margin,
    Futures,
    Staking,
    Stocks,
    Bot,
    FundByBank,
    FundByCard,
    Withdraw,
    Hold,
}

/// One requirement: any of these items will do, the best of them counts.
pub type Requirement = &'static [ItemId];

/// What every plan requires.
const ALWAYS: &[Requirement] = &[&[ItemId::SessionOrigin], &[ItemId::SessionSignedIn], &[ItemId::SessionClient]];

impl Plan {
    /// Every plan.
    pub const ALL: &'static [Plan] = Plan::MEMBERS;

    /// Its public name.
    pub fn name(self) -> &'static str {
        self.public()
    }

    /// What it is called in a sentence, in English.
    pub fn phrase(self) -> &'static str {
        names::phrase("plan", self)
    }

    /// What the plan requires, those of every plan first (docs/report.md, Plans).
    pub fn requirements(self) -> impl Iterator<Item = Requirement> {
        use ItemId::*;
        let own: &'static [Requirement] = match self {
            Plan::Spot => &[&[Spot], &[Exchange]],
            Plan::Margin => &[&[Margin], &[VerificationLevel], &[Exchange]],
            Plan::Futures => &[&[Futures], &[VerificationLevel], &[Exchange]],
            Plan::Staking => &[&[Staking]],
            Plan::Stocks => &[&[Stocks]],
            Plan::Bot => &[&[Spot], &[ApiKeysWithdraw], &[ApiKeysIp], &[ApiKeysAge], &[Api]],
            Plan::FundByBank => &[&[Ach, Wire], &[FundingOperations], &[Deadline]],
            Plan::FundByCard => &[&[Card], &[FundingOperations]],
            Plan::Withdraw => &[&[CryptoWithdrawal], &[TwoFactorFunding], &[WithdrawalAddresses]],
            Plan::Hold => &[&[TwoFactorSignIn], &[TwoFactorFunding], &[SettingsLock], &[MasterKey]],
        };
        ALWAYS.iter().chain(own).copied()
    }

    /// Whether the plan requires this item.
    pub fn requires(self, id: ItemId) -> bool {
        self.requirements().any(|any_of| any_of.contains(&id))
    }
}

impl FromStr for Plan {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Plan::named(name).ok_or_else(|| {
            let known: Vec<_> = Plan::ALL.iter().map(|plan| plan.name()).gather();
            format!("\"{name}\" is not a plan; the plans are {}", known.join(", "))
        })
    }
}
