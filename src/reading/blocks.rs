//! Blocks: the pieces in which a person reads a page. A paragraph, a cell, a heading, the label of a control.

use super::concept::{Concept, Sense, Senses, Subject};
use super::date;
use super::lexicon::{self, Hit};
use super::tree::Id;
use super::words::{self, Shape, Token};
use crate::data::{self, File};
use crate::gather::Gather;
use crate::letters;
use std::borrow::Cow;

/// A name over a line of text is no longer than this, in words.
pub(super) const NAME_WORDS: usize = 6;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Running text.
    Text,
    /// The label of a control.
    Control,
    /// The accessible name of a container: a title that need not be on screen as text.
    Name,
    /// What describes a control (`aria-describedby`, a title).
    Description,
}

/// A run of text that is read as one.
#[derive(Debug, Clone)]
pub(crate) struct Block<'a> {
    /// The container or control that it belongs to.
    pub node: Id,
    /// The first node of its text: its place in the document.
    pub at: Id,
    /// What it is.
    pub role: Role,
    /// Its words, white space folded.
    pub text: &'a str,
    /// Its words and marks.
    pub tokens: Cow<'a, [Token]>,
    /// What they stand for.
    pub hits: Cow<'a, [Hit]>,
    /// Places where two cells meet without a space.
    pub breaks: &'a [usize],
    /// What its hits stand for, and how many words it has: asked for again and again.
    senses: Senses,
    words: usize,
    /// All the dates in it are over.
    pub past: bool,
}

/// The subjects that a block names. One loop for all who ask, where adapters would be one each.
pub(crate) struct Named<'a>(std::slice::Iter<'a, Hit>);

impl Iterator for Named<'_> {
    type Item = Subject;

    #[inline(never)]
    fn next(&mut self) -> Option<Subject> {
        loop {
            if let Sense::Of(subject) = self.0.next()?.sense {
                return Some(subject);
            }
        }
    }
}

impl<'a> Block<'a> {
    /// A block of these words without breaks; its place is the node that it belongs to, the first node of its text, its role.
    pub(crate) fn new(
        (node, at, role): (Id, Id, Role),
        text: &'a str,
        tokens: Cow<'a, [Token]>,
        hits: Cow<'a, [Hit]>,
    ) -> Block<'a> {
        let (senses, words) = (lexicon::senses(&hits), words::count(&tokens));
        Block { node, at, role, text, tokens, hits, breaks: &[], senses, words, past: false }
    }

    /// Whether a mark ends a sentence; the one in "10. Dezember" does not.
    pub(crate) fn ends_sentence(&self, at: usize) -> bool {
        let stops = self.tokens.get(at).is_some_and(|token| token.shape == Shape::Stop);
        let day = |token: &Token| token.shape == Shape::Number && token.end - token.start <= 2;
        let ordinal = || {
            let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
            before.is_some_and(day) && date::is_month(self.word(at + 1))
        };
        stops && !ordinal() && !self.abbreviates(at)
    }

    /// Whether a full stop only shortens the word before it: "godz. 9:15", "2026 r. wypłaty".
    fn abbreviates(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|before| letters::small(self.word(before))) else { return false };
        let goes_on =
            self.tokens.get(at + 1).is_some_and(|next| matches!(next.shape, Shape::Small | Shape::Pause | Shape::Number));
        goes_on && self.word(at) == "." && data::is_one(File::Words, "abbreviation", &before)
    }

    /// Whether it says until what is done: "until you have …", not "by 10 December" or "by the end of the month".
    pub(crate) fn awaits(&self) -> bool {
        let span = |at: usize| date::span(self.word(at)).is_some();
        let dated = |hit: &Hit| {
            let next = hit.last + 1;
            self.dates(next) || self.dates(next + 1) || (next..next + 4).any(span)
        };
        let denied = |long: &Hit| self.hits.iter().any(|hit| hit.sense == Sense::Is(Concept::Not) && hit.first > long.last);
        self.hits.iter().any(|hit| match hit.sense {
            Sense::Is(Concept::Until) => !dated(hit),
            Sense::Is(Concept::AsLong) => denied(hit),
            _ => false,
        })
    }

    /// Whether it has a question mark.
    pub(crate) fn asks(&self) -> bool {
        self.tokens.iter().any(|token| token.shape == Shape::Question)
    }

    /// Whether "your" stands before a phrase, with at most so many words between.
    pub(crate) fn is_yours(&self, named: &Hit, between: usize) -> bool {
        let near = |your: &Hit| (your.last + 1..=your.last + 1 + between).contains(&named.first);
        self.hits.iter().any(|hit| hit.sense == Sense::Is(Concept::Your) && near(hit))
    }

    /// How many words it has.
    pub(crate) fn words(&self) -> usize {
        self.words
    }

    /// Whether any phrase in it stands for this.
    #[inline(never)]
    pub(crate) fn says(&self, concept: Concept) -> bool {
        self.senses.has(Sense::Is(concept))
    }

    /// Whether a phrase among these tokens stands for this.
    #[inline(never)]
    pub(crate) fn says_within(&self, span: (usize, usize), concept: Concept) -> bool {
        self.hits_within(span).any(|hit| hit.sense == Sense::Is(concept))
    }

    /// The known phrases among these tokens.
    pub(crate) fn hits_within(&self, (first, last): (usize, usize)) -> impl Iterator<Item = &Hit> {
        self.hits.iter().filter(move |hit| first <= hit.first && hit.last <= last)
    }

    /// Whether one of these stands in it.
    #[inline(never)]
    pub(crate) fn says_any(&self, concepts: &[Concept]) -> bool {
        concepts.iter().any(|concept| self.says(*concept))
    }

    /// Whether one of these stands in it and is not denied right before: "no more documents" asks for none.
    pub(crate) fn wants(&self, concepts: &[Concept]) -> bool {
        let denied = |hit: &Hit| {
            let not = |not: &Hit| matches!(not.sense, Sense::Is(Concept::Not | Concept::Empty));
            self.hits.iter().any(|other| not(other) && (other.last + 1..=other.last + 3).contains(&hit.first))
        };
        self.hits.iter().any(|hit| matches!(hit.sense, Sense::Is(concept) if concepts.contains(&concept)) && !denied(hit))
    }

    /// Whether it names this subject.
    pub(crate) fn names(&self, subject: Subject) -> bool {
        self.senses.has(Sense::Of(subject))
    }

    /// The subjects it names, in order.
    pub(crate) fn subjects(&self) -> Named<'_> {
        Named(self.hits.iter())
    }

    /// A token as it stands in the text; nothing where there is none.
    pub(crate) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).and_then(|token| self.text.get(token.start..token.end)).unwrap_or_default()
    }

    /// Whether a token is a word, and no number or mark.
    pub(crate) fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.shape.is_word())
    }

    /// Whether a token begins a date: a number, a month, a day of the week.
    pub(crate) fn dates(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.shape == Shape::Number)
            || date::is_month(self.word(at))
            || date::is_weekday(self.word(at))
    }

    /// Whether an amount of an asset stands in it: a number, and right behind it a ticker.
    pub(crate) fn has_amount(&self) -> bool {
        let shape = |at: usize| self.tokens.get(at).map(|token| token.shape);
        (1..self.tokens.len()).any(|at| shape(at - 1) == Some(Shape::Number) && shape(at) == Some(Shape::Upper))
    }

    /// "05:30 to 06:15": from when until when.
    pub(crate) fn says_hours(&self) -> bool {
        date::stamps(self.text, &self.tokens).iter().filter(|stamp| stamp.time.is_some()).count() >= 2
    }

    /// "Added on 3 May", "created 2026-05-03": whether a phrase says that something was made, and a date follows.
    pub(crate) fn dates_making(&self, hit: &Hit) -> bool {
        let made = matches!(hit.sense, Sense::Is(Concept::Exists | Concept::Created));
        made && (hit.last + 1..=hit.last + 3).any(|at| self.dates(at))
    }

    /// The words of these tokens, as they stand in the text.
    pub(crate) fn slice(&self, first: usize, last: usize) -> &str {
        let start = self.tokens.get(first).map_or(0, |token| token.start);
        let end = self.tokens.get(last).map_or(self.text.len(), |token| token.end);
        self.text.get(start..end).unwrap_or_default()
    }

    /// The block cut at ends of sentences, bullets and line ends, each part a block of its own.
    pub(crate) fn parts(&self) -> Vec<Block<'_>> {
        let mut parts = Vec::new();
        let mut first = 0;
        let stops = (0..self.tokens.len()).filter(|at| self.ends_sentence(*at));
        for end in stops.chain([self.tokens.len()]) {
            if end > first {
                parts.push(self.part(first, end - 1));
            }
            first = end + 1;
        }
        parts
    }

    /// The first of several cells side by side, or of several lines.
    pub(crate) fn first_cell(&self) -> Option<Block<'_>> {
        let line = || {
            self.text
                .find('\n')
                .filter(|end| self.text.get(..*end).is_some_and(|line| line.split_whitespace().count() <= NAME_WORDS))
        };
        let end = self.breaks.first().copied().or_else(line)?;
        let last = self.tokens.iter().take_while(|token| token.end <= end).count().checked_sub(1)?;
        Some(self.part(0, last))
    }

    /// The cells side by side, or all of it.
    pub(crate) fn cells(&self) -> Vec<Block<'_>> {
        let mut cells = Vec::new();
        let mut first = 0;
        let starts = self.breaks.iter().map(|at| self.tokens.partition_point(|token| token.start < *at));
        for start in starts.chain([self.tokens.len()]) {
            if start > first {
                cells.push(self.part(first, start - 1));
                first = start;
            }
        }
        cells
    }

    pub(crate) fn part(&self, first: usize, last: usize) -> Block<'_> {
        let start = self.tokens.get(first).map_or(0, |token| token.start);
        let moved = |token: &Token| Token { start: token.start - start, end: token.end - start, ..*token };
        let tokens: Vec<Token> = self.tokens.get(first..=last).unwrap_or_default().iter().map(moved).gather();
        let inside = self.hits.iter().filter(|hit| first <= hit.first && hit.last <= last);
        let hits: Vec<Hit> = inside.map(|hit| Hit { first: hit.first - first, last: hit.last - first, ..*hit }).gather();
        let place = (self.node, self.at, self.role);
        Block { past: self.past, ..Block::new(place, self.slice(first, last), Cow::Owned(tokens), Cow::Owned(hits)) }
    }
}
