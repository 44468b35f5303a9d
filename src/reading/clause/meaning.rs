//! What a clause says: that something works, fails, is off, is done elsewhere, or will be troubled.
//!
//! One rule a question, asked in a fixed order: the first that knows an answer gives it.

use super::case::Case;
use super::{Meaning, Words};
use crate::reading::concept::{Concept, Sense, Subject};
use crate::report::{Client, Reason};

/// A sentence longer than this praises or explains; it does not state that something is on.
const LONGEST_AFFIRMATION: usize = 30;

/// What a rule makes of a clause: its meaning, or that it says nothing (`Some(None)`); `None` leaves it to the next rule.
type Ruling = Option<Option<Meaning>>;

/// Kraken works on it, or will.
const MAINTENANCE: Option<Meaning> = Some(Meaning::Trouble(Reason::Maintenance));
/// Some money cannot leave, and no more than that.
const PART_HELD: Option<Meaning> = Some(Meaning::Trouble(Reason::Hold));

impl Words<'_> {
    /// What is said, if anything.
    pub(super) fn meaning(&self, client: Client, named: &[Subject]) -> Option<Meaning> {
        let case = self.case(client, named);
        None
            // Words that are no denial, or not of this client.
            .or_else(|| self.rule_capped(&case))
            .or_else(|| self.rule_post_only(&case))
            .or_else(|| self.rule_elsewhere(&case))
            .or_else(|| self.rule_card_check(&case))
            // When it is said of.
            .or_else(|| self.rule_over(&case))
            .or_else(|| self.rule_past(&case))
            .or_else(|| self.rule_planned(&case))
            .or_else(|| self.rule_only_from(&case))
            .or_else(|| self.rule_coming(&case))
            // What is held or denied now.
            .or_else(|| self.rule_part_held(&case))
            .or_else(|| self.rule_held(&case))
            .or_else(|| self.rule_shut_off(&case))
            .or_else(|| self.rule_fails(&case))
            .or_else(|| self.rule_off(&case))
            // Kraken's own trouble.
            .or_else(|| self.rule_upkeep(&case))
            .or_else(|| self.rule_affected(&case))
            // Nothing stands against it.
            .or_else(|| self.rule_works(&case))
            .flatten()
    }

    /// "You can't withdraw more than $5,000 a day": so much can be. Before all others, which would take the "can't" for a denial.
    fn rule_capped(&self, _: &Case) -> Ruling {
        self.capped().then_some(None)
    }

    /// "All markets are post-only": orders are taken and not filled. Before the client is asked for, whichever it is.
    fn rule_post_only(&self, case: &Case) -> Ruling {
        (self.says(Concept::PostOnly) && !case.past).then_some(MAINTENANCE)
    }

    /// "Futures are only available on Kraken Pro": is it about another client? Before every denial: "not in this app" denies this
    /// client and not the product.
    fn rule_elsewhere(&self, case: &Case) -> Ruling {
        self.elsewhere(case.client, case.good, case.bad).map(|other| other.then_some(Meaning::OtherClient))
    }

    /// "Your bank's 3-D Secure check failed": is a card refused? Before the past, since what failed then has to be done now.
    fn rule_card_check(&self, case: &Case) -> Ruling {
        let refused = self.unauthenticated() && !case.over && !case.good && !self.any(&[Concept::If, Concept::Generic]);
        refused.then_some(Some(Meaning::Fails(Reason::CardAuthentication)))
    }

    /// "The incident is over, withdrawals work": is the trouble over, and is it said what works? Before the past, whose words tell
    /// the same of how it is now.
    fn rule_over(&self, case: &Case) -> Ruling {
        let works = || (case.good || self.is_able(case)) && !case.past && !self.says(Concept::Maintenance);
        (case.over && !case.bad).then(|| works().then_some(Meaning::Works))
    }

    /// "Futures trading was unavailable yesterday": is it said of what was? Before all that is so now or later.
    fn rule_past(&self, case: &Case) -> Ruling {
        (case.past || (case.over && !self.says(Concept::Now))).then_some(None)
    }

    /// "Scheduled maintenance of futures on 12 December": is work planned? Before what is coming: of work the reason is known,
    /// whether or not anything is said to fail.
    fn rule_planned(&self, case: &Case) -> Ruling {
        (case.upkeep && case.future).then_some(MAINTENANCE)
    }

    /// "You can only withdraw from 24 November": not before that. Before all that takes a "can" for able, or for doubtful.
    fn rule_only_from(&self, case: &Case) -> Ruling {
        let out = Subject::only(case.named, Subject::pays_out);
        let later = self.says(Concept::Only) && self.says(Concept::Can) && !case.bad && out && self.to_come();
        later.then(|| {
            Some(Meaning::Fails(match self.reason(case.named) {
                Reason::Unstated => Reason::Hold,
                reason => reason,
            }))
        })
    }

    /// "The API will be unavailable tomorrow": will it fail? Before what fails now; but "on hold, and back tomorrow" is held now.
    fn rule_coming(&self, case: &Case) -> Ruling {
        use Concept::*;
        if !case.future || !case.bad || (case.held && self.is_so_before(Hold)) {
            return None;
        }
        let systems = |subject: &Subject| matches!(subject, Subject::Trading | Subject::Exchange | Subject::Api);
        let whole = !case.named.is_empty() && case.named.iter().all(systems);
        let work = case.upkeep || whole || self.says(Affected) || self.block.says(Maintenance);
        let reason = if work { Reason::Maintenance } else { self.reason(case.named) };
        Some((reason != Reason::Unstated).then_some(Meaning::Trouble(reason)))
    }

    /// Is a part of the money held? Before all of it, which the same words would say.
    fn rule_part_held(&self, case: &Case) -> Ruling {
        let part = self.is_sum_locked(case) || self.is_part_kept(case) || self.is_last_deposit(case) || self.is_sum_kept(case);
        part.then_some(PART_HELD)
    }

    /// "€250 are still locked": an amount comes first, and nothing is named.
    fn is_sum_locked(&self, case: &Case) -> bool {
        use Concept::*;
        let counted = case.named.is_empty()
            && self.some_money()
            && (4..=8).contains(&self.block.words())
            && self.any(&[Locked, Bad, Cannot]);
        case.bad && counted && !case.upkeep && self.begins_with_number()
    }

    /// "Part of your money can be withdrawn from Monday".
    fn is_part_kept(&self, case: &Case) -> bool {
        // "Not part of this app" is no part of anybody's money.
        let part = self.find(Concept::Partial).is_some_and(|part| !self.ends(part.first, Concept::Not));
        let later = || self.says(Concept::Can) && self.to_come();
        part && (case.bad || later()) && (case.named.is_empty() || Subject::any(case.named, Subject::pays_out))
    }

    /// "Your last deposit is blocked": that one, and no more.
    fn is_last_deposit(&self, case: &Case) -> bool {
        (case.bad || case.held) && self.says(Concept::Recent) && Subject::only(case.named, Subject::pays_in)
    }

    /// "€250 of it cannot be paid out until Friday".
    fn is_sum_kept(&self, case: &Case) -> bool {
        let leaves = |subject: &Subject| subject.pays_out() || (subject.pays_in() && self.says(Concept::Until));
        case.bad && case.named.iter().any(leaves) && self.some_money() && !case.upkeep
    }

    /// "Your withdrawals are on hold until 25 November": is it held? Before the denials: a hold is a reason of its own.
    fn rule_held(&self, case: &Case) -> Ruling {
        let reason = || if self.waits_on_the_user() { self.reason(case.named) } else { Reason::Hold };
        let part = || self.says(Concept::Partial) || self.some_money();
        case.held.then(|| Some(if part() { Meaning::Trouble(reason()) } else { Meaning::Fails(reason()) }))
    }

    /// "Card payments are switched off on your account": nobody but Kraken does that. Before what the user can switch on.
    fn rule_shut_off(&self, case: &Case) -> Ruling {
        use Concept::*;
        let moves = |subject: &Subject| !(subject.is_product() || subject.is_protection() || *subject == Subject::Account);
        let stated = || self.find(Off).or_else(|| self.find(SwitchedOff)).is_some_and(|off| self.linked(off));
        let shut = case.switchable
            && !case.good
            && !case.named.is_empty()
            && case.named.iter().all(moves)
            && (self.any(&[ForAccount, Your]) || (Subject::all(case.named, Subject::moves) && stated()));
        shut.then(|| Some(Meaning::Fails(self.reason(case.named))))
    }

    /// "Margin trading is not available in your region": does it fail? Before the switches: what also fails for a reason is not
    /// for the user to switch on.
    fn rule_fails(&self, case: &Case) -> Ruling {
        use Concept::*;
        // "On hold until you complete the test": not held, but not open either.
        let fails = case.bad || (self.says(Hold) && self.awaits_verification());
        if !fails {
            return None;
        }
        let reason = self.reason(case.named);
        let off = case.switchable
            && matches!(reason, Reason::Unstated | Reason::Account)
            && !self.says(Cannot)
            && (!self.says(Until) || self.says(Enable));
        Some(Some(if off { Meaning::SwitchedOff } else { Meaning::Fails(reason) }))
    }

    /// "Margin isn't enabled": is it off? Before the upkeep, which may be told beside it.
    fn rule_off(&self, case: &Case) -> Ruling {
        use Concept::*;
        // "None can be opened until …" is no switch.
        let waits = || self.says(Until) && !self.says(Enable) && !case.protection && !case.named.is_empty();
        let off = || if waits() { Meaning::Fails(self.reason(case.named)) } else { Meaning::SwitchedOff };
        (case.switchable && !case.good).then(|| Some(off()))
    }

    /// "Futures: maintenance": is it under maintenance now? Before what is only affected, which is said of the same work.
    fn rule_upkeep(&self, case: &Case) -> Ruling {
        // What is slow or of little weight still works.
        let light = || self.any(&[Concept::Affected, Concept::Minor]);
        let shut = Some(Meaning::Fails(Reason::Maintenance));
        (case.upkeep && !case.good).then(|| if light() { MAINTENANCE } else { shut })
    }

    /// "Deposits are delayed": is it affected? Before what works, since the same words may say that the rest does.
    fn rule_affected(&self, case: &Case) -> Ruling {
        let affected = self.find(Concept::Affected).is_some_and(|hit| !self.negated(hit)) && !case.good;
        let system = Subject::only(case.named, Subject::is_system);
        (affected && (system || !self.says(Concept::Can))).then_some(MAINTENANCE)
    }

    /// "Futures are available": does it work? The last, since an affirmation counts only where nothing above was said.
    fn rule_works(&self, case: &Case) -> Ruling {
        ((case.good && !self.is_hedged(case)) || self.is_able(case)).then_some(Some(Meaning::Works))
    }

    /// "You can trade futures", and little else.
    fn is_able(&self, case: &Case) -> bool {
        use Concept::*;
        self.find(Can).is_some_and(|can| !self.negated(can) && self.little_else(can))
            && self.says(You)
            && !case.named.is_empty()
            && !Subject::any(case.named, Subject::is_protection)
            && !self.any(&[Not, If, Perhaps, Until, Require, Only, Future, Promo, Enable, Verify])
    }

    /// What works only under a condition, at another time or perhaps, or is only praised.
    fn is_hedged(&self, case: &Case) -> bool {
        use Concept::*;
        // "Turn it on …; your trades are unaffected" tells what would be.
        let would = self.says(Usual) && self.block.says_any(&[Enable, SetUp, If]);
        would
            || (case.future && (!self.says(Stays) || self.to_come()))
            || (self.any(&[Can, Perhaps]) && !self.says(Usual))
            || (self.says(ThreeDSecure) && self.says(Not))
            || self.any(&[Require, If, Verify])
            // "Read the agreement and sign it online".
            || (self.says(Complete) && self.any(&[Documents, Questionnaire, Terms]))
            || self.hits.iter().any(|hit| match hit.sense {
                Sense::Is(Until) => !self.limits(hit),
                Sense::Is(Enable) => !self.stands_alone(hit),
                _ => false,
            })
            || self.words_between(self.span.0, self.span.1) > LONGEST_AFFIRMATION
    }
}
