//! Reads what we stored ourselves, by hand: the readers that serde derives for these shapes weigh more in the
//! module that every page waits for than all the rest of the windows. Writing is derived; a test holds both together.

use crate::account::{Account, Deadline};
use crate::memory::{Memory, Reading};
use crate::moment::Moment;
use crate::report::{Evidence, Item, NextStep, Notice, Page, Report};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};
use serde_json::Value;

/// Any JSON, none when it is none.
pub fn parse(json: &str) -> Option<Value> {
    serde_json::from_str(json).ok()
}

/// A text.
pub fn text(of: &Value, name: &str) -> Option<String> {
    of.get(name)?.as_str().map(str::to_owned)
}

/// A whole number.
pub fn number(of: &Value, name: &str) -> Option<i64> {
    of.get(name)?.as_i64()
}

/// Yes or no.
pub fn flag(of: &Value, name: &str) -> Option<bool> {
    of.get(name)?.as_bool()
}

/// A value out of a closed set, by its public name.
pub fn named<T: for<'a> Deserialize<'a>>(of: &Value, name: &str) -> Option<T> {
    name_of(of.get(name)?)
}

fn name_of<T: for<'a> Deserialize<'a>>(of: &Value) -> Option<T> {
    let name: StrDeserializer<'_, Error> = of.as_str()?.into_deserializer();
    T::deserialize(name).ok()
}

fn moment(of: &Value, name: &str) -> Option<Moment> {
    Moment::parse(of.get(name)?.as_str()?).ok()
}

fn list<T>(of: &Value, name: &str, one: impl Fn(&Value) -> Option<T>) -> Option<Vec<T>> {
    of.get(name)?.as_array()?.iter().map(one).collect()
}

/// Values out of a closed set, by their public names.
pub fn names<T: for<'a> Deserialize<'a>>(of: &Value, name: &str) -> Option<Vec<T>> {
    list(of, name, name_of)
}

/// A report; none when anything in it is not as we write it.
pub fn report(of: &Value) -> Option<Report> {
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

fn item(of: &Value) -> Option<Item> {
    let step = of.get("nextStep").filter(|step| !step.is_null());
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

fn evidence(of: &Value) -> Option<Evidence> {
    Some(Evidence {
        source: named(of, "source")?,
        quote: text(of, "quote")?,
        r#where: named(of, "where"),
        seen_at: moment(of, "seenAt")?,
    })
}

/// What is remembered; none when it is damaged.
pub fn memory(of: &Value) -> Option<Memory> {
    let reading = |one: &Value| {
        Some(Reading {
            id: named(one, "id")?,
            state: named(one, "state")?,
            reason: named(one, "reason"),
            kind: named(one, "kind")?,
            at: moment(one, "at")?,
            until: moment(one, "until"),
        })
    };
    Some(Memory { v: u32::try_from(number(of, "v")?).ok()?, items: list(of, "items", reading)? })
}

/// What the user told us; what is not understood counts as not told.
pub fn account(of: &Value) -> Account {
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
        assets: list(of, "assets", |one| one.as_str().map(str::to_owned)).unwrap_or_default(),
        deadline: deadline(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Given, without_page};
    use crate::report::{ItemId, PageKind, Reason, Source, State, Where};

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
        assert_eq!(report(&parse(&json).unwrap()), Some(whole));
        assert_eq!(report(&parse(&json.replace("\"official\"", "\"offcial\"")).unwrap()), None);
    }

    #[test]
    fn memory_and_account_are_read_back() {
        let at = Moment(1_795_000_000);
        let reading = Reading {
            id: ItemId::Margin,
            state: State::Attention,
            reason: Some(Reason::NotEnabled),
            kind: PageKind::Trade,
            at,
            until: Some(at.plus(5)),
        };
        let known = Memory { v: 1, items: vec![reading.clone(), Reading { reason: None, until: None, ..reading }] };
        assert_eq!(memory(&serde_json::to_value(&known).unwrap()), Some(known));
        for told in [
            "{}",
            r#"{"region":"US-TX","plan":"margin","holdings":"small","usesApiKeys":true,"assets":["BTC"],"deadline":"2026-11-24T15:00:00Z"}"#,
            r#"{"deadline":{"at":"2026-11-24T15:00:00Z","rail":"ach"}}"#,
        ] {
            assert_eq!(account(&parse(told).unwrap()), Account::parse(told).unwrap());
        }
    }
}
