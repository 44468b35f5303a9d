//! What stands right beside a word of a clause.

use super::Words;
use crate::data::{self, File};
use crate::reading::concept::{Concept, Sense};
use crate::reading::lexicon::Hit;
use crate::reading::words::Shape;

/// "a", "une", "einen": no longer than this, in bytes.
const ARTICLE: usize = 5;
/// "ne", "nie": no longer than this, in bytes.
const NEGATOR: usize = 3;

impl Words<'_> {
    /// Whether a phrase that stands for this begins at a token.
    #[inline(never)]
    pub(super) fn begins(&self, at: usize, concept: Concept) -> bool {
        self.hits.iter().any(|hit| hit.first == at && hit.sense == Sense::Is(concept))
    }

    /// Whether a phrase that stands for this ends right before a token.
    #[inline(never)]
    pub(super) fn ends(&self, at: usize, concept: Concept) -> bool {
        self.hits.iter().any(|hit| hit.last + 1 == at && hit.sense == Sense::Is(concept))
    }

    /// Whether a token is part of a phrase that stands for this.
    #[inline(never)]
    pub(super) fn stands_in(&self, at: usize, concept: Concept) -> bool {
        self.hits.iter().any(|hit| hit.covers(at) && hit.sense == Sense::Is(concept))
    }

    /// Whether a token is part of something that we know.
    #[inline(never)]
    pub(super) fn covered(&self, at: usize) -> bool {
        self.hits.iter().any(|hit| hit.covers(at) && hit.sense != Sense::Is(Concept::About))
    }

    /// "has a" behind the protection, and then a word that we do not know.
    pub(super) fn has_something_else(&self, has: &Hit) -> bool {
        let named = |hit: &Hit| matches!(hit.sense, Sense::Of(subject) if subject.is_protection());
        let behind = self.hits.iter().any(|hit| named(hit) && hit.first > has.last);
        let before = self.hits.iter().any(|hit| named(hit) && hit.last < has.first);
        // "New" is known only of addresses and devices.
        let known = |hit: &Hit| hit.covers(has.last + 1) && hit.sense != Sense::Is(Concept::New);
        let next = self.block.tokens.get(has.last + 1);
        let strange = next.is_some_and(|next| next.shape == Shape::Small) && !self.hits.iter().any(known);
        // "You have removed the master key": no possession, but what was done.
        let article = |hit: &Hit| hit.covers(has.last + 2) && matches!(hit.sense, Sense::Is(Concept::Filler | Concept::Your));
        let done = behind && self.hits.iter().any(article);
        strange && (done || before && !behind && self.block.word(has.last).len() <= ARTICLE)
    }

    /// "You can't withdraw more than $5,000 a day": so much can be.
    pub(super) fn capped(&self) -> bool {
        self.hits.iter().any(|hit| hit.sense == Sense::Is(Concept::Limited) && self.limits(hit)) && !self.says(Concept::Hold)
    }

    /// "Futures data is available", "the spot contest entry has been suspended": nouns that we do not know stand behind the name
    /// and before the verb, and it is of these that the state is told.
    pub(super) fn of_another(&self) -> bool {
        use Concept::*;
        let strange = |at: usize| {
            let known = |hit: &Hit| hit.covers(at) && !matches!(hit.sense, Sense::Is(Talk | Noise | Display));
            !self.hits.iter().any(known)
        };
        let noun = |at: usize| self.block.tokens.get(at).is_some_and(|token| token.shape == Shape::Small) && strange(at);
        let named = |first: usize| self.hits.iter().any(|hit| matches!(hit.sense, Sense::Of(_)) && hit.last + 1 == first);
        // The verb, with a state behind it.
        let states = |is: &&Hit| {
            let state = |hit: &Hit| matches!(hit.sense, Sense::Is(Good | Bad | Hold | Locked | SwitchedOff | Now | Not));
            is.sense == Sense::Is(Filler) && self.hits.iter().any(|hit| hit.first == is.last + 1 && state(hit))
        };
        let ends = self.hits.iter().filter(states).filter_map(|is| is.first.checked_sub(1));
        ends.filter(|last| self.block.word(*last).len() > NEGATOR)
            .any(|last| (last.saturating_sub(2)..=last).rev().take_while(|at| noun(*at)).any(named))
    }

    /// "Maintenance is running": right before a state stands what is wrong.
    pub(super) fn of_upkeep(&self, state: &Hit) -> bool {
        let verb = |hit: &Hit| hit.sense == Sense::Is(Concept::Filler) && hit.last + 1 == state.first;
        self.ends(state.first, Concept::Maintenance)
            || self.hits.iter().any(|hit| verb(hit) && self.ends(hit.first, Concept::Maintenance))
    }

    /// Whether a token is a word of this clause.
    pub(super) fn word_at(&self, at: usize) -> bool {
        at <= self.span.1 && self.block.is_word(at)
    }

    /// "Your request about ACH is on hold", "the discount on withdrawals isn't active": a noun that we do not know, and only then
    /// what the clause names; nothing is said before it. "Your request for futures is approved" is of futures.
    pub(super) fn about_a_noun(&self) -> bool {
        let Some(name) = self.hits.iter().find(|hit| matches!(hit.sense, Sense::Of(_))) else { return false };
        let about = |hit: &&Hit| hit.sense == Sense::Is(Concept::About) && hit.last + 1 == name.first;
        let Some(about) = self.hits.iter().find(about) else { return false };
        use Concept::*;
        let noun = |at: usize| at >= self.span.0 && self.word_at(at) && (!self.covered(at) || self.stands_in(at, Display));
        let states = |hit: &Hit| matches!(hit.sense, Sense::Is(Good | Bad | Cannot | Can | Not | Hold | Locked | SwitchedOff));
        let says = |hit: &Hit| hit.last < about.first && states(hit);
        about.first.checked_sub(1).is_some_and(noun) && !self.hits.iter().any(says) && !self.says(Approved)
    }

    /// "Up to €10,000 a month", where the same word says until when: an amount follows at once.
    pub(super) fn limits(&self, until: &Hit) -> bool {
        (until.last + 1..=until.last + 4).any(|at| self.amount_at(at))
    }

    /// "$500", "500 €", "0.02 BTC": a number beside a sign or code of money.
    #[inline(never)]
    pub(super) fn amount_at(&self, at: usize) -> bool {
        let (word, next) = (self.block.word(at), self.block.word(at + 1));
        let shape = |at: usize| self.block.tokens.get(at).map(|token| token.shape);
        let sign = |word: &str| matches!(word, "$" | "€" | "£" | "¥" | "zł");
        let digit = |word: &str| word.bytes().any(|letter| letter.is_ascii_digit());
        (sign(word) && digit(next))
            || (digit(word) && sign(next))
            || (shape(at) == Some(Shape::Number)
                && shape(at + 1) == Some(Shape::Upper)
                && !word.contains(':')
                && !data::is_one(File::Words, "no_unit", next))
    }

    /// "Settings lock on, with a wait": what stands right before the state is what it is the state of.
    pub(super) fn names_protection(&self, at: usize) -> bool {
        let protection = |hit: &Hit| matches!(hit.sense, Sense::Of(subject) if subject.is_protection());
        self.hits.iter().any(|hit| hit.last == at && protection(hit))
    }
}
