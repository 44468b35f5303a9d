//! What is said of nobody's account: how rails and protections are in general.

use super::blocks::Block;
use super::clause::{Claim, Meaning};
use super::concept::{Concept, Sense, Subject};
use super::scope;
use super::signal::Finder;
use super::told;
use super::words::Shape;
use crate::report::Reason;
use crate::snapshot::Kind;

/// "ACH is free but held for seven days": a hold that no time and nobody's money is named for, outside notices.
pub(super) fn of_rails(finder: &Finder, index: usize, claim: &Claim, subjects: &[Subject]) -> bool {
    let layout = finder.layout;
    let addressed = |block: &Block| block.says_any(&[Concept::You, Concept::Your, Concept::ForAccount]);
    claim.meaning == Meaning::Fails(Reason::Hold)
        && !claim.subjects.is_empty()
        && Subject::all(subjects, Subject::is_cash_rail)
        && !told::in_notice(layout, index)
        && finder.times(index).is_none()
        && !layout.block(index).is_some_and(addressed)
}

/// "You cannot create one while the settings lock is on", behind what a protection does: so it would be.
pub(super) fn of_locked_time(finder: &Finder, index: usize, claim: &Claim, subjects: &[Subject]) -> bool {
    let locked = subjects == [Subject::SettingsLock] && claim.meaning == Meaning::Works;
    let Some(block) = finder.layout.block(index).filter(|_| locked) else { return false };
    let during = block.hits.iter().any(|hit| hit.first == claim.span.0 && hit.sense == Sense::Is(Concept::But));
    let parts = block.parts();
    let first = || parts.first().is_some_and(|part| !part.says_any(&[Concept::Your, Concept::Here, Concept::Now]));
    during && parts.len() > 1 && first()
}

/// "A passkey is kept safe on your device", "a post-only order never trades at once": a tooltip says what something is.
pub(super) fn of_tooltip(finder: &Finder, index: usize, claim: &Claim) -> bool {
    let mode = |block: &Block| block.says_any(&[Concept::PostOnly, Concept::CancelOnly]);
    finder.layout.in_kind(index, &[Kind::Tooltip])
        && (claim.meaning == Meaning::Works || finder.layout.block(index).is_some_and(mode))
}

/// "Living in Texas? Deposits are held there": what follows such a question is of whoever lives there.
pub(super) fn of_a_place(finder: &Finder, index: usize, claim: &Claim) -> bool {
    use Concept::{ForAccount, You, Your};
    let place = |part: &Block| part.asks() && part.says_any(&[Concept::Place, Concept::Somewhere]) && !part.says(Concept::Your);
    let Some(block) = finder.layout.block(index) else { return false };
    let own = || [ForAccount, You, Your].into_iter().any(|concept| block.says_within(claim.span, concept));
    block.text.contains('?') && !own() && block.parts().first().is_some_and(place)
}

/// "Freezes funding for as long as you choose", beside the name of a protection: what it does where it is on.
pub(super) fn of_protection(finder: &Finder, index: usize, claim: &Claim, subjects: &[Subject]) -> bool {
    let layout = finder.layout;
    let told = |block: &Block| block.says_any(&[Concept::Your, Concept::Now, Concept::Locked]) || finder.times(index).is_some();
    let stops = matches!(claim.meaning, Meaning::Fails(Reason::Hold | Reason::Unstated) | Meaning::Trouble(Reason::Hold));
    let moves = subjects.iter().all(|subject| subject.is_rail() || subject.is_broad());
    stops
        && moves
        && !layout.in_kind(index, told::NOTICES)
        && layout.block(index).is_some_and(|block| !told(block))
        && scope::row(layout, index)
            .or_else(|| scope::title(layout, index))
            .is_some_and(|label| Subject::all(&label.subjects, Subject::is_protection))
}

/// So many numbered clauses make a contract.
const CLAUSES: usize = 3;

/// "4.1 The Firm may suspend …": a clause of a contract that has several, which says what may be, and to whom.
pub(super) fn of_contract(finder: &Finder, block: &Block) -> bool {
    let numbered = |block: &&Block| {
        let number = block.word(0).split_once('.').is_some_and(|(part, clause)| {
            let short = |digits: &str| (1..=2).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit());
            short(part) && short(clause)
        });
        number && block.tokens.get(1).is_some_and(|token| token.shape == Shape::Capital) && block.words() > 5
    };
    numbered(&block) && finder.layout.blocks.iter().filter(numbered).nth(CLAUSES - 1).is_some()
}
