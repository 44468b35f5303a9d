//! The lexicon as a page to read, `docs/lexicon.md`: `cargo run --example lexicon > docs/lexicon.md` writes it.

use super::LANGUAGES;
use crate::data::{self, File};
use std::fmt::Write;

/// English phrases of a section that are shown.
const SHOWN: usize = 8;

/// The page: what is understood, in how many phrases of each language, and how that sounds in English.
pub(crate) fn document() -> String {
    let mut page = INTRODUCTION.to_owned();
    let codes: Vec<&str> = LANGUAGES.iter().map(|(code, _)| *code).collect();
    for (part, title) in PARTS {
        let _ = write!(page, "\n## {title}\n\n| section | in English | {} |\n| --- | --- |", codes.join(" | "));
        page.push_str(&" ---: |".repeat(codes.len()));
        page.push('\n');
        for name in sections(data::text(File::English)).filter(|name| name.starts_with("subject ") == *part) {
            let english = phrases(data::text(File::English), name);
            let sound: Vec<&str> = english.iter().copied().take(SHOWN).collect();
            let _ = write!(page, "| {} | {} |", name.trim_start_matches("subject "), sound.join(", "));
            for (_, file) in LANGUAGES {
                let _ = write!(page, " {} |", phrases(data::text(*file), name).len());
            }
            page.push('\n');
        }
    }
    page
}

const INTRODUCTION: &str = "# What is understood

Made from the data in `src/reading/lexicon`: what a statement can be about, and what can be said of it, with how many phrases of each
language. A word that ends in `*` stands for every word that begins so. Sentences are composed of these; see
[reading.md](reading.md). English names and badges are read on every page, as interfaces mix them in; English grammar is not.
";

const PARTS: &[(bool, &str)] = &[(true, "What a statement is about"), (false, "What is said of it")];

/// The sections of a data file, each once, in order.
fn sections(data: &'static str) -> impl Iterator<Item = &'static str> {
    let mut seen: Vec<&str> = Vec::new();
    data.lines().filter_map(heading).filter(move |name| {
        let fresh = !seen.contains(name);
        if fresh {
            seen.push(name);
        }
        fresh
    })
}

fn heading(line: &'static str) -> Option<&'static str> {
    line.trim().strip_prefix('[')?.strip_suffix(']')
}

/// The phrases under a section's name.
fn phrases(data: &'static str, section: &str) -> Vec<&'static str> {
    let mut inside = false;
    let mut found = Vec::new();
    for line in data.lines() {
        match heading(line) {
            Some(name) => inside = name == section,
            None if inside => {
                let words = line.split('#').next().unwrap_or_default();
                found.extend(words.split('|').map(str::trim).filter(|phrase| !phrase.is_empty()));
            }
            None => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_what_the_data_say() {
        let kept = include_str!("../../../docs/lexicon.md");
        assert!(kept == document(), "run `cargo run --example lexicon > docs/lexicon.md`");
    }

    #[test]
    fn every_language_has_words_for_every_subject() {
        for name in sections(data::text(File::English)).filter(|name| name.starts_with("subject ")) {
            for (code, file) in LANGUAGES {
                assert!(!phrases(data::text(*file), name).is_empty(), "{code} has no word for {name}");
            }
        }
    }
}
