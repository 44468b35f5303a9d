//! What stands right beside a word of a clause.

use super::Words;
use crate::reading::concept::Sense;
use crate::reading::lexicon::Hit;
use crate::reading::words::Shape;

impl Words<'_> {
    /// "has a" behind the protection, and then a word that we do not know.
    pub(super) fn has_something_else(&self, has: &Hit) -> bool {
        let named = |hit: &Hit| matches!(hit.sense, Sense::Of(subject) if subject.is_protection());
        let behind = self.hits.iter().any(|hit| named(hit) && hit.first > has.last);
        let before = self.hits.iter().any(|hit| named(hit) && hit.last < has.first);
        let article =
            ["a", "an", "un", "una", "une", "uma", "um", "ein", "eine", "einen", "een"].contains(&self.block.word(has.last));
        before && !behind && article
    }

    /// "Up to €10,000 a month", where the same word says until when: an amount follows at once.
    pub(super) fn limits(&self, until: &Hit) -> bool {
        let shape = |at: usize| self.block.tokens.get(at).map(|token| token.shape);
        (until.last + 1..=until.last + 4).any(|at| {
            let (word, next) = (self.block.word(at), self.block.word(at + 1));
            let sign = |word| matches!(word, "$" | "€" | "£" | "¥" | "R$" | "zł");
            let number = shape(at) == Some(Shape::Number);
            sign(word) || (number && (sign(next) || (shape(at + 1) == Some(Shape::Upper) && !word.contains(':'))))
        })
    }

    /// "Settings lock on, with a wait": what stands right before the state is what it is the state of.
    pub(super) fn names_protection(&self, at: usize) -> bool {
        let protection = |hit: &Hit| matches!(hit.sense, Sense::Of(subject) if subject.is_protection());
        self.hits.iter().any(|hit| hit.last == at && protection(hit))
    }
}
