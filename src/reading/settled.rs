//! What a claim comes to for what it names: where held money is stuck, whose market stands still, which lock is on.

use super::blocks::{Block, Role};
use super::clause::{Claim, Meaning};
use super::concept::{Concept, Sense, Subject};
use super::lexicon::Hit;
use super::scope;
use super::signal::Finder;
use super::statement::says_in;
use crate::gather::Gather;
use crate::report::Reason;
use crate::snapshot::Kind;

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

/// Money that came in and is held cannot go out; the way in is open.
pub(super) fn paid_out(subjects: Vec<Subject>) -> Vec<Subject> {
    if Subject::only(&subjects, Subject::pays_in) {
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
