//! What stands as the value of a protection's name and is no word of state: how the second factor is given, how many
//! passkeys there are.

use super::blocks::{Block, Role};
use super::clause::Meaning;
use super::concept::{Concept, Sense, Subject};
use super::date;
use super::scope::{self, Scope};
use super::signal::Finder;
use super::words::Shape;
use super::zone::Zone;
use crate::letters::number;
use crate::snapshot::Kind;

/// A value is no longer than this, in words.
const VALUE_WORDS: usize = 6;

/// Reads every short text that stands beside or right under the name of a protection.
pub(crate) fn read(finder: &mut Finder) {
    let layout = finder.layout;
    for index in 0..layout.blocks.len() {
        let Some(block) = layout.block(index) else { continue };
        if !block.breaks.is_empty() {
            beside(finder, index, block);
            continue;
        }
        titled(finder, index, block);
        if !is_value(finder, index, block) {
            continue;
        }
        let Some(scope) = owner(finder, index) else { continue };
        let meaning = match scope.subjects.as_slice() {
            [Subject::Passkey] => count(block, 0),
            [Subject::SignIn | Subject::TwoFactor | Subject::TwoFactorFunding | Subject::TwoFactorTrading] => {
                method(finder, index, block)
            }
            _ => None,
        };
        if let (Some(meaning), Some(subject)) = (meaning, scope.subjects.first()) {
            let quotes = finder.quotes(&[index, scope.label]);
            finder.add(*subject, meaning, quotes, "a value");
        }
    }
}

/// "Passkeys | 2 registered | MacBook": cells side by side in one block, the first of which is the name.
fn beside(finder: &mut Finder, index: usize, block: &Block) {
    if block.role != Role::Text || finder.layout.zone(index) != Zone::Plain {
        return;
    }
    if scope::label_subjects(finder.layout, index) == [Subject::Passkey]
        && let Some(meaning) =
            block.cells().iter().skip(1).filter(|cell| cell.words() <= VALUE_WORDS).find_map(|cell| count(cell, 0))
    {
        let quotes = finder.quotes(&[index]);
        finder.add(Subject::Passkey, meaning, quotes, "a value");
    }
}

/// "Passkeys (2)", "Passkeys 2 of 5 slots used": the name with how many there are.
fn titled(finder: &mut Finder, index: usize, block: &Block) {
    let name = block.hits.iter().find(|hit| hit.first == 0 && hit.sense == Sense::Of(Subject::Passkey));
    let Some(name) = name.filter(|_| finder.layout.zone(index) == Zone::Plain && block.words() <= VALUE_WORDS) else { return };
    let is = |at: usize, test: &dyn Fn(Shape) -> bool| block.tokens.get(at).is_some_and(|token| test(token.shape));
    let at = name.last + 1 + usize::from(is(name.last + 1, &|shape| !shape.is_word() && shape != Shape::Number));
    // A number of something else would have its name behind it.
    let alone = !is(at + 1, &|shape| shape.is_word()) || is(at + 2, &|shape| shape == Shape::Number);
    if let Some(meaning) = count(block, at).filter(|_| alone) {
        let quotes = finder.quotes(&[index]);
        finder.add(Subject::Passkey, meaning, quotes, "a value");
    }
}

fn is_value(finder: &Finder, index: usize, block: &Block) -> bool {
    let kind = finder.layout.tree.kind(block.node);
    let text = block.role == Role::Text || (kind == Kind::Combobox && block.at != block.node);
    text && finder.layout.zone(index) == Zone::Plain
        && !matches!(kind, Kind::Heading | Kind::ColHeader)
        && block.words() <= VALUE_WORDS
}

/// The name that a value belongs to: that of its row, or the heading right over it.
fn owner(finder: &Finder, index: usize) -> Option<Scope> {
    let layout = finder.layout;
    let row = scope::row(layout, index).filter(|scope| scope.label + 1 == index || (scope.exact && scope.label < index));
    row.or_else(|| scope::title(layout, index).filter(|title| title.label + 1 == index))
}

/// "2 registered", "3 of 5 in use", from a token on; "None" is a state of its own.
fn count(block: &Block, from: usize) -> Option<Meaning> {
    if block.says_any(&[Concept::Past, Concept::Span, Concept::Now]) {
        return None;
    }
    let first = block.tokens.get(from).filter(|token| token.shape == Shape::Number)?;
    let number = number(block.text.get(first.start..first.end)?)?;
    if date::is_month(block.word(from + 1)) {
        return None;
    }
    Some(if number > 0 { Meaning::Works } else { Meaning::SwitchedOff })
}

/// "Authenticator app", where nothing in the row sets one up or says that it is off.
fn method(finder: &Finder, index: usize, block: &Block) -> Option<Meaning> {
    use Concept::*;
    let layout = finder.layout;
    if !block.says(Method) || block.says_any(&[Not, Cannot, If, Can, Require, SetUp, Enable, Off, Pending, Empty]) {
        return None;
    }
    // What follows up to the next name is of the same row.
    let rest = layout.run(index + 1..usize::MAX).iter();
    let mut rest = rest.take_while(|other| other.words() <= VALUE_WORDS && other.subjects().next().is_none()).take(3);
    let contrary = rest.any(|other| other.says_any(&[Off, Bad, SetUp, Enable, SwitchedOff, Pending, Empty, Not]));
    // "Authenticator app" and "Hardware key" in one list: what can be chosen.
    let choice = |other: &Block| {
        let function =
            other.says(SignInVerb) || other.subjects().any(|named| !matches!(named, Subject::Passkey | Subject::TwoFactor));
        other.says(Method) && !function
    };
    let list = layout.tree.nearest(block.node, &[Kind::List]).map(|list| layout.run(layout.inside(list)));
    let choices = list.is_some_and(|list| list.iter().any(|other| other.node != block.node) && list.iter().all(choice));
    (!contrary && !choices).then_some(Meaning::Works)
}
