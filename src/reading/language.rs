//! Which language a page is in, by its everyday words.

use super::blocks::Block;
use super::table::Words;
use super::words;
use crate::data::{self, File};
use std::sync::OnceLock;

/// Fewer everyday words than this do not settle a language.
const ENOUGH: usize = 4;

/// Everyday words, and the languages in which each is one.
fn everyday() -> &'static (Words, Vec<Vec<&'static str>>) {
    static WORDS: OnceLock<(Words, Vec<Vec<&'static str>>)> = OnceLock::new();
    WORDS.get_or_init(|| {
        let (mut words, mut all) = (Words::default(), Vec::new());
        let lines = data::text(File::Languages).lines().filter(|line| !line.starts_with('#'));
        // English comes first; its words count for no other language, or short texts would be taken for Czech.
        for (language, list) in lines.filter_map(|line| line.split_once(':')) {
            for word in list.split_whitespace() {
                let at = words.add(word) as usize;
                all.resize_with(words.spelled().len(), Vec::new);
                if let Some(languages) = all.get_mut(at).filter(|languages| languages.first() != Some(&"en")) {
                    languages.push(language.trim());
                }
            }
        }
        (words, all)
    })
}

/// The language of a page's words; where they do not settle it, what the document declares.
pub(crate) fn detect(blocks: &[Block], declared: Option<&str>) -> Option<String> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    let mut count = |language: &'static str| match counts.iter_mut().find(|(known, _)| *known == language) {
        Some((_, count)) => *count += 1,
        None => counts.push((language, 1)),
    };
    let (everyday, languages) = everyday();
    let mut small = String::new();
    for block in blocks {
        for token in block.tokens.iter().filter(|token| token.shape.is_word()) {
            let word = block.text.get(token.start..token.end).unwrap_or_default();
            words::fold(word, &mut small);
            if let Some(script) = script(word) {
                count(script);
            }
            let spoken = everyday.get(&small).and_then(|at| languages.get(at as usize));
            spoken.into_iter().flatten().for_each(|language| count(language));
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
