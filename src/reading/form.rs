//! Order forms: what can be traded because its form can be operated.

use super::blocks::{Block, Role};
use super::clause::{self, Meaning};
use super::concept::{Concept, Subject};
use super::layout::Layout;
use super::page::Market;
use super::scope;
use super::signal::Finder;
use super::tree::Id;
use super::zone::Zone;
use crate::data::{self, File};
use crate::gather::Gather;
use crate::letters;
use crate::report::{PageKind, Reason};
use crate::snapshot::{Kind, Node};

/// An order form has no more words than this.
const FORM_WORDS: usize = 260;

/// So many blocks after a control what describes it may stand as text.
const TWIN_REACH: usize = 12;

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
    let fields: Vec<Id> = (0..layout.tree.len()).filter(|id| layout.tree.kind(*id) == Kind::Textbox).gather();
    for field in fields {
        let Some(form) = around(layout, field).filter(|form| !seen.contains(form)) else { continue };
        seen.push(form);
        order_form(finder, form);
    }
    withdrawals(finder);
}

/// A form to withdraw that can be filled in: an amount and where it goes, whatever its submit button's state.
fn withdrawals(finder: &mut Finder) {
    let layout = finder.layout;
    if finder.kind != PageKind::Withdraw {
        return;
    }
    let usable = |id: Id| layout.tree.get(id).is_some_and(Node::usable);
    let found = (0..layout.tree.len()).filter(|id| layout.tree.kind(*id) == Kind::Textbox && usable(*id)).find_map(|field| {
        let form = layout.tree.ancestors(field).find(|up| {
            let to = |id: Id| {
                id != field && matches!(layout.tree.kind(id), Kind::Combobox | Kind::Radio | Kind::Textbox) && usable(id)
            };
            amount(layout, *up) == Some(field) && layout.tree.subtree(*up).any(to)
        });
        Some((layout.inside(field).start, layout.inside(form?)))
    });
    let Some((field, inside)) = found.filter(|(_, inside)| layout.words_in(inside.clone()) <= FORM_WORDS) else { return };
    let Some((subject, title)) = withdrawn(layout, field, inside.clone()) else { return };
    if layout.zone(field) != Zone::Plain {
        return;
    }
    if let Some(contrary) =
        inside.into_iter().find(|index| layout.block(*index).is_some_and(|block| says_no(finder, block, subject)))
    {
        return finder.reject(contrary, "a word to the contrary in the form");
    }
    let quotes = finder.quote(title);
    finder.add(subject, Meaning::Works, quotes, "a form that can be filled in");
}

/// Whether a block says of what a form withdraws, or of nothing that it names, that it does not work.
fn says_no(finder: &Finder, block: &Block, withdrawn: Subject) -> bool {
    let own = |subject: &Subject| {
        *subject == withdrawn || matches!(subject, Subject::Withdrawals | Subject::Funding | Subject::Account)
    };
    clause::claims(block, finder.client).into_iter().flatten().any(|claim| {
        let about = claim.subjects.is_empty() || claim.subjects.iter().any(own);
        about && !claim.narrow && claim.meaning != Meaning::Works
    })
}

/// Crypto or cash, by the titles over a form to withdraw or a choice in it; with the block that says so.
fn withdrawn(layout: &Layout, field: usize, inside: std::ops::Range<usize>) -> Option<(Subject, usize)> {
    let of = |index: usize| {
        let block = layout.block(index)?;
        let asset = block.says(Concept::Asset) || block.says(Concept::Crypto) || block.names(Subject::CryptoWithdrawal);
        let cash = block.names(Subject::FiatWithdrawal) || block.names(Subject::Wire) || block.says(Concept::Cash);
        match (asset, cash) {
            (true, false) => Some((Subject::CryptoWithdrawal, index)),
            (false, true) => Some((Subject::FiatWithdrawal, index)),
            _ => None,
        }
    };
    let titles = layout.title_indices(field).iter().copied();
    let chosen = |index: &usize| {
        layout.block(*index).is_some_and(|block| match layout.tree.kind(block.node) {
            Kind::Combobox => block.at != block.node,
            Kind::Tab => layout.tree.get(block.node).is_some_and(|node| node.flags.selected()),
            kind => kind == Kind::Textbox,
        })
    };
    titles.chain(inside.filter(chosen)).find_map(of)
}

fn order_form(finder: &mut Finder, form: Id) {
    let layout = finder.layout;
    let (Some(amount), Some((buy, sell))) = (amount(layout, form), sides(layout, form)) else { return };
    let usable = |id: Id| layout.tree.get(id).is_some_and(Node::usable);
    let operable = |index: usize| layout.block(index).is_some_and(|block| usable(block.node));
    if !operable(buy) || !operable(sell) || !usable(amount) || layout.zone(buy) != Zone::Plain {
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
    // "Long" and "Short" are sides of margin or futures: which of them, the form does not say.
    if subject == Subject::Spot && layout.block(buy).is_some_and(|block| block.says(Concept::Long) && !block.says(Concept::Buy)) {
        return finder.reject(buy, "a form of margin or futures");
    }
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
        let named = |range: std::ops::Range<usize>| layout.run(range).iter().any(|block| block.says(Concept::Amount));
        let beside = || {
            tree.ancestors(*id).take(2).any(|up| {
                let around = layout.inside(up);
                layout.words_in(around.clone()) <= 12 && named(around)
            })
        };
        // A name of its own decides; without one, the words beside it, also in the cell before.
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
    let spot = side(Concept::Buy, Concept::Sell).zip(side(Concept::Sell, Concept::Buy));
    spot.or_else(|| side(Concept::Long, Concept::Short).zip(side(Concept::Short, Concept::Long)))
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
            let speaks = matches!(claim.meaning, Meaning::Fails(_) | Meaning::OtherClient | Meaning::SwitchedOff);
            // What is announced for later stops nothing now.
            let later = || finder.times(*index).is_some_and(|(from, _)| from > finder.at);
            let futures = || claim.subjects == [Subject::Futures] && !of_futures(finder, form);
            speaks && !later() && of_this_form(layout, *index, &claim.subjects) && !futures()
        })
    })
}

/// Whether a statement in a form is about what the form does, and not about one of its extras ("Margin … unavailable").
fn of_this_form(layout: &Layout, index: usize, subjects: &[Subject]) -> bool {
    let own = |subject: &Subject| {
        matches!(subject, Subject::Spot | Subject::Trading | Subject::Exchange | Subject::Account | Subject::Futures)
    };
    if !subjects.is_empty() {
        return subjects.iter().any(own);
    }
    // What describes a control of the form, and stands in it once more to be read, is about that control.
    let foreign = |subject: Subject| (subject.is_product() || subject.is_rail()) && !own(&subject);
    let describes = |index: usize| {
        layout
            .blocks
            .iter()
            .take(index)
            .rev()
            .take(3)
            .any(|label| layout.block(index).is_some_and(|block| block.node == label.node) && label.subjects().any(foreign))
    };
    let twin = |other: &usize| {
        let texts = layout.block(*other).zip(layout.block(index));
        texts.is_some_and(|(other, block)| other.role == Role::Description && other.text == block.text)
    };
    // "Want margin? Open Kraken Pro", in one block of the form.
    let elsewhere = layout.block(index).is_some_and(|block| {
        let mut named = block.subjects().filter(|subject| subject.is_product() || subject.is_rail()).peekable();
        named.peek().is_some() && named.all(foreign)
    });
    let extra = elsewhere || describes(index) || (index.saturating_sub(TWIN_REACH)..index).filter(twin).any(describes);
    let row = || {
        scope::row(layout, index).is_some_and(|scope| scope.subjects.iter().all(|subject| subject.is_product() && !own(subject)))
    };
    !extra && !row()
}

/// What is traded, by the short texts before the form: "BTC Perp", "Apple Inc. · US stock".
fn instrument(finder: &Finder, form: Id, subject: Subject) -> bool {
    let layout = finder.layout;
    let inside = layout.inside(form);
    let first = inside.start;
    // What comes after the amount is no title of it: the form may be the whole page.
    let field = amount(layout, form).map_or(inside.end, |field| layout.inside(field).end.max(first + 1));
    let near = first.saturating_sub(14)..field;
    // "Margin and futures" is no instrument's name.
    let only = |block: &Block| block.subjects().all(|named| named == subject || !named.is_product());
    // "Verify to Intermediate to unlock stocks" tells of them.
    let tells = |block: &Block| {
        use Concept::*;
        block.role == Role::Description || (block.says_any(&[Verify, Upgrade, Require]) && block.says_any(&[Purpose, Enable]))
    };
    let names =
        |block: &Block| block.words() <= 6 && block.names(subject) && only(block) && block.role != Role::Control && !tells(block);
    // A card beside the form, or a row of a table before it, is about something else.
    let apart = |block: &Block| {
        layout
            .tree
            .nearest(block.node, &[Kind::Aside, Kind::Article, Kind::Row])
            .is_some_and(|card| !layout.tree.within(form, card))
    };
    let plain = near.filter(|index| layout.zone(*index) == Zone::Plain && !layout.block(*index).is_some_and(apart));
    let title = layout.titles_over(first).any(|title| title.names(subject));
    title || plain.filter_map(|index| layout.block(index)).any(names)
}

/// Whether an order form is one for futures.
pub(crate) fn of_futures(finder: &Finder, form: Id) -> bool {
    finder.market == Market::Futures || instrument(finder, form, Subject::Futures)
}

fn of_stocks(finder: &Finder, form: Id) -> bool {
    // "Quick purchase of crypto", beside a share.
    let crypto = |title: &Block| title.says(Concept::Crypto) && !title.names(Subject::Stocks);
    let bought = |name: &Block| {
        let coins = data::any_in(File::Words, "coins", &letters::small(name.text));
        coins && name.names(Subject::Spot) && !name.names(Subject::Stocks)
    };
    let layout = finder.layout;
    // "Buy or sell crypto": the form's own name.
    let named = layout.tree.ancestors(form).chain([form]).filter(|up| layout.words_in(layout.inside(*up)) <= FORM_WORDS);
    let own = |up: Id| layout.blocks.iter().find(|block| block.role == Role::Name && block.node == up);
    if named.filter_map(own).any(bought) {
        return false;
    }
    let title = layout.titles_over(layout.inside(form).start).next();
    (finder.kind == PageKind::Stocks && !title.is_some_and(crypto)) || instrument(finder, form, Subject::Stocks)
}

/// Controls of the form that borrow.
fn leverage(finder: &mut Finder, form: Id) {
    let layout = finder.layout;
    for index in layout.inside(form) {
        let Some(block) = layout.block(index).filter(|block| block.role == Role::Control) else { continue };
        let Some(node) = layout.tree.get(block.node) else { continue };
        // Switches are read as controls; here are the lists and sliders that set how much is borrowed.
        let sets = matches!(node.kind, Kind::Combobox | Kind::Slider | Kind::Radio | Kind::Choice)
            || (node.kind == Kind::Button && node.flags.has_popup());
        let borrows = block.says(Concept::Leverage) || block.names(Subject::Margin);
        if !sets || !borrows {
            continue;
        }
        let meaning = if node.flags.disabled() { Meaning::Fails(Reason::Unstated) } else { Meaning::Works };
        let quotes = finder.quote(index);
        finder.add(Subject::Margin, meaning, quotes, "a leverage control");
    }
}
