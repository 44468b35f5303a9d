//! When it is that a clause tells of: what is over, what was, what is so now and what is to come.

use super::Words;
use crate::reading::concept::{Concept, Sense};
use crate::reading::lexicon::Hit;
use crate::reading::words::{Shape, Token};

impl Words<'_> {
    /// "The maintenance is over"; "until this has been concluded" is not.
    pub(super) fn over(&self) -> bool {
        self.says(Concept::Over) && !self.says(Concept::Until)
    }

    /// "Futures trading was unavailable yesterday": it tells of what was, and not of now.
    pub(super) fn past(&self) -> bool {
        use Concept::*;
        // "Until the questionnaire is completed" is still to come.
        let until = self.find(Until).map_or(usize::MAX, |until| until.first);
        let past = self.hits.iter().any(|hit| hit.sense == Sense::Is(Past) && hit.first < until && !self.led_to(hit));
        // "You changed your password yesterday, so withdrawals are on hold until Friday".
        let lasts = self.until_a_day() && self.any(&[Hold, Bad, Cannot, Locked]) && !self.block.past;
        past && !self.says(Now) && !lasts
    }

    /// "Withdrawals will be unavailable tomorrow": it tells of what is to come, and not of now.
    pub(super) fn future(&self) -> bool {
        use Concept::*;
        let coming = self.hits.iter().any(|hit| self.is_announced(hit));
        // "Planned work today".
        let today = self.hits.iter().any(|hit| self.is_announced(hit) && self.also(hit, Maintenance));
        // "From 6 until 8 tomorrow": the end of a window is nothing that one waits for.
        let waits = self.says(Until) && !(self.says(Tomorrow) && self.find(From).is_some_and(|from| self.opens(from)));
        let future = (coming || self.says(Tomorrow) || self.to_come()) && (today || !self.says(Now)) && !waits;
        // "Is under maintenance and will return": so now; "maintenance and upgrades, on Monday" is not.
        let under = self.find(Maintenance).is_some_and(|hit| self.linked(hit)) && self.is_so_before(Maintenance);
        future && !under && ![Bad, Locked].into_iter().any(|concept| self.is_so_before(concept))
    }

    /// "Down for scheduled maintenance" is so now; "scheduled maintenance" alone is announced.
    fn is_announced(&self, hit: &Hit) -> bool {
        use Concept::*;
        hit.sense == Sense::Is(Future) && !(self.also(hit, Maintenance) && self.any(&[Bad, Cannot]))
    }

    /// "Paused, and back tomorrow": what was said before the "and" is so now.
    pub(super) fn is_so_before(&self, concept: Concept) -> bool {
        use Concept::*;
        let Some(so) = self.find(concept) else { return false };
        let and = self.hits.iter().find(|hit| hit.first > so.last && hit.sense == Sense::Is(And));
        let later = |hit: &Hit| matches!(hit.sense, Sense::Is(Future | Tomorrow | From));
        and.is_some_and(|and| !self.hits.iter().any(|hit| hit.first < and.first && later(hit)))
    }

    /// "Your password was changed, so withdrawals are on hold": what was led to what is.
    fn led_to(&self, past: &Hit) -> bool {
        use Concept::*;
        let so = |hit: &Hit| hit.sense == Sense::Is(Because) && hit.first > past.last && self.pauses(hit.first - 1);
        let stops = |hit: &Hit| matches!(hit.sense, Sense::Is(Hold | Locked | Cannot | Bad));
        self.hits.iter().filter(|hit| so(hit)).any(|so| self.hits.iter().any(|hit| hit.first > so.last && stops(hit)))
    }

    /// "in 3 hours".
    pub(super) fn to_come(&self) -> bool {
        self.hits.iter().any(|hit| {
            // "In two hours": any word that we do not know will do.
            let number =
                |token: &Token| token.shape == Shape::Number || (token.shape == Shape::Small && !self.covered(hit.last + 1));
            let number = self.block.tokens.get(hit.last + 1).is_some_and(number);
            let span = self
                .hits
                .iter()
                .any(|other| other.sense == Sense::Is(Concept::Span) && (hit.last + 2..=hit.last + 3).contains(&other.first));
            (hit.sense == Sense::Is(Concept::Within) && number && span)
                || (hit.sense == Sense::Is(Concept::From) && !self.block.past && self.block.dates(hit.last + 1))
        })
    }

    /// "From … until": a window.
    fn opens(&self, from: &Hit) -> bool {
        self.find(Concept::Until).is_some_and(|until| from.last < until.first)
    }
}
