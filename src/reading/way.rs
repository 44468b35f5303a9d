//! Ways of paying whose name and direction stand apart: "Crypto" in the first cell, "out" or the column "Withdrawals" beside it.

use super::blocks::Block;
use super::column;
use super::concept::{Concept, Subject};
use super::layout::Layout;
use super::scope::Scope;

/// A cell that tells a direction is no longer than this, in words.
const DIRECTION_WORDS: usize = 2;

/// What a cell of a table row is about, where its row names a way and its column or a cell beside it the direction.
pub(crate) fn crossed(layout: &Layout, index: usize, row: std::ops::Range<usize>) -> Option<Scope> {
    let label = row.start;
    let first = layout.block(label).filter(|_| label != index)?;
    let column = column::header(layout, index).map(|(header, _)| header);
    let beside = row.filter(|other| *other != index && *other != label);
    let out = column.into_iter().chain(beside).find_map(|other| layout.block(other).and_then(goes_out))?;
    let rail = first.subjects().find(|subject| subject.is_rail());
    let subject = match rail {
        Some(Subject::CryptoDeposit | Subject::CryptoWithdrawal | Subject::FiatWithdrawal) => return None,
        Some(Subject::Card) if out => return None,
        Some(_) if out => Subject::FiatWithdrawal,
        Some(rail) => rail,
        None if first.says(Concept::Crypto) && out => Subject::CryptoWithdrawal,
        None if first.says(Concept::Crypto) => Subject::CryptoDeposit,
        None if first.says(Concept::Cash) && out => Subject::FiatWithdrawal,
        None => return None,
    };
    Some(Scope { label, subjects: vec![subject], exact: true })
}

/// The direction that a short text names.
fn goes_out(block: &Block) -> Option<bool> {
    let short = block.words() <= DIRECTION_WORDS;
    let out = block.names(Subject::Withdrawals) || block.says(Concept::WayOut);
    let into = block.names(Subject::Deposits) || block.says(Concept::WayIn);
    (short && out != into).then_some(out)
}
