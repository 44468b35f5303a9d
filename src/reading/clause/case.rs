//! What the words of a clause come to, each by itself, before the rules of `meaning` weigh them against each other.

use super::Words;
use crate::reading::concept::{Concept, Sense, Subject};
use crate::reading::lexicon::Hit;
use crate::report::Client;

/// A clause as the rules find it.
pub(super) struct Case<'a> {
    /// The client that shows it.
    pub client: Client,
    /// What it names.
    pub named: &'a [Subject],
    /// It names protections, and nothing else but the account.
    pub protection: bool,
    /// Some word says that it works, or is on.
    pub good: bool,
    /// Some word says that it does not work.
    pub bad: bool,
    /// Some word says that it is off, and could be on.
    pub switchable: bool,
    /// It tells of the end of something.
    pub over: bool,
    /// It tells of what was.
    pub past: bool,
    /// It tells of what is to come.
    pub future: bool,
    /// Kraken works on it.
    pub upkeep: bool,
    /// Something is on hold.
    pub held: bool,
}

impl Words<'_> {
    /// The words of the clause, weighed one by one, and then those that are a state by themselves.
    pub(super) fn case<'b>(&self, client: Client, named: &'b [Subject]) -> Case<'b> {
        use Concept::*;
        let mut case = Case {
            client,
            named,
            protection: Subject::any(named, Subject::is_protection)
                && named.iter().all(|subject| subject.is_protection() || *subject == Subject::Account),
            good: self.is_alone(On) && !self.is_alone(Off),
            bad: false,
            switchable: false,
            over: self.over(),
            past: self.past(),
            future: self.future(),
            upkeep: self.find(Maintenance).is_some_and(|hit| !self.negated(hit)),
            held: self.find(Hold).is_some_and(|hit| !self.negated(hit) && !self.may_be(hit)) && !self.awaits_verification(),
        };
        for hit in self.hits {
            self.weigh(hit, &mut case);
        }
        self.weigh_what_has_no_verb(&mut case);
        case
    }

    /// What one word says: that it works (`good`), that it does not (`bad`), that it is off (`switchable`).
    fn weigh(&self, hit: &Hit, case: &mut Case) {
        use Concept::*;
        let Sense::Is(concept) = hit.sense else { return };
        let negated = self.negated(hit);
        let nameless = case.named.is_empty();
        match concept {
            Good if !negated && self.is_good_of_another(hit, case) => {}
            Good => case.states(!negated),
            Permitted if nameless && self.bare() => case.states(!negated),
            // Kept offline, a master key is none the less.
            Bad if case.protection && self.also(hit, Balance) => {}
            // "May be unavailable" is nothing yet.
            Bad if !negated && self.may_be(hit) => {}
            Bad => case.states(negated),
            // "SMS codes are no longer offered", "don't use one passkey for both": none is off for that.
            Offer => case.bad |= negated && !self.may_be(hit) && (!case.protection || self.also(hit, Exists)),
            // "Deposits normally arrive within a day" tells a habit, "deposits arrive normally" a state.
            Usual => case.good |= !(negated || self.also(hit, Perhaps) && self.word_at(hit.last + 1)),
            Affected => case.good |= self.denied_behind(hit),
            CancelOnly | CloseOnly | Locked => case.bad |= !negated,
            // "We can't match the payment" is about something else; "it can't be used" is not.
            Cannot => {
                case.bad |= !negated && !case.protection && (!nameless || self.your_place() || self.any(&[Good, Offer]));
            }
            Can => {
                case.bad |= !case.protection && (negated || self.denied_behind(hit)) && (!nameless || self.your_place());
            }
            Exists if nameless && self.counted() => case.good |= !negated,
            Exists if case.protection && self.is_possession(hit) => {
                let none = negated || self.none_of(hit);
                case.good |= !none;
                case.switchable |= none;
            }
            SwitchedOn => case.switchable |= negated,
            SwitchedOff => {
                case.switchable |= !negated && !self.is_price(hit) && (!self.also(hit, Particle) || self.is_state(hit));
            }
            _ => {}
        }
    }

    /// What is said without a verb. It comes after all words, since it counts only where they do not say the contrary.
    fn weigh_what_has_no_verb(&self, case: &mut Case) {
        use Concept::*;
        let not_on = self.find(On).is_some_and(|hit| self.is_state(hit) && self.negated(hit));
        // A lone "None" in a row; of a product it is left to the words for that.
        case.switchable |= (self.is_alone(Off) || not_on) && !case.bad && (case.named.is_empty() || case.protection);
        case.switchable |= case.protection && !case.good && !case.bad && self.none_named();
        // "Not in your region": a denial with no verb.
        case.bad |= self.says(Not) && self.your_place() && !case.good;
        // "No staking until our maintenance is over".
        let none = |hit: &Hit| matches!(hit.sense, Sense::Of(_)) && self.ends(hit.first, Not);
        case.bad |= self.says(Maintenance) && self.says(Until) && !case.good && self.hits.iter().any(none);
    }

    /// A lone "On" is a state only where it is all there is.
    fn is_alone(&self, concept: Concept) -> bool {
        self.find(concept).is_some_and(|hit| self.is_state(hit) && !self.negated(hit))
    }

    /// "The rest is available": of what, and what of the other part? "Maintenance is running" says the contrary. "Passkeys are
    /// available on this device" has none on, nor has "passkeys work on all devices".
    fn is_good_of_another(&self, good: &Hit, case: &Case) -> bool {
        (case.named.is_empty() && self.says(Concept::Partial))
            || self.of_upkeep(good)
            || (case.protection && self.also(good, Concept::Balance))
    }

    /// "You have a passkey"; but not "the lock has a new look", which tells of the look.
    fn is_possession(&self, has: &Hit) -> bool {
        !self.any(&[Concept::SetUp, Concept::Enable]) && !self.has_something_else(has) && !self.may_be(has)
    }
}

impl Case<'_> {
    /// A word says that it works, or that it does not.
    fn states(&mut self, works: bool) {
        self.good |= works;
        self.bad |= !works;
    }
}
