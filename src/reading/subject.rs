//! What kinds of subjects there are: products, ways to move money, protections.

use super::concept::Subject;

impl Subject {
    /// A way to protect the account; its states are on and off.
    pub(crate) fn is_protection(self) -> bool {
        matches!(self, Self::TwoFactor | Self::SignIn | Self::TwoFactorFunding | Self::TwoFactorTrading)
            || matches!(self, Self::Passkey | Self::SettingsLock | Self::MasterKey)
    }

    /// A product.
    pub(crate) fn is_product(self) -> bool {
        matches!(self, Self::Spot | Self::Margin | Self::Futures | Self::Staking | Self::Stocks | Self::Custody)
    }

    /// One way to move money.
    pub(crate) fn is_rail(self) -> bool {
        matches!(self, Self::CryptoDeposit | Self::CryptoWithdrawal | Self::Ach | Self::Wire | Self::Card | Self::FiatWithdrawal)
    }

    /// One way to pay in money: by bank or card.
    pub(crate) fn is_cash_rail(self) -> bool {
        matches!(self, Self::Ach | Self::Wire | Self::Card)
    }

    /// Money or coins on their way in.
    pub(crate) fn pays_in(self) -> bool {
        matches!(self, Self::Deposits | Self::Ach | Self::Wire | Self::Card | Self::CryptoDeposit)
    }

    /// Money or coins on their way out.
    pub(crate) fn pays_out(self) -> bool {
        matches!(self, Self::Withdrawals | Self::CryptoWithdrawal | Self::FiatWithdrawal)
    }

    /// Money or coins on their way, in or out.
    pub(crate) fn moves(self) -> bool {
        self.pays_in() || self.pays_out()
    }

    /// Whether something is so of all of them.
    #[inline(never)]
    pub(crate) fn all(subjects: &[Self], is: fn(Self) -> bool) -> bool {
        subjects.iter().all(|subject| is(*subject))
    }

    /// Whether something is so of one of them.
    #[inline(never)]
    pub(crate) fn any(subjects: &[Self], is: fn(Self) -> bool) -> bool {
        subjects.iter().any(|subject| is(*subject))
    }

    /// Whether there are any, and something is so of all of them.
    #[inline(never)]
    pub(crate) fn only(subjects: &[Self], is: fn(Self) -> bool) -> bool {
        !subjects.is_empty() && Self::all(subjects, is)
    }

    /// Kraken's own systems: what is said of some of it is trouble, not somebody else's.
    pub(crate) fn is_system(self) -> bool {
        matches!(self, Self::Api | Self::Exchange | Self::SignUp)
    }

    /// Many things in one word: gives way to anything more exact beside it.
    pub(crate) fn is_broad(self) -> bool {
        matches!(self, Self::Deposits | Self::Withdrawals | Self::Funding | Self::Trading | Self::Exchange)
            || matches!(self, Self::Account | Self::Level | Self::SignUp | Self::Sessions)
    }
}
