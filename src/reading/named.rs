//! Which subjects a claim is about that names some: the exact ones among them, and those that the words around narrow it to.

use super::about;
use super::blocks::{Block, NAME_WORDS, Role};
use super::clause::{self, Claim, Meaning};
use super::concept::{Concept, Sense, Subject};
use super::form;
use super::lexicon::Hit;
use super::scope;
use super::signal::Finder;
use super::statement::says_in;
use super::words::Shape;
use crate::gather::Gather;
use crate::report::Reason;

/// A name and what is said of it, in two cells, are no longer than this, in words.
const ROW_WORDS: usize = 12;

/// The subjects of a claim that names them, 2FA with its function.
pub(super) fn named(finder: &Finder, index: usize, claim: &Claim) -> Vec<Subject> {
    let Some(block) = finder.layout.block(index) else { return Vec::new() };
    if let Some(functions) = functions(finder, index, block, claim) {
        return functions;
    }
    let mut subjects = claim.subjects.clone();
    of_crypto_or_cash(&mut subjects, block, claim);
    of_trading(&mut subjects, finder, index, block, claim);
    of_ways_out(&mut subjects, block, claim);
    let mut subjects = scope::exact(subjects.into_iter());
    // "Borrowing for spot positions" is about margin.
    let joined = says_in(block, claim, Concept::And) || block.tokens.iter().any(|token| token.shape == Shape::Pause);
    if !joined && subjects.len() > 1 && subjects.first() == Some(&Subject::Margin) {
        subjects.retain(|subject| *subject != Subject::Spot);
    }
    // "You can't add funds to staking".
    if subjects.contains(&Subject::Staking) && into_staking(block) {
        subjects.retain(|subject| !subject.is_broad());
    }
    subjects.into_iter().map(|subject| narrowed(finder, index, subject)).gather()
}

/// "Funds to staking": what is paid in there stands right before it.
fn into_staking(block: &Block) -> bool {
    let of = |hit: &Hit| hit.sense == Sense::Of(Subject::Staking);
    block.hits.iter().filter(|hit| of(hit)).any(|staking| {
        let broad = |hit: &Hit| matches!(hit.sense, Sense::Of(subject) if subject.is_broad());
        let word = staking.first.checked_sub(1).map_or("", |at| block.word(at));
        // "to", "al": a word of its own.
        let to = (1..=3).contains(&word.len()) && word.bytes().all(|letter| letter.is_ascii_alphabetic());
        to && !block.says(Concept::And) && block.hits.iter().any(|hit| broad(hit) && hit.last + 2 == staking.first)
    })
}

/// The functions that 2FA is set for, where a claim is about these.
fn functions(finder: &Finder, index: usize, block: &Block, claim: &Claim) -> Option<Vec<Subject>> {
    let says = |concept| says_in(block, claim, concept);
    let of_method = claim.subjects.contains(&Subject::TwoFactor);
    // "Withdrawals | Off" in a row under "Two-factor authentication" is about the function, not about withdrawals.
    let celled = !block.breaks.is_empty() && !Subject::any(&claim.subjects, Subject::is_protection);
    // "Deposits and withdrawals", "On", under the title "Two-factor authentication".
    let of_function = claim.bare && Subject::all(&claim.subjects, Subject::is_broad);
    if claim.subjects == [Subject::TwoFactor]
        && let Some(function) = scope::function_beside(finder.layout, index)
    {
        return Some(vec![function]);
    }
    // "On for sign-in, funding and trading"; "and not for funding" is another thing.
    if of_method && says(Concept::And) && !says(Concept::Not) {
        let spoken = scope::functions(block, claim.span);
        if spoken.len() > 1 {
            return Some(spoken);
        }
    }
    if !(of_method || celled || of_function) {
        return None;
    }
    let functions = scope::label_subjects(finder.layout, index);
    let protects = (of_method || celled) && Subject::any(&functions, Subject::is_protection);
    let function = of_function && matches!(functions[..], [Subject::TwoFactorFunding | Subject::TwoFactorTrading]);
    (protects || function).then_some(functions)
}

/// What is paid in or out in crypto, in cash or in both.
fn of_crypto_or_cash(subjects: &mut Vec<Subject>, block: &Block, claim: &Claim) {
    let says = |concept| says_in(block, claim, concept);
    // "Crypto deposits and withdrawals": both are those of crypto.
    for (one, broad, other) in [
        (Subject::CryptoDeposit, Subject::Withdrawals, Subject::CryptoWithdrawal),
        (Subject::CryptoWithdrawal, Subject::Deposits, Subject::CryptoDeposit),
    ] {
        // "Pay in by bank transfer and send crypto": the deposits are by bank.
        let by_bank = Subject::any(subjects, Subject::is_cash_rail);
        if subjects.contains(&one) && !by_bank {
            subjects.iter_mut().filter(|subject| **subject == broad).for_each(|subject| *subject = other);
        }
    }
    // "Deposits and withdrawals of crypto" are no others.
    if says(Concept::Crypto) && !says(Concept::Cash) && Subject::all(subjects, Subject::is_broad) {
        *subjects = subjects.iter().copied().flat_map(of_crypto).gather();
    }
    if *subjects == [Subject::Withdrawals]
        && (claim.meaning != Meaning::Fails(Reason::Maintenance) || says(Concept::Cash))
        && clause::in_cash(block, claim.span)
    {
        *subjects = vec![Subject::FiatWithdrawal];
    }
    // "Deposits, whether by card or crypto".
    if subjects.contains(&Subject::Deposits) && Subject::any(subjects, Subject::is_cash_rail) && says(Concept::Crypto) {
        subjects.push(Subject::CryptoDeposit);
    }
    // "You can still withdraw both cash and crypto".
    if *subjects == [Subject::Withdrawals] && says(Concept::Crypto) && says(Concept::Cash) {
        *subjects = vec![Subject::CryptoWithdrawal, Subject::FiatWithdrawal];
    }
}

/// What is traded, where a claim speaks of trading.
fn of_trading(subjects: &mut Vec<Subject>, finder: &Finder, index: usize, block: &Block, claim: &Claim) {
    let says = |concept| says_in(block, claim, concept);
    // "Opening orders are not accepted", at the buttons of a form for futures.
    let of_futures = || form::around(finder.layout, block.node).is_some_and(|form| form::of_futures(finder, form));
    // "Order book frozen at 11:30", in the panel of futures.
    let in_panel = || {
        let title = finder.layout.titles_over(index).find(|title| title.node != block.node);
        title.filter(|title| title.role == Role::Name).is_some_and(|title| {
            let mut named = title.subjects();
            named.next() == Some(Subject::Futures) && named.all(|named| named == Subject::Futures)
        })
    };
    if *subjects == [Subject::Trading]
        && ((block.role == Role::Description && of_futures()) || (!says(Concept::All) && in_panel()))
    {
        *subjects = vec![Subject::Futures];
    }
    // "You can trade as usual" is said to this user; "trading works" is said of the exchange.
    let product = Subject::any(subjects, Subject::is_product);
    // "Your trading carries on as usual".
    let yours = |hit: &Hit| hit.sense == Sense::Of(Subject::Trading) && block.is_yours(hit, 0);
    if claim.meaning != Meaning::Works {
        return;
    }
    if *subjects == [Subject::Trading] && block.hits.iter().any(yours) {
        *subjects = vec![traded(finder, index)];
    }
    if subjects.contains(&Subject::Trading) && !product && says(Concept::You) && says(Concept::Can) {
        subjects.push(traded(finder, index));
    }
}

/// What goes out to a bank, and in which money.
fn of_ways_out(subjects: &mut Vec<Subject>, block: &Block, claim: &Claim) {
    let says = |concept| says_in(block, claim, concept);
    // "Withdraw to a bank", and in the cell beside it what is said of that.
    let celled = !block.breaks.is_empty() && block.words() <= ROW_WORDS && block.says(Concept::ToBank);
    // "Transfers from your account to your bank" go out.
    if celled || says(Concept::ToBank) {
        // "Deposit by wire or withdraw to your bank" names both ways.
        let came_in = subjects.contains(&Subject::Deposits);
        let moved = |subject: &&mut Subject| {
            matches!(subject, Subject::Withdrawals | Subject::Funding) || (**subject == Subject::Wire && !came_in)
        };
        subjects.iter_mut().filter(moved).for_each(|subject| *subject = Subject::FiatWithdrawal);
    }
    // "Neither in crypto nor in euros".
    let money = says(Concept::Cash) || says(Concept::Currency);
    if *subjects == [Subject::CryptoWithdrawal] && says(Concept::Crypto) && money {
        subjects.push(Subject::FiatWithdrawal);
    }
    // "Withdrawals, in euros and in crypto": the second way stands alone.
    if subjects.contains(&Subject::FiatWithdrawal) && says(Concept::Crypto) && !subjects.contains(&Subject::CryptoWithdrawal) {
        subjects.push(Subject::CryptoWithdrawal);
    }
}

/// What is traded where nothing is said of it: the product that the words around it or the title over it names, or else coins.
fn traded(finder: &Finder, index: usize) -> Subject {
    let own = finder.layout.block(index).and_then(|block| block.subjects().find(|subject| subject.is_product()));
    let products = |title: scope::Scope| title.subjects.into_iter().find(|subject| subject.is_product());
    own.or_else(|| scope::title(finder.layout, index).and_then(products)).unwrap_or(Subject::Spot)
}

/// "No crypto can be received" under "Deposit": what the title names, of crypto only.
pub(super) fn of_what_moves(finder: &Finder, index: usize, claim: &Claim, subjects: Vec<Subject>) -> Vec<Subject> {
    let says = |concept| finder.layout.block(index).is_some_and(|block| says_in(block, claim, concept));
    let crypto = says(Concept::Crypto) && !says(Concept::Cash) && !says(Concept::Currency);
    // "We can't pay out cash to banks in your country", under "Send money out".
    let cash = subjects == [Subject::Withdrawals] && says(Concept::Cash) && !says(Concept::Crypto);
    if crypto {
        subjects.into_iter().flat_map(of_crypto).gather()
    } else if cash {
        vec![Subject::FiatWithdrawal]
    } else {
        subjects
    }
}

/// What moves money, of crypto only.
pub(super) fn of_crypto(subject: Subject) -> Vec<Subject> {
    match subject {
        Subject::Deposits => vec![Subject::CryptoDeposit],
        Subject::Withdrawals => vec![Subject::CryptoWithdrawal],
        Subject::Funding => vec![Subject::CryptoDeposit, Subject::CryptoWithdrawal],
        other => vec![other],
    }
}

/// "Withdrawals" under the title "Withdraw crypto" are those of crypto.
fn narrowed(finder: &Finder, index: usize, subject: Subject) -> Subject {
    let exact: &[Subject] = match subject {
        Subject::Deposits => &[Subject::CryptoDeposit, Subject::Ach, Subject::Wire, Subject::Card],
        Subject::Withdrawals => &[Subject::CryptoWithdrawal, Subject::FiatWithdrawal],
        Subject::Funding => &[Subject::Ach, Subject::Wire, Subject::Card],
        _ => return subject,
    };
    // What describes a way to pay, or stands in its row or under its name, is about that way.
    let label = about::control_of(finder, index).or_else(|| scope::row(finder.layout, index).filter(|row| row.exact));
    let line = || finder.layout.block(index).map(|block| first_line(block)).unwrap_or_default();
    if let [own] = label.map_or_else(line, |label| label.subjects)[..]
        && exact.contains(&own)
    {
        return own;
    }
    if subject == Subject::Funding {
        return subject;
    }
    let titled = finder.layout.titles_over(index).flat_map(Block::subjects).find(|named| exact.contains(named));
    titled.unwrap_or(subject)
}

/// What the first of several lines names, where it is a name.
fn first_line(block: &Block) -> Vec<Subject> {
    let mut parts = block.parts().into_iter();
    let first = parts.next().filter(|first| first.words() <= NAME_WORDS && block.text.contains('\n'));
    first.map(|first| scope::exact(first.subjects())).unwrap_or_default()
}
