//! Single statements, rows and cards with what they say: `tests/phrases`, one file a language. Where pages test that
//! structure and words work together, these tell which words are understood at all.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use preflight::engine::{self, Given};
use preflight::html;
use preflight::moment::Moment;
use preflight::report::{ItemId, Report};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A state with its reasons, any of which will do.
type Said = (String, Vec<String>);

fn url(kind: &str) -> &'static str {
    match kind {
        "security" => "https://pro.kraken.com/app/settings/security",
        "trade" => "https://pro.kraken.com/app/trade/btc-usd",
        "home" => "https://www.kraken.com/c",
        "deposit" => "https://www.kraken.com/c/deposit",
        "withdraw" => "https://www.kraken.com/c/withdraw",
        "earn" => "https://www.kraken.com/c/earn",
        "stocks" => "https://www.kraken.com/c/stocks",
        "verify" => "https://www.kraken.com/c/verify",
        other => panic!("no page is called {other}"),
    }
}

fn report(language: &str, kind: &str, words: &str) -> Report {
    let body = if words.starts_with('<') { words.to_owned() } else { format!("<p>{words}</p>") };
    let page = format!(
        "<!doctype html><html lang={language}><title>Kraken</title><nav aria-label=\"Side navigation\"><button>Portfolio</button></nav><main><h1>Kraken</h1>{body}</main>"
    );
    let given = Given { at: Moment::parse("2026-11-22T12:00:00Z").unwrap(), ..Given::default() };
    engine::report(&html::snapshot(&page, url(kind)).unwrap(), &given)
}

/// `capability.margin blocked account|unstated; …`, `-` for nothing.
fn wanted(text: &str) -> BTreeMap<String, Said> {
    let items = text.split(';').map(str::trim).filter(|item| *item != "-");
    items
        .map(|item| {
            let mut words = item.split_whitespace();
            let (id, state) = (words.next().unwrap(), words.next().unwrap());
            assert!(ItemId::from_id(id).is_some(), "{id} is no item");
            (
                id.to_owned(),
                (
                    state.to_owned(),
                    words.next().map(|reasons| reasons.split('|').map(str::to_owned).collect()).unwrap_or_default(),
                ),
            )
        })
        .collect()
}

/// What a report says, but for what it says of every page.
fn said(report: &Report, wanted: &BTreeMap<String, Said>) -> BTreeMap<String, Said> {
    let name = |value: &serde_json::Value| value.as_str().map(str::to_owned);
    let items = report.items.iter().map(|item| (item.id.id().to_owned(), serde_json::to_value(item).unwrap()));
    items
        .filter(|(id, item)| {
            let told = !matches!(item["state"].as_str(), Some("unknown" | "not_applicable"));
            told && (wanted.contains_key(id) || !(id.starts_with("session.") || id.starts_with("operations.")))
        })
        .map(|(id, item)| (id, (name(&item["state"]).unwrap(), name(&item["reason"]).into_iter().collect())))
        .collect()
}

#[test]
fn every_phrase_says_what_a_person_understands() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/phrases");
    let mut wrong = Vec::new();
    let mut read = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let language = path.file_stem().unwrap().to_str().unwrap().to_owned();
        for line in fs::read_to_string(&path).unwrap().lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (kind, rest) = line.split_once(" | ").unwrap_or_else(|| panic!("no bar in {line}"));
            let (words, expected) = rest.rsplit_once(" | ").unwrap_or_else(|| panic!("no expectation in {line}"));
            let wanted = wanted(expected);
            let said = said(&report(&language, kind, words), &wanted);
            let same = said.len() == wanted.len()
                && wanted.iter().all(|(id, (state, reasons))| {
                    said.get(id).is_some_and(|(is, why)| is == state && (reasons.is_empty() || reasons.contains(&why.concat())))
                });
            read += 1;
            if !same {
                wrong.push(format!("{language}: {words}\n    wanted {expected}, got {said:?}"));
            }
        }
    }
    assert!(read > 4_500, "only {read} phrases were read");
    assert!(wrong.is_empty(), "{} of {read} wrong\n{}", wrong.len(), wrong.join("\n"));
}
