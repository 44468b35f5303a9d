//! What lists prove: staked amounts, payment methods, deposit addresses, "Stake" in the product's own list.

use super::blocks::{Block, Role};
use super::clause::{self, Meaning};
use super::concept::{Concept, Sense, Subject};
use super::layout::Title;
use super::others;
use super::scope;
use super::signal::Finder;
use super::staked;
use super::words::Shape;
use super::zone::Zone;
use crate::data::{self, File};
use crate::gather::Gather;
use crate::letters;
use crate::report::PageKind;
use crate::snapshot::{Kind, Node};

/// A payment method's entry has no more words than this.
const METHOD_WORDS: usize = 45;

/// A button that picks a method has no more words than this.
const PICK_WORDS: usize = 2;

/// Bank details in one breath are no longer than this, in words.
const DETAILS_WORDS: usize = 24;

/// "Add cash for your first order" is no longer than this, in words.
const PAID_WORDS: usize = 8;

/// Reads every list.
pub(crate) fn read(finder: &mut Finder) {
    for index in 0..finder.layout.blocks.len() {
        if finder.layout.zone(index) != Zone::Plain {
            continue;
        }
        let Some(block) = finder.layout.block(index) else { continue };
        let control = block.role == Role::Control;
        if control {
            stake(finder, index, block);
            method(finder, index, block);
        } else if !others::of_others(finder.layout, index) {
            empty(finder, index, block);
            staked::amount(finder, index, block);
            staked::cell(finder, index, block);
            details(finder, index, block);
        }
    }
    passkeys(finder);
}

/// An enabled "Stake" on a page for earning, not in its header nor in what stands aside.
fn stake(finder: &mut Finder, index: usize, block: &Block) {
    if !block.says(Concept::Stake) || block.words() > 4 {
        return;
    }
    let layout = finder.layout;
    let Some(node) = layout.tree.get(block.node) else { return };
    let usable = matches!(node.kind, Kind::Button | Kind::Link) && node.usable();
    if !usable || finder.kind != PageKind::Earn || layout.in_kind(index, &[Kind::Header, Kind::Aside]) {
        return;
    }
    let card = layout.card(index);
    // A link alone leads to where it can be done; beside an asset it does it.
    let named = || {
        layout
            .run(card.clone())
            .iter()
            .any(|other| other.says(Concept::Asset) || other.tokens.iter().any(|token| token.shape == Shape::Upper))
    };
    if node.kind == Kind::Link && !layout.in_kind(index, &[Kind::Row, Kind::Item]) && !named() {
        return;
    }
    // A lone "0" is how many are staked so far.
    let words = |block: &&Block| block.text.contains(char::is_alphabetic);
    let contrary = entry(finder, index).any(|other| {
        layout.block(other).filter(words).is_some_and(|other| {
            clause::claims(other, finder.client)
                .into_iter()
                .flatten()
                .any(|claim| matches!(claim.meaning, Meaning::Fails(_) | Meaning::SwitchedOff | Meaning::OtherClient))
        })
    });
    // A card of praise with a button is an advert; a list of assets with a button each is the product.
    let advert = !layout.in_kind(index, &[Kind::Row, Kind::Item, Kind::Dialog, Kind::Form])
        && layout.run(card).iter().any(|other| other.says(Concept::Promo) && other.words() > 6);
    if contrary || advert {
        return finder.reject(index, "not usable, or an advert");
    }
    let quotes = finder.quote(index);
    finder.add(Subject::Staking, Meaning::Works, quotes, "a button of the product");
}

/// "Crypto" or "Cash" alone, on a page for paying in or out.
pub(crate) fn way(finder: &Finder, block: &Block) -> Vec<Subject> {
    let cell = block.first_cell();
    let block = cell.as_ref().unwrap_or(block);
    let (crypto, cash) = (block.says(Concept::Crypto), block.says(Concept::Cash));
    match finder.kind {
        _ if block.words() > 4 => Vec::new(),
        PageKind::Deposit if crypto => vec![Subject::CryptoDeposit],
        PageKind::Withdraw if crypto => vec![Subject::CryptoWithdrawal],
        PageKind::Withdraw if cash => vec![Subject::FiatWithdrawal],
        _ => Vec::new(),
    }
}

/// Whether buttons of the same container name other ways to pay.
fn among_ways(finder: &Finder, index: usize) -> bool {
    let layout = finder.layout;
    let rail = |block: &Block| block.subjects().any(Subject::is_rail) || !way(finder, block).is_empty();
    let Some((_, inside)) = layout.containers(index).next() else { return false };
    let is_way = |block: &&Block| block.role == Role::Control && block.words() <= 12 && rail(block);
    layout.run(inside).iter().filter(is_way).count() >= 2
}

/// "Add cash for your first order", over one of several choices and a field for the amount, on a page of something else.
fn adds_cash(finder: &Finder, index: usize) -> bool {
    let layout = finder.layout;
    let kind = |other: usize| layout.block(other).map(|block| layout.tree.kind(block.node));
    // "Planned deposits" and "find a deposit" add none.
    let adds = |title: &Block| data::any_in(File::Words, "adds_cash", &letters::small(title.text));
    let named = |title: &Block| title.names(Subject::Deposits) && adds(title) && title.words() <= PAID_WORDS && !title.asks();
    let pays = |title: &Title| {
        let count = |wanted: Kind| layout.under(title).filter(|other| kind(*other) == Some(wanted)).count();
        layout.under(title).contains(&index)
            && layout.block(title.block).is_some_and(named)
            && count(Kind::Radio) >= 2
            && count(Kind::Textbox) >= 1
    };
    let page = matches!(finder.kind, PageKind::Stocks | PageKind::Home | PageKind::Earn | PageKind::Portfolio);
    page && kind(index) == Some(Kind::Radio) && layout.titles.iter().any(pays)
}

/// A payment method that can be chosen and has no condition in its entry.
fn method(finder: &mut Finder, index: usize, block: &Block) {
    let layout = finder.layout;
    let paying = matches!(finder.kind, PageKind::Deposit | PageKind::Withdraw | PageKind::Trade);
    if !paying && !adds_cash(finder, index) {
        return;
    }
    let Some(node) = layout.tree.get(block.node).filter(|node| node.usable()) else { return };
    if !can_be_chosen(finder, index, block, node) || block.says(Concept::Submit) {
        return;
    }
    let row = layout.containers(index).find(|(up, _)| matches!(layout.tree.kind(*up), Kind::Row | Kind::Item));
    let card = match row {
        _ if is_picked(block, node) => index..index + 1,
        // A button in a row of a table is beside what the row says.
        Some((_, inside)) if node.kind == Kind::Button => inside,
        None if node.kind == Kind::Button => index..index + 1,
        _ => entry(finder, index),
    };
    if layout.words_in(card.clone()) > METHOD_WORDS {
        return;
    }
    let entry = layout.run(card);
    // Where money is paid in, "send coins" is what someone else does.
    let away: &[Subject] = match finder.kind {
        PageKind::Deposit => &[Subject::CryptoWithdrawal, Subject::FiatWithdrawal],
        PageKind::Withdraw => &[Subject::CryptoDeposit],
        _ => &[],
    };
    let mut subjects = scope::exact(entry.iter().take(2).flat_map(Block::subjects));
    subjects.retain(|subject| if paying { subject.is_rail() && !away.contains(subject) } else { subject.is_cash_rail() });
    if subjects.is_empty() {
        subjects = way(finder, block);
    }
    if subjects.is_empty() {
        return;
    }
    if has_condition(finder, entry) {
        return finder.reject(index, "a method with a condition");
    }
    let quotes = finder.quote(index);
    for subject in subjects {
        finder.add(subject, Meaning::Works, quotes.clone(), "a method that can be chosen");
    }
}

/// Whether a block is what is chosen in a list.
fn is_picked(block: &Block, node: &Node) -> bool {
    node.kind == Kind::Combobox && block.at != block.node
}

/// Whether a control chooses a method: it is one of several, or a button that is named like one or picks one.
fn can_be_chosen(finder: &Finder, index: usize, block: &Block, node: &Node) -> bool {
    let layout = finder.layout;
    if is_picked(block, node) || matches!(node.kind, Kind::Radio | Kind::Choice) {
        return true;
    }
    if node.kind != Kind::Button || node.input() == Some("submit") || finder.kind == PageKind::Trade {
        return false;
    }
    // One button alone is a way to pay when it is named like one, under a title that speaks of paying in or out.
    let paying = |title: &Block| {
        title.says(Concept::Go)
            || title.subjects().any(|subject| matches!(subject, Subject::Deposits | Subject::Withdrawals | Subject::Funding))
    };
    let rail = block.subjects().next().is_some_and(Subject::is_cash_rail);
    // "Select" in the entry of a method that the entry names.
    let picks =
        block.words() <= PICK_WORDS && block.says(Concept::Go) && layout.in_kind(index, &[Kind::Item, Kind::Row, Kind::Article]);
    picks || (rail && layout.titles_over(index).any(paying)) || among_ways(finder, index)
}

/// Whether a method's entry says that something is asked for first, or that it does not work.
fn has_condition(finder: &Finder, entry: &[Block]) -> bool {
    use Concept::*;
    let conditions = [Bad, Require, Cannot, Verify, Maintenance, If, Until, SetUp, Enable, Pending, Failed, Affected, Hold];
    let denied =
        |block: &Block| clause::claims(block, finder.client).into_iter().flatten().any(|claim| claim.meaning != Meaning::Works);
    // "How would you like to pay?" over the only one.
    entry.iter().flat_map(Block::parts).any(|part| !part.asks() && (part.says_any(&conditions) || denied(&part)))
}

/// The blocks of one method: the innermost item, row, label or container that holds no second choice.
fn entry(finder: &Finder, index: usize) -> std::ops::Range<usize> {
    let layout = finder.layout;
    let mut best = index..index + 1;
    let whole = |kind| matches!(kind, Kind::List | Kind::Form | Kind::Dialog | Kind::Main);
    for (up, inside) in layout.containers(index) {
        let kind = layout.tree.kind(up);
        if whole(kind) {
            break;
        }
        let mut nodes: Vec<usize> = layout
            .run(inside.clone())
            .iter()
            .filter(|block| {
                block.role == Role::Control && matches!(layout.tree.kind(block.node), Kind::Radio | Kind::Choice | Kind::Button)
            })
            .map(|block| block.node)
            .gather();
        nodes.dedup();
        if nodes.len() > 1 {
            break;
        }
        best = inside;
        if kind == Kind::Group {
            break;
        }
    }
    best
}

/// "No passkeys yet".
fn empty(finder: &mut Finder, index: usize, block: &Block) {
    if !block.says(Concept::Empty) {
        return;
    }
    let Some(block) = &block.parts().into_iter().find(|part| part.says(Concept::Empty) && part.words() <= 14) else { return };
    let own: Vec<Subject> = block.subjects().filter(|subject| subject.is_protection()).gather();
    let scope = scope::row(finder.layout, index).or_else(|| scope::title(finder.layout, index));
    let about = if own.is_empty() { scope.map(|scope| scope.subjects).unwrap_or_default() } else { own };
    let quotes = finder.quote(index);
    for subject in about.into_iter().filter(|subject| subject.is_protection()) {
        finder.add(subject, Meaning::SwitchedOff, quotes.clone(), "a list that is empty");
    }
}

/// Whether a number that is not nought stands in a block.
pub(super) fn has_number(block: &Block) -> bool {
    let nonzero = |word: &str| word.bytes().any(|digit| (b'1'..=b'9').contains(&digit));
    block.tokens.iter().enumerate().any(|(at, token)| token.shape == Shape::Number && nonzero(block.word(at)))
}

/// Whether a digit stands in a block, in a number or in a mixed word such as an account's.
fn has_digits(block: &Block) -> bool {
    block.text.bytes().any(|letter| letter.is_ascii_digit())
}

/// A deposit address or bank details shown for use.
fn details(finder: &mut Finder, index: usize, block: &Block) {
    if finder.kind != PageKind::Deposit {
        return;
    }
    let layout = finder.layout;
    let card = layout.card(index);
    let address = block.tokens.iter().any(|token| looks_like_address(block.text, token.start, token.end));
    if address {
        let names = |other: &usize| {
            layout.block(*other).is_some_and(|other| {
                other.words() <= 12 && (other.says(Concept::DepositAddress) || other.names(Subject::Addresses))
            })
        };
        // Out of its card, what stands right before it may still name it: "Your deposit address", and no "none yet".
        let before = |other: &usize| {
            layout.block(*other).is_some_and(|other| {
                other.says(Concept::DepositAddress)
                    && !other.says_any(&[Concept::Not, Concept::Empty, Concept::Cannot, Concept::Past])
            })
        };
        let label = card.clone().find(names).or_else(|| (index.saturating_sub(3)..index).rev().find(before));
        if let Some(label) = label {
            let quotes = finder.quote(label);
            finder.add(Subject::CryptoDeposit, Meaning::Works, quotes, "a deposit address");
        }
        return;
    }
    // "To Payward Europe, IBAN LT60 1010 …, reference AA71", in one breath.
    let named = block.hits.iter().filter(|hit| hit.sense == Sense::Is(Concept::BankDetails)).count();
    if named >= 2 && block.words() <= DETAILS_WORDS && has_digits(block) {
        let quotes = finder.quote(index);
        return finder.add(Subject::Wire, Meaning::Works, quotes, "bank details");
    }
    if block.says(Concept::BankDetails) && block.words() <= 8 {
        let whole =
            layout.tree.nearest(block.node, &[Kind::Table, Kind::DescriptionList, Kind::List]).map(|id| layout.inside(id));
        let table = whole.filter(|inside| layout.words_in(inside.clone()) <= 80);
        let labels = layout
            .run(table.unwrap_or(card))
            .iter()
            .filter(|other| other.says(Concept::BankDetails) && other.words() <= 14)
            .count();
        let numbers = layout.block(index + 1).is_some_and(has_digits) || has_digits(block);
        if labels >= 2 && numbers {
            let quotes = finder.quote(index);
            finder.add(Subject::Wire, Meaning::Works, quotes, "bank details");
        }
    }
}

fn looks_like_address(text: &str, start: usize, end: usize) -> bool {
    text.get(start..end).is_some_and(|word| {
        word.len() >= 20
            && word.bytes().any(|letter| letter.is_ascii_digit())
            && word.bytes().any(|letter| letter.is_ascii_alphabetic())
    })
}

/// A list of passkeys that has one: an entry that can be removed.
fn passkeys(finder: &mut Finder) {
    let layout = finder.layout;
    for title in &layout.titles {
        let named = layout.block(title.block).is_some_and(|block| block.names(Subject::Passkey) && block.words() <= 4);
        if !named || layout.zone(title.block) != Zone::Plain {
            continue;
        }
        let entry = layout.under(title).find(|index| {
            layout.block(*index).is_some_and(|block| {
                let removes =
                    block.role == Role::Control && block.says(Concept::Disable) && layout.tree.kind(block.node) == Kind::Button;
                // "iPhone 15 | added 8 Jan 2026": the entry's name is another cell.
                let row = layout.tree.nearest(block.node, &[Kind::Row]).map(|row| layout.inside(row).start);
                removes || added(block, usize::from(row.is_none_or(|first| first == *index)))
            })
        });
        if let Some(entry) = entry {
            let quotes = finder.quotes(&[title.block, entry]);
            finder.add(Subject::Passkey, Meaning::Works, quotes, "a list that has one");
        }
    }
}

/// "Pixel 9, added on 8 September 2026": an entry and its day.
fn added(block: &Block, first: usize) -> bool {
    let day = block.hits.iter().any(|hit| hit.first >= first && block.dates_making(hit));
    day && block.role == Role::Text && !block.says_any(&[Concept::Not, Concept::Empty, Concept::Past])
}
