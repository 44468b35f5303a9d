//! Names and states in elements side by side, where nothing around the two of them is a row.

use super::blocks::Block;
use super::column;
use super::concept::{Concept, Sense, Subject};
use super::layout::Layout;
use super::scope::{self, Scope};
use super::tree::Id;
use super::words::Shape;
use super::zone::Zone;
use crate::data::{self, File};
use crate::letters;
use crate::snapshot::Kind;

/// "Settings lock" and what it is, in one element of several side by side, and its state in the next: the heading of the one
/// before.
#[inline(never)]
pub(super) fn headed(layout: &Layout, index: usize, up: Id) -> Option<Scope> {
    if !is_state(layout.block(index)?) {
        return None;
    }
    let heading = |at: usize| layout.block(at).is_some_and(|block| layout.tree.kind(block.node) == Kind::Heading);
    let child = |at: usize| {
        let node = layout.block(at)?.node;
        std::iter::once(node).chain(layout.tree.ancestors(node)).take_while(|id| *id != up).last()
    };
    let own = layout.inside(child(index)?);
    let wrapper = child(own.start.checked_sub(1)?).filter(|id| layout.tree.kind(*id) != Kind::Heading)?;
    let before = layout.inside(wrapper);
    let all = layout.inside(up);
    let stated = |block: &Block| block.words() <= 2 && block.says_any(&[Concept::On, Concept::Off]);
    let pair = own.start == index
        && heading(all.start)
        && all.contains(&before.start)
        && before.end == own.start
        && heading(before.start)
        && layout.heads(before.clone()) == 1
        && layout.heads(own.clone()) == 0
        && layout.words_in(own) <= scope::LABEL_WORDS
        && !layout.run(before.clone()).iter().any(stated);
    let subjects = scope::label_subjects(layout, before.start);
    (pair && !subjects.is_empty()).then_some(Scope { label: before.start, subjects, exact: true })
}

/// "On", "not set up", and not "available" or "active for your team".
fn is_on_or_off(state: &Block) -> bool {
    use Concept::*;
    state.says_any(&[On, Off, SwitchedOn, SwitchedOff, Locked, Unlocked, Not])
        && !state.says(Offer)
        && !scope::is_strange(state)
        && state.words() <= 2 + usize::from(state.says(Not))
}

/// "Status | Off" under "Settings lock": a row without a name of its own is about the protection that the title names.
pub(super) fn status(layout: &Layout, index: usize) -> Option<Scope> {
    let tree = layout.tree;
    let state = layout.block(index).filter(|state| is_on_or_off(state))?;
    let row = tree.nearest(state.node, &[Kind::Definition, Kind::Row])?;
    let first = layout.inside(row).start;
    let label = if tree.kind(row) == Kind::Definition { first.checked_sub(1)? } else { first };
    let name = layout.block(label).filter(|_| index == label + 1)?.text.trim_end_matches(':');
    // "Status | On | Off" under "Sign-in | Trading" is of the columns.
    if !data::is_one(File::Words, "status", &letters::small(name)) || column::header(layout, index).is_some() {
        return None;
    }
    let title = layout.title_indices(label).first().copied().filter(|title| layout.zone(*title) == Zone::Plain)?;
    layout.block(title).filter(|title| scope::is_pure(title))?;
    let subjects = scope::label_subjects(layout, title);
    // "Function | Trading" above it says of which.
    let whole = layout.inside(tree.nearest(row, &[Kind::Table, Kind::DescriptionList])?);
    let alone = layout.run(whole).iter().flat_map(Block::subjects).all(|subject| subjects.contains(&subject));
    (alone && Subject::only(&subjects, Subject::is_protection)).then_some(Scope { label: title, subjects, exact: true })
}

/// "Master key" and "Locked", two elements of the page's own body: the one right before, where it names a protection and no state
/// leads.
#[inline(never)]
pub(super) fn named(layout: &Layout, index: usize, up: Id) -> Option<Scope> {
    let (own, label) = (layout.block(index)?, index.checked_sub(1)?);
    let name = layout.block(label)?;
    let beside = layout.tree.parent(own.node) == Some(up) && layout.tree.parent(name.node) == Some(up);
    if !(beside && is_state(own)) {
        return None;
    }
    let named = layout.tree.kind(name.node) != Kind::Heading
        && scope::is_label(layout, label, own.node)
        && !scope::is_strange(name)
        && layout.zone(label) == layout.zone(index);
    let subjects = scope::label_subjects(layout, label);
    let protects = Subject::all(&subjects, Subject::is_protection) && !subjects.is_empty();
    // Only the settings lock is on when it is locked.
    let locked = own.says(Concept::Locked) && subjects != [Subject::SettingsLock];
    if !(named && protects) || locked {
        return None;
    }
    // "On | Sign-in | Off | Funding": where states lead, a state is not of the name before it.
    let stated = |at: usize| layout.block(at).is_some_and(is_state);
    let mut first = label;
    while first >= 2 && stated(first - 1) && !scope::label_subjects(layout, first - 2).is_empty() {
        first -= 2;
    }
    (first == 0 || !stated(first - 1)).then_some(Scope { label, subjects, exact: true })
}

/// Whether a block is a state and nothing else.
#[inline(never)]
fn is_state(block: &Block) -> bool {
    use Concept::*;
    let state = |sense| matches!(sense, Sense::Is(Good | Bad | On | Off | SwitchedOn | SwitchedOff | Locked | Exists));
    let covered = |at: usize| block.hits.iter().any(|hit| hit.covers(at) && state(hit.sense));
    let word = |shape: Shape| shape.is_word() || shape == Shape::Number;
    block.words() > 0
        && block.subjects().next().is_none()
        && block.tokens.iter().enumerate().all(|(at, token)| !word(token.shape) || covered(at))
}
