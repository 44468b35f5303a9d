//! Where money may go: withdrawal addresses, and whether each is confirmed.

use super::access::{self, Access, STATE_WORDS};
use super::blocks::{Block, Role};
use super::concept::{Concept, Subject};
use super::layout::Layout;
use super::signal::Finder;
use super::words::Shape;
use super::zone::Zone;
use crate::gather::Gather;
use crate::report::PageKind;
use crate::snapshot::Kind;
use std::ops::Range;

/// An address's entry is no longer than this, in words.
const ENTRY_WORDS: usize = 10;
/// What is said of one address, with its name, is no longer than this, in words.
const ADDRESS_WORDS: usize = 30;

/// What an address of a list stands in.
const ENTRIES: &[Kind] = &[Kind::Item, Kind::Row, Kind::Definition];

/// Whether a block stands in an entry of a list of addresses: what names it there are its owner's words.
pub(crate) fn entered(layout: &Layout, index: usize) -> bool {
    layout.in_kind(index, &[Kind::Item, Kind::Row, Kind::Definition, Kind::Term])
        && layout.titles_over(index).next().is_some_and(|title| title.names(Subject::Addresses))
}

/// The list of withdrawal addresses.
pub(crate) fn addresses(finder: &Finder) -> Option<Access> {
    let layout = finder.layout;
    let entries = entries(finder);
    let choice = |part: &Block| matches!(layout.tree.kind(part.node), Kind::Radio | Kind::Choice);
    // An entry of a list may say more in the same breath: "Cold storage – waiting for you to confirm it by e-mail".
    let listed = |index: usize| layout.in_kind(index, &[Kind::Item, Kind::Row, Kind::Definition]);
    let short = |(index, part): &(usize, Block)| {
        part.words() <= if choice(part) || listed(*index) { 2 * ENTRY_WORDS } else { ENTRY_WORDS }
    };
    let parts = entries.iter().flat_map(|(index, cell)| cell.parts().into_iter().map(move |part| (*index, part)));
    let parts: Vec<(usize, Block)> = parts.filter(|(_, part)| !part.says(Concept::If)).gather();
    let waits = |part: &Block| {
        let open = part.says(Concept::Pending) || part.says(Concept::New);
        open && !part.says_any(&[Concept::Can, Concept::Cannot, Concept::SetUp])
    };
    // The list may be no more than one line, with its name in it.
    let line = |says: &dyn Fn(&Block) -> bool| {
        let named = |block: &Block| block.names(Subject::Addresses) && says(block);
        let plain = |index: &usize| layout.zone(*index) == Zone::Plain;
        (0..layout.blocks.len()).filter(plain).find(|index| layout.block(*index).is_some_and(named))
    };
    let counted = |block: &Block| {
        let number = block.tokens.iter().any(|token| token.shape == Shape::Number);
        number && !block.breaks.is_empty() && block.words() <= ENTRY_WORDS && waits(block)
    };
    let waiting = parts.iter().find(|entry| short(entry) && waits(&entry.1)).map(|(index, _)| *index);
    // "Your newest withdrawal address still has to be confirmed".
    let told = |block: &Block| {
        use Concept::*;
        let own = block.says_any(&[Your, You]) || block.tokens.last().is_some_and(|token| token.shape == Shape::Number);
        own && block.says(Pending)
            && block.words() <= ENTRY_WORDS * 2
            && !block.subjects().any(Subject::is_protection)
            && !block.says_any(&[If, Require, Until, Generic, Future, Notify, Can, SetUp])
    };
    if let Some(index) = waiting.or_else(|| line(&counted)).or_else(|| line(&told)) {
        return Some(Access::Odd(finder.quote(index)));
    }
    let all = parts.iter().find(|(_, part)| all_of_them(part)).map(|(index, _)| *index);
    if let Some(index) = all.or_else(|| line(&all_of_them)) {
        return Some(Access::Fine(finder.quote(index)));
    }
    // Of addresses to choose from, one that does not say that it is confirmed may not be.
    let chosen = |block: &Block| choice(block) && block.words() > 1;
    if entries.iter().any(|(index, block)| chosen(block) && !confirmed_beside(finder, *index)) {
        return None;
    }
    let fine = parts.iter().filter(|entry| short(entry)).find(|(index, part)| {
        let long = if listed(*index) { ENTRY_WORDS } else { STATE_WORDS };
        part.says(Concept::Confirmed) && !part.says(Concept::Not) && part.words() <= long
    });
    let index = fine.map(|(index, _)| *index)?;
    (all_confirmed(finder, index) && addressed(finder).all(|near| near)).then(|| Access::Fine(finder.quote(index)))
}

/// The words that stand among withdrawal addresses, cell by cell.
fn entries<'a>(finder: &'a Finder) -> Vec<(usize, Block<'a>)> {
    let layout = finder.layout;
    let tells = |block: &Block| {
        let kind = layout.tree.kind(block.node);
        let text = block.role != Role::Control || matches!(kind, Kind::Radio | Kind::Choice);
        text && kind != Kind::ColHeader && !block.subjects().any(Subject::is_protection)
    };
    let own = access::under(finder, Subject::Addresses, &|index| beside_address(finder, index));
    let blocks = own.into_iter().filter_map(|index| Some((index, layout.block(index).filter(|block| tells(block))?)));
    blocks.flat_map(|(index, block)| block.cells().into_iter().map(move |cell| (index, cell))).gather()
}

/// "4 saved, all of them confirmed", "3 confirmed, none pending".
fn all_of_them(block: &Block) -> bool {
    use Concept::*;
    block.says_any(&[All, NothingDue])
        && block.says(Confirmed)
        && !block.says_any(&[Not, If, Require, Until, Can, Cannot, Pending, Future])
        && block.words() <= 2 * ENTRY_WORDS
}

/// Of every address that the page shows the ends of, whether it stands beside a word that it is confirmed.
fn addressed<'a>(finder: &'a Finder) -> impl Iterator<Item = bool> + 'a {
    let layout = finder.layout;
    // What is chosen in a form is one of the list.
    let listed = |block: &Block| masked_address(block) && layout.tree.kind(block.node) != Kind::Combobox;
    let shown = (0..layout.blocks.len())
        .filter(move |index| layout.zone(*index) == Zone::Plain && layout.block(*index).is_some_and(listed));
    shown.map(|index| confirmed_beside(finder, index))
}

/// Whether a word that it is confirmed stands with an address, or with the choice of one, and with no other.
fn confirmed_beside(finder: &Finder, index: usize) -> bool {
    let layout = finder.layout;
    let confirmed = |block: &Block| block.says(Concept::Confirmed) && !block.says_any(&[Concept::Not, Concept::Pending]);
    let own = std::iter::once(index..index + 1);
    let near = own.chain(layout.containers(index).map(|(_, inside)| inside));
    let alone = |inside: &Range<usize>| {
        let several =
            |test: &dyn Fn(&Block) -> bool| layout.run(inside.clone()).iter().filter(|block| test(block)).nth(1).is_some();
        let choice = |block: &Block| layout.tree.kind(block.node) == Kind::Radio;
        layout.words_in(inside.clone()) <= ADDRESS_WORDS && !several(&masked_address) && !several(&choice)
    };
    near.take_while(alone).any(|inside| layout.run(inside).iter().any(confirmed))
}

/// Whether every entry of the list that a block stands in says that it is confirmed; what says something else may be that
/// it is not.
fn all_confirmed(finder: &Finder, index: usize) -> bool {
    let (layout, tree) = (finder.layout, finder.layout.tree);
    let entry = layout.block(index).and_then(|block| tree.nearest(block.node, ENTRIES));
    let Some(list) = entry.and_then(|entry| tree.nearest(entry, &[Kind::List, Kind::Table, Kind::DescriptionList])) else {
        return true;
    };
    let confirmed = |index: usize| layout.block(index).is_some_and(|block| block.says(Concept::Confirmed));
    let header = |index: usize| layout.block(index).is_some_and(|block| tree.kind(block.node) == Kind::ColHeader);
    let mut entries = tree.subtree(list).filter(|id| ENTRIES.contains(&tree.kind(*id)));
    entries.all(|entry| {
        let mut inside = layout.inside(entry);
        inside.clone().any(confirmed) || inside.is_empty() || inside.all(header)
    })
}

/// Whether a block stands beside the masked letters of an address, on a page for paying out, with no amount: where to send to.
fn beside_address(finder: &Finder, index: usize) -> bool {
    let layout = finder.layout;
    if finder.kind != PageKind::Withdraw {
        return false;
    }
    let near = std::iter::once((0, index..index + 1)).chain(layout.containers(index));
    let mut near = near.take_while(|(_, inside)| layout.words_in(inside.clone()) <= ADDRESS_WORDS).map(|(_, inside)| inside);
    near.any(|inside| {
        let blocks = || layout.run(inside.clone()).iter();
        blocks().any(masked_address) && !blocks().any(Block::has_amount)
    })
}

/// "bc1q…9v2m": letters and digits on both sides of an ellipsis.
fn masked_address(block: &Block) -> bool {
    block.text.split_whitespace().any(|word| {
        let parts = word.split_once('…').or_else(|| word.split_once("..."));
        let written = |part: &str| part.len() >= 3 && part.chars().all(|letter| letter.is_ascii_alphanumeric());
        parts.is_some_and(|(first, last)| {
            written(first)
                && written(last.trim_end_matches([',', '.', ';'].as_slice()))
                && word.bytes().any(|letter| letter.is_ascii_digit())
        })
    })
}
