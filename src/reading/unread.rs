//! Blocks in which no statement is looked for: what is read elsewhere, and what proves nothing whatever it says.

use super::blocks::{Block, Role};
use super::concept::{Concept, Subject};
use super::general;
use super::keys;
use super::logged;
use super::others;
use super::signal::{Finder, Why};
use super::zone::Zone;
use crate::report::PageKind;
use crate::snapshot::Kind;

/// A picture that stands for a state has no longer name than this, in words.
const PICTURE_WORDS: usize = 4;

/// Whether a block is none that says something: it stands in the navigation, only names something, or is read elsewhere.
pub(super) fn is_left(finder: &Finder, index: usize, block: &Block) -> bool {
    match finder.layout.zone(index) {
        Zone::Navigation => return true,
        Zone::Plain => {}
        Zone::Help | Zone::Record | Zone::Talk | Zone::Busy => return false,
    }
    let kind = finder.layout.tree.kind(block.node);
    // What describes a dialog stands in it, too.
    let twice = || block.role == Role::Description && kind == Kind::Dialog && stands_below(finder, index);
    // A control's own label is read with the control; a header cell names, it does not say.
    let value = kind == Kind::Combobox && block.at != block.node;
    let chosen = value && block.words() <= 3;
    // "None", chosen in a list that is off, tells nothing of why it is.
    let disabled = || finder.layout.tree.get(block.node).is_some_and(|node| node.flags.disabled());
    let idle = value && block.words() == 1 && disabled();
    let of_control = block.role == Role::Control && !chosen && !tells_its_state(block, kind) && !is_badge(finder, block, kind);
    let heads = matches!(kind, Kind::ColHeader | Kind::RowHeader);
    of_control || idle || heads || twice() || labels_control(finder, index) || is_given_name(block.text)
}

/// "futures-paused-v2": a name that somebody gave.
fn is_given_name(text: &str) -> bool {
    !text.contains(' ') && text.matches(['-', '_'].as_slice()).nth(1).is_some()
}

/// Why a block proves nothing, whatever it says.
pub(super) fn why(finder: &Finder, index: usize, block: &Block) -> Option<Why> {
    let layout = finder.layout;
    let picture = layout.tree.kind(block.node) == Kind::Image && block.words() > PICTURE_WORDS;
    let protects = || block.subjects().any(Subject::is_protection);
    let entry = || layout.in_kind(index, &[Kind::Row, Kind::Item, Kind::Table]);
    let why = match layout.zone(index) {
        Zone::Help => "help text",
        Zone::Record => "what has been",
        Zone::Talk => "other people's words",
        Zone::Busy => "still loading",
        _ if picture => "help text",
        _ if general::of_contract(finder, block) => "a clause of a contract",
        _ if block.says(Concept::Notify) => "chooses what one is told",
        _ if others::of_others(layout, index) => "other people's words",
        _ if keys::of_a_key(finder, index) => "what a key may do",
        _ if finder.kind == PageKind::History && !protects() && entry() => "what has been",
        _ if logged::logged(finder, index) => "what has been",
        _ => return None,
    };
    Some(Why::new(why))
}

/// "Master Key, active": a button that opens a section, with the state of what the section is about.
fn tells_its_state(block: &Block, kind: Kind) -> bool {
    use Concept::*;
    matches!(kind, Kind::Button | Kind::Summary | Kind::Tab)
        && block.subjects().any(Subject::is_protection)
        && block.says_any(&[Good, On, Off, SwitchedOff])
        && !block.says_any(&[Enable, Disable, SetUp, Manage, If, Go])
}

/// "Enabled", in a cell, as a button that explains itself when it is pointed at.
fn is_badge(finder: &Finder, block: &Block, kind: Kind) -> bool {
    use Concept::*;
    let value = finder.layout.tree.nearest(block.node, &[Kind::Definition, Kind::Cell]).is_some();
    let enabled = finder.layout.tree.get(block.node).is_some_and(|node| !node.flags.disabled() && node.flags.checked().is_none());
    let verb = block.says_any(&[Enable, Disable, SetUp, Manage, Go, Submit, Complete, Upgrade, Verify]);
    // A lone "On" may be what the button would do.
    kind == Kind::Button
        && value
        && enabled
        && block.words() <= 2
        && block.text.len() > 3
        && block.says_any(&[Good, Bad])
        && !verb
}

/// Whether the words of a block are also those of a later one.
fn stands_below(finder: &Finder, index: usize) -> bool {
    let Some(block) = finder.layout.block(index) else { return false };
    finder.layout.blocks.iter().skip(index + 1).any(|later| later.role == Role::Text && later.text == block.text)
}

/// The visible label of a control beside it: it is read with the control.
fn labels_control(finder: &Finder, index: usize) -> bool {
    let layout = finder.layout;
    let Some(block) = layout.block(index).filter(|block| block.role == Role::Text) else { return false };
    layout.run(index.saturating_sub(3)..index + 4).iter().any(|other| {
        other.role == Role::Control
            && other.text == block.text
            && matches!(layout.tree.kind(other.node), Kind::Radio | Kind::Checkbox | Kind::Switch)
    })
}
