//! Reads what we stored ourselves, by hand: see [`crate::json`]. Writing is serde's; a test holds both together.

use crate::account::{Account, Deadline, Holdings, Rail};
use crate::json::Json;
use crate::moment::Moment;
use crate::report::{
    Client, Evidence, Item, ItemId, NextStep, Notice, NoticeKind, Origin, Page, PageKind, Plan, Reason, Report, Source, State,
    Verdict, Where,
};

/// A closed set whose members have public names.
pub trait Named: Copy + 'static {
    /// Every member with its name.
    const NAMES: &'static [(&'static str, Self)];

    /// The member of this name.
    fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, member)| *member)
    }
}

macro_rules! names {
    ($($set:ident: $($member:ident $name:literal),*;)*) => {
        $(impl Named for $set { const NAMES: &'static [(&'static str, Self)] = &[$(($name, $set::$member)),*]; })*
        #[cfg(test)]
        fn check_names() { $($(assert_eq!(serde_json::to_value($set::$member).unwrap(), $name);)*)* }
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
        StoredDataDamaged "stored_data_damaged";
    Holdings: Small "small", Sizeable "sizeable";
    Rail: Ach "ach", Wire "wire", Card "card", Crypto "crypto";
}

impl Named for Plan {
    const NAMES: &'static [(&'static str, Self)] = &[];

    fn named(name: &str) -> Option<Self> {
        Plan::ALL.iter().copied().find(|plan| plan.name() == name)
    }
}

impl Named for ItemId {
    const NAMES: &'static [(&'static str, Self)] = &[];

    fn named(name: &str) -> Option<Self> {
        ItemId::from_id(name)
    }
}

/// A text.
pub fn text(of: &Json, name: &str) -> Option<String> {
    of.get(name)?.text().map(str::to_owned)
}

/// A whole number.
pub fn number(of: &Json, name: &str) -> Option<i64> {
    if let Json::Whole(number) = of.get(name)? { Some(*number) } else { None }
}

/// Yes or no.
pub fn flag(of: &Json, name: &str) -> Option<bool> {
    if let Json::Flag(flag) = of.get(name)? { Some(*flag) } else { None }
}

/// A member of a closed set, by its public name.
pub fn named<T: Named>(of: &Json, name: &str) -> Option<T> {
    T::named(of.get(name)?.text()?)
}

fn moment(of: &Json, name: &str) -> Option<Moment> {
    Moment::parse(of.get(name)?.text()?).ok()
}

fn list<T>(of: &Json, name: &str, one: impl Fn(&Json) -> Option<T>) -> Option<Vec<T>> {
    of.get(name)?.list()?.iter().map(one).collect()
}

/// Members of a closed set, by their public names.
pub fn names<T: Named>(of: &Json, name: &str) -> Option<Vec<T>> {
    list(of, name, |one| T::named(one.text()?))
}

/// A report; none when anything in it is not as we write it.
pub fn report(of: &Json) -> Option<Report> {
    let page = of.get("page")?;
    Some(Report {
        schema: 1,
        at: moment(of, "at")?,
        page: Page {
            origin: named(page, "origin")?,
            client: named(page, "client")?,
            kind: named(page, "kind")?,
            locale: text(page, "locale"),
            signed_in: flag(page, "signedIn"),
        },
        plan: named(of, "plan")?,
        verdict: named(of, "verdict")?,
        headline: text(of, "headline")?,
        notices: list(of, "notices", |one| Some(Notice { kind: named(one, "kind")?, text: text(one, "text")? }))?,
        items: list(of, "items", item)?,
    })
}

fn item(of: &Json) -> Option<Item> {
    let step = of.get("nextStep").filter(|step| **step != Json::Null);
    let step = step.map(|step| Some(NextStep { label: text(step, "label")?, url: text(step, "url")? }));
    Some(Item {
        id: named(of, "id")?,
        state: named(of, "state")?,
        reason: named(of, "reason"),
        title: text(of, "title")?,
        summary: text(of, "summary")?,
        evidence: list(of, "evidence", evidence)?,
        next_step: step.flatten(),
    })
}

fn evidence(of: &Json) -> Option<Evidence> {
    Some(Evidence {
        source: named(of, "source")?,
        quote: text(of, "quote")?,
        r#where: named(of, "where"),
        seen_at: moment(of, "seenAt")?,
    })
}

/// What the user told us; what is not understood counts as not told.
pub fn account(of: &Json) -> Account {
    let deadline = || {
        let stated = of.get("deadline")?;
        match moment(of, "deadline") {
            Some(at) => Some(Deadline::Time(at)),
            None => Some(Deadline::Rail { at: moment(stated, "at")?, rail: named(stated, "rail") }),
        }
    };
    Account {
        region: text(of, "region"),
        plan: named(of, "plan"),
        holdings: named(of, "holdings"),
        uses_api_keys: flag(of, "usesApiKeys"),
        assets: list(of, "assets", |one| one.text().map(str::to_owned)).unwrap_or_default(),
        deadline: deadline(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Given, without_page};

    #[test]
    fn names_are_the_reports() {
        check_names();
    }

    #[test]
    fn what_is_written_is_read_back() {
        let at = Moment(1_795_000_000);
        let mut whole = without_page("https://pro.kraken.com/app", &Given { at, ..Given::default() });
        whole.page.locale = Some("en".into());
        whole.page.signed_in = Some(false);
        let first = &mut whole.items[0];
        (first.state, first.reason) = (State::Blocked, Some(Reason::Lookalike));
        let quote = "a \"quoted\" <b>ü</b>\n".to_owned();
        first.evidence.push(Evidence { source: Source::Page, quote, r#where: Some(Where::Row), seen_at: at });
        first.evidence.push(Evidence { source: Source::Memory, quote: String::new(), r#where: None, seen_at: at });
        first.next_step = Some(NextStep { label: "Go".into(), url: "https://www.kraken.com/".into() });
        let json = serde_json::to_string(&whole).unwrap();
        assert_eq!(report(&Json::parse(&json).unwrap()), Some(whole));
        assert_eq!(report(&Json::parse(&json.replace("\"official\"", "\"offcial\"")).unwrap()), None);
    }

    #[test]
    fn what_the_user_told_is_read_back() {
        for told in [
            "{}",
            r#"{"region":"US-TX","plan":"margin","holdings":"small","usesApiKeys":true,"assets":["BTC"],"deadline":"2026-11-24T15:00:00Z"}"#,
            r#"{"deadline":{"at":"2026-11-24T15:00:00Z","rail":"ach"}}"#,
        ] {
            assert_eq!(account(&Json::parse(told).unwrap()), Account::parse(told).unwrap());
        }
    }
}
