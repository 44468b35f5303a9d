//! Reads what we stored ourselves, by hand: see [`crate::json`]. [`super::written`] writes it.

use crate::account::{Account, Deadline};
use crate::json::Json;
use crate::moment::Moment;
use crate::names::Named;
use crate::report::{Evidence, Item, KeyReport, NextStep, Notice, Page, Report, Warning};

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
    let mut all = Vec::new();
    for entry in of.get(name)?.list()? {
        all.push(one(entry)?);
    }
    Some(all)
}

/// Texts.
pub fn texts(of: &Json, name: &str) -> Option<Vec<String>> {
    list(of, name, |one| one.text().map(str::to_owned))
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
        keys: list(of, "keys", |one| {
            Some(KeyReport { key: number(one, "key")?, of: number(one, "of")?, risks: names(one, "risks")? })
        })?,
        warnings: list(of, "warnings", |one| Some(Warning { item: named(one, "item")?, text: text(one, "text")? }))?,
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
        assets: texts(of, "assets").unwrap_or_default(),
        deadline: deadline(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Given, without_page};
    use crate::report::{ItemId, KeyRisk, Reason, Source, State, Where};

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
        whole.keys.push(KeyReport { key: 2, of: 3, risks: vec![KeyRisk::Withdraw, KeyRisk::TooMuch] });
        whole.warnings.push(Warning { item: ItemId::ApiKeysWithdraw, text: "Untick it.".into() });
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
