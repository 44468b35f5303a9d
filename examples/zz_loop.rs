//! Throw-away.
#![allow(clippy::all, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs, dead_code)]
#[path = "../tests/corpus/mod.rs"]
mod corpus;
use preflight::engine::{self, Given};
use preflight::snapshot::{Kind, Node, Snapshot};
use std::fs;
fn main() {
    let size: usize = std::env::args().nth(1).unwrap().parse().unwrap();
    let times: usize = std::env::args().nth(2).unwrap().parse().unwrap();
    let pages: Vec<Snapshot> = ["products", "account"].iter().flat_map(|f| corpus::fixtures(f)).map(|p| p.snapshot()).collect();
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
    let page = Snapshot { url: "https://pro.kraken.com/app/home".to_owned(), nodes, ..Snapshot::default() };
    let json = page.to_json().unwrap();
    let page = Snapshot::parse(&json).unwrap();
    println!("{} nodes", page.nodes.len());
    let given = Given::default();
    let mut least = f64::MAX;
    for _ in 0..times {
        let t = std::time::Instant::now();
        std::hint::black_box(engine::report(&page, &given));
        least = least.min(t.elapsed().as_secs_f64());
    }
    let phrases = phrases();
    let search = aho_corasick::AhoCorasick::new(&phrases).unwrap();
    let text: String = page.nodes.iter().map(|node| node.text.to_lowercase() + " ").collect();
    let mut pass = f64::MAX;
    for _ in 0..times {
        let t = std::time::Instant::now();
        std::hint::black_box(search.find_iter(&text).count());
        pass = pass.min(t.elapsed().as_secs_f64());
    }
    println!("{size}: least {:.3} ms, pass {:.3}, ratio {:.2}", least * 1e3, pass * 1e3, least / pass);
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
