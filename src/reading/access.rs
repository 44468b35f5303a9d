//! Who else is in: sessions and devices; and how a list of these, or of addresses, is found.

use super::blocks::{Block, Role};
use super::concept::{Concept, Sense, Subject};
use super::lexicon::Hit;
use super::scope;
use super::signal::{Finder, Quote};
use super::words;
use super::zone::Zone;
use crate::data::{self, File};
use crate::gather::Gather;
use crate::snapshot::Kind;
use std::sync::OnceLock;

/// A state by itself, or the head of a list, is no longer than this, in words.
pub(super) const STATE_WORDS: usize = 6;
/// A group of entries under words that name it is no longer than this, in words.
const GROUP_WORDS: usize = 120;

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
    let ended = ended(finder);
    // "No other sessions are open but this one", "we don't recognise one of your devices", "active sessions: in France and
    // Indonesia", in one sentence.
    let told = |part: &Block| {
        use Concept::*;
        let alone = || part.says(ThisDevice) && part.says_any(&[Only, Not, Except, Empty]);
        part.names(Subject::Sessions)
            && !part.says_any(&[If, Can, Require, Generic, Notify, Never])
            && (part.says(Unrecognised) || alone() || in_several(part))
    };
    let tells = |block: &Block| block.names(Subject::Sessions) && (told(block) || block.parts().iter().any(told));
    let own = |index: usize| ended.iter().any(|list| list.contains(&index)) || layout.block(index).is_some_and(tells);
    let under = under(finder, Subject::Sessions, &own);
    // "Firefox on Linux – Lagos – new": the word by itself, and last.
    let new = |part: &Block| {
        let apart =
            |first: usize| first.checked_sub(1).and_then(|at| part.tokens.get(at)).is_none_or(|token| !token.shape.is_word());
        let last = |hit: &Hit| hit.sense == Sense::Is(Concept::New) && hit.last + 1 == part.tokens.len() && apart(hit.first);
        part.role == Role::Text && part.hits.iter().any(last)
    };
    let unknown = |part: &Block| {
        (part.says(Concept::Unrecognised) || new(part))
            && !part.says(Concept::If)
            && !part.says(Concept::Not)
            && !(part.asks() && part.words() > 8)
    };
    // "New device asked for approval", and in its row "Approved": that is settled.
    let settled = |index: usize| {
        let row = layout.block(index).and_then(|block| layout.tree.nearest(block.node, &[Kind::Row]));
        let over = |block: &Block| block.says_any(&[Concept::Approved, Concept::Over, Concept::Rejected]);
        row.is_some_and(|row| layout.run(layout.inside(row)).iter().any(over))
    };
    let flags = |index: &usize| layout.block(*index).is_some_and(|block| block.parts().iter().any(unknown));
    let flagged = under.iter().copied().find(|index| flags(index) && !settled(*index));
    if let Some(index) = flagged {
        return Some(Access::Odd(finder.quote(index)));
    }
    let mut seen: Vec<(String, usize)> = Vec::new();
    for index in &under {
        let Some(block) = layout.block(*index).filter(|block| block.role != Role::Control && block.words() <= 24) else {
            continue;
        };
        // "Georgia Miller's phone, Lyon, France": an entry ends with its place.
        let named = countries(block);
        let several = named.len() > 1 && block.parts().iter().any(in_several);
        let first = if several { 0 } else { named.len().saturating_sub(1) };
        for country in named.into_iter().skip(first) {
            if !seen.iter().any(|(known, _)| *known == country) {
                seen.push((country, *index));
            }
        }
    }
    if seen.len() > 1 {
        let mut rows: Vec<usize> = seen.iter().map(|(_, index)| *index).take(3).gather();
        rows.dedup();
        return Some(Access::Odd(finder.quotes(&rows)));
    }
    let mine = under.iter().copied().find(|index| layout.block(*index).is_some_and(|block| block.says(Concept::ThisDevice)));
    mine.map(|index| Access::Fine(finder.quote(index)))
}

/// The blocks under a title, or in a table or list, that is about a subject, and those that tell it by themselves (`own`).
pub(super) fn under(finder: &Finder, subject: Subject, own: &dyn Fn(usize) -> bool) -> Vec<usize> {
    // Most pages have nothing of the kind.
    let headed = has_head(finder, subject);
    let layout = finder.layout;
    (0..layout.blocks.len())
        .filter(|index| matches!(layout.zone(*index), Zone::Plain | Zone::Record))
        .filter(|index| {
            layout.titles_over(*index).take(3).any(|title: &Block| title.names(subject))
                || in_row(finder, *index, subject)
                || (headed && heads(finder, *index, subject))
                || own(*index)
        })
        .gather()
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
        let mut texts = layout.run(inside).iter().filter(|block| block.role == Role::Text);
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
    entries.filter_map(|entry| layout.tree.nearest(entry, &[Kind::List, Kind::Table])).map(|list| layout.inside(list)).gather()
}

/// Whether the label of a block's row names a subject.
fn in_row(finder: &Finder, index: usize, subject: Subject) -> bool {
    let states = [Concept::Confirmed, Concept::Pending, Concept::New, Concept::ThisDevice, Concept::Unrecognised];
    let says = finder.layout.block(index).is_some_and(|block| block.role == Role::Text && block.says_any(&states));
    says && scope::row(finder.layout, index).is_some_and(|scope| scope.subjects == [subject])
}

/// "Active sessions: one in France, one in Indonesia".
fn in_several(part: &Block) -> bool {
    part.names(Subject::Sessions) && part.text.contains(':') && !part.says(Concept::Not) && countries(part).len() > 1
}

/// The countries that a block names, in small letters.
fn countries(block: &Block) -> Vec<String> {
    static NAMES: OnceLock<Vec<&'static str>> = OnceLock::new();
    // Gone through one by one: a set's hashing, or sorting, would be in the module for these few hundred alone.
    let names = NAMES.get_or_init(|| {
        let lines = data::text(File::Countries).lines().filter(|line| !line.starts_with('#'));
        lines.flat_map(|line| line.split('|').map(str::trim)).gather()
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
        .gather();
    let mut found: Vec<String> = Vec::new();
    let (mut at, mut end) = (0, usize::MAX);
    while at < words.len() {
        // The longest name that begins here: "south korea".
        let name = |length: usize| words.get(at..at + length).map(|name| name.join(" "));
        let longest = (1..=3).rev().filter_map(name).find(|name| names.contains(&name.as_str()));
        at += 1;
        if let Some(name) = longest {
            // "Atlanta, Georgia, United States" is one place.
            if end == at - 1 {
                found.pop();
            }
            at += name.split(' ').count() - 1;
            end = at;
            found.push(name);
        }
    }
    found
}
