//! What earlier claims make of the next one: said already, the reason for them, or said of the same money.

use super::gathering::{Gathering, Sentence};
use super::{Claim, Meaning, Words};
use crate::reading::concept::{Concept, Subject};
use crate::report::Reason;

/// So much is on hold, and no more.
fn is_held_in_part(claim: &Claim) -> bool {
    claim.meaning == Meaning::Trouble(Reason::Hold)
}

impl Gathering {
    /// What was claimed so far.
    fn claims(&self) -> impl Iterator<Item = &Claim> {
        self.found.iter().flatten()
    }

    /// What the clause before claimed.
    fn last(&self) -> Option<&Claim> {
        self.found.last().and_then(|before| before.as_ref().ok())
    }

    /// "$500 is waiting": whether some money was said to be held.
    pub(super) fn tells_of_held_money(&self) -> bool {
        self.claims().any(is_held_in_part)
    }

    /// Whether a clause says no more than what was found before it.
    pub(super) fn is_said_already(&self, sentence: &Sentence, clause: &Words, claim: &Claim) -> bool {
        self.points_elsewhere_again(claim)
            || self.is_of_the_same_work(sentence, clause, claim)
            || self.is_of_the_same_trading(sentence, clause, claim)
    }

    /// "Margin isn't possible in this app. For that, go to Kraken Pro".
    fn points_elsewhere_again(&self, claim: &Claim) -> bool {
        let denied = |before: &Claim| before.meaning != Meaning::Works && !before.subjects.is_empty();
        claim.meaning == Meaning::OtherClient && claim.subjects.is_empty() && self.claims().any(denied)
    }

    /// A clause that names nothing, behind one that told of Kraken's work.
    fn is_of_the_same_work(&self, sentence: &Sentence, clause: &Words, claim: &Claim) -> bool {
        const WORK: [Meaning; 2] = [Meaning::Trouble(Reason::Maintenance), Meaning::Fails(Reason::Maintenance)];
        let follows = match claim.meaning {
            // "Withdrawals leave late while we look into an incident": why.
            Meaning::Fails(Reason::Maintenance) => true,
            // "Planned work: connections will drop, and are to be opened again".
            Meaning::Works => !clause.any(&[Concept::Now, Concept::Usual]),
            _ => false,
        };
        let told = |before: &Claim| before.subjects == claim.subjects && WORK.contains(&before.meaning);
        follows && !sentence.begins_with(clause) && clause.subjects().is_empty() && self.last().is_some_and(told)
    }

    /// Trading as such, behind what was said of it or of a product.
    fn is_of_the_same_trading(&self, sentence: &Sentence, clause: &Words, claim: &Claim) -> bool {
        if claim.subjects != [Subject::Trading] {
            return false;
        }
        // "All markets are post-only: your order is taken, but not filled at once".
        let explains = sentence.words.says(Concept::PostOnly) && clause.subjects().is_empty();
        // "Futures are cancel-only. New ones are turned away".
        let of_product = |before: &Claim| {
            matches!(before.meaning, Meaning::Fails(_) | Meaning::Trouble(_))
                && Subject::only(&before.subjects, Subject::is_product)
        };
        explains || (!clause.says(Concept::All) && self.claims().any(of_product))
    }

    /// A hold of some money and the words for what can be withdrawn tell of each other: what fails does so for that money, and
    /// what works does so but for it.
    pub(super) fn hold_in_part(&mut self, sentence: &Sentence, clause: &Words, claim: &mut Claim) {
        if self.is_of_that_money(sentence, clause, claim) {
            claim.meaning = Meaning::Trouble(Reason::Hold);
        } else if is_held_in_part(claim)
            && clause.says(Concept::Except)
            // "You can withdraw all, in crypto or to your bank, except $500, which are on hold".
            && let Some(Ok(before)) = self.found.last_mut()
            && before.meaning == Meaning::Works
            && Subject::only(&before.subjects, Subject::pays_out)
        {
            before.meaning = claim.meaning;
        }
    }

    /// Whether what fails does so only for money that was told of before.
    fn is_of_that_money(&self, sentence: &Sentence, clause: &Words, claim: &Claim) -> bool {
        let Meaning::Fails(reason) = claim.meaning else { return false };
        let first = sentence.words.span.0;
        let behind_held = self.last().is_some_and(is_held_in_part);
        // "$500 is on hold and may not be withdrawn": what goes on without a subject is said of the same.
        let goes_on = behind_held && clause.goes_on();
        let same = sentence.of_held || (behind_held && clause.says(Concept::And));
        // "This amount can't, but, be paid out": its subject came before the "but".
        let parted = !sentence.begins_with(clause)
            && sentence.words.says(Concept::Partial)
            && !self.claims().any(|before| before.span.0 >= first);
        let out = (same || parted) && Subject::only(&claim.subjects, Subject::pays_out);
        // "You can withdraw, except for $250, which is on hold".
        let but = reason == Reason::Hold
            && sentence.words.some_money()
            && self.last().is_some_and(|before| before.meaning == Meaning::Works);
        goes_on || out || but
    }
}
