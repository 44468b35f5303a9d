//! Which language a page is in, by its everyday words.

use super::blocks::Block;
use super::lexicon::Lexicon;
use super::words;
use crate::data::{self, File};
use std::collections::HashMap;
use std::sync::OnceLock;

/// So many English words for one of the declared language make a page English.
const FOREIGN: usize = 40;

/// Fewer everyday words than this do not settle a language.
const ENOUGH: usize = 4;

/// Every language in which a small-letter word is an everyday word, English first.
fn languages_of(word: &str) -> &'static [&'static str] {
    everyday().get(word).map_or(&[], Vec::as_slice)
}

/// Whether a small-letter word is an everyday word of a language.
pub(crate) fn is_everyday(word: &str, language: &str) -> bool {
    languages_of(word).contains(&language)
}

fn everyday() -> &'static HashMap<&'static str, Vec<&'static str>> {
    static WORDS: OnceLock<HashMap<&'static str, Vec<&'static str>>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let mut words: HashMap<&str, Vec<&str>> = HashMap::new();
        let lines = data::text(File::Languages).lines().filter(|line| !line.starts_with('#'));
        for (language, list) in lines.filter_map(|line| line.split_once(':')) {
            list.split_whitespace().for_each(|word| words.entry(word).or_default().push(language.trim()));
        }
        words
    })
}

/// Whether a block of a page in another language is in English, by the everyday words that only one of the two has.
pub(crate) fn is_english(block: &Block, spoken: &str) -> bool {
    let mut small = String::new();
    let (mut english, mut own) = (0, 0);
    for token in block.tokens.iter().filter(|token| token.shape.is_word()) {
        words::fold(block.text.get(token.start..token.end).unwrap_or_default(), &mut small);
        let languages = languages_of(&small);
        match (languages.contains(&"en"), languages.contains(&spoken)) {
            (true, false) => english += 1,
            (false, true) => own += 1,
            _ => {}
        }
    }
    english > own
}

/// The language of a page's words; where they do not settle it, what the document declares.
pub(crate) fn detect(blocks: &[Block], declared: Option<&str>) -> Option<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut small = String::new();
    for block in blocks {
        for token in block.tokens.iter().filter(|token| token.shape.is_word()) {
            let word = block.text.get(token.start..token.end).unwrap_or_default();
            words::fold(word, &mut small);
            if let Some(script) = script(word) {
                *counts.entry(script).or_default() += 1;
            }
            // English words count for no other language, or short texts would be taken for Czech.
            let languages = languages_of(&small);
            let english = languages.first() == Some(&"en");
            languages
                .iter()
                .take(if english { 1 } else { languages.len() })
                .for_each(|language| *counts.entry(language).or_default() += 1);
        }
    }
    let best = counts.iter().max_by_key(|(language, count)| (**count, std::cmp::Reverse(**language)));
    let declared = declared.and_then(|tag| tag.split(['-', '_']).next()).filter(|tag| (2..=3).contains(&tag.len()));
    // An advert in English on a page that says it is in another language, and has words of that one, changes nothing.
    let own = declared.filter(|tag| *tag != "en" && Lexicon::knows(tag)).map(|tag| (tag, counts.get(tag).copied().unwrap_or(1)));
    match best {
        Some((&"en", english)) if own.is_some_and(|(_, own)| own * FOREIGN > *english) => own.map(|(tag, _)| tag.to_owned()),
        Some((language, count)) if *count >= ENOUGH => {
            // Scripts that several languages share leave the choice to the document.
            let shared = matches!(*language, "ru" | "zh");
            Some(if shared { declared.filter(|tag| *tag != "en").unwrap_or(language).to_owned() } else { (*language).to_owned() })
        }
        _ => declared.map(str::to_owned),
    }
}

/// The language that a script stands for, for those that do not write in Latin letters.
fn script(word: &str) -> Option<&'static str> {
    match word.chars().next()? {
        '\u{400}'..='\u{4ff}' => Some("ru"),
        '\u{3040}'..='\u{30ff}' => Some("ja"),
        '\u{4e00}'..='\u{9fff}' => Some("zh"),
        '\u{ac00}'..='\u{d7af}' => Some("ko"),
        '\u{600}'..='\u{6ff}' => Some("ar"),
        '\u{370}'..='\u{3ff}' => Some("el"),
        _ => None,
    }
}
