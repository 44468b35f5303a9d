//! The words, as data: one file a language. A section names a concept, each line under it holds phrases parted by `|`;
//! a word that ends in `*` stands for every word that begins so.

use super::concept::Sense;
use super::table::{self, Index, Words};
use super::words::{self, Token};
use crate::data::{self, File};
use std::sync::OnceLock;

/// The languages we read: code, data, and a few everyday words by which a page's language is known.
const LANGUAGES: &[(&str, File)] = &[("en", File::English)];

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

/// The phrases of one language (and of English, which every interface mixes in).
pub(crate) struct Lexicon {
    /// Their numbers as ids are even.
    words: Words,
    /// Their numbers as ids are odd.
    prefixes: Words,
    prefix_lengths: Vec<usize>,
    /// Next trie node by node and word.
    next: Index,
    /// What the phrase that ends in a trie node stands for.
    senses: Vec<Vec<Sense>>,
}

/// The ids under which the tokens of a text are known.
struct Known {
    ids: Vec<u32>,
    /// Where each token's end.
    ends: Vec<usize>,
}

impl Known {
    fn of(&self, token: usize) -> &[u32] {
        let from = token.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ids.get(from..self.ends.get(token).copied().unwrap_or(from)).unwrap_or_default()
    }
}

/// A step from a trie node by a word.
fn step(node: u32, id: u32) -> u64 {
    u64::from(node) << 32 | u64::from(id)
}

impl Lexicon {
    /// The lexicon for a page in this language; English for one that we do not read.
    pub(crate) fn of(language: &str) -> &'static Lexicon {
        static BUILT: [OnceLock<Lexicon>; LANGUAGES.len()] = [const { OnceLock::new() }; LANGUAGES.len()];
        let index = LANGUAGES.iter().position(|(code, _)| *code == language).unwrap_or(0);
        let build = || {
            let mut lexicon = Lexicon::empty();
            let english = LANGUAGES.first().into_iter().chain(LANGUAGES.get(index).filter(|_| index > 0));
            english.for_each(|(_, file)| lexicon.add(data::text(*file)));
            lexicon.add(data::text(File::Assets));
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
        Lexicon {
            words: Words::default(),
            prefixes: Words::default(),
            prefix_lengths: Vec::new(),
            next: Index::default(),
            senses: vec![Vec::new()],
        }
    }

    /// Adds a data file. Sections that no concept answers to are left out; a test sees to it that there are none.
    fn add(&mut self, data: &str) {
        let mut section = None;
        for line in data.lines().map(|line| line.split('#').next().unwrap_or_default().trim()) {
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                section = Sense::named(name);
            } else if let Some(sense) = section {
                line.split('|').map(str::trim).filter(|phrase| !phrase.is_empty()).for_each(|phrase| self.phrase(phrase, sense));
            }
        }
        self.prefix_lengths = self.prefixes.spelled().iter().map(String::len).collect();
        self.prefix_lengths.sort_unstable();
        self.prefix_lengths.dedup();
    }

    fn phrase(&mut self, phrase: &str, sense: Sense) {
        let mut at = 0;
        let mut small = String::new();
        for token in words::cut(phrase, &[]) {
            let word = phrase.get(token.start..token.end).unwrap_or_default();
            if word == "*" {
                continue;
            }
            words::fold(word, &mut small);
            let open = phrase.get(token.end..).is_some_and(|rest| rest.starts_with('*'));
            let id = if open { self.prefixes.add(&small) * 2 + 1 } else { self.words.add(&small) * 2 };
            let node = self.senses.len() as u32;
            at = self.next.get_or_put(step(at, id), node);
            if at == node {
                self.senses.push(Vec::new());
            }
        }
        if let Some(senses) = self.senses.get_mut(at as usize).filter(|_| at > 0)
            && !senses.contains(&sense)
        {
            senses.push(sense);
        }
    }

    /// Whether a word stands in any phrase by itself.
    pub(crate) fn has_word(&self, word: &str) -> bool {
        let (mut small, mut ids) = (String::new(), Vec::new());
        words::fold(word, &mut small);
        self.ids(&small, &mut ids);
        ids.iter().any(|id| self.next.get(step(0, *id)).is_some())
    }

    /// Adds the ids under which a small-letter word is known: itself, then its known beginnings, longest first.
    fn ids(&self, word: &str, ids: &mut Vec<u32>) {
        let (word, first) = (word.as_bytes(), ids.len());
        let mut lengths = self.prefix_lengths.iter().peekable();
        let mut hash = table::EMPTY;
        for (at, byte) in word.iter().enumerate() {
            hash = table::hash(hash, *byte);
            if lengths.next_if(|length| **length == at + 1).is_some() {
                let known = word.get(..=at).and_then(|beginning| self.prefixes.get_hashed(hash, beginning));
                ids.extend(known.map(|number| number * 2 + 1));
            }
        }
        ids.extend(self.words.get_hashed(hash, word).map(|number| number * 2));
        if let Some(new) = ids.get_mut(first..) {
            new.reverse();
        }
    }

    /// Every phrase in a text, the longest at each place; tokens that a phrase covers begin no other.
    pub(crate) fn find(&self, text: &str, tokens: &[Token], hits: &mut Vec<Hit>) {
        // The ids of all tokens, and where each token's end.
        let (mut ids, mut ends) = (Vec::new(), Vec::with_capacity(tokens.len()));
        let mut small = String::new();
        for token in tokens {
            if token.shape.is_word() || token.shape == words::Shape::Number {
                words::fold(text.get(token.start..token.end).unwrap_or_default(), &mut small);
                self.ids(&small, &mut ids);
            }
            ends.push(ids.len());
        }
        let known = Known { ids, ends };
        let (mut open, mut reached) = (Vec::new(), Vec::new());
        let mut first = 0;
        while first < tokens.len() {
            open.clear();
            open.push(0);
            match self.longest(&known, tokens, first, &mut open, &mut reached) {
                Some((last, node)) => {
                    let senses = self.senses.get(node as usize).into_iter().flatten();
                    hits.extend(senses.map(|sense| Hit { first, last, sense: *sense }));
                    first = last + 1;
                }
                None => first += 1,
            }
        }
    }

    /// The longest phrase that begins at a token: its last token and trie node. `open` holds the root.
    fn longest(
        &self,
        known: &Known,
        tokens: &[Token],
        first: usize,
        open: &mut Vec<u32>,
        reached: &mut Vec<u32>,
    ) -> Option<(usize, u32)> {
        let mut best = None;
        for at in first..tokens.len() {
            let ids = known.of(at);
            // "buy, sell or convert": a comma between the words of a phrase does not part it.
            let comma = ids.is_empty()
                && at > first
                && tokens.get(at).is_some_and(|token| token.shape == words::Shape::Pause && token.end - token.start == 1);
            if comma {
                continue;
            }
            reached.clear();
            for node in open.iter() {
                reached.extend(ids.iter().filter_map(|id| self.next.get(step(*node, *id))));
            }
            // Exact words come first, so the first that ends a phrase is the closest.
            if let Some(node) =
                reached.iter().find(|node| self.senses.get(**node as usize).is_some_and(|senses| !senses.is_empty()))
            {
                best = Some((at, *node));
            }
            if reached.is_empty() {
                break;
            }
            std::mem::swap(open, reached);
        }
        best
    }
}
