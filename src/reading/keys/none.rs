//! What says that there are no API keys.

use super::PERMISSIONS;
use crate::data::{self, File};
use crate::letters;
use crate::reading::blocks::{Block, Role};
use crate::reading::concept::{Concept, Sense, Subject};
use crate::reading::lexicon::Hit;
use crate::reading::scope;
use crate::reading::signal::{Finder, Quote};
use crate::reading::zone::Zone;
use crate::report::PageKind;

/// "You have no API keys", on a page or under a title that is about them.
pub(super) fn tells_of_none(finder: &Finder, index: usize) -> bool {
    let layout = finder.layout;
    layout.zone(index) == Zone::Plain
        && layout.block(index).is_some_and(|block| {
            !other_key(block)
                && (block.says(Concept::Empty) || names_none(block))
                && block.role != Role::Control
                && (finder.kind == PageKind::ApiKeys
                    || block.names(Subject::ApiKeys)
                    || says_key(block)
                    || layout.titles_over(index).next().is_some_and(|title| title.names(Subject::ApiKeys)))
        })
}

/// "This account has no API keys": the word for none, right before that for a key.
fn names_none(block: &Block) -> bool {
    let small = |at: usize| letters::small(block.word(at));
    let none =
        |at: usize| (1..=2).filter_map(|back| at.checked_sub(back)).any(|at| data::is_one(File::Words, "nought", &small(at)));
    let key = |at: usize| data::words_of(File::Words, "key").split(' ').any(|key| small(at).starts_with(key));
    let named = |at: usize| key(at) || block.hits.iter().any(|hit| hit.first == at && hit.sense == Sense::Of(Subject::ApiKeys));
    // "No key has been used", "share no keys": that is something else.
    let ends = |at: usize| {
        let behind = |hit: &Hit| hit.first > at && matches!(hit.sense, Sense::Is(Concept::Not | Concept::Cannot));
        // "For now", "yet".
        let now = |at: usize| {
            let small = |hit: &Hit| matches!(hit.sense, Sense::Is(Concept::Now | Concept::Filler) | Sense::Of(Subject::ApiKeys));
            block.hits.iter().any(|hit| hit.covers(at) && small(hit))
        };
        (at + 1..block.tokens.len()).all(|at| !block.is_word(at) || now(at)) && !block.hits.iter().any(behind)
    };
    let some = [Concept::If, Concept::Perhaps, Concept::Generic, Concept::IpList, Concept::Expiry];
    says_key(block)
        && !block.says_any(&some)
        && !block.says_any(&PERMISSIONS)
        && (0..block.tokens.len()).any(|at| named(at) && none(at) && ends(at))
}

/// Whether the word for a key stands in a block that names no other kind of key.
pub(super) fn says_key(block: &Block) -> bool {
    !other_key(block) && data::any_in(File::Words, "key", &letters::small(block.text))
}

/// Whether a block is about another kind of key.
fn other_key(block: &Block) -> bool {
    block.names(Subject::Passkey) || block.names(Subject::MasterKey)
}

/// "API keys: none", a row among others.
pub(super) fn row_of_none(finder: &Finder) -> Option<Vec<Quote>> {
    let layout = finder.layout;
    let none = |index: &usize| {
        let empty = layout.block(*index).is_some_and(|block| {
            let nought = block.says(Concept::Empty) || block.says(Concept::Off) || block.text == "0";
            nought && block.role == Role::Text && block.words() <= 8
        });
        empty && layout.zone(*index) == Zone::Plain
    };
    (0..layout.blocks.len()).filter(none).find_map(|index| {
        let row = scope::row(layout, index).filter(|row| {
            let pure = layout.block(row.label).is_some_and(|label| !scope::is_strange(label));
            pure && row.subjects == [Subject::ApiKeys]
        })?;
        Some(finder.quotes(&[row.label, index]))
    })
}
