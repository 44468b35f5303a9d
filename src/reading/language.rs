//! Which language a page is in, by its everyday words.

use super::cut::Cut;
use super::lexicon::Lexicon;
use super::table::Table;
use super::words::{self, Token};
use crate::data::{self, File};
use crate::gather::Gather;
use std::ops::RangeInclusive;
use std::sync::OnceLock;

/// So many English words for one of the declared language make a page English.
const FOREIGN: usize = 40;

/// Fewer everyday words than this do not settle a language.
const ENOUGH: usize = 4;

/// Letters that are not Latin, and the language that they stand for. None of these is in the list of everyday words.
const SCRIPTS: &[(&str, RangeInclusive<char>)] = &[
    ("ru", '\u{400}'..='\u{4ff}'),
    ("ja", '\u{3040}'..='\u{30ff}'),
    ("zh", '\u{4e00}'..='\u{9fff}'),
    ("ko", '\u{ac00}'..='\u{d7af}'),
    ("ar", '\u{600}'..='\u{6ff}'),
    ("el", '\u{370}'..='\u{3ff}'),
];

/// English comes first of the languages.
const ENGLISH: usize = 0;

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
        if let Some(languages) = self.spoken.get_mut(number) {
            languages.push(self.languages.len());
        }
    }

    /// The languages of a word, as indices, by its key.
    fn of(&self, key: u64) -> &[usize] {
        self.words.get(key).and_then(|number| self.spoken.get(number as usize)).map_or(&[], Vec::as_slice)
    }
}

/// Whether a small-letter word is an everyday word of a language.
pub(crate) fn is_everyday(word: &str, language: &str) -> bool {
    let everyday = Everyday::shipped();
    let place = everyday.languages.iter().position(|known| *known == language);
    place.is_some_and(|place| everyday.of(words::key(word)).contains(&place))
}

/// Whether a block of a page in another language is in English, by the everyday words that only one of the two has.
pub(crate) fn is_english(tokens: &[Token], spoken: &str) -> bool {
    let everyday = Everyday::shipped();
    let spoken = everyday.languages.iter().position(|language| *language == spoken);
    let (mut english, mut own) = (0, 0);
    for token in tokens.iter().filter(|token| token.shape.is_word()) {
        let languages = everyday.of(token.key);
        match (languages.contains(&ENGLISH), spoken.is_some_and(|spoken| languages.contains(&spoken))) {
            (true, false) => english += 1,
            (false, true) => own += 1,
            _ => {}
        }
    }
    english > own
}

/// The language of a page's words; where they do not settle it, what the document declares.
pub(crate) fn detect(cut: &Cut, declared: Option<&str>) -> Option<String> {
    let everyday = Everyday::shipped();
    let scripts = SCRIPTS.iter().map(|(language, _)| *language);
    let mut counts: Vec<(&str, usize)> = everyday.languages.iter().copied().chain(scripts).map(|language| (language, 0)).gather();
    let mut count = |index: usize| counts.iter_mut().skip(index).take(1).for_each(|(_, count)| *count += 1);
    for (text, tokens) in cut.texts() {
        for token in tokens.iter().filter(|token| token.shape.is_word()) {
            // English words count for no other language, or short texts would be taken for Czech.
            let languages = everyday.of(token.key);
            let english = languages.first() == Some(&ENGLISH);
            languages.iter().take(if english { 1 } else { languages.len() }).for_each(|index| count(*index));
            let first = text.get(token.start..).and_then(|rest| rest.chars().next());
            let script = first.and_then(|first| SCRIPTS.iter().position(|(_, letters)| letters.contains(&first)));
            script.into_iter().for_each(|script| count(everyday.languages.len() + script));
        }
    }
    let best = counts.iter().max_by_key(|(language, count)| (*count, std::cmp::Reverse(*language)));
    let declared = declared.and_then(|tag| tag.split(['-', '_'].as_slice()).next()).filter(|tag| (2..=3).contains(&tag.len()));
    // An advert in English on a page that says it is in another language, and has words of that one, changes nothing.
    let counted = |tag: &str| counts.iter().find(|(language, _)| *language == tag).map_or(0, |(_, count)| *count);
    let own = declared.filter(|tag| *tag != "en" && Lexicon::knows(tag)).map(|tag| (tag, counted(tag).max(1)));
    match best {
        Some(("en", english)) if own.is_some_and(|(_, own)| own * FOREIGN > *english) => own.map(|(tag, _)| tag.to_owned()),
        Some((language, count)) if *count >= ENOUGH => {
            // Scripts that several languages share leave the choice to the document.
            let shared = matches!(*language, "ru" | "zh");
            Some(if shared { declared.filter(|tag| *tag != "en").unwrap_or(language).to_owned() } else { (*language).to_owned() })
        }
        _ => declared.map(str::to_owned),
    }
}
