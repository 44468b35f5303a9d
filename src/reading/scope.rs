//! What a state without a name is about: the label of its row, the title over it.

use super::blocks::{Block, Role};
use super::clause;
use super::column;
use super::concept::{Concept, Sense, Subject};
use super::layout::Layout;
use super::lexicon::Hit;
use super::named;
use super::pair;
use super::tree::Id;
use super::way;
use super::words::{Shape, Token};
use super::zone::Zone;
use crate::gather::Gather;
use crate::snapshot::Kind;

/// A label is no longer than this, in words.
pub(super) const LABEL_WORDS: usize = 9;
/// A row is no longer than this, in words, descriptions included.
const ROW_WORDS: usize = 80;

/// What a state is about, and the block that says so.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scope {
    /// The block that names it.
    pub label: usize,
    /// What it names.
    pub subjects: Vec<Subject>,
    /// The row holds exactly this one name.
    pub exact: bool,
}

/// The subjects that a label names: the exact ones, and the function that 2FA is set for where the label or a title over it
/// speaks of 2FA.
pub(crate) fn label_subjects(layout: &Layout, index: usize) -> Vec<Subject> {
    let Some(block) = layout.block(index).filter(|block| may_name(block)) else { return Vec::new() };
    // Of cells side by side the first one names the row.
    let cell = block.first_cell();
    let block = cell.as_ref().unwrap_or(block);
    let here = block.names(Subject::TwoFactor);
    let title = || layout.titles_over(index).take(2).any(|title| title.names(Subject::TwoFactor));
    let above = || function(block).is_some() && (title() || heads_of_two_factor(layout, index));
    let other = block.subjects().any(|subject| matches!(subject, Subject::Passkey | Subject::SettingsLock | Subject::MasterKey));
    if !other && (here || above()) {
        let function = function(block).or_else(|| here.then(|| layout.titles_over(index).find_map(function)).flatten());
        if let Some(function) = function {
            return vec![function];
        }
    }
    let mut subjects = exact(block.subjects());
    // "Margin on spot markets" is about margin; "Margin and futures" about both.
    let joined = block.says(Concept::And) || block.tokens.iter().any(|token| matches!(token.shape, Shape::Pause | Shape::Mark));
    let product = subjects.first().is_some_and(|subject| subject.is_product());
    // "Staking", and beside it "withdrawals only".
    if !joined && (subjects.iter().filter(|subject| subject.is_product()).count() > 1 || product) {
        subjects.truncate(1);
    }
    // "Deposits in digital assets".
    if block.says(Concept::Crypto)
        && !block.says_any(&[Concept::Cash, Concept::Currency])
        && let [subject @ (Subject::Deposits | Subject::Withdrawals)] = subjects[..]
    {
        subjects = named::of_crypto(subject);
    }
    if label_in_cash(block, subjects.iter().copied()) {
        subjects = vec![Subject::FiatWithdrawal];
    }
    subjects
}

/// Whether a label names withdrawals, and money that they are made in.
pub(super) fn label_in_cash(block: &Block, mut subjects: impl Iterator<Item = Subject>) -> bool {
    let out = matches!(subjects.next(), Some(Subject::Withdrawals | Subject::FiatWithdrawal)) && subjects.next().is_none();
    out && clause::in_cash(block, (0, block.tokens.len()))
}

/// Whether a block can be the label of anything: what [`label_subjects`] goes by.
fn may_name(block: &Block) -> bool {
    block.says(Concept::SignInVerb) || block.subjects().next().is_some()
}

/// Whether the column that a block stands in, or the first words of its card, speak of 2FA.
fn heads_of_two_factor(layout: &Layout, index: usize) -> bool {
    let speaks =
        |head: usize| head < index && layout.block(head).is_some_and(|head| head.words() <= 6 && head.names(Subject::TwoFactor));
    if let Some((header, _)) = column::header(layout, index) {
        return speaks(header);
    }
    let near = layout.containers(index).take_while(|(up, inside)| {
        !matches!(layout.tree.kind(*up), Kind::Main | Kind::Dialog) && layout.words_in(inside.clone()) <= 2 * ROW_WORDS
    });
    near.map(|(_, inside)| inside.start).any(speaks)
}

/// The functions that 2FA is set for, as some of a block's words name them: "sign-in, funding and trading".
pub(super) fn functions(block: &Block, span: (usize, usize)) -> Vec<Subject> {
    let names =
        |subject| block.hits.iter().any(|hit| hit.sense == Sense::Of(subject) && span.0 <= hit.first && hit.last <= span.1);
    let all = [
        (Subject::SignIn, block.says_within(span, Concept::SignInVerb) || names(Subject::SignIn)),
        (Subject::TwoFactorFunding, [Subject::Funding, Subject::Withdrawals, Subject::Deposits].into_iter().any(names)),
        (Subject::TwoFactorTrading, [Subject::Trading, Subject::Spot].into_iter().any(names)),
    ];
    all.into_iter().filter(|(_, named)| *named).map(|(function, _)| function).gather()
}

/// The function that 2FA is set for.
fn function(block: &Block) -> Option<Subject> {
    functions(block, (0, block.tokens.len())).first().copied()
}

/// "Trading", and beside it "2FA not set up": the one function that a short text in the same container names.
pub(crate) fn function_beside(layout: &Layout, index: usize) -> Option<Subject> {
    layout.block(index).filter(|block| function(block).is_none())?;
    let (_, inside) = layout.containers(index).next().filter(|(_, inside)| layout.words_in(inside.clone()) <= 2 * LABEL_WORDS)?;
    let label = |block: &&Block| block.role == Role::Text && block.words() <= 4 && !block.names(Subject::TwoFactor);
    let mut named = layout.run(inside).iter().filter(label).filter_map(function);
    named.next().filter(|_| named.next().is_none())
}

/// Drops broad subjects where an exact one stands beside them.
pub(crate) fn exact(subjects: impl Iterator<Item = Subject>) -> Vec<Subject> {
    exact_of(&subjects.gather())
}

fn exact_of(subjects: &[Subject]) -> Vec<Subject> {
    let mut all: Vec<Subject> = Vec::new();
    for &subject in subjects {
        if !all.contains(&subject) {
            all.push(subject);
        }
    }
    // "You can't trade or pay in by card": trading says more than the rail, money in general more than a product.
    let exact: Vec<Subject> = all.iter().copied().filter(|subject| !subject.is_broad()).gather();
    all.retain(|subject| match subject {
        Subject::Trading => exact.iter().all(|other| other.is_rail()),
        Subject::Exchange => exact.iter().all(|other| *other == Subject::Api),
        Subject::Deposits | Subject::Withdrawals | Subject::Funding => exact.iter().all(|other| other.is_product()),
        other => exact.is_empty() || !other.is_broad(),
    });
    all
}

/// The label of the row that a block stands in.
pub(crate) fn row(layout: &Layout, index: usize) -> Option<Scope> {
    let own = layout.block(index)?.node;
    let zone = layout.zone(index);
    if let Some(scope) = pair::status(layout, index) {
        return Some(scope);
    }
    // What a definition says is about its term, whatever else is known.
    if let Some(definition) = layout.tree.nearest(own, &[Kind::Definition]) {
        return term(layout, definition);
    }
    for (up, inside) in layout.containers(index) {
        let kind = layout.tree.kind(up);
        // What has several headings is no row, but may have rows of two elements.
        let several = layout.heads(inside.clone()) > 1;
        if several && let Some(scope) = pair::headed(layout, index, up) {
            return Some(scope);
        }
        let list = matches!(kind, Kind::Main | Kind::List | Kind::Table | Kind::Form | Kind::Header) || several;
        if list || (layout.words_in(inside.clone()) > ROW_WORDS && kind != Kind::DescriptionList) {
            return if kind == Kind::Main { pair::named(layout, index, up) } else { None };
        }
        if kind == Kind::Row
            && let Some(scope) = way::crossed(layout, index, inside.clone()).or_else(|| column::function(layout, index))
        {
            return Some(scope);
        }
        let named: Vec<(usize, Vec<Subject>)> = inside
            .clone()
            .filter(|other| *other != index && layout.block(*other).is_some_and(may_name) && layout.zone(*other) == zone)
            .filter(|other| is_label(layout, *other, own))
            .map(|other| (other, label_subjects(layout, other)))
            .filter(|(_, subjects)| subjects.iter().any(|subject| !matches!(subject, Subject::Account | Subject::Exchange)))
            .gather();
        // A row whose label we do not know is not about what the next row names.
        if named.is_empty()
            && kind != Kind::Row
            && inside.clone().any(|other| other < index && is_strange_label(layout, other, own))
        {
            return None;
        }
        // "Trading with a loan" is not all trading.
        let some_trading = |(label, subjects): &(usize, Vec<Subject>)| {
            subjects == &[Subject::Trading] && layout.block(*label).is_some_and(|block| strange(block, block.tokens.len()) > 0)
        };
        let before = named.iter().rev().filter(|label| !some_trading(label)).find(|(other, _)| *other < index);
        let before = before.or(named.iter().rev().find(|(other, _)| *other < index));
        let leading = named.first().is_some_and(|(first, _)| leads(layout, inside.clone(), *first));
        // A table row is about its first cell, whatever the cells between say ("Sign-in | Authenticator app | On").
        let first = named.first().filter(|_| kind == Kind::Row);
        let chosen = if first.is_some() {
            first
        } else if leading {
            before.or(named.first())
        } else {
            named.iter().find(|(other, _)| *other > index).or(before)
        };
        // "Sign-in", "Authenticator app", "On": the function names the row, not its method.
        let way = |subject: &Subject| matches!(subject, Subject::TwoFactor | Subject::Passkey);
        let method = |subjects: &[Subject]| subjects.contains(&Subject::TwoFactor) && subjects.iter().all(way);
        let function =
            |(_, subjects): &&(usize, Vec<Subject>)| Subject::all(subjects, Subject::is_protection) && !method(subjects);
        let chosen = match chosen {
            Some((_, subjects)) if method(subjects) => named.iter().find(function).or(chosen),
            other => other,
        };
        if chosen.is_some_and(some_trading) {
            return None;
        }
        if let Some((label, subjects)) = chosen {
            let exact = kind == Kind::Row || named.iter().all(|(_, others)| others == subjects);
            return Some(Scope { label: *label, subjects: subjects.clone(), exact });
        }
        if kind == Kind::Row {
            return column::scope(layout, index);
        }
        if kind == Kind::Dialog {
            return None;
        }
    }
    None
}

/// The term before a definition, if it names something.
fn term(layout: &Layout, definition: Id) -> Option<Scope> {
    let first = layout.inside(definition).start;
    let before = |index: &usize| layout.in_kind(*index, &[Kind::Term]);
    let label = (first.saturating_sub(6)..first).rev().find(before)?;
    // What else stands in the term describes what the first cell names.
    let pure = |block: &Block| is_pure(block) || block.first_cell().is_some_and(|cell| is_pure(&cell));
    let named = layout.block(label).is_some_and(pure);
    let subjects = label_subjects(layout, label);
    (named && !subjects.is_empty()).then_some(Scope { label, subjects, exact: true })
}

/// Whether labels come before their states in a container: no state stands before the first label.
fn leads(layout: &Layout, inside: std::ops::Range<usize>, first: usize) -> bool {
    let states = [Concept::Good, Concept::Bad, Concept::On, Concept::Off, Concept::SetUp, Concept::Enable];
    !(inside.start..first).any(|index| {
        layout.block(index).is_some_and(|block| {
            let switch = matches!(layout.tree.kind(block.node), Kind::Switch | Kind::Checkbox);
            switch || (block.words() <= 3 && block.says_any(&states))
        })
    })
}

/// Whether a control's label is about the product and not something about it: pure, or with a verb that turns it on.
pub(crate) fn names_itself(block: &Block) -> bool {
    use Concept::*;
    let verb = block.says_any(&[Enable, Disable, Leverage, Verify, Stake, OnPro, OnApp, Go]);
    is_pure(block) || (verb && strange(block, block.tokens.len()) <= 3)
}

/// How many words before a token stand for nothing that we know.
fn strange(block: &Block, end: usize) -> usize {
    use Concept::*;
    // "Futures ticker", "margin pairs": one of many things about a product, so as good as unknown.
    let known = |at: usize| {
        block
            .hits
            .iter()
            .any(|hit| hit.covers(at) && !matches!(hit.sense, Sense::Is(Narrow | About | Generic | Noise | Notify | Display)))
    };
    let unknown = |(at, token): &(usize, &Token)| token.shape.is_word() && !known(*at);
    block.tokens.iter().enumerate().take(end).filter(unknown).count()
}

/// Whether a word stands in a block that stands for nothing that we know.
pub(super) fn is_strange(block: &Block) -> bool {
    strange(block, block.tokens.len()) > 0
}

/// Whether a block is the name of what it names, and not of something about it ("Futures P&L", "Staking rewards by e-mail").
pub(super) fn is_pure(block: &Block) -> bool {
    let product = block.subjects().any(|subject| subject.is_product());
    let end = block.tokens.iter().position(|token| token.shape == Shape::Pause && token.start > 0).unwrap_or(block.tokens.len());
    // "When money goes in or out (Funding 2FA)": the name stands in brackets.
    let bracketed = !product && block.text.ends_with(')') && end + 2 < block.tokens.len() && {
        block.hits.iter().any(|hit| hit.first > end && matches!(hit.sense, Sense::Of(subject) if subject.is_protection()))
    };
    // "Staking with Auto Earn": both name the same.
    let mut named = block.subjects();
    let mut joined = || named.next().is_some_and(|first| named.next() == Some(first) && named.all(|other| other == first));
    bracketed || strange(block, end) <= if product { usize::from(joined()) } else { 2 }
}

/// A short text that says no state and names nothing that we know: the label of something else.
fn is_strange_label(layout: &Layout, index: usize, own: usize) -> bool {
    layout.block(index).is_some_and(|block| {
        let letters = block.tokens.iter().any(|token| token.shape.is_word());
        let states = [Concept::Good, Concept::Bad, Concept::On, Concept::Off, Concept::Empty, Concept::Pending, Concept::Not];
        let says = block.subjects().next().is_some() || block.says_any(&states);
        letters && block.role == Role::Text && block.node != own && block.words() <= 3 && !says
    })
}

/// "Tell me when a wire arrives": the condition comes before what it names.
fn is_when(block: &Block) -> bool {
    let when = block.hits.iter().find(|hit| hit.sense == Sense::Is(Concept::If));
    let rail = |hit: &Hit| matches!(hit.sense, Sense::Of(subject) if subject.is_rail());
    when.is_some_and(|when| block.hits.iter().find(|hit| rail(hit)).is_some_and(|rail| when.last < rail.first))
}

pub(super) fn is_label(layout: &Layout, index: usize, own: usize) -> bool {
    layout.block(index).is_some_and(|block| {
        let cell = block.first_cell();
        let block = cell.as_ref().unwrap_or(block);
        let control = block.role == Role::Control
            && !matches!(layout.tree.kind(block.node), Kind::Link | Kind::Switch | Kind::Checkbox | Kind::Tab);
        let speaks =
            block.says_any(&[Concept::Good, Concept::Bad, Concept::Not, Concept::Cannot, Concept::Usual, Concept::Affected]);
        // "Freezes addresses, API keys and sign-in." describes what the label names.
        let sentence = block.text.ends_with('?') || block.text.ends_with('.') && block.words() > 4;
        block.words() <= LABEL_WORDS
            && is_pure(block)
            && !control
            && !sentence
            && !is_when(block)
            && block.role != Role::Description
            && block.node != own
            && !speaks
    })
}

/// The one control that names something in the list item or row around a block: what is said beside it is about that.
pub(crate) fn beside_control(layout: &Layout, index: usize) -> Option<Scope> {
    let (_, inside) = layout.containers(index).find(|(up, _)| matches!(layout.tree.kind(*up), Kind::Item | Kind::Row))?;
    let control = |other: &usize| {
        *other != index && layout.block(*other).is_some_and(|block| block.role == Role::Control && is_pure(block))
    };
    let named = |other: usize| Some((other, label_subjects(layout, other))).filter(|(_, subjects)| !subjects.is_empty());
    let mut all = inside.filter(control).filter_map(named);
    let (label, subjects) = all.next()?;
    all.next().is_none().then_some(Scope { label, subjects, exact: true })
}

/// Whether the words stand beside a short label that we do not know: then they are about that, and not about the title.
pub(crate) fn strangely_labelled(layout: &Layout, index: usize) -> bool {
    let Some(own) = layout.block(index).map(|block| block.node) else { return false };
    let near = layout.containers(index).take_while(|(up, inside)| {
        let list = matches!(layout.tree.kind(*up), Kind::Main | Kind::List | Kind::Table | Kind::Form | Kind::Dialog);
        !list && layout.words_in(inside.clone()) <= ROW_WORDS
    });
    near.map(|(_, inside)| inside)
        .take_while(|inside| !inside.clone().any(|other| is_heading(layout, other)))
        .any(|inside| inside.take_while(|other| *other < index).any(|other| is_strange_label(layout, other, own)))
}

fn is_heading(layout: &Layout, index: usize) -> bool {
    layout.block(index).is_some_and(|block| layout.tree.kind(block.node) == Kind::Heading)
}

/// The card around a block, or as much of it as names one product or rail at most.
pub(crate) fn of_one(layout: &Layout, index: usize) -> std::ops::Range<usize> {
    let card = layout.card(index);
    let one = |range: &std::ops::Range<usize>| {
        let named = layout.run(range.clone()).iter().flat_map(Block::subjects);
        let mut named = named.filter(|subject| subject.is_product() || subject.is_rail());
        named.next().is_none_or(|first| named.all(|other| other == first))
    };
    if one(&card) {
        return card;
    }
    let inner = layout.containers(index).map(|(_, inside)| inside);
    inner.take_while(|inside| inside.len() < card.len() && one(inside)).last().unwrap_or(index..index + 1)
}

/// The nearest title over a block that names something.
pub(crate) fn title(layout: &Layout, index: usize) -> Option<Scope> {
    layout.title_indices(index).iter().filter(|title| layout.block(**title).is_some_and(is_pure)).find_map(|title| {
        let subjects = label_subjects(layout, *title);
        let plain = layout.zone(*title) == Zone::Plain;
        (plain && !subjects.is_empty()).then_some(Scope { label: *title, subjects, exact: true })
    })
}
