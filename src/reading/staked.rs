//! Staked amounts: what an account has staked, and whether more can be added to it.

use super::blocks::Block;
use super::clause::Meaning;
use super::column;
use super::concept::{Concept, Sense, Subject};
use super::listing::has_number;
use super::logged;
use super::signal::Finder;
use crate::data::{self, File};
use crate::letters;
use crate::snapshot::Kind;

/// The buttons of what is staked stand among no more words than this.
const NEAR_WORDS: usize = 45;

/// "Staked: 12.5 DOT".
pub(super) fn amount(finder: &mut Finder, index: usize, block: &Block) {
    // "You have 2.41 ETH staked. Your next payout lands on Monday."
    let parts = block.parts();
    let block = parts.first().filter(|_| block.words() > 10).unwrap_or(block);
    // "Stake 25 DOT": what is to be done, or was left undone.
    let verb = block.hits.first().is_some_and(|hit| hit.first == 0 && hit.sense == Sense::Is(Concept::Stake));
    // "Customers staked more than 40 assets" is of others.
    let others = [Concept::Not, Concept::Empty, Concept::Persons, Concept::Generic];
    let own = block.says(Concept::Position) && !block.says_any(&others) && !verb;
    // "Staked 5 %" may be what others do; "412.0 DOT · bonded · 12.1 % APR" is an amount, and what it yields.
    // "2 Sep – You staked 18 ATOM" is what was done then.
    if !own || logged::logged(finder, index) || block.words() > 10 || (block.text.contains('%') && !block.has_amount()) {
        return;
    }
    if !data::any_in(File::Words, "staked", &letters::small(block.text)) || adds_nothing(finder, index) {
        return;
    }
    let here = has_number(block);
    // "Bonded | 28 d | 9.8 %", in a table, is what is offered.
    let amount = |next: &Block| {
        let row = finder.layout.in_kind(index, &[Kind::Row]);
        next.words() <= 4 && has_number(next) && !next.text.contains('%') && (!row || next.has_amount())
    };
    let next = finder.layout.block(index + 1).is_some_and(amount);
    if here || next {
        let quotes = if here { finder.quote(index) } else { finder.quotes(&[index, index + 1]) };
        finder.add(Subject::Staking, Meaning::Works, quotes, "a staked amount");
    }
}

/// Whether the nearest buttons beside what is staked have one that is off: no more can be added to it.
#[inline(never)]
fn adds_nothing(finder: &Finder, index: usize) -> bool {
    let layout = finder.layout;
    let button = |block: &&Block| layout.tree.kind(block.node) == Kind::Button;
    let off = |block: &Block| {
        let disabled = layout.tree.get(block.node).is_some_and(|node| node.flags.disabled());
        disabled && (block.says(Concept::Stake) || data::is_one(File::Words, "adds", &letters::small(block.word(0))))
    };
    let one =
        |inside: &std::ops::Range<usize>| layout.heads(inside.clone()) <= 1 && layout.words_in(inside.clone()) <= NEAR_WORDS;
    let near = layout.containers(index).map(|(_, inside)| inside).take_while(one);
    let mut nearest = near.map(|inside| layout.run(inside)).filter(|run| run.iter().any(|block| button(&block)));
    nearest.next().is_some_and(|run| run.iter().filter(button).any(off))
}

/// "4.2 ETH" in the column "Currently staked".
pub(super) fn cell(finder: &mut Finder, index: usize, block: &Block) {
    if !has_number(block) || block.words() > 3 || block.text.contains('%') {
        return;
    }
    let layout = finder.layout;
    let Some((header, _)) = column::header(layout, index) else { return };
    let staked = |head: &Block| {
        head.says(Concept::Position)
            && data::any_in(File::Words, "staked_column", &letters::small(head.text))
            && head.words() <= 4
    };
    if header < index && layout.block(header).is_some_and(staked) && !adds_nothing(finder, index) {
        let quotes = finder.quotes(&[index, header]);
        finder.add(Subject::Staking, Meaning::Works, quotes, "a staked amount");
    }
}
