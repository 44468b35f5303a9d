//! Why something does not work, by the words of the clause or of those beside it.

use super::{Meaning, Words};
use crate::reading::blocks::Block;
use crate::reading::concept::{Concept, Sense, Subject};
use crate::reading::lexicon::Hit;
use crate::reading::words::Shape;
use crate::report::{Client, Reason};

impl Words<'_> {
    /// The reason that the clause gives.
    pub(super) fn reason(&self, named: &[Subject]) -> Reason {
        use Concept::*;
        let asked = || self.block.says_any(&[Verify, Documents, Questionnaire, Terms, Complete, Intermediate]);
        let needed = |concept: &Concept| self.hits.iter().any(|hit| hit.sense == Sense::Is(*concept) && !self.unneeded(hit));
        if named.contains(&Subject::SettingsLock) && named.len() > 1 {
            Reason::SettingsLock
        } else if self.holds_back(named) || (self.block.says(Changed) && Subject::only(named, Subject::pays_out)) {
            Reason::Hold
        } else if named == [Subject::Account] && !self.any(&[Until, Require]) {
            Reason::Account
        } else if self.awaits_verification() || (self.waits_on_the_user() && asked() && !self.block.says(ThreeDSecure)) {
            Reason::Verification
        } else if !self.says(Hold) && self.block.says(Maintenance) && named.iter().all(|subject| !subject.is_product()) {
            Reason::Maintenance
        } else if self.says(Hold) || (self.lasts() && Subject::any(named, Subject::pays_out)) {
            Reason::Hold
        } else if self.any(&[Maintenance, CancelOnly]) {
            Reason::Maintenance
        } else if self.your_place() || self.says(Persons) || (self.says(Place) && self.any(&[You, Your])) {
            Reason::Region
        } else if self.says(ThreeDSecure) {
            Reason::CardAuthentication
        } else if [Verify, Documents, Questionnaire, Terms, Intermediate].iter().any(needed)
            || (named.contains(&Subject::Level) && named.len() > 1)
        {
            Reason::Verification
        } else if named.contains(&Subject::Account) || self.says(ForAccount) {
            Reason::Account
        } else {
            Reason::Unstated
        }
    }

    /// "Withdrawals from your account are stopped until 25 November": what goes out of this account only, up to a day.
    fn holds_back(&self, named: &[Subject]) -> bool {
        use Concept::*;
        let out = !named.is_empty() && named.iter().all(|subject| subject.pays_out() || *subject == Subject::Account);
        // Where the verb alone says who is meant ("no podrás"), what cannot be done cannot be done by this user.
        let own = self.block.says_any(&[You, Your, ForAccount]) || self.says(Cannot);
        out && named != [Subject::Account]
            && self.until_a_day()
            && own
            && !self.block.says_any(&[Maintenance, CancelOnly, Verify, Documents])
    }

    /// "Until 25 November".
    pub(super) fn until_a_day(&self) -> bool {
        // "Held until 27 November": the hold, and until when, in one phrase.
        let held = |hit: &Hit| hit.sense == Sense::Is(Concept::Hold) && hit.last > hit.first && self.block.dates(hit.last + 1);
        let until = self.find(Concept::Until);
        self.hits.iter().any(held) || until.is_some_and(|until| (until.last + 1..=until.last + 3).any(|at| self.block.dates(at)))
    }

    /// "Locked until you complete the test".
    pub(super) fn awaits_verification(&self) -> bool {
        use Concept::*;
        self.find(Until).or_else(|| self.find(Hold)).or_else(|| self.find(AsLong)).is_some_and(|until| {
            // "As long as we haven't checked it" denies the doing, not the need.
            let long = until.sense == Sense::Is(AsLong);
            let after = |hit: &&Hit| hit.first >= until.first && (long || !self.unneeded(hit));
            self.hits
                .iter()
                .filter(after)
                .any(|hit| matches!(hit.sense, Sense::Is(Verify | Documents | Questionnaire | Terms | Intermediate)))
        })
    }

    /// "€250", "250 €": the first word is a number.
    pub(super) fn begins_with_number(&self) -> bool {
        let first =
            (self.span.0..=self.span.1).find_map(|at| self.block.tokens.get(at).filter(|token| token.shape != Shape::Mark));
        first.is_some_and(|token| token.shape == Shape::Number)
    }

    /// "0.02 BTC on hold", "$500 is on hold": so much and no more.
    pub(super) fn some_money(&self) -> bool {
        (self.span.0..self.span.1).any(|at| self.amount_at(at))
    }

    /// "Until then"; "locked until that's done", where the phrase for a hold takes the "until" in.
    pub(super) fn waits_on_the_user(&self) -> bool {
        use Concept::*;
        !self.says(Maintenance) && if self.says(Hold) { self.says(Approved) } else { self.says(Until) || self.stopped_as_long() }
    }

    /// "As long as it is not confirmed": begins so, and denies.
    pub(super) fn begins_to_wait(&self) -> bool {
        use Concept::*;
        let begins = self.begins(self.span.0, AsLong);
        begins && self.says(Not)
    }

    /// "Suspended as long as we have not received it": until then.
    pub(super) fn stopped_as_long(&self) -> bool {
        use Concept::*;
        self.find(AsLong).is_some_and(|long| {
            let stopped = |hit: &Hit| hit.last < long.first && matches!(hit.sense, Sense::Is(Bad | Cannot | Hold | Locked));
            let denied = |hit: &Hit| hit.first > long.last && hit.sense == Sense::Is(Not);
            self.hits.iter().any(stopped) && self.hits.iter().any(denied)
        })
    }

    /// "No more documents are needed": denied together with the need for it.
    fn unneeded(&self, hit: &Hit) -> bool {
        let need = self.hits.iter().any(|need| need.sense == Sense::Is(Concept::Require) && self.negated(need));
        let none = self.hits.iter().any(|not| {
            matches!(not.sense, Sense::Is(Concept::Not | Concept::Empty)) && not.last < hit.first && hit.first - not.last <= 3
        });
        need || none
    }

    /// "for 24 hours".
    fn lasts(&self) -> bool {
        self.hits.iter().any(|span| {
            let number = span.first.checked_sub(1).and_then(|at| self.block.tokens.get(at));
            // "Until 16 h": a time of the day.
            let until = || self.hits.iter().any(|hit| hit.sense == Sense::Is(Concept::Until) && hit.last + 2 == span.first);
            span.sense == Sense::Is(Concept::Span) && number.is_some_and(|token| token.shape == Shape::Number) && !until()
        })
    }
}

/// The reason that a block gives for what fails beside it, whatever its sentences claim.
pub(crate) fn reason_in(block: &Block, client: Client) -> Option<Meaning> {
    let last = block.tokens.len().checked_sub(1)?;
    let words = Words::new(block, 0, last);
    let named = words.subjects();
    // "UK rules don't let us offer it to retail clients", beside what this user is not given.
    if words.says(Concept::Generic) && !words.your_place() {
        let denied = words.any(&[Concept::Not, Concept::Cannot, Concept::Bad]);
        return (words.says(Concept::Somewhere) && denied).then_some(Meaning::Fails(Reason::Region));
    }
    // "Residence: GB" beside what is not given.
    if words.says(Concept::Place) && block.words() <= 3 {
        return Some(Meaning::Fails(Reason::Region));
    }
    if words.elsewhere(client, false, true) == Some(true) || words.elsewhere(client, true, false) == Some(true) {
        return Some(Meaning::OtherClient);
    }
    let locked = named.contains(&Subject::SettingsLock)
        && block.words() >= 5
        && block.says_any(&[Concept::Good, Concept::On, Concept::Locked, Concept::Require, Concept::Until]);
    let reason = if locked { Reason::SettingsLock } else { words.reason(&named) };
    (reason != Reason::Unstated).then_some(Meaning::Fails(reason))
}
