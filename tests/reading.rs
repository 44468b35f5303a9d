//! The engine on every fixture page: what a person says of the page is what the report says.
//!
//! `tests/pages/open.txt` lists what is known to be read wrong. The list only gets shorter: a misreading that is not on it
//! fails, and so does a line that is read right by now. What is called ready or blocked without being it never gets on it.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::print_stdout, clippy::unwrap_used)]

mod corpus;

use corpus::{Judgement, fixtures};
use std::collections::BTreeSet;

/// What is known to be read wrong, `FIXTURE ITEM` a line.
const OPEN: &str = include_str!("pages/open.txt");

/// What a page gives and what a person says of it, over these sets.
fn judged(chosen: impl Fn(&str) -> bool) -> Vec<(String, Judgement)> {
    let sets = corpus::sets();
    let all = sets.iter().filter(|set| chosen(set)).flat_map(|set| fixtures(set));
    all.flat_map(|fixture| {
        let judgements = fixture.judge(&fixture.report());
        judgements.into_iter().map(move |judgement| (fixture.name.clone(), judgement)).collect::<Vec<_>>()
    })
    .collect()
}

#[test]
fn nothing_is_called_ready_or_blocked_that_is_not() {
    let all = judged(|_| true);
    assert!(all.len() > 40_000, "only {} judgements were made", all.len());
    let wrong = all.into_iter().filter(|(_, judgement)| judgement.false_ready || judgement.false_blocked);
    let lines: Vec<String> = wrong
        .map(|(name, judgement)| format!("{name}: {} wanted {}, got {}", judgement.item, judgement.wanted, judgement.got))
        .collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

#[test]
fn practice_pages_are_read_as_they_say() {
    let pages = corpus::practice();
    assert!(pages.len() >= 8, "only {} practice pages were found", pages.len());
    let judged =
        pages.iter().flat_map(|page| page.judge(&page.report()).into_iter().map(move |judgement| (&page.name, judgement)));
    let wrong: Vec<String> = judged
        .filter(|(_, judgement)| !judgement.right)
        .map(|(name, judgement)| format!("{name}: {} wanted {}, got {}", judgement.item, judgement.wanted, judgement.got))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn reports_say_what_people_say() {
    let open: BTreeSet<String> =
        OPEN.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect();
    let judgements = judged(|set| set != "kept");
    assert!(judgements.len() > 12_000, "only {} judgements were made", judgements.len());
    let mut wrong = BTreeSet::new();
    let mut lines = Vec::new();
    for (name, judgement) in judgements.iter().filter(|(_, judgement)| !judgement.right) {
        let key = format!("{name} {}", judgement.item);
        if !open.contains(&key) {
            lines.push(format!("{name}: {} wanted {}, got {}", judgement.item, judgement.wanted, judgement.got));
        }
        wrong.insert(key);
    }
    lines.extend(open.difference(&wrong).map(|key| format!("{key} is read right now: take it out of tests/pages/open.txt")));
    println!("{} judged, {} of them known to be wrong", judgements.len(), wrong.len());
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

/// The characters of a page that may be quoted, without white space: texts as they follow one another, names, descriptions.
fn quotable(page: &preflight::snapshot::Snapshot) -> Vec<char> {
    let texts = page.nodes.iter().map(|node| node.text.as_str());
    let names = page.nodes.iter().flat_map(|node| [node.name(), node.description()]).flatten();
    texts.chain(names).flat_map(str::chars).filter(|letter| !letter.is_whitespace()).collect()
}

/// Whether a quote begins a text: a `•` is a character that was masked, which may have been a space.
fn begins(page: &[char], quote: &[char]) -> bool {
    match (quote, page) {
        ([], _) => true,
        (['•', rest @ ..], _) => begins(page, rest) || page.get(1..).is_some_and(|after| begins(after, rest)),
        ([wanted, rest @ ..], [letter, after @ ..]) => wanted == letter && begins(after, rest),
        _ => false,
    }
}

fn stands_in(page: &[char], quote: &str) -> bool {
    let quote: Vec<char> = quote.chars().filter(|letter| !letter.is_whitespace()).collect();
    (0..page.len()).any(|start| begins(&page[start..], &quote))
}

#[test]
fn every_claim_shows_a_quote_that_stands_in_the_page() {
    let mut wrong = Vec::new();
    let mut shown = 0;
    for fixture in corpus::sets().iter().flat_map(|set| fixtures(set)) {
        let (page, report) = (quotable(&fixture.snapshot()), fixture.report());
        for item in &report.items {
            let claims = !matches!(serde_json::to_value(item.state).unwrap().as_str(), Some("unknown" | "not_applicable"));
            if claims && item.evidence.is_empty() {
                wrong.push(format!("{}: {} shows nothing", fixture.name, item.id.id()));
            }
            for evidence in item.evidence.iter().filter(|evidence| evidence.source == preflight::report::Source::Page) {
                shown += 1;
                if evidence.quote.chars().count() > 160 || !stands_in(&page, &evidence.quote) {
                    wrong.push(format!("{}: {} quotes “{}”", fixture.name, item.id.id(), evidence.quote));
                }
            }
        }
    }
    assert!(shown > 500, "only {shown} quotes were shown");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
