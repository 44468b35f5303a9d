//! What reading a page costs, against one Aho-Corasick pass over the same text with the shipped lexicon.
//! Both in one process, in turns; medians of ratios are what is quoted.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::expect_used,
    clippy::panic,
    reason = "a benchmark may panic"
)]

#[path = "../tests/corpus/mod.rs"]
mod corpus;

use aho_corasick::AhoCorasick;
use preflight::engine::{self, Given};
use preflight::snapshot::{Kind, Node, Snapshot};
use std::fs;
use std::hint::black_box;
use std::time::Instant;

const ROUNDS: usize = 21;
const SIZES: [(usize, &str); 3] = [(10_000, "10 kB"), (100_000, "100 kB"), (1_000_000, "1 MB")];

fn main() {
    let pages: Vec<Snapshot> =
        ["products", "account"].iter().flat_map(|folder| corpus::fixtures(folder)).map(|page| page.snapshot()).collect();
    let phrases = phrases();
    let search = AhoCorasick::new(&phrases).unwrap();
    println!("{} phrases; medians of {ROUNDS} rounds; one pass is Aho-Corasick over the small-letter text\n", phrases.len());
    println!(
        "{:>8} {:>12} {:>12} {:>12} {:>18} {:>18}",
        "text", "pass", "report", "with JSON", "report ÷ pass", "with JSON ÷ pass"
    );
    for (size, name) in SIZES {
        let page = page_of(&pages, size);
        let json = page.to_json().unwrap();
        let text: String = page.nodes.iter().map(|node| node.text.to_lowercase() + " ").collect();
        let given = Given::default();
        let mut rounds: Vec<[f64; 3]> = Vec::new();
        for round in 0..ROUNDS + 2 {
            let pass = || time(|| _ = black_box(search.find_iter(&text).count()));
            let report = || time(|| _ = black_box(engine::report(&page, &given)));
            let parsed = || time(|| _ = black_box(engine::report(&Snapshot::parse(&json).unwrap(), &given)));
            // In turns and from both ends, so that a machine that slows down slows all of them.
            let times = if round % 2 == 0 {
                let pass = pass();
                [pass, report(), parsed()]
            } else {
                let parsed = parsed();
                let report = report();
                [pass(), report, parsed]
            };
            if round >= 2 {
                rounds.push(times);
            }
        }
        let at = |index: usize| median(rounds.iter().map(|times| times[index]).collect());
        let ratio = |index: usize| median(rounds.iter().map(|times| times[index] / times[0]).collect());
        let ms = |seconds: f64| format!("{:.3} ms", seconds * 1e3);
        println!("{name:>8} {:>12} {:>12} {:>12} {:>18.1} {:>18.1}", ms(at(0)), ms(at(1)), ms(at(2)), ratio(1), ratio(2));
    }
}

fn time(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Every phrase of the lexicon files, without the marks of their format.
fn phrases() -> Vec<String> {
    let folder = format!("{}/src/reading/lexicon", env!("CARGO_MANIFEST_DIR"));
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"));
    let text: String = files.map(|path| fs::read_to_string(path).unwrap() + "\n").collect();
    let lines = text.lines().map(|line| line.split('#').next().unwrap()).filter(|line| !line.starts_with('['));
    let mut phrases: Vec<String> = lines
        .flat_map(|line| line.split('|'))
        .map(|phrase| phrase.trim().trim_end_matches('*').to_lowercase())
        .filter(|phrase| !phrase.is_empty())
        .collect();
    phrases.sort();
    phrases.dedup();
    phrases
}

/// One page made of the fixture pages' own content, one after the other, until there is so much text.
fn page_of(pages: &[Snapshot], size: usize) -> Snapshot {
    let mut nodes: Vec<Node> = Vec::new();
    let mut text = 0;
    for node in pages.iter().cycle().flat_map(|page| std::iter::once(None).chain(page.nodes.iter().map(Some))) {
        match node {
            None => nodes.push(Node { kind: Kind::Region, ..Node::default() }),
            Some(node) => {
                text += node.text.len();
                nodes.push(Node { depth: node.depth + 1, ..node.clone() });
            }
        }
        if text >= size {
            break;
        }
    }
    Snapshot { url: "https://pro.kraken.com/app/home".to_owned(), nodes, ..Snapshot::default() }
}
