//! The words, as data: one file a language. A section names a concept, each line under it holds phrases parted by `|`;
//! a word that ends in `*` stands for every word that begins so.

#[cfg(not(target_arch = "wasm32"))]
mod document;

#[cfg(not(target_arch = "wasm32"))]
pub(crate) use document::document;

use super::concept::{Concept, Sense, Senses};
use super::language;
use super::table::Table;
use super::words::{self, Shape, Token};
use crate::data::{self, File};
use crate::letters;
use std::sync::OnceLock;

/// The languages we read: code, data, and a few everyday words by which a page's language is known.
const LANGUAGES: &[(&str, File)] = &[
    ("en", File::English),
    ("de", File::German),
    ("fr", File::French),
    ("it", File::Italian),
    ("pt", File::Portuguese),
    ("es", File::Spanish),
    ("nl", File::Dutch),
    ("pl", File::Polish),
];

/// The section of what a language does not take over from English.
const UNLEARN: &str = "unlearn";

/// The sections of a data file: the name of each, and the lines under it.
fn sections(data: &str) -> impl Iterator<Item = (&str, &str)> {
    let parts = data.split("\n[").map(|part| part.strip_prefix('[').unwrap_or(part));
    parts.filter_map(|part| part.split_once('\n')).filter_map(|(head, lines)| Some((head.trim().strip_suffix(']')?, lines)))
}

/// The phrases in the lines of a section, without what is remarked after `#`.
fn phrases(lines: &str) -> impl Iterator<Item = &str> {
    let said = lines.lines().map(|line| line.split('#').next().unwrap_or_default());
    said.flat_map(|line| line.split('|').map(str::trim)).filter(|phrase| !phrase.is_empty())
}

/// A phrase found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit {
    /// First token.
    pub first: usize,
    /// Last token.
    pub last: usize,
    /// What it stands for.
    pub sense: Sense,
}

impl Hit {
    /// Whether a token belongs to the phrase.
    pub(crate) fn covers(&self, token: usize) -> bool {
        self.first <= token && token <= self.last
    }
}

/// What hits stand for.
pub(crate) fn senses(hits: &[Hit]) -> Senses {
    let mut senses = Senses::default();
    hits.iter().for_each(|hit| senses.add(hit.sense));
    senses
}

/// The phrases of one language (and of English, which every interface mixes in): a tree whose branches are words.
pub(crate) struct Lexicon {
    /// Where a word leads from a node, by [`step`].
    next: Table,
    /// What the phrase that ends in a node stands for; the first node is where phrases begin.
    senses: Vec<Vec<Sense>>,
    /// How long the beginnings are that stand for every word that begins so: a bit each, by their first letter.
    beginnings: [u64; 32],
}

/// From a node by a word.
fn step(node: u32, word: u64) -> u64 {
    word.wrapping_add(u64::from(node)).wrapping_mul(0xff51_afd7_ed55_8ccd)
}

/// The key that stands for every word that begins so.
fn open_key(beginning: u64) -> u64 {
    words::longer_key(beginning, b'*')
}

/// The place of a word's first letter in `Lexicon::beginnings`.
fn initial(word: &str) -> usize {
    // Combining marks are left out of words.
    let first = word.chars().find(|letter| !('\u{300}'..='\u{36f}').contains(letter));
    first.map_or(0, |first| letters::lower(first) as usize % 32)
}

impl Lexicon {
    /// The lexicon for a page in this language; English for one that we do not read.
    pub(crate) fn of(language: &str) -> &'static Lexicon {
        static BUILT: [OnceLock<Lexicon>; LANGUAGES.len()] = [const { OnceLock::new() }; LANGUAGES.len()];
        let index = LANGUAGES.iter().position(|(code, _)| *code == language).unwrap_or(0);
        let build = || {
            let mut lexicon = Lexicon::empty();
            // Every interface mixes in English names and badges; English grammar would be other words there ("no", "on").
            let own = LANGUAGES.get(index).filter(|_| index > 0);
            lexicon.add(data::text(File::English), own.map(|(code, _)| *code));
            if let Some((_, file)) = own {
                lexicon.add(data::text(*file), None);
            }
            lexicon.add(data::text(File::Assets), None);
            lexicon.add(data::text(File::Places), None);
            lexicon
        };
        match BUILT.get(index) {
            Some(slot) => slot.get_or_init(build),
            None => BUILT[0].get_or_init(build),
        }
    }

    /// Whether we read this language.
    pub(crate) fn knows(language: &str) -> bool {
        LANGUAGES.iter().any(|(code, _)| *code == language)
    }

    fn empty() -> Lexicon {
        Lexicon { next: Table::default(), senses: vec![Vec::new()], beginnings: [0; 32] }
    }

    /// Adds a data file; what is mixed into another language without its grammar, and without what is an everyday word
    /// there (Dutch "met"). Sections that no concept answers to are left out; a test sees to it that there are none.
    /// Under `[unlearn]` stand English phrases that are other words in the language ("red" is a network in Spanish).
    fn add(&mut self, data: &str, mixed_into: Option<&str>) {
        let foreign = |phrase: &str| mixed_into.is_some_and(|language| language::is_everyday(phrase, language));
        for (name, lines) in sections(data) {
            let sense = Sense::named(name).filter(|sense| !(mixed_into.is_some() && sense.is_grammar()));
            if name == UNLEARN {
                phrases(lines).for_each(|phrase| self.senses_of(phrase).into_iter().for_each(Vec::clear));
            } else if let Some(sense) = sense {
                phrases(lines).filter(|phrase| !foreign(phrase)).for_each(|phrase| self.phrase(phrase, sense));
            }
        }
    }

    fn phrase(&mut self, phrase: &str, sense: Sense) {
        if let Some(senses) = self.senses_of(phrase)
            && !senses.contains(&sense)
        {
            senses.push(sense);
        }
    }

    /// What a phrase stands for, with its place made where it is new.
    fn senses_of(&mut self, phrase: &str) -> Option<&mut Vec<Sense>> {
        let (mut at, mut tokens) = (0, Vec::new());
        words::cut(phrase, &[], &mut tokens);
        for token in tokens {
            let word = phrase.get(token.start..token.end).unwrap_or_default();
            if word == "*" {
                continue;
            }
            let open = phrase.get(token.end..).is_some_and(|rest| rest.starts_with('*'));
            if let Some(lengths) = self.beginnings.get_mut(initial(word)).filter(|_| open) {
                *lengths |= 1 << word.len();
            }
            let fresh = self.senses.len() as u32;
            at = self.next.get_or_put(step(at, if open { open_key(token.key) } else { token.key }), fresh);
            if at == fresh {
                self.senses.push(Vec::new());
            }
        }
        self.senses.get_mut(at as usize).filter(|_| at > 0)
    }

    /// Whether a phrase begins with a word.
    pub(crate) fn has_word(&self, word: &str) -> bool {
        self.word(word).is_some()
    }

    /// What a word says by itself: nothing, where phrases only begin with it.
    pub(crate) fn word(&self, word: &str) -> Option<&[Sense]> {
        let senses = |node: u32| self.senses.get(node as usize).map_or(&[][..], Vec::as_slice);
        let mut known = None;
        for node in self.after(0, word, words::key(word)) {
            known = known.filter(|said: &&[Sense]| !said.is_empty()).or(Some(senses(node)));
        }
        known
    }

    /// Where a word leads from a node: by itself, then by its beginnings, longest first.
    fn after(&self, node: u32, word: &str, key: u64) -> impl Iterator<Item = u32> {
        let exact = self.next.get(step(node, key));
        // "Tonight's maintenance": where the whole word is unknown, without its ending.
        let owner = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"));
        let exact = exact.or_else(|| self.next.get(step(node, words::key(owner?))));
        // A number that touches a word ("Dostępne1250") is no ending of it.
        let digit = word.bytes().rposition(|letter| letter.is_ascii_digit());
        let mut open = self.open_keys(word);
        open.retain(|(length, _)| digit.is_none_or(|digit| *length > digit));
        exact.into_iter().chain(open.into_iter().rev().filter_map(move |(_, key)| self.next.get(step(node, key))))
    }

    /// How long a word's beginnings are, and their keys, shortest first.
    fn open_keys(&self, word: &str) -> Vec<(usize, u64)> {
        let mut keys = Vec::new();
        let lengths = self.beginnings.get(initial(word)).copied().unwrap_or(0);
        if lengths.trailing_zeros() as usize > word.len() {
            return keys;
        }
        let (mut small, mut key) = (String::new(), words::NO_LETTERS);
        words::fold(word, &mut small);
        for (byte, length) in small.bytes().zip(1..64) {
            key = words::longer_key(key, byte);
            if lengths >> length & 1 != 0 {
                keys.push((length, open_key(key)));
            }
        }
        keys
    }

    /// Whether two runs of letters that touch make one word. A prefix that the first run already has by itself says nothing
    /// of the second: "WypłatyWyłączone" begins like "wypłaty" and is two words.
    pub(crate) fn makes_word(&self, before: &str, after: &str) -> bool {
        let joined = [before, after].concat();
        let known = |key: u64| self.next.get(step(0, key)).is_some();
        let mut longer = self.open_keys(&joined).into_iter().filter(|(length, _)| *length > before.len());
        known(words::key(&joined)) || longer.any(|(_, key)| known(key))
    }

    /// Every phrase in a text, the longest at each place; tokens that a phrase covers begin no other.
    pub(crate) fn find(&self, text: &str, tokens: &[Token], hits: &mut Vec<Hit>) {
        let article = |at: usize| tokens.get(at).is_some_and(|token| token.end - token.start <= 3);
        let mut first = 0;
        while first < tokens.len() {
            first = match self.longest(text, tokens, first) {
                // "I prelievi" is known, "prelievi in euro" says more: the article is left.
                Some((last, node))
                    if last > first
                        && article(first)
                        && self.names(node)
                        && self.longest(text, tokens, first + 1).is_some_and(|(further, _)| further > last) =>
                {
                    first + 1
                }
                Some((last, node)) => {
                    let senses = self.senses.get(node as usize).into_iter().flatten();
                    hits.extend(senses.map(|sense| Hit { first, last, sense: *sense }));
                    self.name_what_is_missing(text, tokens, (first, last), hits);
                    last + 1
                }
                None => first + 1,
            }
        }
    }

    /// "No passkeys" is one phrase for an empty list, and names what is not there.
    fn name_what_is_missing(&self, text: &str, tokens: &[Token], (first, last): (usize, usize), hits: &mut Vec<Hit>) {
        let empty = hits.iter().rev().take_while(|hit| hit.first == first).any(|hit| hit.sense == Sense::Is(Concept::Empty));
        if !empty {
            return;
        }
        let named = (first + 1..=last).find_map(|at| {
            let (end, node) = self.longest(text, tokens, at).filter(|(end, node)| *end == last && self.names(*node))?;
            Some((at, end, node))
        });
        let Some((at, end, node)) = named else { return };
        let senses = self.senses.get(node as usize).into_iter().flatten();
        hits.extend(senses.filter(|sense| matches!(sense, Sense::Of(_))).map(|sense| Hit {
            first: at,
            last: end,
            sense: *sense,
        }));
    }

    /// Whether a phrase that ends in a node names a subject.
    fn names(&self, node: u32) -> bool {
        self.senses.get(node as usize).is_some_and(|senses| senses.iter().any(|sense| matches!(sense, Sense::Of(_))))
    }

    /// The longest phrase that begins at a token: its last token and its node.
    fn longest(&self, text: &str, tokens: &[Token], first: usize) -> Option<(usize, u32)> {
        let mut longest = None;
        self.follow(text, tokens, first, 0, &mut longest);
        longest
    }

    /// Goes on from a node with the token at `at`; notes the last token and the node of the longest phrase on the way.
    /// Words come before their beginnings, so of several phrases as long the first is the closest.
    fn follow(&self, text: &str, tokens: &[Token], at: usize, node: u32, longest: &mut Option<(usize, u32)>) {
        let Some(token) = tokens.get(at) else { return };
        // "buy, sell or convert": a comma between the words of a phrase does not part it.
        if node != 0 && token.shape == Shape::Pause && token.end - token.start == 1 {
            return self.follow(text, tokens, at + 1, node, longest);
        }
        if !token.shape.is_word() && token.shape != Shape::Number {
            return;
        }
        for next in self.after(node, text.get(token.start..token.end).unwrap_or_default(), token.key) {
            let ends = self.senses.get(next as usize).is_some_and(|senses| !senses.is_empty());
            if ends && longest.is_none_or(|(last, _)| last < at) {
                *longest = Some((at, next));
            }
            self.follow(text, tokens, at + 1, next, longest);
        }
    }
}
