//! What a clause says: that something works, fails, is off, is done elsewhere, or will be troubled.

use super::{Meaning, Words};
use crate::letters;
use crate::reading::blocks::Block;
use crate::reading::concept::{Concept, Sense, Subject};
use crate::reading::date;
use crate::reading::lexicon::Hit;
use crate::reading::words::Shape;
use crate::report::{Client, Reason};

/// How far before a predicate a negation reaches, in words.
const NEGATION_REACH: usize = 7;
/// A sentence longer than this praises or explains; it does not state that something is on.
const LONGEST_AFFIRMATION: usize = 30;

impl Words<'_> {
    pub(super) fn generic(&self) -> bool {
        use Concept::*;
        self.says(Generic) && !(self.says(YourPlace) || self.your_place())
    }

    /// "in your region", also "in this region".
    pub(super) fn your_place(&self) -> bool {
        let Some(place) = self.find(Concept::Place) else { return self.says(Concept::YourPlace) };
        let owned = |hit: &&Hit| hit.sense == Sense::Is(Concept::Your) && hit.last < place.first && place.first - hit.last <= 4;
        let this =
            place.first.checked_sub(1).is_some_and(|at| matches!(letters::small(self.block.slice(at, at)).as_str(), "this"));
        this || self.says(Concept::YourPlace) || self.hits.iter().any(|hit| owned(&hit))
    }

    /// Whether a negation stands before this hit with no other predicate between.
    pub(super) fn negated(&self, hit: &Hit) -> bool {
        let between = |other: &&Hit| {
            let predicate = matches!(other.sense, Sense::Is(Concept::Good | Concept::Bad | Concept::Offer | Concept::Usual));
            predicate && other.last < hit.first
        };
        let after = self.hits.iter().filter(between).map(|other| other.last + 1).max().unwrap_or(self.span.0);
        let negations = self.hits.iter().filter(|not| {
            matches!(not.sense, Sense::Is(Concept::Not | Concept::Cannot))
                && not.first >= after
                && not.last < hit.first
                && self.words_between(not.last, hit.first) <= NEGATION_REACH
        });
        negations.count() % 2 == 1
    }

    pub(super) fn words_between(&self, first: usize, last: usize) -> usize {
        self.block.tokens.get(first + 1..last).unwrap_or_default().iter().filter(|token| token.shape.is_word()).count()
    }

    /// What is said, if anything.
    pub(super) fn meaning(&self, client: Client, named: &[Subject]) -> Option<Meaning> {
        use Concept::*;
        // "Until this has been concluded" is not over.
        let over = self.says(Over) && !self.says(Until);
        let past = self.says(Past) && !self.says(Now);
        let future = (self.says(Future) || self.to_come()) && !self.any(&[Now, Until]);
        // A lone "On" is a state only where it is all there is.
        let alone = self.find(On).is_some_and(|hit| self.is_state(hit));
        let (mut good, mut bad, mut switchable) = (alone, false, false);
        for hit in self.hits {
            let negated = self.negated(hit);
            match hit.sense {
                Sense::Is(Good) => {
                    good |= !negated;
                    bad |= negated;
                }
                Sense::Is(Offer) => bad |= negated,
                Sense::Is(Bad) => {
                    good |= negated;
                    bad |= !negated;
                }
                Sense::Is(Usual) => good |= !negated,
                Sense::Is(CancelOnly | CloseOnly) => bad |= !negated,
                // "We can't match the payment" is about something else; "it can't be used" is not.
                Sense::Is(Cannot) => bad |= !negated && (!named.is_empty() || self.your_place() || self.any(&[Good, Offer])),
                Sense::Is(SwitchedOn) => switchable |= negated,
                Sense::Is(SwitchedOff) => switchable |= !negated,
                _ => {}
            }
        }
        // "Not in your region": a denial with no verb.
        bad |= self.says(Not) && self.your_place() && !good;
        if self.says(PostOnly) {
            return Some(Meaning::Trouble(Reason::Maintenance));
        }
        let elsewhere = self.elsewhere(client, good, bad);
        if elsewhere == Some(true) {
            return Some(Meaning::OtherClient);
        }
        if elsewhere == Some(false) {
            return None;
        }
        let upkeep = self.find(Maintenance).is_some_and(|hit| !self.negated(hit));
        let held = self.find(Hold).is_some_and(|hit| !self.negated(hit));
        if over && !bad {
            return good.then_some(Meaning::Works).filter(|_| !past && !self.says(Maintenance));
        }
        if past || (over && !self.says(Now)) {
            return None;
        }
        if upkeep && future {
            return Some(Meaning::Trouble(Reason::Maintenance));
        }
        if future && bad {
            let coming = upkeep || self.says(Affected) || self.block.says(Maintenance);
            let reason = if coming { Reason::Maintenance } else { self.reason(named) };
            return (reason != Reason::Unstated).then_some(Meaning::Trouble(reason));
        }
        if bad && self.says(Partial) && named.contains(&Subject::Withdrawals) {
            return Some(Meaning::Trouble(Reason::Hold));
        }
        if held {
            let reason = Reason::Hold;
            return Some(if self.says(Partial) { Meaning::Trouble(reason) } else { Meaning::Fails(reason) });
        }
        if bad {
            let reason = self.reason(named);
            let off = switchable && reason == Reason::Unstated && !self.says(Cannot);
            return Some(if off { Meaning::SwitchedOff } else { Meaning::Fails(reason) });
        }
        if switchable && !good {
            return Some(Meaning::SwitchedOff);
        }
        if upkeep && !good {
            return Some(Meaning::Fails(Reason::Maintenance));
        }
        if self.find(Affected).is_some_and(|hit| !self.negated(hit)) && !good && !self.says(Can) {
            return Some(Meaning::Trouble(Reason::Maintenance));
        }
        // "Turn it on …; your trades are unaffected" tells what would be.
        let would = self.says(Usual) && [Enable, SetUp, If].iter().any(|concept| self.block.says(*concept));
        let hedged = would
            || future
            || self.any(&[Can, Require, Until, If, Perhaps, Enable, Verify])
            || self.block.words() > LONGEST_AFFIRMATION;
        (good && !hedged).then_some(Meaning::Works)
    }

    /// Whether "on" is what something is, and not the beginning of "on hold", "on Pro": it stands last, by itself or after "is".
    pub(super) fn is_state(&self, on: &Hit) -> bool {
        let after = self.block.tokens.get(on.last + 1).filter(|_| on.last < self.span.1);
        let ends = after.is_none_or(|token| token.shape == Shape::Pause);
        let before = on.first.checked_sub(1).filter(|at| *at >= self.span.0);
        let linked = before.is_none_or(|at| {
            self.hits.iter().any(|hit| hit.sense == Sense::Is(Concept::Filler) && hit.first <= at && at <= hit.last)
        });
        ends && (linked || (self.span.1 - self.span.0 < 7 && self.bare()))
    }

    /// "in 3 hours".
    pub(super) fn to_come(&self) -> bool {
        self.hits.iter().any(|hit| {
            let number = self.block.tokens.get(hit.last + 1).is_some_and(|token| token.shape == Shape::Number);
            let span = self.hits.iter().any(|other| other.sense == Sense::Is(Concept::Span) && other.first == hit.last + 2);
            let dated = || {
                let next = self.block.tokens.get(hit.last + 1);
                next.is_some_and(|token| {
                    token.shape == Shape::Number
                        || date::is_month(self.block.text.get(token.start..token.end).unwrap_or_default())
                })
            };
            (hit.sense == Sense::Is(Concept::Within) && number && span) || (hit.sense == Sense::Is(Concept::From) && dated())
        })
    }

    /// Whether another client does it (`true`), or another client's words say nothing of this one (`false`).
    pub(super) fn elsewhere(&self, client: Client, good: bool, bad: bool) -> Option<bool> {
        let here = |concept| match concept {
            Concept::OnPro => client == Client::Pro,
            _ => client == Client::App,
        };
        let named = [Concept::OnPro, Concept::OnApp].into_iter().find(|concept| self.says(*concept))?;
        let points =
            good || self.any(&[Concept::Only, Concept::Enable, Concept::Offer, Concept::Purpose, Concept::Go, Concept::Future]);
        match (here(named), bad) {
            (true, true) => Some(true),
            (false, false) if points => Some(true),
            (false, true) if self.says(Concept::Only) => Some(true),
            _ => Some(false),
        }
    }

    /// The reason that the clause gives.
    pub(super) fn reason(&self, named: &[Subject]) -> Reason {
        use Concept::*;
        let asked = || [Verify, Documents, Questionnaire, Terms, Complete].iter().any(|concept| self.block.says(*concept));
        if named.contains(&Subject::SettingsLock) && named.len() > 1 {
            Reason::SettingsLock
        } else if self.says(Until) && !self.any(&[Hold, Maintenance]) && asked() {
            Reason::Verification
        } else if self.says(Hold) {
            Reason::Hold
        } else if self.any(&[Maintenance, CancelOnly]) {
            Reason::Maintenance
        } else if self.your_place() {
            Reason::Region
        } else if self.any(&[Verify, Documents, Questionnaire, Terms, Intermediate]) {
            Reason::Verification
        } else if self.says(ThreeDSecure) {
            Reason::CardAuthentication
        } else if named.contains(&Subject::Account) || self.says(ForAccount) {
            Reason::Account
        } else {
            Reason::Unstated
        }
    }
}

/// The reason that a block gives for what fails beside it, whatever its sentences claim.
pub(crate) fn reason_in(block: &Block, client: Client) -> Option<Meaning> {
    let last = block.tokens.len().checked_sub(1)?;
    let words = Words::new(block, 0, last);
    let named = words.subjects();
    if words.says(Concept::Generic) && !words.your_place() {
        return None;
    }
    if words.elsewhere(client, false, true) == Some(true) || words.elsewhere(client, true, false) == Some(true) {
        return Some(Meaning::OtherClient);
    }
    let locked =
        named.contains(&Subject::SettingsLock) && block.words() >= 5 && (block.says(Concept::Good) || block.says(Concept::On));
    let reason = if locked { Reason::SettingsLock } else { words.reason(&named) };
    (reason != Reason::Unstated).then_some(Meaning::Fails(reason))
}
