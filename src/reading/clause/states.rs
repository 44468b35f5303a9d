//! Words for states, and what makes a state of a word.

use super::Words;
use crate::reading::blocks::Role;
use crate::reading::concept::{Concept, Sense, Subject};
use crate::reading::lexicon::Hit;
use crate::reading::words::Shape;

impl Words<'_> {
    /// "May be", "could be", right before a state.
    pub(super) fn may_be(&self, state: &Hit) -> bool {
        let near = |can: &Hit| can.last < state.first && self.words_between(can.last, state.first) <= 1;
        self.hits.iter().any(|hit| matches!(hit.sense, Sense::Is(Concept::Can | Concept::Cannot)) && near(hit))
    }

    /// "Attiva": by itself a state, though it may be a verb elsewhere.
    pub(super) fn stands_alone(&self, word: &Hit) -> bool {
        // "Attiva (app di autenticazione)", "Attiva creata il 3 marzo": a state, and more of it.
        let ends =
            word.last == self.span.1 || self.block.word(word.last + 1) == "(" || self.begins(word.last + 1, Concept::Created);
        ends && word.first == self.span.0 && self.also(word, Concept::Good) && self.block.role == Role::Text
    }

    /// The bank's check of a card failed, or cannot be made.
    pub(super) fn unauthenticated(&self) -> bool {
        let failed = |hit: &Hit| match hit.sense {
            Sense::Is(Concept::Failed | Concept::Rejected) => !self.negated(hit),
            Sense::Is(Concept::Offer) => self.negated(hit),
            _ => false,
        };
        self.says(Concept::ThreeDSecure) && self.hits.iter().any(failed)
    }

    /// "2 registered", "Created on 3 May": how many there are, or since when.
    pub(super) fn counted(&self) -> bool {
        let number = |at: usize| {
            let word = self.block.word(at);
            self.block.tokens.get(at).is_some_and(|token| token.shape == Shape::Number)
                && word.len() <= 2
                && word.bytes().all(|digit| digit.is_ascii_digit())
                && word != "0"
        };
        let first = self.hits.first();
        let many = number(self.span.0) && first.is_some_and(|hit| hit.sense == Sense::Is(Concept::Exists));
        let since = self.hits.iter().any(|hit| hit.first == self.span.0 && self.block.dates_making(hit));
        many || since
    }

    /// "No passkey", "doesn't have two-factor authentication": what is denied is the protection itself, and nothing else is said.
    pub(super) fn none_named(&self) -> bool {
        use Concept::*;
        let protection = |hit: &&Hit| matches!(hit.sense, Sense::Of(subject) if subject.is_protection());
        let denied = self.hits.iter().filter(|hit| matches!(hit.sense, Sense::Is(Not | Empty))).any(|not| {
            self.hits.iter().filter(|hit| protection(hit)).any(|named| named.first == not.last + 1 || named.first == not.last + 2)
        });
        denied && !self.any(&[Require, If, Can, Cannot, Until, Perhaps, Enable])
    }

    /// "You have 0 passkeys": nought behind the verb.
    pub(super) fn none_of(&self, verb: &Hit) -> bool {
        self.block.word(verb.last + 1) == "0"
    }

    /// "10% off".
    pub(super) fn is_price(&self, off: &Hit) -> bool {
        let start = self.block.tokens.get(off.first).map_or(0, |token| token.start);
        self.block.text.get(..start).is_some_and(|before| before.trim_end().ends_with('%'))
    }

    /// Whether "on" is what something is, and not the beginning of "on hold", "on Pro": it stands last, by itself or after "is".
    pub(super) fn is_state(&self, on: &Hit) -> bool {
        if self.is_price(on) {
            return false;
        }
        let after = self.block.tokens.get(on.last + 1).filter(|_| on.last < self.span.1);
        // "On authenticator app": a badge, and how. In capitals it may be an article and its noun ("Ein Passkey").
        let small = self.block.tokens.get(on.last + 1).is_some_and(|token| token.shape == Shape::Small);
        let how = |hit: &Hit| small && hit.first == on.last + 1 && hit.sense == Sense::Of(Subject::TwoFactor);
        let badge = on.first == self.span.0 && self.hits.iter().any(how);
        // "Margin is on for your account".
        let own = self.begins(on.last + 1, Concept::ForAccount);
        let ends = badge || own || after.is_none_or(|token| token.shape == Shape::Pause);
        let before = on.first.checked_sub(1).filter(|at| *at >= self.span.0);
        let pause = |at: usize| self.pauses(at);
        // "Vraag margin aan": part of a verb, unless it stands by itself.
        if self.also(on, Concept::Particle) {
            // "2FA für Auszahlungen Aus": a badge begins with a capital; "Schalten Sie 2FA Aus" says what to do.
            let begins =
                |hit: &Hit| hit.first == self.span.0 && matches!(hit.sense, Sense::Of(subject) if subject.is_protection());
            let capital = self.block.tokens.get(on.first).is_some_and(|token| token.shape == Shape::Capital);
            let badge = capital && self.block.role == Role::Text && self.hits.iter().any(begins);
            return ends && before.is_none_or(|at| pause(at) || (badge && self.names_protection(at)));
        }
        let linked = before.is_none_or(|at| pause(at) || self.names_protection(at) || self.stands_in(at, Concept::Filler));
        ends && (linked || (self.span.1 - self.span.0 < 7 && self.bare()))
    }

    /// "Withdrawals are off": a sentence, and not the label of a setting.
    pub(super) fn linked(&self, state: &Hit) -> bool {
        self.ends(state.first, Concept::Filler)
    }
}
