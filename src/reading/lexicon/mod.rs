//! The words, as data: one file a language. A section names a concept, each line under it holds phrases parted by `|`;
//! a word that ends in `*` stands for every word that begins so.

use super::concept::Sense;
use super::language;
use super::words::{self, Token};
use crate::data::{self, File};
use std::collections::HashMap;
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

/// The phrases of one language (and of English, which every interface mixes in).
pub(crate) struct Lexicon {
    words: HashMap<String, u32>,
    prefixes: HashMap<String, u32>,
    prefix_lengths: Vec<usize>,
    /// Next trie node by node and word.
    next: HashMap<(u32, u32), u32>,
    /// What the phrase that ends in a trie node stands for.
    senses: Vec<Vec<Sense>>,
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
        Lexicon {
            words: HashMap::new(),
            prefixes: HashMap::new(),
            prefix_lengths: Vec::new(),
            next: HashMap::new(),
            senses: vec![Vec::new()],
        }
    }

    /// Adds a data file; what is mixed into another language without its grammar, and without what is an everyday word
    /// there (Dutch "met"). Sections that no concept answers to are left out; a test sees to it that there are none.
    /// Under `[unlearn]` stand English phrases that are other words in the language ("red" is a network in Spanish).
    fn add(&mut self, data: &str, mixed_into: Option<&str>) {
        let foreign = |phrase: &str| mixed_into.is_some_and(|language| language::is_everyday(phrase, language));
        let (mut section, mut unlearn) = (None, false);
        for line in data.lines().map(|line| line.split('#').next().unwrap_or_default().trim()) {
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                section = Sense::named(name).filter(|sense| !(mixed_into.is_some() && sense.is_grammar()));
                unlearn = name == UNLEARN;
            } else if unlearn {
                line.split('|').for_each(|phrase| self.senses_of(phrase).into_iter().for_each(Vec::clear));
            } else if let Some(sense) = section {
                let phrases = line.split('|').map(str::trim).filter(|phrase| !phrase.is_empty() && !foreign(phrase));
                phrases.for_each(|phrase| self.phrase(phrase, sense));
            }
        }
        self.prefix_lengths = self.prefixes.keys().map(String::len).collect();
        self.prefix_lengths.sort_unstable();
        self.prefix_lengths.dedup();
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
        let mut at = 0;
        let mut small = String::new();
        for token in words::cut(phrase, &[]) {
            let word = phrase.get(token.start..token.end).unwrap_or_default();
            if word == "*" {
                continue;
            }
            words::fold(word, &mut small);
            let open = phrase.get(token.end..).is_some_and(|rest| rest.starts_with('*'));
            let fresh = (self.words.len() + self.prefixes.len()) as u32;
            let table = if open { &mut self.prefixes } else { &mut self.words };
            let word = *table.entry(small.clone()).or_insert(fresh);
            let node = self.senses.len() as u32;
            at = *self.next.entry((at, word)).or_insert(node);
            if at == node {
                self.senses.push(Vec::new());
            }
        }
        self.senses.get_mut(at as usize).filter(|_| at > 0)
    }

    /// Whether a word stands in any phrase by itself.
    pub(crate) fn has_word(&self, word: &str) -> bool {
        let mut small = String::new();
        words::fold(word, &mut small);
        self.ids(&small).any(|id| self.next.contains_key(&(0, id)))
    }

    /// Whether two runs of letters that touch make one word. A prefix that the first run already has by itself says nothing
    /// of the second: "WypłatyWyłączone" begins like "wypłaty" and is two words.
    pub(crate) fn makes_word(&self, before: &str, after: &str) -> bool {
        let (mut first, mut small) = (String::new(), String::new());
        words::fold(before, &mut first);
        words::fold(&format!("{before}{after}"), &mut small);
        let begins = |id: u32| self.next.contains_key(&(0, id));
        let lengths = self.prefix_lengths.iter().filter(|length| first.len() < **length && **length <= small.len());
        self.words.get(&small).is_some_and(|id| begins(*id))
            || lengths.filter_map(|length| self.prefixes.get(small.get(..*length)?)).any(|id| begins(*id))
    }

    /// The ids under which a small-letter word is known: itself, then its known beginnings, longest first.
    fn ids<'a>(&'a self, word: &'a str) -> impl Iterator<Item = u32> + 'a {
        let exact = self.words.get(word).copied();
        // A number that touches a word ("Dostępne1250") is no ending of it.
        let ends = |length: &usize| !word.bytes().skip(*length).any(|letter| letter.is_ascii_digit());
        let lengths = self.prefix_lengths.iter().rev().skip_while(|length| **length > word.len()).filter(move |at| ends(at));
        exact.into_iter().chain(lengths.filter_map(|length| self.prefixes.get(word.get(..*length)?).copied()))
    }

    /// Every phrase in a text, the longest at each place; tokens that a phrase covers begin no other.
    pub(crate) fn find(&self, text: &str, tokens: &[Token], hits: &mut Vec<Hit>) {
        let mut known: Vec<Vec<u32>> = Vec::with_capacity(tokens.len());
        let mut small = String::new();
        for token in tokens {
            words::fold(text.get(token.start..token.end).unwrap_or_default(), &mut small);
            known.push(if token.shape.is_word() || token.shape == words::Shape::Number {
                self.ids(&small).collect()
            } else {
                Vec::new()
            });
        }
        let article = |at: usize| tokens.get(at).is_some_and(|token| token.end - token.start <= 3);
        let mut first = 0;
        while first < tokens.len() {
            match self.longest(&known, tokens, first) {
                // "I prelievi" is known, "prelievi in euro" says more: the article is left.
                Some((last, node))
                    if last > first && article(first) && self.names(node) && self.reaches(&known, tokens, first + 1) > last =>
                {
                    first += 1;
                }
                Some((last, node)) => {
                    let senses = self.senses.get(node as usize).into_iter().flatten();
                    hits.extend(senses.map(|sense| Hit { first, last, sense: *sense }));
                    first = last + 1;
                }
                None => first += 1,
            }
        }
    }

    /// Whether a phrase that ends in a trie node names a subject.
    fn names(&self, node: u32) -> bool {
        self.senses.get(node as usize).is_some_and(|senses| senses.iter().any(|sense| matches!(sense, Sense::Of(_))))
    }

    /// Where the longest phrase that begins at a token ends.
    fn reaches(&self, known: &[Vec<u32>], tokens: &[Token], first: usize) -> usize {
        self.longest(known, tokens, first).map_or(0, |(last, _)| last)
    }

    /// The longest phrase that begins at a token: its last token and trie node.
    fn longest(&self, known: &[Vec<u32>], tokens: &[Token], first: usize) -> Option<(usize, u32)> {
        let mut best = None;
        let mut open = vec![0_u32];
        for (at, ids) in known.iter().enumerate().skip(first) {
            // "buy, sell or convert": a comma between the words of a phrase does not part it.
            let comma = ids.is_empty()
                && at > first
                && tokens.get(at).is_some_and(|token| token.shape == words::Shape::Pause && token.end - token.start == 1);
            if comma {
                continue;
            }
            let mut reached = Vec::new();
            for node in &open {
                reached.extend(ids.iter().filter_map(|id| self.next.get(&(*node, *id)).copied()));
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
            open = reached;
        }
        best
    }
}
