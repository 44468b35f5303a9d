//! What a statement that names nothing is about: its row, the title over it, the money it speaks of, the exchange at large.

use super::blocks::{Block, Role};
use super::clause::{self, Claim, Meaning};
use super::concept::{Concept, Sense, Subject};
use super::date;
use super::layout::Layout;
use super::lexicon::Hit;
use super::listing;
use super::requests;
use super::scope;
use super::signal::Finder;
use super::statement::says_in;
use super::told;
use super::words::{Shape, Token};
use crate::letters::number;
use crate::report::{PageKind, Reason};
use crate::snapshot::Kind;

/// A row in which a lone state word counts is no longer than this, in words.
const STATE_ROW_WORDS: usize = 60;

/// A function of 2FA and its state are no more words than this.
const FUNCTION_WORDS: usize = 5;

/// Words that a control points to stand no further from it than this, in blocks.
const POINTED: usize = 24;

/// And have as many words at least: a lone state stands in many places.
const POINTING: usize = 5;

/// "Available to you?" has no more words than this, and asks of what its title names.
const ASKED: usize = 3;

/// "Configured on 12 May 2025" is no longer than this, in words and marks.
const DATED_WORDS: usize = 9;

/// What a claim without a name is about, if anything says so.
pub(super) fn scope(finder: &Finder, index: usize, claim: &Claim) -> Option<scope::Scope> {
    // In a row that names what is paid out, the money that is held is of that.
    let pays_out = |row: scope::Scope| Subject::only(&row.subjects, Subject::pays_out);
    let named = || scope::row(finder.layout, index).is_some_and(pays_out);
    let held = (claim.meaning == Meaning::Trouble(Reason::Hold) && !named()).then(|| money(finder, index, claim)).flatten();
    held.or_else(|| unnamed(finder, index, claim))
        .or_else(|| titled_way(finder, index, claim))
        .or_else(|| money(finder, index, claim))
        .or_else(|| at_large(finder, index, claim))
}

/// Trouble under the title "Cash" or "Crypto", on a page for paying in or out.
fn titled_way(finder: &Finder, index: usize, claim: &Claim) -> Option<scope::Scope> {
    let trouble = matches!(claim.meaning, Meaning::Fails(_) | Meaning::Trouble(_));
    let titles = finder.layout.title_indices(index).iter().filter(|_| trouble);
    titles
        .filter_map(|title| Some((*title, listing::way(finder, finder.layout.block(*title)?))))
        .find(|(_, ways)| !ways.is_empty())
        .map(|(label, subjects)| scope::Scope { label, subjects, exact: true })
}

/// "$500 of your balance is on hold": money that is held cannot be withdrawn.
fn money(finder: &Finder, index: usize, claim: &Claim) -> Option<scope::Scope> {
    let held = matches!(claim.meaning, Meaning::Fails(Reason::Hold) | Meaning::Trouble(Reason::Hold));
    let says = |concept| finder.layout.block(index).is_some_and(|block| says_in(block, claim, concept));
    let yours = says(Concept::Your) || says(Concept::Partial);
    let some = claim.meaning == Meaning::Trouble(Reason::Hold);
    // What is staked is bound in another way.
    let earns = finder.kind == PageKind::Earn;
    (held && !earns && (yours || some)).then(|| scope::Scope { label: index, subjects: vec![Subject::Withdrawals], exact: true })
}

/// A notice of maintenance, or of a market mode, that names nothing is about the exchange.
fn at_large(finder: &Finder, index: usize, claim: &Claim) -> Option<scope::Scope> {
    let layout = finder.layout;
    let block = layout.block(index)?;
    let mode = block.says(Concept::PostOnly) || block.says(Concept::CancelOnly);
    let upkeep = matches!(claim.meaning, Meaning::Fails(Reason::Maintenance) | Meaning::Trouble(Reason::Maintenance));
    // "Impact: minor. We're investigating" is of what the notice names.
    if block.says(Concept::Minor) && upkeep && !block.says(Concept::Verify) {
        return None;
    }
    // "Lock it down", "down 0.8 % today": what is a state of many things announces nothing by itself.
    let state = |hit: &Hit| block.hits.iter().any(|other| other.first == hit.first && other.sense == Sense::Is(Concept::Bad));
    let announced = block.hits.iter().any(|hit| hit.sense == Sense::Is(Concept::Maintenance) && !state(hit));
    let loud = layout.in_kind(index, &[Kind::Alert, Kind::Status, Kind::Dialog, Kind::Header])
        || layout.tree.kind(block.node) == Kind::Heading
        || block.says(Concept::Maintenance);
    let subject = if mode {
        Subject::Trading
    } else if block.says(Concept::Verify) {
        // "A fault slows down verification": what new customers wait for.
        Subject::SignUp
    } else {
        Subject::Exchange
    };
    // "Maintenance diary" is the name of something.
    let title = block.role == Role::Name || layout.tree.kind(block.node) == Kind::Heading;
    if title && !mode && scope::is_strange(block) {
        return None;
    }
    let of_staking = block.says_any(&[Concept::Stake, Concept::Unstake]);
    if layout.in_kind(index, &[Kind::Term]) {
        return None;
    }
    // In a row it is a name; and what the card goes on to name is what it is about.
    let card = layout.card(index);
    let named = layout.in_kind(index, &[Kind::Row])
        || card.filter_map(|other| layout.block(other)).flat_map(Block::subjects).any(|subject| {
            use Subject::*;
            // "Post-only · all spot markets" is said of the exchange.
            (subject.is_product() && !(mode && subject == Spot))
                || subject.is_rail()
                || matches!(subject, Api | SignUp | Funding | Deposits | Withdrawals)
        });
    (upkeep && !named && !of_staking && (mode || (loud && announced))).then(|| scope::Scope {
        label: index,
        subjects: vec![subject],
        exact: true,
    })
}

/// What a state without a name is about: the label of its row; for trouble also the title over it.
fn unnamed(finder: &Finder, index: usize, claim: &Claim) -> Option<scope::Scope> {
    let layout = finder.layout;
    let block = layout.block(index)?;
    // Under "Availability by country" the states are not this user's.
    let general = |title: &Block| title.says(Concept::Generic) || (title.says(Concept::Place) && !title.says(Concept::Your));
    if layout.titles_over(index).any(general) {
        return None;
    }
    // "We expect no documents from you", under "Deposit".
    if claim.subjects.is_empty() && requests::expects_nothing(block, claim.span) {
        return None;
    }
    // "Documents to complete" is what a definition is of, and no state of the term before it.
    if claim.subjects.is_empty() && layout.in_kind(index, &[Kind::Term]) {
        return None;
    }
    // "Do you ever lift a hold early?" and its answer are about what is asked, whatever the title over both.
    let term = layout.block(index.saturating_sub(1)).filter(|term| layout.in_kind(index, &[Kind::Definition]) && term.asks());
    if term.is_some_and(|term| {
        let state = term.says_any(&[Concept::Good, Concept::On, Concept::Offer]);
        term.subjects().next().is_none() && term.words() > ASKED && !state
    }) {
        return None;
    }
    // Of cells side by side the first one names what the others say; in a definition the term does.
    let later = !is_value(finder, block)
        && block.breaks.first().zip(block.tokens.get(claim.span.0)).is_some_and(|(end, token)| token.start >= *end);
    let first = block.first_cell();
    if later && !first.as_ref().is_some_and(is_state) {
        if first.is_some_and(|cell| !scope::is_pure(&cell)) {
            return None;
        }
        let subjects = scope::label_subjects(layout, index);
        return (!subjects.is_empty()).then_some(scope::Scope { label: index, subjects, exact: true });
    }
    // "Closed cases", over a list of them: a name, and no state of what the list names.
    let heads = block.role == Role::Name || layout.tree.kind(block.node) == Kind::Heading;
    if heads && claim.subjects.is_empty() && claim.meaning != Meaning::Works && scope::is_strange(block) {
        return None;
    }
    // "Sign-in: on" under "Two-factor authentication".
    if block.says(Concept::SignInVerb) && block.words() <= FUNCTION_WORDS && block.role == Role::Text {
        let subjects = scope::label_subjects(layout, index);
        return (!subjects.is_empty()).then_some(scope::Scope { label: index, subjects, exact: true });
    }
    let affirms = matches!(claim.meaning, Meaning::Works);
    if affirms && (!says_only_a_state(block, claim) || amount_follows(finder, index)) {
        return None;
    }
    let own = control_of(finder, index);
    if own.is_some() {
        return own;
    }
    // "A password alone is of no use to a thief", below the rows of a protection.
    let told = claim.meaning == Meaning::SwitchedOff
        && claim.span.1 - claim.span.0 > scope::LABEL_WORDS
        && !layout.in_kind(index, &[Kind::Definition, Kind::Row, Kind::Item, Kind::Article]);
    let row = scope::row(layout, index).filter(|scope| {
        let apart = index.abs_diff(scope.label);
        let words = layout.words_in(index.min(scope.label)..index.max(scope.label) + 1);
        let near = !affirms || (words <= STATE_ROW_WORDS && apart <= 8);
        near && !(told && Subject::all(&scope.subjects, Subject::is_protection))
    });
    if row.is_some() {
        return row;
    }
    let beside = scope::beside_control(layout, index).filter(|_| !affirms);
    if beside.is_some() || (!affirms && (scope::strangely_labelled(layout, index) || leads_with_a_name(finder, index, claim))) {
        return beside;
    }
    // A state right under a heading is what the heading names; what is asked for under "Funding" may be for anything.
    let asked = claim.meaning == Meaning::Fails(Reason::Verification);
    // "Our bank partner has trouble" under "Deposit" is about the partner.
    let upkeep = matches!(claim.meaning, Meaning::Fails(Reason::Maintenance) | Meaning::Trouble(Reason::Maintenance));
    let other = upkeep && !claim.bare && !block.says_any(&[Concept::CancelOnly, Concept::PostOnly]);
    if upkeep && names_it_below(finder, index) {
        return None;
    }
    // "We need your proof of address" under the page's own title asks for it at large, not for what the page is for.
    let at_large = |title: &scope::Scope| {
        let node = layout.block(title.label).and_then(|label| layout.tree.get(label.node));
        asked
            && !block.awaits()
            && !block.says(Concept::Purpose)
            && node.is_some_and(|node| node.kind == Kind::Heading && node.level() == 1)
    };
    let vague = |title: &scope::Scope| at_large(title) || ((asked || other) && Subject::all(&title.subjects, Subject::is_broad));
    let title = scope::title(layout, index).filter(|title| !vague(title));
    title.filter(|title| !affirms || (claim.bare && title.label + 1 == index)).map(|title| between(finder, index, title))
}

/// "Scheduled maintenance in progress", in a notice that goes on to say of what.
fn names_it_below(finder: &Finder, index: usize) -> bool {
    let layout = finder.layout;
    let notice = layout.block(index).and_then(|block| layout.tree.nearest(block.node, told::NOTICES));
    let dialog = notice.is_some_and(|notice| layout.tree.kind(notice) == Kind::Dialog);
    let below = notice.filter(|_| !dialog).into_iter().flat_map(|notice| layout.inside(notice)).filter(|other| *other > index);
    below
        .filter_map(|other| layout.block(other))
        .flat_map(Block::subjects)
        .any(|subject| subject.is_product() || subject.is_rail())
}

/// "To a bank account" between the title "Withdraw" and what is said, or "Bitcoin" in it: that way of several.
fn between(finder: &Finder, index: usize, title: scope::Scope) -> scope::Scope {
    let nearer =
        finder.layout.title_indices(index).iter().copied().take_while(|other| *other != title.label).chain([title.label]);
    let of = |other: usize| {
        let block = finder.layout.block(other).filter(|block| block.words() <= 6)?;
        let cash = block.says_any(&[Concept::Cash, Concept::ToBank, Concept::Currency]);
        let way = match (block.says(Concept::Crypto) || (block.says(Concept::Asset) && !cash), cash) {
            (true, false) => (Subject::CryptoDeposit, Subject::CryptoWithdrawal),
            (false, true) => (Subject::Deposits, Subject::FiatWithdrawal),
            _ => return None,
        };
        let exact = match title.subjects[..] {
            [Subject::Deposits] => way.0,
            [Subject::Withdrawals] => way.1,
            _ => return None,
        };
        Some(scope::Scope { label: other, subjects: vec![exact], exact: true })
    };
    nearer.into_iter().find_map(of).unwrap_or(title)
}

/// Whether a claim is no more than a state, since a day perhaps: a number besides those of a date may be an amount.
fn says_only_a_state(block: &Block, claim: &Claim) -> bool {
    let dates = date::stamps(block.text, &block.tokens);
    let bare = claim.bare || (dates.iter().any(|stamp| stamp.day.is_some()) && claim.span.1 - claim.span.0 < DATED_WORDS);
    let dated = |at: usize| dates.iter().any(|stamp| stamp.day.is_some() && (stamp.first..=stamp.last).contains(&at));
    let amount = |(at, token): (usize, &Token)| token.shape == Shape::Number && !dated(at) && !is_year(block.word(at));
    // "On. You have earned $4.10": the next sentence, or cell, may count what it likes.
    let within = |(at, token): &(usize, &Token)| token.shape != Shape::Pause && *at <= claim.span.1;
    bare && !block.tokens.iter().enumerate().skip(claim.span.0).take_while(within).any(amount)
}

/// What describes a control, or is chosen in it, is about what the control's label names.
pub(super) fn control_of(finder: &Finder, index: usize) -> Option<scope::Scope> {
    let layout = finder.layout;
    let block = layout.block(index)?;
    // The words may stand beside the control too, which points to them.
    let pointed = |other: &usize| {
        let same = |other: &Block| other.role == Role::Description && other.text == block.text;
        block.role == Role::Text && block.words() >= POINTING && layout.block(*other).is_some_and(same)
    };
    let mut near = index.saturating_sub(POINTED)..(index + POINTED).min(layout.blocks.len());
    // Of the same words in several places, those that stand nearest.
    let nearest = |other: &usize| {
        let mut between = (*other).min(index) + 1..(*other).max(index);
        !between.any(|at| layout.block(at).is_some_and(|twin| twin.role == Role::Text && twin.text == block.text))
    };
    let of = near.find(|other| pointed(other) && nearest(other)).unwrap_or(index);
    let described = layout.block(of)?;
    let names = |label: &usize| {
        let same = layout.block(*label).is_some_and(|label| label.node == described.node && label.role == Role::Control);
        same && !scope::label_subjects(layout, *label).is_empty()
    };
    // What a control without a name of its own is known by comes after what describes it.
    let after = || (of..of + 3).find(|label| described.role == Role::Description && names(label));
    let label = (of.saturating_sub(3)..of).rev().find(names).or_else(after)?;
    Some(scope::Scope { label, subjects: scope::label_subjects(layout, label), exact: true })
}

/// "Giropay Not available": begins with a word that we do not know, in a list or where the state has a capital of its own.
fn leads_with_a_name(finder: &Finder, index: usize, claim: &Claim) -> bool {
    let layout = finder.layout;
    let Some(block) = layout.block(index) else { return false };
    let first = block.tokens.get(claim.span.0).filter(|token| matches!(token.shape, Shape::Capital | Shape::Upper));
    let Some(says) = block.hits.iter().find(|hit| claim.span.0 <= hit.first) else { return false };
    let capital = block.tokens.get(says.first).is_some_and(|token| token.shape == Shape::Capital);
    first.is_some() && says.first > claim.span.0 && (capital || layout.in_kind(index, &[Kind::Item, Kind::Row]))
}

/// Whether a block is the value of a name that stands before it.
pub(super) fn is_value(finder: &Finder, block: &Block) -> bool {
    matches!(finder.layout.tree.kind(block.node), Kind::Definition | Kind::Cell)
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && number(word).is_some_and(|year| (2000..2100).contains(&year))
}

fn is_state(block: &Block) -> bool {
    block.says_any(&[Concept::Good, Concept::Bad, Concept::On, Concept::Off, Concept::Pending])
}

/// "Available", and an amount in the next cell: a balance.
pub(super) fn is_balance(block: &Block, claim: &Claim) -> bool {
    let amount = block.tokens.get(claim.span.1 + 1).is_some_and(|token| token.shape == Shape::Number);
    claim.meaning == Meaning::Works && amount && says_in(block, claim, Concept::Balance)
}

/// "Available" over or beside an amount is a balance, not a state.
fn amount_follows(finder: &Finder, index: usize) -> bool {
    let layout = finder.layout;
    let Some(block) = layout.block(index) else { return false };
    if block.text.ends_with(':') {
        return true;
    }
    let word_is_balance = block.words() == 1 && block.says(Concept::Balance);
    word_is_balance && is_amount_at(layout, index + 1)
}

/// Whether a block is an amount and nothing else.
fn is_amount_at(layout: &Layout, index: usize) -> bool {
    layout.block(index).is_some_and(|block| {
        let first = block.tokens.iter().find(|token| token.shape != Shape::Mark);
        first.is_some_and(|token| token.shape == Shape::Number) && block.words() <= 4
    })
}

/// "On hold", and the amount that is, in the next cell.
pub(super) fn is_amount_held(finder: &Finder, index: usize, claim: &Claim) -> bool {
    let layout = finder.layout;
    let cell = layout.in_kind(index, &[Kind::Term, Kind::Cell, Kind::RowHeader, Kind::Row]);
    let money = layout.block(index + 1).is_some_and(|next| {
        next.text.contains(['$', '€', '£', '¥'].as_slice()) || next.tokens.iter().any(|token| token.shape == Shape::Upper)
    });
    // "Funds that are held", over "$250 of your deposit can't be withdrawn yet".
    let title = layout.in_kind(index, &[Kind::Heading]) || layout.block(index).is_some_and(|block| block.role == Role::Name);
    let some = |claim: &Claim| claim.meaning == Meaning::Trouble(Reason::Hold);
    let told = |next: &Block| clause::claims(next, finder.client).iter().flatten().any(some);
    claim.meaning == Meaning::Fails(Reason::Hold)
        && ((claim.bare && cell && money && is_amount_at(layout, index + 1))
            || (title && claim.subjects.is_empty() && layout.run(index + 1..index + 3).iter().any(told)))
}

/// Whether a block stands in the row of a document, or of a key: what it says, it says of these.
pub(super) fn of_things(finder: &Finder, index: usize) -> bool {
    let layout = finder.layout;
    let row = || {
        let node = layout.block(index)?.node;
        layout.tree.nearest(node, &[Kind::Table]).or_else(|| layout.tree.nearest(node, &[Kind::Row, Kind::Item]))
    };
    let opens = |row| layout.run(layout.inside(row)).iter().any(|block| block.role == Role::Control);
    let document = finder.kind == PageKind::Documents && row().is_some_and(opens);
    let dialog = || finder.layout.dialog(finder.layout.block(index).map_or(0, |block| block.node));
    (document || finder.kind == PageKind::ApiKeys) && dialog().is_none()
}
