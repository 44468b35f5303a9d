//! The lexicon as a page to read, `docs/lexicon.md`: `cargo run --example lexicon > docs/lexicon.md` writes it.

use super::{LANGUAGES, phrases, sections};
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
        for name in names().into_iter().filter(|name| name.starts_with("subject ") == *part) {
            let sound: Vec<&str> = under(File::English, name).take(SHOWN).collect();
            let _ = write!(page, "| {} | {} |", name.trim_start_matches("subject "), sound.join(", "));
            for (_, file) in LANGUAGES {
                let _ = write!(page, " {} |", under(*file, name).count());
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

/// The sections of the English file, each once, in order.
fn names() -> Vec<&'static str> {
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in sections(data::text(File::English)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The phrases under a section's name.
fn under(file: File, name: &str) -> impl Iterator<Item = &'static str> {
    sections(data::text(file)).filter(move |(section, _)| *section == name).flat_map(|(_, lines)| phrases(lines))
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
        for name in names().into_iter().filter(|name| name.starts_with("subject ")) {
            for (code, file) in LANGUAGES {
                assert!(under(*file, name).next().is_some(), "{code} has no word for {name}");
            }
        }
    }
}
