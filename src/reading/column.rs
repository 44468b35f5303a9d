//! Tables: which column a cell stands in, and what its header says.

use super::blocks::Block;
use super::concept::{Concept, Sense, Subject};
use super::layout::Layout;
use super::scope::{LABEL_WORDS, Scope, functions, label_subjects};
use crate::snapshot::{Kind, Node};

/// The header of the column that a cell stands in.
pub(crate) fn scope(layout: &Layout, index: usize) -> Option<Scope> {
    let (header, _) = header(layout, index)?;
    if of_others(layout, index) {
        return None;
    }
    let subjects = label_subjects(layout, header);
    (!subjects.is_empty()).then_some(Scope { label: header, subjects, exact: true })
}

/// "Function | 2FA": under a head that names nothing but 2FA, the function of it that the row's first cell names.
pub(crate) fn function(layout: &Layout, index: usize) -> Option<Scope> {
    let stated =
        |state: &Block| state.says_any(&[Concept::On, Concept::Off, Concept::SwitchedOn, Concept::SwitchedOff, Concept::Not]);
    let state = layout.block(index).filter(|state| stated(state) && state.words() <= 3)?;
    let (head, _) = header(layout, index).filter(|(_, column)| *column > 0)?;
    // "Needs 2FA", "2FA reset" and "API method" head something else.
    let two_factor = |head: &Block| {
        let named = |at: usize| head.hits.iter().any(|hit| hit.covers(at) && hit.sense == Sense::Of(Subject::TwoFactor));
        (0..head.tokens.len()).all(|at| named(at) || !head.is_word(at))
    };
    let label = layout.inside(layout.tree.nearest(state.node, &[Kind::Row])?).start;
    layout.block(head).filter(|head| head.names(Subject::TwoFactor) && two_factor(head))?;
    let name = layout.block(label).filter(|name| name.words() <= LABEL_WORDS)?;
    // "API key | 2FA" is of keys.
    let over = header(layout, label).and_then(|(head, _)| layout.block(head));
    if over.is_some_and(|head| head.subjects().any(|subject| matches!(subject, Subject::ApiKeys | Subject::Api))) {
        return None;
    }
    let function = *functions(name, (0, name.tokens.len())).first()?;
    Some(Scope { label, subjects: vec![function], exact: true })
}

/// Whether the rows of a table are people or other accounts, and not what this account has.
pub(crate) fn of_others(layout: &Layout, index: usize) -> bool {
    let table = layout.block(index).and_then(|block| layout.tree.nearest(block.node, &[Kind::Table]));
    if of_other_column(layout, index) || of_other_place(layout, index) {
        return true;
    }
    // Asked of every block: a table without headers is not gone through for each of its cells.
    let first = table.filter(|table| layout.header_cell(*table).is_some()).and_then(|table| {
        layout
            .inside(table)
            .find(|other| layout.block(*other).is_some_and(|block| layout.tree.kind(block.node) == Kind::ColHeader))
    });
    first
        .and_then(|first| layout.block(first))
        .is_some_and(|header| header.words() <= 3 && header.says_any(&[Concept::Persons, Concept::Others]))
}

/// "Professional clients", over a column of its own: what they may do, unless it says that it is this user's.
fn of_other_column(layout: &Layout, index: usize) -> bool {
    let Some((head, 1..)) = header(layout, index) else { return false };
    layout.block(head).is_some_and(|head| {
        let own = [Concept::Your, Concept::You, Concept::ForAccount, Concept::YourPlace];
        head.says_any(&[Concept::Persons, Concept::Generic]) && !head.says_any(&own) && !head.names(Subject::Account)
    })
}

/// "Canada (other than permitted clients) | Unavailable": a row that is of a place.
fn of_other_place(layout: &Layout, index: usize) -> bool {
    let row = layout.block(index).and_then(|block| layout.tree.nearest(block.node, &[Kind::Row]));
    let first = row.map(|row| layout.inside(row).start).filter(|first| *first != index);
    let place = |name: &Block| name.hits.first().is_some_and(|hit| hit.first == 0 && hit.sense == Sense::Is(Concept::Somewhere));
    // "Such other territory" is any.
    let territory = || {
        let head = header(layout, first?).and_then(|(head, _)| layout.block(head))?;
        Some(head.says(Concept::Place) && !head.says(Concept::Your) && head.words() <= 2)
    };
    first.and_then(|first| layout.block(first)).is_some_and(place) || territory() == Some(true)
}

/// The block of the header over a cell, and the column's number.
pub(crate) fn header(layout: &Layout, index: usize) -> Option<(usize, usize)> {
    let tree = layout.tree;
    let cell = tree.nearest(layout.block(index)?.node, &[Kind::Cell, Kind::RowHeader])?;
    let row = tree.nearest(cell, &[Kind::Row])?;
    let head = layout.header_cell(tree.nearest(row, &[Kind::Table])?)?;
    let column = place_in_row(layout, row, cell)?;
    let head_row = tree.nearest(head, &[Kind::Row])?;
    let over = at(layout, head_row, column)?;
    layout.inside(over).next().map(|block| (block, column))
}

/// The cell of a row that stands in a column.
#[inline(never)]
fn at(layout: &Layout, row: usize, column: usize) -> Option<usize> {
    cells(layout, row).find(|(_, from, to)| *from <= column && column < *to).map(|(id, ..)| id)
}

/// The first cell of the column that a cell stands in, of several behind the names of their rows.
pub(crate) fn top(layout: &Layout, index: usize) -> Option<usize> {
    let tree = layout.tree;
    let cell = tree.nearest(layout.block(index)?.node, &[Kind::Cell])?;
    let row = tree.nearest(cell, &[Kind::Row])?;
    let column = place_in_row(layout, row, cell)?;
    let first = tree.subtree(tree.nearest(row, &[Kind::Table])?).find(|id| tree.kind(*id) == Kind::Row)?;
    // A third cell: the name, and two columns at least.
    at(layout, first, 2).and_then(|_| at(layout, first, column))
}

/// The cells of a row: node, first column, one past the last.
pub(crate) fn cells<'a>(layout: &'a Layout, row: usize) -> impl Iterator<Item = (usize, usize, usize)> + 'a {
    let tree = layout.tree;
    let inner = move |id: &usize| {
        matches!(tree.kind(*id), Kind::Cell | Kind::ColHeader | Kind::RowHeader) && tree.nearest(*id, &[Kind::Row]) == Some(row)
    };
    tree.subtree(row).filter(inner).scan(0, move |column, id| {
        let from = *column;
        *column += tree.get(id).map_or(1, Node::span);
        Some((id, from, *column))
    })
}

fn place_in_row(layout: &Layout, row: usize, cell: usize) -> Option<usize> {
    cells(layout, row).find(|(id, _, _)| *id == cell).map(|(_, from, _)| from)
}
