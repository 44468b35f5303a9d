//! Order forms: what can be traded because its form can be operated.

use super::blocks::{Block, Role};
use super::clause::{self, Meaning};
use super::concept::{Concept, Subject};
use super::layout::{Layout, Zone};
use super::signal::Finder;
use super::tree::Id;
use crate::report::PageKind;
use crate::snapshot::Kind;

/// An order form has no more words than this.
const FORM_WORDS: usize = 260;

/// Controls that choose a side.
const SIDES: &[Kind] = &[Kind::Button, Kind::Tab, Kind::Radio, Kind::Choice, Kind::Switch, Kind::Checkbox, Kind::Combobox];

/// The order form around a node: the innermost container that has a side to choose and an amount to fill in.
pub(crate) fn around(layout: &Layout, node: Id) -> Option<Id> {
    for up in layout.tree.ancestors(node) {
        let inside = layout.inside(up);
        if layout.words_in(inside) > FORM_WORDS {
            return None;
        }
        if amount(layout, up).is_some() && sides(layout, up).is_some() {
            return Some(up);
        }
    }
    None
}

/// Reads every order form.
pub(crate) fn read(finder: &mut Finder) {
    let layout = finder.layout;
    let mut seen = Vec::new();
    let fields: Vec<Id> = (0..layout.tree.len()).filter(|id| layout.tree.kind(*id) == Kind::Textbox).collect();
    for field in fields {
        let Some(form) = around(layout, field).filter(|form| !seen.contains(form)) else { continue };
        seen.push(form);
        order_form(finder, form);
    }
}

fn order_form(finder: &mut Finder, form: Id) {
    let layout = finder.layout;
    let (Some(amount), Some(sides)) = (amount(layout, form), sides(layout, form)) else { return };
    let usable = |id: Id| layout.tree.get(id).is_some_and(|node| !node.flags.disabled() && !node.flags.has('b'));
    let Some((buy, sell)) = Some(sides)
        .filter(|(buy, sell)| [*buy, *sell].iter().all(|index| layout.block(*index).is_some_and(|block| usable(block.node))))
    else {
        return;
    };
    if !usable(amount) || layout.zone(buy) != Zone::Plain {
        return;
    }
    if let Some(contrary) = contrary(finder, form) {
        return finder.reject(contrary, "a word to the contrary in the order form");
    }
    let subject = if of_futures(finder, form) {
        Subject::Futures
    } else if of_stocks(finder, form) {
        Subject::Stocks
    } else {
        Subject::Spot
    };
    let quotes = finder.quotes(&[buy, sell]);
    finder.add(subject, Meaning::Works, quotes, "an order form");
    if subject == Subject::Spot {
        leverage(finder, form);
    }
}

/// The field for the amount.
fn amount(layout: &Layout, form: Id) -> Option<Id> {
    let tree = layout.tree;
    tree.subtree(form).find(|id| {
        let Some(node) = tree.get(*id).filter(|node| matches!(node.kind, Kind::Textbox | Kind::Slider)) else { return false };
        let inside = layout.inside(*id);
        let named = |range: std::ops::Range<usize>| {
            layout.blocks.get(range).into_iter().flatten().any(|block| block.says(Concept::Amount))
        };
        let beside = || {
            tree.parent(*id).is_some_and(|up| {
                let around = layout.inside(up);
                layout.words_in(around.clone()) <= 12 && named(around)
            })
        };
        // A name of its own decides; without one, the words beside it.
        if node.name().is_some() { named(inside) } else { beside() }
    })
}

/// The blocks by which to buy and to sell.
fn sides(layout: &Layout, form: Id) -> Option<(usize, usize)> {
    let side = |wanted: Concept, other: Concept| {
        layout.inside(form).find(|index| {
            layout.block(*index).is_some_and(|block| {
                // A radio button without a name has its words right behind it.
                let behind = block.at.checked_sub(1).is_some_and(|before| {
                    layout.tree.kind(before) == Kind::Radio && layout.tree.get(before).is_some_and(|node| node.name().is_none())
                });
                let choice = behind || (block.role == Role::Control && SIDES.contains(&layout.tree.kind(block.node)));
                choice && block.words() <= 4 && block.says(wanted) && !block.says(other)
            })
        })
    };
    Some((side(Concept::Buy, Concept::Sell)?, side(Concept::Sell, Concept::Buy)?))
}

/// A block of the form that says that it does not work.
fn contrary(finder: &Finder, form: Id) -> Option<usize> {
    let layout = finder.layout;
    let form = layout
        .tree
        .nearest(form, &[Kind::Dialog, Kind::Region, Kind::Form, Kind::Aside])
        .filter(|up| layout.words_in(layout.inside(*up)) <= FORM_WORDS)
        .unwrap_or(form);
    layout.inside(form).find(|index| {
        let Some(block) = layout.block(*index) else { return false };
        if block.says(Concept::SignInVerb) || block.says(Concept::SignUpVerb) {
            return true;
        }
        clause::claims(block, finder.client).into_iter().flatten().any(|claim| {
            let here = claim.subjects.is_empty()
                || claim.subjects.iter().any(|subject| {
                    matches!(subject, Subject::Spot | Subject::Trading | Subject::Exchange | Subject::Account | Subject::Futures)
                });
            here && matches!(claim.meaning, Meaning::Fails(_) | Meaning::OtherClient | Meaning::SwitchedOff)
        })
    })
}

fn of_futures(finder: &Finder, form: Id) -> bool {
    let layout = finder.layout;
    let first = layout.inside(form).start;
    let titled = layout.titles_over(first).any(|title| title.names(Subject::Futures));
    let inside = layout
        .blocks
        .get(layout.inside(form))
        .into_iter()
        .flatten()
        .any(|block: &Block| block.names(Subject::Futures) && block.words() <= 5);
    titled || inside || finder.market == super::page::Market::Futures
}

fn of_stocks(finder: &Finder, form: Id) -> bool {
    let layout = finder.layout;
    let first = layout.inside(form).start;
    finder.kind == PageKind::Stocks || layout.titles_over(first).any(|title| title.names(Subject::Stocks))
}

/// Controls of the form that borrow.
fn leverage(finder: &mut Finder, form: Id) {
    let layout = finder.layout;
    for index in layout.inside(form) {
        let Some(block) = layout.block(index).filter(|block| block.role == Role::Control) else { continue };
        let Some(node) = layout.tree.get(block.node) else { continue };
        // Switches are read as controls; here are the lists and sliders that set how much is borrowed.
        let sets = matches!(node.kind, Kind::Combobox | Kind::Slider | Kind::Radio | Kind::Choice)
            || (node.kind == Kind::Button && node.flags.has('h'));
        if !(sets && block.says(Concept::Leverage) || (sets && block.names(Subject::Margin))) {
            continue;
        }
        let meaning = if node.flags.disabled() { Meaning::Fails(crate::report::Reason::Unstated) } else { Meaning::Works };
        let quotes = finder.quote(index);
        finder.add(Subject::Margin, meaning, quotes, "a leverage control");
    }
}
