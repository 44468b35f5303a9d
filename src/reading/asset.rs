//! One asset of many: whether a row is of a single one.

use super::blocks::Block;
use super::clause;
use super::concept::Concept;
use super::layout::Layout;
use super::scope::label_in_cash;
use crate::snapshot::Kind;

/// The row of one asset is no longer than this, in words.
const ROW_WORDS: usize = 40;

/// An asset's name is no longer than this, in words.
const ASSET_WORDS: usize = 5;

/// The asset's name, where the row that a block stands in is of one asset.
pub(crate) fn one_asset(layout: &Layout, index: usize) -> Option<usize> {
    // "Monero (XMR)", and in the same line of cells what is said of it.
    if layout.block(index)?.first_cell().is_some_and(|cell| is_asset(&cell)) {
        return Some(index);
    }
    for (up, inside) in layout.containers(index) {
        let kind = layout.tree.kind(up);
        let edge = matches!(
            kind,
            Kind::Main
                | Kind::List
                | Kind::DescriptionList
                | Kind::Table
                | Kind::Form
                | Kind::Dialog
                | Kind::TabList
                | Kind::Menu
                | Kind::Group
                | Kind::Nav
        );
        if edge || layout.words_in(inside.clone()) > ROW_WORDS {
            return None;
        }
        // The asset's name comes first, as a label does.
        let first = inside.start;
        let row = matches!(kind, Kind::Row | Kind::Item);
        let asset = |block: &Block| is_asset(block) || (row && block.first_cell().is_some_and(|cell| is_asset(&cell)));
        let found = (first..(first + 2).min(inside.end)).find(|near| layout.block(*near).is_some_and(asset));
        if found.is_some() || row {
            return found;
        }
    }
    None
}

/// Whether a block names an asset and little else.
#[inline(never)]
fn is_asset(block: &Block) -> bool {
    // "Withdrawals in euros" is about the account's cash.
    let cash = || label_in_cash(block, block.subjects());
    let named = (block.says(Concept::Asset) && !cash()) || clause::only_ticker(block);
    // "0.5 BTC" is an amount.
    block.words() <= ASSET_WORDS && named && !block.has_amount()
}
