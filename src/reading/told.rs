//! Why something does not work, and whether it is only announced, by the words around the claim.

use super::about;
use super::blocks::{Block, Role};
use super::clause::{self, Claim, Meaning};
use super::column;
use super::concept::{Concept, Subject};
use super::date;
use super::layout::Layout;
use super::scope;
use super::signal::Finder;
use super::statement::says_in;
use super::zone::Zone;
use crate::data::{self, File};
use crate::letters;
use crate::report::Reason;
use crate::snapshot::Kind;

/// What titles a notice is no longer than this, in words.
const TITLE_WORDS: usize = 8;

/// A button that turns something on has no longer a label, in words.
const TURN_WORDS: usize = 5;

/// What is said in one piece.
pub(super) const NOTICES: &[Kind] = &[Kind::Alert, Kind::Status, Kind::Dialog, Kind::Note];

/// A dialog that tells something is no longer than this, in words; a longer one is where something is done.
const DIALOG_WORDS: usize = 60;

/// Whether a block stands in a notice, and not in a dialog with all that paying in takes.
pub(super) fn in_notice(layout: &Layout, index: usize) -> bool {
    let notice = layout.block(index).and_then(|block| layout.tree.nearest(block.node, NOTICES));
    let field = |id: usize| matches!(layout.tree.kind(id), Kind::Radio | Kind::Textbox);
    notice.is_some_and(|notice| {
        layout.tree.kind(notice) != Kind::Dialog
            || layout.words_in(layout.inside(notice)) <= DIALOG_WORDS
            || !layout.tree.subtree(notice).any(field)
    })
}

/// Gives a bare failure the reason that the words around give, and makes what is only announced trouble to come.
pub(super) fn explain(finder: &mut Finder, index: usize, claim: &mut Claim) {
    if claim.meaning == Meaning::Fails(Reason::Unstated) {
        claim.meaning = nearby(finder, index);
        if let ([subject], Meaning::Fails(Reason::Unstated)) = (&claim.subjects[..], claim.meaning)
            && (subject.is_product() || subject.is_rail())
            && let Some(told) = anywhere(finder, *subject)
        {
            claim.meaning = told;
        }
    }
    // "Not active on your account", beside the button that would make it so.
    if claim.meaning == Meaning::Fails(Reason::Unstated) && Subject::all(&claim.subjects, Subject::is_product) {
        let states = finder.layout.block(index).is_some_and(|block| block.says_any(&[Concept::Good, Concept::On, Concept::Off]));
        if states && turned_on_beside(finder, index) {
            claim.meaning = Meaning::SwitchedOff;
        }
    }
    // "Not open on your account yet", and beside it what for.
    if claim.meaning == Meaning::Fails(Reason::Account)
        && !claim.subjects.is_empty()
        && !claim.subjects.contains(&Subject::Account)
        && nearby(finder, index) == Meaning::Fails(Reason::Verification)
    {
        claim.meaning = Meaning::Fails(Reason::Verification);
    }
    if about::is_amount_held(finder, index, claim) {
        claim.meaning = Meaning::Trouble(Reason::Hold);
    }
    if claim.meaning == Meaning::Fails(Reason::Maintenance) && softened(finder, index, claim) {
        claim.meaning = Meaning::Trouble(Reason::Maintenance);
    }
}

/// Whether a button that can be pressed, in the same card, would turn on what the card is about; and nothing is asked for first.
fn turned_on_beside(finder: &Finder, index: usize) -> bool {
    let layout = finder.layout;
    let card = scope::of_one(layout, index);
    let usable = |block: &Block| layout.tree.get(block.node).is_some_and(|node| !node.flags.disabled());
    let turns = |block: &Block| {
        block.role == Role::Control && block.says(Concept::Enable) && block.words() <= TURN_WORDS && usable(block)
    };
    let asked = |block: &Block| block.wants(&[Concept::Questionnaire, Concept::Documents, Concept::Verify, Concept::Terms]);
    layout.run(card.clone()).iter().any(turns) && !layout.run(card).iter().any(asked)
}

/// Whether the sentences beside one put it into the future, or narrow it to some orders.
pub(super) fn softened(finder: &Finder, index: usize, claim: &Claim) -> bool {
    // "The break will last until 12:45" has begun.
    let lasts = |block: &Block| {
        let day = || date::stamps(block.text, &block.tokens).iter().any(|stamp| stamp.day.is_some());
        (block.says(Concept::CancelOnly) || block.awaits())
            && block.says(Concept::Until)
            && !block.says_any(&[Concept::From, Concept::Tomorrow])
            && !day()
    };
    // "Halted for maintenance since 11:20. We will be back soon" has, too.
    let begun = |block: &Block| {
        let is_since = |word: &str| data::is_one(File::Words, "since", &letters::small(word));
        date::stamps(block.text, &block.tokens).iter().any(|stamp| {
            let since = |back: usize| stamp.first.checked_sub(back).is_some_and(|at| is_since(block.word(at)));
            stamp.moment(finder.at) <= finder.at && (1..=2).any(since)
        })
    };
    let later = |block: &Block| {
        let coming = block.says(Concept::Future) && block.says(Concept::Maintenance) && !block.says(Concept::Now);
        coming && !lasts(block) && !begun(block)
    };
    let Some(block) = finder.layout.block(index) else { return false };
    // "Planned work on the API", and below when it will be.
    let titles = || {
        let bad = block.says_any(&[Concept::Bad, Concept::Cannot, Concept::Not, Concept::Now]);
        let mut beside = finder.layout.card(index).filter(|other| *other != index);
        !bad && beside.any(|other| {
            finder.layout.block(other).is_some_and(later) || finder.times(other).is_some_and(|(from, _)| from > finder.at)
        })
    };
    // "Deposits are down. We expect to switch them back on tonight" is no announcement, nor is "under maintenance, and back soon".
    let foretold = says_in(block, claim, Concept::Future)
        || (!claim.bare && !claim.subjects.is_empty() && says_in(block, claim, Concept::Bad));
    (later(block) && !foretold) || block.says(Concept::PostOnly) || (block.words() <= TITLE_WORDS && titles())
}

/// The reason that the words around a bare "unavailable" give.
pub(super) fn nearby(finder: &Finder, index: usize) -> Meaning {
    let layout = finder.layout;
    // In a table each cell has a column of its own.
    let of_column = |header: usize| {
        layout.block(header).is_some_and(|header| header.subjects().any(|subject| subject.is_product() || subject.is_rail()))
    };
    let celled =
        layout.in_kind(index, &[Kind::Row]) && column::header(layout, index).is_some_and(|(header, _)| of_column(header));
    let around = if celled { index..index + 1 } else { scope::of_one(layout, index) };
    let first = around
        .filter(|near| layout.zone(*near) == Zone::Plain)
        .filter_map(|near| layout.block(near))
        .find_map(|block| clause::reason_in(block, finder.client));
    // "What changes during the maintenance", over a list of what stands still.
    let titled = || {
        let upkeep = |title: &Block| title.says(Concept::Maintenance) && !title.says_any(&[Concept::Over, Concept::Past]);
        layout.titles_over(index).any(upkeep).then_some(Meaning::Fails(Reason::Maintenance))
    };
    // "We have restricted your account", the title right over it.
    let account = || {
        let title = layout.titles_over(index).next().filter(|title| title.words() <= TITLE_WORDS)?;
        let mut claims = clause::claims(title, finder.client).into_iter().flatten();
        let closed = |claim: Claim| claim.subjects == [Subject::Account] && claim.meaning == Meaning::Fails(Reason::Account);
        claims.any(closed).then_some(Meaning::Fails(Reason::Account))
    };
    first.or_else(|| above(finder, index)).or_else(titled).or_else(account).unwrap_or(Meaning::Fails(Reason::Unstated))
}

/// "We have limited your account", over what cannot be done now: the title of the notice gives the reason.
fn above(finder: &Finder, index: usize) -> Option<Meaning> {
    let layout = finder.layout;
    let notice = layout.tree.nearest(layout.block(index)?.node, NOTICES)?;
    let titles = layout.title_indices(index).iter().filter_map(|title| layout.block(*title));
    let mut inside = titles.filter(|title| layout.tree.nearest(title.node, NOTICES) == Some(notice));
    // "All markets are post-only until 14:00": what a notice says of the exchange is why a product in it stands still.
    let upkeep = |block: &Block| {
        block.says_any(&[Concept::Maintenance, Concept::PostOnly, Concept::CancelOnly]) && !block.says(Concept::Over)
    };
    let troubled = || layout.run(layout.inside(notice)).iter().any(upkeep);
    inside
        .find_map(|title| clause::reason_in(title, finder.client))
        .or_else(|| troubled().then_some(Meaning::Fails(Reason::Maintenance)))
}

/// The reason that the first sentence gives which names a subject and any reason.
pub(super) fn anywhere(finder: &mut Finder, subject: Subject) -> Option<Meaning> {
    // A page may ask for it again and again: what its sentences say of a subject is looked for once.
    if let Some((_, told)) = finder.told.iter().find(|(known, _)| *known == subject) {
        return *told;
    }
    let told = said_of(finder, subject);
    finder.told.push((subject, told));
    told
}

fn said_of(finder: &Finder, subject: Subject) -> Option<Meaning> {
    let layout = finder.layout;
    let sentence = |block: &&Block| {
        block.role == Role::Text && block.names(subject) && (5..=40).contains(&block.words()) && !block.says(Concept::Asset)
    };
    let plain = layout.blocks.iter().enumerate().filter(|(_, block)| sentence(block));
    let mut plain = plain.filter(|(other, _)| layout.zone(*other) == Zone::Plain);
    // "Not offered to residents of Spain", where it is closed to this user.
    let placed = |block: &Block| {
        let somewhere = block.says_any(&[Concept::Somewhere, Concept::Persons, Concept::Place]);
        somewhere && block.says_any(&[Concept::Not, Concept::Cannot, Concept::Bad])
    };
    let told = plain.find_map(|(_, block)| {
        let region = || placed(block).then_some(Meaning::Fails(Reason::Region));
        clause::reason_in(block, finder.client).or_else(region)
    });
    told.filter(|told| matches!(told, Meaning::Fails(_)))
}
