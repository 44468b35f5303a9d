//! What kinds of subjects there are: products, ways to move money, protections.

use super::concept::Subject;

impl Subject {
    /// A way to protect the account; its states are on and off.
    pub(crate) fn is_protection(self) -> bool {
        use Subject::*;
        matches!(self, TwoFactor | SignIn | TwoFactorFunding | TwoFactorTrading | Passkey | SettingsLock | MasterKey)
    }

    /// A product.
    pub(crate) fn is_product(self) -> bool {
        matches!(self, Self::Spot | Self::Margin | Self::Futures | Self::Staking | Self::Stocks | Self::Custody)
    }

    /// One way to move money.
    pub(crate) fn is_rail(self) -> bool {
        matches!(self, Self::CryptoDeposit | Self::CryptoWithdrawal | Self::Ach | Self::Wire | Self::Card | Self::FiatWithdrawal)
    }

    /// Money or coins on their way in.
    pub(crate) fn pays_in(self) -> bool {
        matches!(self, Self::Deposits | Self::Ach | Self::Wire | Self::Card | Self::CryptoDeposit)
    }

    /// Money or coins on their way out.
    pub(crate) fn pays_out(self) -> bool {
        matches!(self, Subject::Withdrawals | Subject::CryptoWithdrawal | Subject::FiatWithdrawal)
    }

    /// Whether something is so of all of them.
    #[inline(never)]
    pub(crate) fn all(subjects: &[Subject], is: fn(Subject) -> bool) -> bool {
        subjects.iter().all(|subject| is(*subject))
    }

    /// Whether something is so of one of them.
    #[inline(never)]
    pub(crate) fn any(subjects: &[Subject], is: fn(Subject) -> bool) -> bool {
        subjects.iter().any(|subject| is(*subject))
    }

    /// Whether these are all on their way out, and there are any.
    #[inline(never)]
    pub(crate) fn all_pay_out(subjects: &[Subject]) -> bool {
        !subjects.is_empty() && Subject::all(subjects, Subject::pays_out)
    }

    /// Kraken's own systems: what is said of some of it is trouble, not somebody else's.
    pub(crate) fn is_system(self) -> bool {
        matches!(self, Subject::Api | Subject::Exchange | Subject::SignUp)
    }

    /// Many things in one word: gives way to anything more exact beside it.
    pub(crate) fn is_broad(self) -> bool {
        use Subject::*;
        matches!(self, Deposits | Withdrawals | Funding | Trading | Exchange | Account | Level | SignUp | Sessions)
    }
}
