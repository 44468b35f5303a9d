//! What a clause says: that something works, fails, is off, is done elsewhere, or will be troubled.

use super::{Meaning, Words};
use crate::letters;
use crate::reading::blocks::Role;
use crate::reading::concept::{Concept, Sense, Subject};
use crate::reading::lexicon::Hit;
use crate::reading::words::{Shape, Token};
use crate::report::{Client, Reason};

/// A sentence longer than this praises or explains; it does not state that something is on.
const LONGEST_AFFIRMATION: usize = 30;

impl Words<'_> {
    pub(super) fn generic(&self) -> bool {
        use Concept::*;
        let start = self.span.0;
        // "British retail clients may not"; but "dear customer, …" is this one.
        let person = |hit: &Hit| hit.sense == Sense::Is(Persons) && hit.first == start + 1 && self.word_at(hit.last + 1);
        let kind = self.hits.iter().any(person) && (!self.covered(start) || self.stands_in(start, Somewhere));
        let kind = kind && !self.any(&[You, Your, ForAccount]);
        (self.says(Generic) || kind || self.of_others()) && !self.your_place()
    }

    /// "Nine in ten clients have 2FA": a protection, and people who are not this user.
    pub(super) fn of_persons(&self, named: &[Subject]) -> bool {
        use Concept::*;
        self.says(Persons) && !self.any(&[You, Your, ForAccount]) && Subject::any(named, Subject::is_protection)
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
        this || self.says(Concept::YourPlace) || self.hits.iter().any(owned)
    }

    /// What is said, if anything.
    pub(super) fn meaning(&self, client: Client, named: &[Subject]) -> Option<Meaning> {
        use Concept::*;
        if self.capped() {
            return None;
        }
        // "Until this has been concluded" is not over.
        let over = self.says(Over) && !self.says(Until);
        // "You changed your password yesterday, so withdrawals are on hold until Friday".
        let lasts = self.until_a_day() && self.any(&[Hold, Bad, Cannot, Locked]) && !self.block.past;
        // "Until the questionnaire is completed" is still to come.
        let until = self.find(Until).map_or(usize::MAX, |until| until.first);
        let past = self.hits.iter().any(|hit| hit.sense == Sense::Is(Past) && hit.first < until && !self.led_to(hit));
        let past = past && !self.says(Now) && !lasts;
        // "From 6 until 8 tomorrow": the end of a window is nothing that one waits for.
        let waits = self.says(Until) && !(self.says(Tomorrow) && self.find(From).is_some_and(|from| self.opens(from)));
        // "Down for scheduled maintenance" is so now; "scheduled maintenance" alone is announced.
        let announced = |hit: &Hit| hit.sense == Sense::Is(Future) && !(self.also(hit, Maintenance) && self.any(&[Bad, Cannot]));
        let coming = self.hits.iter().any(announced);
        // "Planned work today".
        let today = self.hits.iter().any(|hit| announced(hit) && self.also(hit, Maintenance));
        let future = (coming || self.says(Tomorrow) || self.to_come()) && (today || !self.says(Now)) && !waits;
        let future = future && ![Bad, Locked].into_iter().any(|concept| self.is_so_before(concept));
        // A lone "On" is a state only where it is all there is.
        let alone = |concept| self.find(concept).is_some_and(|hit| self.is_state(hit) && !self.negated(hit));
        let not_on = self.find(On).is_some_and(|hit| self.is_state(hit) && self.negated(hit));
        let (mut good, mut bad, mut switchable) = (alone(On) && !alone(Off), false, false);
        let protection = Subject::any(named, Subject::is_protection)
            && named.iter().all(|subject| subject.is_protection() || *subject == Subject::Account);
        for hit in self.hits {
            let negated = self.negated(hit);
            match hit.sense {
                // "Passkeys are available on this device" has none on, nor has "passkeys work on all devices".
                // "The rest is available": of what, and what of the other part? "Maintenance is running" says the contrary.
                Sense::Is(Good) if !negated && ((named.is_empty() && self.says(Partial)) || self.of_upkeep(hit)) => {}
                Sense::Is(Good) if !negated && protection && self.also(hit, Balance) => {}
                Sense::Is(Good) => {
                    good |= !negated;
                    bad |= negated;
                }
                // "SMS codes are no longer offered", "don't use one passkey for both": none is off for that.
                Sense::Is(Offer) => bad |= negated && !self.may_be(hit) && (!protection || self.also(hit, Exists)),
                Sense::Is(Permitted) if named.is_empty() && self.bare() => {
                    good |= !negated;
                    bad |= negated;
                }
                // Kept offline, a master key is none the less.
                Sense::Is(Bad) if protection && self.also(hit, Balance) => {}
                Sense::Is(Bad) => {
                    good |= negated;
                    // "May be unavailable" is nothing yet.
                    bad |= !negated && !self.may_be(hit);
                }
                // "Deposits normally arrive within a day" tells a habit, "deposits arrive normally" a state.
                Sense::Is(Usual) => good |= !(negated || self.also(hit, Perhaps) && self.word_at(hit.last + 1)),
                Sense::Is(Affected) => good |= self.denied_behind(hit),
                Sense::Is(CancelOnly | CloseOnly) => bad |= !negated,
                // "We can't match the payment" is about something else; "it can't be used" is not.
                Sense::Is(Cannot) => {
                    bad |= !negated && !protection && (!named.is_empty() || self.your_place() || self.any(&[Good, Offer]))
                }
                Sense::Is(Exists) if named.is_empty() && self.counted() => good |= !negated,
                // "The lock has a new look" tells of the look.
                Sense::Is(Exists)
                    if protection && !self.any(&[SetUp, Enable]) && !self.has_something_else(hit) && !self.may_be(hit) =>
                {
                    good |= !negated && !self.none_of(hit);
                    switchable |= negated || self.none_of(hit);
                }
                Sense::Is(Can) => {
                    bad |= !protection && (negated || self.denied_behind(hit)) && (!named.is_empty() || self.your_place())
                }
                Sense::Is(Locked) => bad |= !negated,
                Sense::Is(SwitchedOn) => switchable |= negated,
                Sense::Is(SwitchedOff) => {
                    switchable |= !negated && !self.is_price(hit) && (!self.also(hit, Particle) || self.is_state(hit))
                }
                _ => {}
            }
        }
        // A lone "None" in a row; of a product it is left to the words for that.
        switchable |= (alone(Off) || not_on) && !bad && (named.is_empty() || protection);
        switchable |= protection && !good && !bad && self.none_named();
        // "You can trade futures", and little else.
        let able = self.find(Can).is_some_and(|can| !self.negated(can) && self.little_else(can));
        let able = able
            && (self.says(You) && !named.is_empty() && !bad && !Subject::any(named, Subject::is_protection))
            && !self.any(&[Not, If, Perhaps, Until, Require, Only, Future, Promo, Enable, Verify]);
        // "Not in your region": a denial with no verb.
        bad |= self.says(Not) && self.your_place() && !good;
        // "No staking until our maintenance is over".
        let none = |hit: &Hit| matches!(hit.sense, Sense::Of(_)) && self.ends(hit.first, Not);
        bad |= self.says(Maintenance) && self.says(Until) && !good && self.hits.iter().any(none);
        if self.says(PostOnly) && !past {
            return Some(Meaning::Trouble(Reason::Maintenance));
        }
        let elsewhere = self.elsewhere(client, good, bad);
        if elsewhere == Some(true) {
            return Some(Meaning::OtherClient);
        }
        if elsewhere == Some(false) {
            return None;
        }
        if self.unauthenticated() && !over && !good && !self.any(&[If, Generic]) {
            return Some(Meaning::Fails(Reason::CardAuthentication));
        }
        let upkeep = self.find(Maintenance).is_some_and(|hit| !self.negated(hit));
        let held = self.find(Hold).is_some_and(|hit| !self.negated(hit) && !self.may_be(hit)) && !self.awaits_verification();
        if over && !bad {
            return (good || able).then_some(Meaning::Works).filter(|_| !past && !self.says(Maintenance));
        }
        if past || (over && !self.says(Now)) {
            return None;
        }
        if upkeep && future {
            return Some(Meaning::Trouble(Reason::Maintenance));
        }
        // "You can only withdraw from 24 November": not before that.
        let out_later = Subject::only(named, Subject::pays_out);
        if self.says(Only) && self.says(Can) && !bad && out_later && self.to_come() {
            return Some(Meaning::Fails(match self.reason(named) {
                Reason::Unstated => Reason::Hold,
                reason => reason,
            }));
        }
        if future && bad && !(held && self.is_so_before(Hold)) {
            let systems = |subject: &Subject| matches!(subject, Subject::Trading | Subject::Exchange | Subject::Api);
            let whole = !named.is_empty() && named.iter().all(systems);
            let coming = upkeep || whole || self.says(Affected) || self.block.says(Maintenance);
            let reason = if coming { Reason::Maintenance } else { self.reason(named) };
            return (reason != Reason::Unstated).then_some(Meaning::Trouble(reason));
        }
        // "Not part of this app" is no part of anybody's money.
        let partial = self.find(Partial).is_some_and(|part| !self.ends(part.first, Not));
        // "€250 are still locked": an amount comes first, and nothing is named.
        let counted =
            named.is_empty() && self.some_money() && (4..=8).contains(&self.block.words()) && self.any(&[Locked, Bad, Cannot]);
        if bad && counted && !upkeep && self.begins_with_number() {
            return Some(Meaning::Trouble(Reason::Hold));
        }
        // "Part of your money can be withdrawn from Monday".
        let later = self.says(Can) && self.to_come();
        if (bad || later) && partial && (named.is_empty() || Subject::any(named, Subject::pays_out)) {
            return Some(Meaning::Trouble(Reason::Hold));
        }
        // "Your last deposit is blocked": that one, and no more.
        if (bad || held) && self.says(Recent) && Subject::only(named, Subject::pays_in) {
            return Some(Meaning::Trouble(Reason::Hold));
        }
        // "€250 of it cannot be paid out until Friday".
        let out = named.iter().any(|subject| subject.pays_out() || (subject.pays_in() && self.says(Until)));
        if bad && out && self.some_money() && !upkeep {
            return Some(Meaning::Trouble(Reason::Hold));
        }
        if held {
            let reason = if self.waits_on_the_user() { self.reason(named) } else { Reason::Hold };
            let part = self.says(Partial) || self.some_money();
            return Some(if part { Meaning::Trouble(reason) } else { Meaning::Fails(reason) });
        }
        // "Card payments are switched off on your account": nobody but Kraken does that.
        let moves = |subject: &Subject| !(subject.is_product() || subject.is_protection() || *subject == Subject::Account);
        let off = || {
            Subject::all(named, Subject::moves)
                && self.find(Off).or_else(|| self.find(SwitchedOff)).is_some_and(|off| self.linked(off))
        };
        if switchable && !good && !named.is_empty() && named.iter().all(moves) && (self.any(&[ForAccount, Your]) || off()) {
            return Some(Meaning::Fails(self.reason(named)));
        }
        if bad || (self.find(Hold).is_some() && self.awaits_verification()) {
            let reason = self.reason(named);
            let off = switchable
                && matches!(reason, Reason::Unstated | Reason::Account)
                && !self.says(Cannot)
                && (!self.says(Until) || self.says(Enable));
            return Some(if off { Meaning::SwitchedOff } else { Meaning::Fails(reason) });
        }
        if switchable && !good {
            // "None can be opened until …" is no switch.
            let waits = self.says(Until) && !self.says(Enable) && !protection && !named.is_empty();
            return Some(if waits { Meaning::Fails(self.reason(named)) } else { Meaning::SwitchedOff });
        }
        if upkeep && !good {
            // What is slow or of little weight still works.
            let light = self.says(Affected) || self.says(Minor);
            return Some(if light { Meaning::Trouble(Reason::Maintenance) } else { Meaning::Fails(Reason::Maintenance) });
        }
        let system = Subject::only(named, Subject::is_system);
        if self.find(Affected).is_some_and(|hit| !self.negated(hit)) && !good && (system || !self.says(Can)) {
            return Some(Meaning::Trouble(Reason::Maintenance));
        }
        // "Turn it on …; your trades are unaffected" tells what would be.
        let would = self.says(Usual) && self.block.says_any(&[Enable, SetUp, If]);
        let hedged = would
            || (future && (!self.says(Stays) || self.to_come()))
            || (self.says(Can) && !self.says(Usual))
            || (self.says(Perhaps) && !self.says(Usual))
            || (self.says(ThreeDSecure) && self.says(Not))
            || self.any(&[Require, If, Verify])
            // "Read the agreement and sign it online".
            || (self.says(Complete) && self.any(&[Documents, Questionnaire, Terms]))
            || self.hits.iter().any(|hit| hit.sense == Sense::Is(Until) && !self.limits(hit))
            || self.hits.iter().any(|hit| hit.sense == Sense::Is(Enable) && !self.stands_alone(hit))
            || self.words_between(self.span.0, self.span.1) > LONGEST_AFFIRMATION;
        ((good && !hedged) || able).then_some(Meaning::Works)
    }

    /// "Paused, and back tomorrow": what was said before the "and" is so now.
    fn is_so_before(&self, concept: Concept) -> bool {
        use Concept::*;
        let Some(so) = self.find(concept) else { return false };
        let and = self.hits.iter().find(|hit| hit.first > so.last && hit.sense == Sense::Is(And));
        let later = |hit: &Hit| matches!(hit.sense, Sense::Is(Future | Tomorrow | From));
        and.is_some_and(|and| !self.hits.iter().any(|hit| hit.first < and.first && later(hit)))
    }

    /// "May be", "could be", right before a state.
    fn may_be(&self, state: &Hit) -> bool {
        let near = |can: &Hit| can.last < state.first && self.words_between(can.last, state.first) <= 1;
        self.hits.iter().any(|hit| matches!(hit.sense, Sense::Is(Concept::Can | Concept::Cannot)) && near(hit))
    }

    /// "Attiva": by itself a state, though it may be a verb elsewhere.
    fn stands_alone(&self, word: &Hit) -> bool {
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
    fn none_named(&self) -> bool {
        use Concept::*;
        let protection = |hit: &&Hit| matches!(hit.sense, Sense::Of(subject) if subject.is_protection());
        let denied = self.hits.iter().filter(|hit| matches!(hit.sense, Sense::Is(Not | Empty))).any(|not| {
            self.hits.iter().filter(|hit| protection(hit)).any(|named| named.first == not.last + 1 || named.first == not.last + 2)
        });
        denied && !self.any(&[Require, If, Can, Cannot, Until, Perhaps, Enable])
    }

    /// "You have 0 passkeys": nought behind the verb.
    fn none_of(&self, verb: &Hit) -> bool {
        self.block.word(verb.last + 1) == "0"
    }

    /// "10% off".
    fn is_price(&self, off: &Hit) -> bool {
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
            return ends && before.is_none_or(pause);
        }
        let linked = before.is_none_or(|at| pause(at) || self.names_protection(at) || self.stands_in(at, Concept::Filler));
        ends && (linked || (self.span.1 - self.span.0 < 7 && self.bare()))
    }

    /// "Your password was changed, so withdrawals are on hold": what was led to what is.
    fn led_to(&self, past: &Hit) -> bool {
        use Concept::*;
        let so = |hit: &Hit| hit.sense == Sense::Is(Because) && hit.first > past.last && self.pauses(hit.first - 1);
        let stops = |hit: &Hit| matches!(hit.sense, Sense::Is(Hold | Locked | Cannot | Bad));
        self.hits.iter().filter(|hit| so(hit)).any(|so| self.hits.iter().any(|hit| hit.first > so.last && stops(hit)))
    }

    /// "Withdrawals are off": a sentence, and not the label of a setting.
    fn linked(&self, state: &Hit) -> bool {
        self.ends(state.first, Concept::Filler)
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
