//! Who else is in, and where money may go: sessions, devices, withdrawal addresses.

use super::blocks::{Block, Role};
use super::concept::{Concept, Subject};
use super::scope;
use super::signal::{Finder, Quote};
use super::words::{self, Shape};
use super::zone::Zone;
use crate::data::{self, File};
use crate::report::PageKind;
use crate::snapshot::Kind;
use std::sync::OnceLock;

/// An address's entry, and a state by itself, are no longer than this, in words.
const ENTRY_WORDS: usize = 10;
const STATE_WORDS: usize = 6;
/// A group of entries under words that name it is no longer than this, in words.
const GROUP_WORDS: usize = 120;
/// What is said of one address, with its name, is no longer than this, in words.
const ADDRESS_WORDS: usize = 30;

/// What a list of sessions or addresses shows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Access {
    /// Nothing unusual.
    Fine(Vec<Quote>),
    /// Something to look at: several countries at once, a device that Kraken flags, an address that is not confirmed.
    Odd(Vec<Quote>),
}

/// The list of sessions and devices.
pub(crate) fn sessions(finder: &Finder) -> Option<Access> {
    let layout = finder.layout;
    let under = under(finder, Subject::Sessions);
    let flagged = under.iter().copied().find(|index| {
        layout.block(*index).is_some_and(|block| {
            block.says(Concept::Unrecognised)
                && !block.says(Concept::If)
                && !block.says(Concept::Not)
                && !block.tokens.iter().any(|token| token.shape == Shape::Question && block.words() > 8)
        })
    });
    if let Some(index) = flagged {
        return Some(Access::Odd(finder.quote(index)));
    }
    let mut seen: Vec<(String, usize)> = Vec::new();
    for index in &under {
        let Some(block) = layout.block(*index).filter(|block| block.role != Role::Control && block.words() <= 24) else {
            continue;
        };
        if let Some(country) = country(block)
            && !seen.iter().any(|(known, _)| *known == country)
        {
            seen.push((country, *index));
        }
    }
    if seen.len() > 1 {
        let rows: Vec<usize> = seen.iter().map(|(_, index)| *index).take(3).collect();
        return Some(Access::Odd(finder.quotes(&rows)));
    }
    let mine = under.iter().copied().find(|index| layout.block(*index).is_some_and(|block| block.says(Concept::ThisDevice)));
    mine.map(|index| Access::Fine(finder.quote(index)))
}

/// The list of withdrawal addresses.
pub(crate) fn addresses(finder: &Finder) -> Option<Access> {
    let layout = finder.layout;
    let blocks: Vec<(usize, Block)> = under(finder, Subject::Addresses)
        .into_iter()
        .filter_map(|index| Some((index, layout.block(index)?)))
        .filter(|(_, block)| {
            let kind = layout.tree.kind(block.node);
            let choice = matches!(kind, Kind::Radio | Kind::Choice);
            (block.role != Role::Control || choice) && kind != Kind::ColHeader && !block.subjects().any(Subject::is_protection)
        })
        .flat_map(|(index, block)| block.cells().into_iter().map(move |cell| (index, cell)))
        .collect();
    let said = blocks.iter().flat_map(|(index, cell)| cell.parts().into_iter().map(move |part| (*index, part)));
    let choice = |part: &Block| matches!(layout.tree.kind(part.node), Kind::Radio | Kind::Choice);
    let short = |part: &Block| part.words() <= if choice(part) { 2 * ENTRY_WORDS } else { ENTRY_WORDS };
    let cells: Vec<(usize, Block)> = said.filter(|(_, part)| short(part) && !part.says(Concept::If)).collect();
    // Of addresses to choose from, one that does not say that it is confirmed may not be.
    let chosen = |block: &Block| choice(block) && block.words() > 1;
    let open = blocks.iter().any(|(_, block)| chosen(block) && !block.says(Concept::Confirmed));
    let whole = (0..layout.blocks.len()).find(|index| {
        let names = |block: &Block| block.names(Subject::Addresses) && all_of_them(block);
        layout.zone(*index) == Zone::Plain && layout.block(*index).is_some_and(names)
    });
    if let Some(index) = whole {
        return Some(Access::Fine(finder.quote(index)));
    }
    let waits = |cell: &Block| {
        !cell.says_any(&[Concept::Can, Concept::Cannot])
            && (cell.says(Concept::Pending) || cell.says(Concept::New))
            && !cell.says(Concept::SetUp)
    };
    if let Some((index, _)) = cells.iter().find(|(_, cell)| waits(cell)) {
        return Some(Access::Odd(finder.quote(*index)));
    }
    let all = cells.iter().find(|(_, cell)| all_of_them(cell));
    if let Some((index, _)) = all {
        return Some(Access::Fine(finder.quote(*index)));
    }
    if open {
        return None;
    }
    let fine = cells.iter().find(|(index, cell)| {
        // An entry of a list may say more in the same breath: "Cold storage – confirmed, added 9 March 2024".
        let long = if layout.in_kind(*index, &[Kind::Item, Kind::Row]) { ENTRY_WORDS } else { STATE_WORDS };
        cell.says(Concept::Confirmed) && !cell.says(Concept::Not) && cell.words() <= long
    });
    let fine = fine.map(|(index, _)| *index);
    fine.filter(|index| all_confirmed(finder, *index) && addressed(finder).all(|near| near))
        .map(|index| Access::Fine(finder.quote(index)))
}

/// "4 saved, all of them confirmed".
fn all_of_them(block: &Block) -> bool {
    use Concept::*;
    block.says(All)
        && block.says(Confirmed)
        && !block.says_any(&[Not, If, Require, Until, Can, Cannot, Pending, Future])
        && block.words() <= 2 * ENTRY_WORDS
}

/// Of every address that the page shows the ends of, whether it stands beside a word that it is confirmed.
fn addressed<'a>(finder: &'a Finder) -> impl Iterator<Item = bool> + 'a {
    let layout = finder.layout;
    let shown = (0..layout.blocks.len())
        .filter(|index| layout.zone(*index) == Zone::Plain && layout.block(*index).is_some_and(masked_address));
    shown.map(|index| {
        let confirmed = |block: &Block| block.says(Concept::Confirmed) && !block.says_any(&[Concept::Not, Concept::Pending]);
        let near = layout.containers(index).take_while(|(_, inside)| layout.words_in(inside.clone()) <= ADDRESS_WORDS);
        let mut near = std::iter::once(index..index + 1).chain(near.map(|(_, inside)| inside));
        near.any(|inside| layout.blocks.get(inside).into_iter().flatten().any(confirmed))
    })
}

/// Whether every entry of the list that a block stands in says that it is confirmed; what says something else may be that
/// it is not.
fn all_confirmed(finder: &Finder, index: usize) -> bool {
    let (layout, tree) = (finder.layout, finder.layout.tree);
    let entry = layout.block(index).and_then(|block| tree.nearest(block.node, &[Kind::Item, Kind::Row]));
    let Some(list) = entry.and_then(|entry| tree.nearest(entry, &[Kind::List, Kind::Table])) else { return true };
    let confirmed = |index: usize| layout.block(index).is_some_and(|block| block.says(Concept::Confirmed));
    let header = |index: usize| layout.block(index).is_some_and(|block| tree.kind(block.node) == Kind::ColHeader);
    let mut entries = tree.subtree(list).filter(|id| matches!(tree.kind(*id), Kind::Item | Kind::Row));
    entries.all(|entry| {
        let mut inside = layout.inside(entry);
        inside.clone().any(confirmed) || inside.is_empty() || inside.all(header)
    })
}

/// The blocks under a title, or in a table or list, that is about a subject.
fn under(finder: &Finder, subject: Subject) -> Vec<usize> {
    // Most pages have nothing of the kind.
    let headed = has_head(finder, subject);
    let ended = if subject == Subject::Sessions { ended(finder) } else { Vec::new() };
    let layout = finder.layout;
    (0..layout.blocks.len())
        .filter(|index| matches!(layout.zone(*index), Zone::Plain | Zone::Record))
        .filter(|index| {
            layout.titles_over(*index).take(3).any(|title: &Block| title.names(subject))
                || in_row(finder, *index, subject)
                || ended.iter().any(|list| list.contains(index))
                || (headed && heads(finder, *index, subject))
                || (subject == Subject::Addresses && beside_address(finder, *index))
        })
        .collect()
}

/// Whether any block could be the head of such a list.
fn has_head(finder: &Finder, subject: Subject) -> bool {
    finder.layout.blocks.iter().any(|block| is_head(block, subject))
}

fn is_head(block: &Block, subject: Subject) -> bool {
    block.names(subject) && block.role == Role::Text && block.words() <= STATE_WORDS
}

/// Whether the first words of the group, list or card that a block stands in name a subject: a title without the tag.
fn heads(finder: &Finder, index: usize, subject: Subject) -> bool {
    let layout = finder.layout;
    let near = layout.containers(index).take_while(|(up, inside)| {
        !matches!(layout.tree.kind(*up), Kind::Main | Kind::Dialog) && layout.words_in(inside.clone()) <= GROUP_WORDS
    });
    near.filter(|(_, inside)| inside.start < index).any(|(_, inside)| {
        let mut texts = layout.blocks.get(inside).into_iter().flatten().filter(|block| block.role == Role::Text);
        texts.next().is_some_and(|block| is_head(block, subject))
    })
}

/// The lists whose entries can be signed out one by one, whatever stands over them.
fn ended(finder: &Finder) -> Vec<std::ops::Range<usize>> {
    let layout = finder.layout;
    let ends = |index: &usize| {
        layout
            .block(*index)
            .is_some_and(|block| block.role == Role::Control && block.words() <= 6 && block.says(Concept::SignOut))
    };
    let entries = (0..layout.blocks.len()).filter(ends).filter_map(|index| {
        let node = layout.block(index)?.node;
        let entry = layout.tree.nearest(node, &[Kind::Item, Kind::Row])?;
        let texts = layout.blocks.get(layout.inside(entry))?.iter().filter(|block| block.role == Role::Text).count();
        (texts >= 2 && layout.zone(index) == Zone::Plain).then_some(entry)
    });
    entries.filter_map(|entry| layout.tree.nearest(entry, &[Kind::List, Kind::Table])).map(|list| layout.inside(list)).collect()
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
        let blocks = || layout.blocks.get(inside.clone()).into_iter().flatten();
        let amount = |block: &Block| {
            let shape = |at: usize| block.tokens.get(at).map(|token| token.shape);
            (1..block.tokens.len()).any(|at| shape(at - 1) == Some(Shape::Number) && shape(at) == Some(Shape::Upper))
        };
        blocks().any(masked_address) && !blocks().any(amount)
    })
}

/// "bc1q…9v2m": letters and digits on both sides of an ellipsis.
fn masked_address(block: &Block) -> bool {
    block.text.split_whitespace().any(|word| {
        let parts = word.split_once('…').or_else(|| word.split_once("..."));
        let written = |part: &str| part.len() >= 3 && part.chars().all(|letter| letter.is_ascii_alphanumeric());
        parts.is_some_and(|(first, last)| {
            written(first)
                && written(last.trim_end_matches([',', '.', ';']))
                && word.bytes().any(|letter| letter.is_ascii_digit())
        })
    })
}

/// Whether the label of a block's row names a subject.
fn in_row(finder: &Finder, index: usize, subject: Subject) -> bool {
    let states = [Concept::Confirmed, Concept::Pending, Concept::New, Concept::ThisDevice, Concept::Unrecognised];
    let says = finder.layout.block(index).is_some_and(|block| block.role == Role::Text && block.says_any(&states));
    says && scope::row(finder.layout, index).is_some_and(|scope| scope.subjects == [subject])
}

/// The country that a block names, in small letters.
fn country(block: &Block) -> Option<String> {
    static NAMES: OnceLock<Vec<&'static str>> = OnceLock::new();
    // In order, to be searched: with a set its hashing would be in the module, and it is the only one.
    let names = NAMES.get_or_init(|| {
        let mut names: Vec<&str> = data::text(File::Countries)
            .lines()
            .filter(|line| !line.starts_with('#'))
            .flat_map(|line| line.split('|').map(str::trim))
            .collect();
        names.sort_unstable();
        names
    });
    let mut small = String::new();
    let words: Vec<String> = block
        .tokens
        .iter()
        .filter(|token| token.shape.is_word())
        .map(|token| {
            words::fold(block.text.get(token.start..token.end).unwrap_or_default(), &mut small);
            small.clone()
        })
        .collect();
    (1..=3).rev().find_map(|length| {
        words.windows(length).map(|window| window.join(" ")).find(|name| names.binary_search(&name.as_str()).is_ok())
    })
}
