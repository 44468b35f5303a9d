//! Closed sets whose members have public names: what is written and read by name.

use crate::account::{Holdings, Rail};
use crate::data::{self, File};
use crate::report::{Client, ItemId, KeyRisk, NoticeKind, Origin, PageKind, Plan, Reason, Source, State, Verdict, Where};

/// A closed set whose members have public names.
pub trait Named: Copy + 'static {
    /// Every member, as it was declared.
    const MEMBERS: &'static [Self];
    /// Their names, in the same order, each with a space behind it: a list would take eight bytes for each in the module.
    const NAMES: &'static str;

    /// The member's place in both.
    fn place(self) -> usize;

    /// The member's name.
    fn public(self) -> &'static str {
        nth(Self::NAMES, ' ', self.place())
    }

    /// The member of this name.
    fn named(name: &str) -> Option<Self> {
        Self::MEMBERS.get(place(Self::NAMES, name)?).copied()
    }
}

/// Where a name stands.
#[inline(never)]
fn place(names: &str, name: &str) -> Option<usize> {
    names.split(' ').position(|known| known == name)
}

/// What a member is called in a sentence, in English: `src/report/called.tsv` has a row for the set.
pub(crate) fn phrase(set: &str, member: impl Named) -> &'static str {
    nth(data::words_of(File::Called, set), '|', member.place())
}

/// The name that stands there.
#[inline(never)]
pub(crate) fn nth(names: &'static str, between: char, place: usize) -> &'static str {
    names.split(between).nth(place).unwrap_or_default()
}

macro_rules! names {
    ($($set:ident: $($member:ident $name:literal),*;)*) => {
        $(impl Named for $set {
            const MEMBERS: &'static [Self] = &[$($set::$member),*];
            const NAMES: &'static str = concat!($($name, " "),*);
            fn place(self) -> usize { self as usize }
        })*
        #[cfg(test)]
        fn check_names() { $($(check($set::$member, $name);)*)* }
    };
}

names! {
    State: Ready "ready", Attention "attention", Blocked "blocked", Unknown "unknown", NotApplicable "not_applicable";
    Verdict: Ready "ready", Attention "attention", Blocked "blocked", Unknown "unknown";
    Reason: Verification "verification", Region "region", Maintenance "maintenance", SettingsLock "settings_lock", Client "client",
        SecuritySetup "security_setup", Hold "hold", Account "account", NotEnabled "not_enabled",
        CardAuthentication "card_authentication", Lookalike "lookalike", Unstated "unstated";
    Source: Page "page", Memory "memory", Status "status", Knowledge "knowledge", Account "account", Address "address";
    Where: Heading "heading", Row "row", Control "control", Label "label", Banner "banner", Dialog "dialog", Text "text";
    Origin: Official "official", Lookalike "lookalike", Other "other";
    Client: App "app", Pro "pro", Classic "classic", SignIn "sign_in", Marketing "marketing", Support "support",
        FuturesLegacy "futures_legacy", None "none";
    PageKind: Home "home", Trade "trade", Portfolio "portfolio", Earn "earn", Deposit "deposit", Withdraw "withdraw",
        Security "security", ApiKeys "api_keys", Verification "verification", Documents "documents", Settings "settings",
        Stocks "stocks", History "history", SignIn "sign_in", Other "other";
    NoticeKind: Truncated "truncated", LayoutNotUnderstood "layout_not_understood", LanguageNotSupported "language_not_supported",
        EngineFailed "engine_failed", StatusNotChecked "status_not_checked", AssetAffected "asset_affected",
        StoredDataDamaged "stored_data_damaged", AnotherAccount "another_account";
    KeyRisk: Withdraw "withdraw", AnyIp "any_ip", NoExpiry "no_expiry", Old "old", Unused "unused", TooMuch "too_much";
    Holdings: Small "small", Sizeable "sizeable";
    Rail: Ach "ach", Wire "wire", Card "card", Crypto "crypto";
    Plan: Spot "spot", Margin "margin", Futures "futures", Staking "staking", Stocks "stocks", Bot "bot",
        FundByBank "fund_by_bank", FundByCard "fund_by_card", Withdraw "withdraw", Hold "hold";
}

impl Named for ItemId {
    const MEMBERS: &'static [Self] = ItemId::ALL;
    const NAMES: &'static str = ItemId::IDS;

    fn place(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
fn check<T: Named + serde::Serialize + PartialEq + std::fmt::Debug>(member: T, name: &str) {
    assert_eq!(serde_json::to_value(member).unwrap(), name);
    assert_eq!((member.public(), T::named(name)), (name, Some(member)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_reports() {
        check_names();
        ItemId::ALL.iter().for_each(|item| check(*item, item.id()));
        assert_eq!(State::named("Ready"), None);
    }

    #[test]
    fn every_member_is_called_something() {
        fn called<T: Named>(set: &str) {
            assert!(T::MEMBERS.iter().all(|member| !phrase(set, *member).is_empty()), "{set}");
            assert_eq!(data::words_of(File::Called, set).split('|').count(), T::MEMBERS.len(), "{set}");
        }
        called::<ItemId>("item");
        called::<PageKind>("page");
        called::<Plan>("plan");
        called::<Client>("client");
        called::<Reason>("reason");
        called::<State>("state");
        called::<State>("label");
        called::<KeyRisk>("risk");
    }
}
