//! What a clause denies.

use super::Words;
use crate::reading::concept::{Concept, Sense};
use crate::reading::lexicon::Hit;
use crate::reading::words::Shape;

/// How far "without" reaches, in words between: it denies what follows at once.
const WITHOUT_REACH: usize = 0;
/// How far before a predicate a negation reaches, in words.
const NEGATION_REACH: usize = 7;

impl Words<'_> {
    /// Whether a phrase also stands for this.
    #[inline(never)]
    pub(super) fn also(&self, hit: &Hit, concept: Concept) -> bool {
        self.begins(hit.first, concept)
    }

    /// "Werkt op dit moment niet": whether a verb is denied by what follows it, with no other predicate or clause between.
    pub(super) fn denied_behind(&self, verb: &Hit) -> bool {
        use Concept::*;
        let not = self.hits.iter().find(|not| not.sense == Sense::Is(Not) && not.first > verb.last);
        let Some(not) = not.filter(|_| self.also(verb, Concept::Verb)) else { return false };
        // "Können bis Freitag, 15 Uhr, keine": two commas enclose an aside, one parts.
        let parts = |at: &usize| self.pauses(*at);
        let other = |hit: &Hit| matches!(hit.sense, Sense::Is(Good | Bad | Usual | And | Because | If));
        self.words_between(verb.last, not.first) <= NEGATION_REACH
            && matches!((verb.last..not.first).filter(parts).count(), 0 | 2)
            && !self.hits.iter().any(|hit| verb.last < hit.first && hit.last < not.first && other(hit))
    }

    /// Whether a negation stands before this hit with no other predicate between, or behind it when it is a verb.
    pub(super) fn negated(&self, hit: &Hit) -> bool {
        // "You have not created one", where "you have" alone would say that there is one.
        let not = |other: &Hit| {
            other.first == hit.last + 1 && matches!(other.sense, Sense::Is(Concept::Not | Concept::Off | Concept::SwitchedOff))
        };
        // "Master Key: none set up"; "€0 used of €50,000" is how much.
        let before = || hit.first.checked_sub(1).is_some_and(|at| self.word_at(at));
        let none = || hit.sense != Sense::Is(Concept::On) && self.ends(hit.first, Concept::Off) && before();
        if self.denied_behind(hit) || none() || (hit.sense == Sense::Is(Concept::Exists) && self.hits.iter().any(not)) {
            return true;
        }
        let between = |other: &&Hit| {
            let predicate = matches!(other.sense, Sense::Is(Concept::Good | Concept::Bad | Concept::Offer | Concept::Usual));
            predicate && other.last < hit.first
        };
        let after = self.hits.iter().filter(between).map(|other| other.last + 1).max().unwrap_or(self.span.0);
        use Concept::Without;
        // Negations do not cancel out: "neither … nor", and in the Romance languages "no … ninguno".
        self.hits.iter().any(|not| {
            matches!(not.sense, Sense::Is(Concept::Not | Concept::Cannot | Concept::Empty))
                && not.first >= after
                && not.last < hit.first
                && self.words_between(not.last, hit.first) <= if self.also(not, Without) { WITHOUT_REACH } else { NEGATION_REACH }
                && !(not.sense == Sense::Is(Concept::Not) && self.set_apart(not.last, hit.first))
        })
    }

    /// "Without it, deposits stay closed": one comma or dash parts what is denied from what is said; two enclose an aside.
    fn set_apart(&self, first: usize, last: usize) -> bool {
        let between = self.block.tokens.get(first + 1..last).unwrap_or_default();
        between.iter().filter(|token| token.shape == Shape::Pause).count() == 1
    }

    #[inline(never)]
    pub(super) fn words_between(&self, first: usize, last: usize) -> usize {
        self.block.tokens.get(first + 1..last).unwrap_or_default().iter().filter(|token| token.shape.is_word()).count()
    }
}
