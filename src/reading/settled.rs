//! What a claim comes to for what it names: where held money is stuck, whose market stands still, which lock is on.

use super::blocks::{Block, Role};
use super::clause::{Claim, Meaning};
use super::concept::{Concept, Sense, Subject};
use super::lexicon::Hit;
use super::scope;
use super::signal::Finder;
use super::statement::says_in;
use crate::data::{self, File};
use crate::gather::Gather;
use crate::letters;
use crate::report::Reason;
use crate::snapshot::Kind;

/// "After a card deposit": what came before stands so near behind the word, in words.
const BEHIND: usize = 3;

/// "Add funds to staking": the words between are no longer than this, in bytes.
const INTO: usize = 4;

/// "ACH deposits | On hold", in a list that has a row for what goes out as well: each row is of what it names.
pub(super) fn beside_ways_out(finder: &Finder, label: usize) -> bool {
    let layout = finder.layout;
    let way_out = |block: &Block| {
        block.role != Role::Control
            && block.words() <= 3
            && !scope::exact(block.subjects()).is_empty()
            && block.subjects().all(Subject::pays_out)
    };
    let list = [Kind::DescriptionList, Kind::List, Kind::Table];
    let list = layout.block(label).and_then(|block| layout.tree.nearest(block.node, &list));
    list.is_some_and(|list| layout.run(layout.inside(list)).iter().any(way_out))
}

/// "You can no longer add funds to staking": what is added to is meant, and no way to pay in.
pub(super) fn into_product(block: &Block, claim: &mut Claim) {
    if !Subject::any(&claim.subjects, Subject::is_product) {
        return;
    }
    let span = claim.span;
    let product = |hit: &Hit| matches!(hit.sense, Sense::Of(subject) if subject.is_product());
    let joins = |at: usize| {
        block.is_word(at)
            && block.word(at).len() <= INTO
            && !block.hits.iter().any(|hit| hit.covers(at) && matches!(hit.sense, Sense::Is(Concept::And | Concept::Not)))
    };
    let into = |hit: &Hit| {
        let goes = |next: &Hit| product(next) && (hit.last + 2..=hit.last + 3).contains(&next.first);
        block.hits_within(span).any(|next| goes(next) && (hit.last + 1..next.first).all(joins))
    };
    let mut deposits = block.hits_within(span).filter(|hit| hit.sense == Sense::Of(Subject::Deposits)).peekable();
    if deposits.peek().is_some() && deposits.all(into) {
        claim.subjects.retain(|subject| *subject != Subject::Deposits);
    }
}

/// "$800 is held after a deposit", "withdrawals are paused after a payment by card": what came before is not what is held.
/// Whether anything is said then: of "you can't cancel after a deposit" nothing is.
pub(super) fn after(block: &Block, claim: &mut Claim) -> bool {
    let before = |hit: &Hit| {
        (1..=BEHIND)
            .filter_map(|back| hit.first.checked_sub(back))
            .any(|at| claim.span.0 < at && data::is_one(File::Words, "after", &letters::small(block.word(at))))
    };
    let cause = |subject: Subject| {
        let mut hits = block.hits_within(claim.span).filter(|hit| hit.sense == Sense::Of(subject)).peekable();
        subject.pays_in() && hits.peek().is_some() && hits.all(before)
    };
    let (causes, rest): (Vec<Subject>, Vec<Subject>) = claim.subjects.iter().partition(|subject| cause(**subject));
    if causes.is_empty() {
        return true;
    }
    if !rest.is_empty() {
        claim.subjects = rest;
    } else if let Meaning::Fails(Reason::Unstated | Reason::Hold) | Meaning::Trouble(Reason::Hold) = claim.meaning {
        let unit = |at: usize| data::is_one(File::Words, "unit", &letters::small(block.word(at)));
        let counted = block.text.contains(['$', '€', '£', '¥'].as_slice()) || (0..block.tokens.len()).any(unit);
        if !counted || !(says_in(block, claim, Concept::Hold) || says_in(block, claim, Concept::Locked)) {
            return false;
        }
        claim.meaning = Meaning::Trouble(Reason::Hold);
        claim.subjects = vec![Subject::Withdrawals];
    }
    true
}

/// Money that came in and is held cannot go out; the way in is open, and so is trading.
pub(super) fn paid_out(subjects: Vec<Subject>) -> Vec<Subject> {
    if Subject::only(&subjects, |subject| subject.pays_in() || subject == Subject::Spot) {
        vec![Subject::Withdrawals]
    } else if Subject::any(&subjects, Subject::pays_out) {
        // "$250 from your card purchase cannot be withdrawn": the card is where it came from.
        subjects.into_iter().filter(|subject| subject.pays_out()).gather()
    } else {
        subjects
    }
}

/// "The exchange is in cancel-only mode" is said of trading, too.
pub(super) fn whole_market(finder: &Finder, index: usize, subject: Subject) -> Subject {
    let mode = finder.layout.block(index).is_some_and(|block| block.says(Concept::CancelOnly) || block.says(Concept::PostOnly));
    if mode && subject == Subject::Exchange { Subject::Trading } else { subject }
}

/// What a claim means for its subject, where that makes a difference: a settings lock that is locked is on, and when all
/// trading stops and no account is named, it is the exchange that stopped it.
pub(super) fn settled(finder: &Finder, index: usize, subject: Subject, claim: &Claim) -> Meaning {
    let says = |concept| finder.layout.block(index).is_some_and(|block| says_in(block, claim, concept));
    // "Not locked", "isn't currently locked"; "not while settings are locked" is another thing.
    let unlocked = || {
        let hits = finder.layout.block(index).map_or(&[][..], |block| &block.hits);
        let of = |hit: &&Hit, concept| hit.sense == Sense::Is(concept) && claim.span.0 <= hit.first && hit.last <= claim.span.1;
        hits.iter().filter(|hit| of(hit, Concept::Locked)).any(|locked| {
            hits.iter().filter(|hit| of(hit, Concept::Not)).any(|not| {
                let apart = |hit: &Hit| {
                    matches!(hit.sense, Sense::Is(Concept::But | Concept::If)) && not.last < hit.first && hit.last < locked.first
                };
                not.last < locked.first && locked.first - not.last <= 2 && !hits.iter().any(apart)
            })
        })
    };
    match (subject, claim.meaning) {
        (Subject::SettingsLock, Meaning::Fails(_) | Meaning::SwitchedOff) if says(Concept::Locked) && !unlocked() => {
            Meaning::Works
        }
        (Subject::SettingsLock, Meaning::Works) if says(Concept::Unlocked) || unlocked() => Meaning::SwitchedOff,
        (Subject::Trading | Subject::Exchange | Subject::SignUp | Subject::Api, Meaning::Fails(Reason::Unstated)) => {
            Meaning::Fails(Reason::Maintenance)
        }
        (subject, Meaning::Fails(Reason::Account)) if subject.is_protection() && says(Concept::Bad) => Meaning::SwitchedOff,
        (_, meaning) => meaning,
    }
}
