//! Whom a clause is addressed to: this user, people of some kind, or those who live somewhere.

use super::Words;
use crate::data::{self, File};
use crate::letters;
use crate::reading::blocks::Block;
use crate::reading::concept::{Concept, Sense, Subject};
use crate::reading::lexicon::Hit;
use crate::reading::words::Shape;

/// Whether a block is said to nobody in particular.
pub(crate) fn to_nobody(block: &Block) -> bool {
    Words::new(block, 0, block.tokens.len().saturating_sub(1)).generic()
}

impl Words<'_> {
    /// Said to nobody in particular: "British retail clients may not", "in the UK", "eligible clients".
    pub(super) fn generic(&self) -> bool {
        use Concept::*;
        let start = self.span.0;
        // "British retail clients may not"; but "dear customer, …" is this one.
        let person = |hit: &Hit| hit.sense == Sense::Is(Persons) && hit.first == start + 1 && self.word_at(hit.last + 1);
        let kind = self.hits.iter().any(person) && (!self.covered(start) || self.stands_in(start, Somewhere));
        let kind = kind && !self.names_this_user();
        (self.says(Generic) || kind || self.of_others() || self.of_an_account()) && !self.your_place()
    }

    /// "You", "your", "on this account".
    fn names_this_user(&self) -> bool {
        self.any(&[Concept::You, Concept::Your, Concept::ForAccount])
    }

    /// "A closed account can no longer trade": any account, and not this one.
    fn of_an_account(&self) -> bool {
        let article = || data::is_one(File::Words, "an", &letters::small(self.block.slice(self.span.0, self.span.0)));
        let account = |hit: &Hit| hit.sense == Sense::Of(Subject::Account) && hit.first <= self.span.0 + 2;
        self.hits.iter().any(account) && article() && !self.names_this_user()
    }

    /// "Nine in ten clients have 2FA": a protection, and people who are not this user.
    pub(super) fn of_persons(&self, named: &[Subject]) -> bool {
        self.says(Concept::Persons) && !self.names_this_user() && Subject::any(named, Subject::is_protection)
    }

    /// "Paused for all clients until 16:00": said of whoever uses it, and so of this user too.
    #[inline(never)]
    pub(super) fn stops_for_all(&self) -> bool {
        use Concept::*;
        let all = || data::any_in(File::Words, "everybody", &letters::small(self.block.slice(self.span.0, self.span.1)));
        let mut general = self.hits.iter().filter(|hit| hit.sense == Sense::Is(Generic));
        let lone = general.next().filter(|_| general.next().is_none());
        // "For all clients with open disputes" is for some.
        let ends = |hit: &Hit| {
            let next = hit.last + 1;
            next > self.span.1
                || self.stands_in(next, Maintenance)
                || self.stands_in(next, Until)
                || self.stands_in(next, Now)
                || self.pauses(next)
        };
        let lone = lone.is_some_and(ends) && !self.block.awaits();
        let stops = self.any(&[Maintenance, Bad, Hold]) && !self.any(&[If, Good, Past, Over, New]);
        // "Fees on margin are suspended, for everyone".
        let first = self.hits.iter().find(|hit| matches!(hit.sense, Sense::Of(_)));
        let leads = first.is_some_and(|hit| hit.first <= self.span.0 + 1);
        stops && lone && leads && all() && !self.any(&[Somewhere, Place]) && !self.of_others()
    }

    /// Addressed to those who live somewhere: "in the UK", "Texas residents".
    fn of_others(&self) -> bool {
        let article = |at: usize| {
            self.block.tokens.get(at).is_some_and(|token| token.end - token.start <= 3 && token.shape == Shape::Small)
        };
        let place = |hit: &Hit| {
            // "Tell us" is no place.
            let name = self.block.tokens.get(hit.first).is_some_and(|token| token.shape != Shape::Small);
            let at =
                |back: usize| hit.first.checked_sub(back).is_some_and(|at| at >= self.span.0 && self.stands_in(at, Concept::At));
            let behind = at(1) || (at(2) && hit.first.checked_sub(1).is_some_and(article));
            name && hit.sense == Sense::Is(Concept::Somewhere) && (behind || self.stands_in(hit.last + 1, Concept::Persons))
        };
        self.hits.iter().any(place)
    }

    /// "in your region", also "in this region".
    pub(super) fn your_place(&self) -> bool {
        // "Your address in Texas": a place that is named is this user's where it is called so.
        let places = [Concept::Place, Concept::Somewhere];
        let Some(place) = places.into_iter().find_map(|concept| self.find(concept)) else { return self.says(Concept::YourPlace) };
        let owned = |hit: &Hit| hit.sense == Sense::Is(Concept::Your) && hit.last < place.first && place.first - hit.last <= 4;
        let this =
            place.first.checked_sub(1).is_some_and(|at| matches!(letters::small(self.block.slice(at, at)).as_str(), "this"));
        // "Margin isn't available to you in Texas".
        let told = |hit: &Hit| {
            // "Issued to you in Canada" and "the team that writes to you" are none.
            let state = |state: &Hit| {
                matches!(state.sense, Sense::Is(Concept::Good | Concept::Bad | Concept::Offer))
                    && state.first <= hit.first
                    && hit.first <= state.last + 2
            };
            hit.first > self.span.0
                && hit.last < place.first
                && place.first - hit.last <= 3
                && self.stands_in(hit.last + 1, Concept::At)
                && self.any(&[Concept::Not, Concept::Bad])
                && self.hits.iter().any(state)
                && data::is_one(File::Words, "to_you", &letters::small(self.block.slice(hit.last, hit.last)))
        };
        this || self.says(Concept::YourPlace) || self.hits.iter().any(|hit| owned(hit) || told(hit))
    }
}
