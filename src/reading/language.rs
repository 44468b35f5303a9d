//! Which language a page is in, by its everyday words.

use super::blocks::Cut;
use super::table::Table;
use super::words;
use crate::data::{self, File};
use std::ops::RangeInclusive;
use std::sync::OnceLock;

/// Fewer everyday words than this do not settle a language.
const ENOUGH: usize = 4;

/// Letters that are not Latin, and the language that they stand for.
const SCRIPTS: &[(&str, RangeInclusive<char>)] = &[
    ("ru", '\u{400}'..='\u{4ff}'),
    ("ja", '\u{3040}'..='\u{30ff}'),
    ("zh", '\u{4e00}'..='\u{9fff}'),
    ("ko", '\u{ac00}'..='\u{d7af}'),
    ("ar", '\u{600}'..='\u{6ff}'),
    ("el", '\u{370}'..='\u{3ff}'),
];

/// Everyday words and whose they are.
#[derive(Default)]
struct Everyday {
    languages: Vec<&'static str>,
    words: Table,
    /// The languages of each word, as indices.
    spoken: Vec<Vec<usize>>,
}

impl Everyday {
    fn shipped() -> &'static Everyday {
        static SHIPPED: OnceLock<Everyday> = OnceLock::new();
        SHIPPED.get_or_init(|| {
            let mut everyday = Everyday::default();
            let lines = data::text(File::Languages).lines().filter(|line| !line.starts_with('#'));
            for (language, list) in lines.filter_map(|line| line.split_once(':')) {
                list.split_whitespace().for_each(|word| everyday.add(word));
                everyday.languages.push(language.trim());
            }
            everyday
        })
    }

    /// Adds a word of the language that comes next.
    fn add(&mut self, word: &str) {
        let number = self.words.get_or_put(words::key(word), self.spoken.len() as u32) as usize;
        if number == self.spoken.len() {
            self.spoken.push(Vec::new());
        }
        // English comes first; its words count for no other language, or short texts would be taken for Czech.
        if let Some(languages) = self.spoken.get_mut(number).filter(|languages| languages.first() != Some(&0)) {
            languages.push(self.languages.len());
        }
    }

    fn of(&self, key: u64) -> &[usize] {
        self.words.get(key).and_then(|number| self.spoken.get(number as usize)).map_or(&[], Vec::as_slice)
    }
}

/// The language of a page's words; where they do not settle it, what the document declares.
pub(crate) fn detect(cut: &Cut, declared: Option<&str>) -> Option<String> {
    let everyday = Everyday::shipped();
    let scripts = SCRIPTS.iter().map(|(language, _)| *language);
    let mut counts: Vec<(&str, usize)> =
        everyday.languages.iter().copied().chain(scripts).map(|language| (language, 0)).collect();
    let mut count = |index: usize| counts.iter_mut().skip(index).take(1).for_each(|(_, count)| *count += 1);
    for (text, tokens) in cut.texts() {
        for token in tokens.iter().filter(|token| token.shape.is_word()) {
            everyday.of(token.key).iter().for_each(|index| count(*index));
            let first = text.get(token.start..).and_then(|rest| rest.chars().next());
            let script = first.and_then(|first| SCRIPTS.iter().position(|(_, letters)| letters.contains(&first)));
            script.into_iter().for_each(|script| count(everyday.languages.len() + script));
        }
    }
    let best = counts.iter().max_by_key(|(language, count)| (*count, std::cmp::Reverse(*language)));
    let declared = declared.and_then(|tag| tag.split(['-', '_']).next()).filter(|tag| (2..=3).contains(&tag.len()));
    match best {
        Some((language, count)) if *count >= ENOUGH => {
            // Scripts that several languages share leave the choice to the document.
            let shared = matches!(*language, "ru" | "zh");
            Some(if shared { declared.filter(|tag| *tag != "en").unwrap_or(language).to_owned() } else { (*language).to_owned() })
        }
        _ => declared.map(str::to_owned),
    }
}
