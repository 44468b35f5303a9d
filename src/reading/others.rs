//! What is said by others, or of others: posts, lists of countries, plans side by side.

use super::blocks::{Block, Role};
use super::column;
use super::concept::{Concept, Sense};
use super::layout::Layout;
use super::scope;
use crate::letters::small;
use crate::snapshot::Kind;

/// Who speaks, or is spoken of, is not this user's account.
pub(crate) fn of_others(layout: &Layout, index: usize) -> bool {
    let Some(block) = layout.block(index) else { return false };
    column::of_others(layout, index)
        || block.says(Concept::Speaker)
        || is_post(layout, index)
        || heads_with_others(block)
        || is_compared(layout, index)
        || under_place(layout, index)
}

/// One of several posts: each begins with its writer's name, small or made up, and goes on with words.
fn is_post(layout: &Layout, index: usize) -> bool {
    let Some(parent) = layout.block(index).and_then(|block| layout.tree.parent(block.node)) else { return false };
    let near = layout.run(index.saturating_sub(1)..index + 2).iter();
    let beside = near.filter(|block| layout.tree.parent(block.node) == Some(parent));
    let (mut posts, mut all) = (0, 0);
    for block in beside {
        all += 1;
        posts += usize::from(block.role == Role::Text && block.words() > 3 && writer(block));
    }
    posts >= 2 && posts == all
}

/// "greta88 is it just me", "jules: it is down again".
fn writer(block: &Block) -> bool {
    let Some(name) = block.text.split(' ').next() else { return false };
    let small = name.starts_with(char::is_lowercase);
    let known = block.hits.iter().any(|hit| hit.first == 0);
    let numbered = name.contains(|letter: char| letter.is_ascii_digit()) && name.ends_with(char::is_alphanumeric);
    !known && ((small && name.ends_with(':')) || (numbered && name.contains(char::is_lowercase)) || (small && name.contains('_')))
}

/// "United Kingdom: stocks are not available yet", where the page does not say that the user lives there; "News: margin banned".
fn heads_with_others(block: &Block) -> bool {
    let pause = |at: usize| matches!(block.word(at), ":" | "–" | "—");
    let others = |sense: Sense| match sense {
        Sense::Is(Concept::Somewhere) => true,
        Sense::Is(Concept::Talk) => !block.says_any(&[Concept::You, Concept::Your, Concept::ForAccount]),
        _ => false,
    };
    block.hits.iter().any(|hit| hit.first == 0 && others(hit.sense) && pause(hit.last + 1))
}

/// "Yes" in a column headed "United Kingdom", beside one headed "United States"; under "Kraken", beside "Kraken Pro".
fn under_place(layout: &Layout, index: usize) -> bool {
    let Some((head, 1..)) = column::header(layout, index) else { return false };
    let says =
        |at: usize, concepts: &[Concept]| layout.block(at).is_some_and(|head| head.says_any(concepts) && head.words() <= 3);
    let near = |concepts: &[Concept]| says(head + 1, concepts) || head.checked_sub(1).is_some_and(|at| says(at, concepts));
    let (place, client) = ([Concept::Somewhere], [Concept::OnPro, Concept::OnApp]);
    (says(head, &place) && near(&place)) || says(head, &client) || near(&client)
}

/// "Stocks | Not included | Included": a row that says one thing in one column and the contrary in the next compares.
fn is_compared(layout: &Layout, index: usize) -> bool {
    use Concept::*;
    let cell = |at: usize| {
        layout.block(at).filter(|block| block.role == Role::Text && block.words() <= 2 && layout.in_kind(at, &[Kind::Cell]))
    };
    let Some(own) = cell(index).filter(|own| own.subjects().next().is_none()) else { return false };
    let good = |block: &Block| block.says_any(&[Good, On, SwitchedOn]);
    let state = |block: &Block| {
        let no = block.says_any(&[Bad, SwitchedOff]) || (good(block) && block.says(Not));
        (no || good(block)).then_some(!no)
    };
    // "Not included" and "Included", whether we know the word or not.
    let denies =
        |no: &Block, yes: &Block| no.says(Not) && no.text.len() > yes.text.len() && small(no.text).ends_with(&small(yes.text));
    let yes_no = |yes: &Block, no: &Block| yes.says(On) && !yes.says(Good) && no.says(Off);
    let contrary = |other: &Block| {
        let both = state(own).zip(state(other));
        both.is_some_and(|(own, other)| own != other)
            || denies(own, other)
            || denies(other, own)
            || yes_no(own, other)
            || yes_no(other, own)
    };
    let named = || column::header(layout, index).is_some_and(|(head, _)| !scope::label_subjects(layout, head).is_empty());
    let row = layout.tree.nearest(own.node, &[Kind::Row]).map(|row| layout.inside(row));
    row.is_some_and(|mut row| row.any(|at| at != index && cell(at).is_some_and(contrary))) && !named()
}
