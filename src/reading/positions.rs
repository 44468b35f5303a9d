//! Open positions: a list that has one proves its product.

use super::blocks::{Block, Role};
use super::clause::Meaning;
use super::concept::{Concept, Sense, Subject};
use super::lexicon::Hit;
use super::listing::has_number;
use super::others;
use super::scope;
use super::signal::Finder;
use super::words::Shape;
use super::zone::Zone;
use crate::gather::Gather;
use crate::letters;
use crate::snapshot::Kind;

/// What "positions" begins with in the languages that we read.
const POSITIONS: &[&str] = &["positi", "posici", "posizion", "posiç", "pozycj"];

/// Reads every table or list of open positions, and sentences that tell of one.
pub(crate) fn read(finder: &mut Finder) {
    told(finder);
    let layout = finder.layout;
    for index in 0..layout.titles.len() {
        let Some(title) = layout.titles.get(index) else { continue };
        let Some(block) = layout.block(title.block) else { continue };
        if !block.says(Concept::Position) && !is_positions(block) {
            continue;
        }
        if layout.zone(title.block) != Zone::Plain || block.says_any(&[Concept::Empty, Concept::Limited, Concept::Past]) {
            continue;
        }
        let rows: Vec<usize> = (title.from..title.to)
            .filter(|id| matches!(layout.tree.kind(*id), Kind::Row | Kind::Item))
            .filter(|id| is_position(finder, *id))
            .gather();
        let Some(row) = rows.first() else { continue };
        let over = || layout.titles_over(title.block).flat_map(Block::subjects);
        let inside = layout.inside(*row).filter_map(|other| layout.block(other)).flat_map(Block::subjects).gather();
        let subjects: Vec<Subject> = scope::exact(block.subjects().chain(over()).chain(inside))
            .into_iter()
            .filter(|subject| matches!(subject, Subject::Margin | Subject::Futures | Subject::Stocks | Subject::Staking))
            .gather();
        if let Some(subject) = subjects.first() {
            let first = layout.inside(*row).start;
            let quotes = finder.quotes(&[title.block, first]);
            finder.add(*subject, Meaning::Works, quotes, "an open position");
        }
    }
}

/// "Open positions" reads as one phrase that names nothing.
fn is_positions(block: &Block) -> bool {
    block.words() <= 5 && names_positions(block)
}

fn names_positions(block: &Block) -> bool {
    let text = letters::small(block.text);
    POSITIONS.iter().any(|stem| text.contains(stem))
}

/// Positions told in a sentence: "You have 2 open futures positions"; "1 open position", in the row of futures. Whatever else
/// it says may take that back, so it says nothing else.
fn told(finder: &mut Finder) {
    let layout = finder.layout;
    for index in 0..layout.blocks.len() {
        // Most blocks have no number, and that is the cheaper question.
        let tells = |block: &&Block| block.role == Role::Text && has_number(block) && names_positions(block);
        let Some(block) = layout.block(index).filter(tells) else { continue };
        if layout.zone(index) != Zone::Plain || others::of_others(layout, index) {
            continue;
        }
        let subjects = scope::exact(block.subjects());
        let row = || scope::row(layout, index).map(|row| row.subjects).unwrap_or_default();
        let subjects = if subjects.is_empty() { row() } else { subjects };
        if let [subject @ (Subject::Margin | Subject::Futures)] = *subjects.as_slice()
            && counts_positions(block)
        {
            finder.add(subject, Meaning::Works, finder.quote(index), "an open position");
        }
    }
}

/// "You have 2 open positions", and up to the first pause no word that we do not know.
fn counts_positions(block: &Block) -> bool {
    use Concept::*;
    let known = |hit: &Hit| match hit.sense {
        Sense::Of(_) => true,
        Sense::Is(concept) => {
            matches!(concept, You | Your | Exists | Good | On | Filler | ForAccount | Position | At | Long | Short)
        }
    };
    let end = block.tokens.iter().position(|token| matches!(token.shape, Shape::Pause | Shape::Stop));
    let end = end.unwrap_or(block.tokens.len());
    let mut counted = false;
    (0..end).all(|at| {
        let count = matches!(letters::digits(block.word(at)), Some(1..));
        let small = letters::small(block.word(at));
        let positions = POSITIONS.iter().any(|stem| small.starts_with(stem));
        // The number comes first: "positions settle at 16".
        counted |= count;
        count || (positions && counted) || block.hits.iter().any(|hit| hit.covers(at) && known(hit))
    }) && counted
        && !block.says_any(&[Not, Can, Cannot, Only, CloseOnly, Permitted, If, Past, Over])
}

/// A row of data: no header, a number in it that is not nought.
fn is_position(finder: &Finder, row: usize) -> bool {
    let layout = finder.layout;
    let header = layout.tree.subtree(row).any(|id| layout.tree.kind(id) == Kind::ColHeader);
    let blocks = layout.inside(row);
    let numbers = layout.run(blocks.clone()).iter().filter(|block| has_number(block)).count();
    // "Apple Inc. (AAPL): 3 shares", in one breath.
    use Concept::*;
    let said =
        |block: &Block| block.says_any(&[Amount, Long, Short]) && !block.says_any(&[Limited, Can, If, Require, Generic, Not]);
    !header && numbers >= 1 && (blocks.len() >= 2 || layout.run(blocks).iter().any(said))
}
