//! How well pages are read: precision and recall over the fixture pages, what is falsely called ready or blocked first.
//!
//! A signal is an item for which a page's author saw evidence. Recall: how many signals came out as the author says.
//! Precision: of all that was claimed (anything but `unknown` and `not_applicable`), how much is what the author says.
//! `./build.sh bench reading`; with `cargo bench --bench reading -- SET...` only those folders of `tests/pages`, and with
//! `--wrong` each misreading in a line.
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
mod interval;

use corpus::{Fixture, Judgement};
use interval::wilson;
use std::collections::BTreeMap;

#[derive(Default)]
struct Count {
    judged: usize,
    right: usize,
    visible: usize,
    seen: usize,
    claimed: usize,
    just: usize,
}

impl Count {
    fn add(&mut self, judgement: &Judgement) {
        let counts = |yes: bool| usize::from(yes);
        self.judged += 1;
        self.right += counts(judgement.right);
        self.visible += counts(judgement.visible);
        self.seen += counts(judgement.visible && judgement.right);
        self.claimed += counts(judgement.claimed);
        self.just += counts(judgement.claimed && judgement.right);
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let (flags, sets): (Vec<&String>, Vec<&String>) = arguments.iter().partition(|argument| argument.starts_with("--"));
    let sets = if sets.is_empty() { corpus::sets() } else { sets.into_iter().cloned().collect() };
    let mut by: BTreeMap<(&str, String), Count> = BTreeMap::new();
    let mut wrong = Vec::new();
    let mut pages = 0;
    for set in &sets {
        for fixture in corpus::fixtures(set) {
            pages += 1;
            for judgement in fixture.judge(&fixture.report()) {
                let groups = [
                    ("all", String::new()),
                    ("set", set.clone()),
                    ("language", fixture.language().to_owned()),
                    ("item", judgement.item.clone()),
                ];
                groups.into_iter().for_each(|group| by.entry(group).or_default().add(&judgement));
                if !judgement.right {
                    wrong.push(line(&fixture, &judgement));
                }
            }
        }
    }
    let falsely = |what: &str| wrong.iter().filter(|(kind, _)| *kind == what).map(|(_, line)| line).collect::<Vec<_>>();
    for (kind, name) in [("ready", "falsely ready"), ("blocked", "falsely blocked")] {
        let lines = falsely(kind);
        println!("{name}: {}", lines.len());
        lines.iter().for_each(|line| println!("  {line}"));
    }
    if flags.iter().any(|flag| *flag == "--wrong") {
        falsely("").iter().for_each(|line| println!("  {line}"));
    }
    println!("\n{pages} pages; 95 % intervals after Wilson\n");
    println!("{:<10} {:<32} {:>15} {:>34} {:>34}", "by", "", "judged right", "recall", "precision");
    for group in ["all", "set", "language", "item"] {
        for ((_, name), count) in by.iter().filter(|((by, _), _)| *by == group) {
            let judged = format!("{} of {}", count.right, count.judged);
            let (recall, precision) = (share(count.seen, count.visible), share(count.just, count.claimed));
            println!("{group:<10} {name:<32} {judged:>15} {recall:>34} {precision:>34}");
        }
    }
}

/// A misreading, and whether it is a false `ready` or `blocked`.
fn line(fixture: &Fixture, judgement: &Judgement) -> (&'static str, String) {
    let kind = match (judgement.false_ready, judgement.false_blocked) {
        (true, _) => "ready",
        (_, true) => "blocked",
        _ => "",
    };
    (kind, format!("{}: {} wanted {}, got {}", fixture.name, judgement.item, judgement.wanted, judgement.got))
}

/// `17 of 20, 85.0 % (64.0 to 94.8)`.
fn share(part: usize, of: usize) -> String {
    if of == 0 {
        return "–".to_owned();
    }
    let (low, high) = wilson(part, of);
    format!("{part} of {of}, {:.1} % ({:.1} to {:.1})", 100.0 * part as f64 / of as f64, 100.0 * low, 100.0 * high)
}
