//! What the page says in words: sentences, headings, badges and the states in rows.

use super::blocks::Role;
use super::clause::{self, Claim, Meaning};
use super::concept::{Concept, Subject};
use super::layout::Zone;
use super::scope;
use super::signal::{Finder, Quote, Rejection, Signal};
use super::words::Shape;
use crate::snapshot::Kind;

/// A row in which a lone state word counts is no longer than this, in words.
const STATE_ROW_WORDS: usize = 60;

/// Reads every block that stands where the page speaks for itself.
pub(crate) fn read(finder: &mut Finder) {
    for index in 0..finder.layout.blocks.len() {
        let Some(block) = finder.layout.block(index) else { continue };
        if block.hits.is_empty() {
            continue;
        }
        match finder.layout.zone(index) {
            Zone::Plain => {}
            Zone::Navigation => continue,
            Zone::Help => {
                finder.reject(index, "help text");
                continue;
            }
            Zone::Talk => {
                finder.reject(index, "other people's words");
                continue;
            }
            Zone::Busy => {
                finder.reject(index, "still loading");
                continue;
            }
        }
        // A control's own label is read with the control; a header cell names, it does not say.
        let kind = finder.layout.tree.kind(block.node);
        if block.role == Role::Control || matches!(kind, Kind::ColHeader) {
            continue;
        }
        for outcome in clause::claims(block, finder.client) {
            match outcome {
                Ok(claim) => take(finder, index, claim),
                Err(unused) => {
                    let quote = finder.quote_span(index, unused.span);
                    reject(finder, index, quote, unused.why);
                }
            }
        }
    }
}

fn reject(finder: &mut Finder, index: usize, quote: Vec<Quote>, why: &'static str) {
    let subjects = finder.layout.block(index).map(|block| block.subjects().collect()).unwrap_or_default();
    if let Some(quote) = quote.into_iter().next() {
        finder.rejections.push(Rejection { quote: quote.text, subjects, why });
    }
}

/// Finds what a claim is about and keeps it if it holds.
fn take(finder: &mut Finder, index: usize, claim: Claim) {
    let mut quotes = finder.quote_span(index, claim.span);
    let mut narrow = claim.narrow;
    let subjects = if claim.subjects.is_empty() {
        let Some(scope) = unnamed(finder, index, &claim) else {
            return reject(finder, index, quotes, "a state with nothing that it is the state of");
        };
        quotes.extend(finder.quote(scope.label));
        narrow |= scope::one_asset(finder.layout, index);
        scope.subjects
    } else {
        named(finder, index, &claim)
    };
    if claim.meaning == Meaning::Works && praises(finder, index) {
        return reject(finder, index, quotes, "an advert");
    }
    let times = finder.times(index);
    for subject in subjects {
        let (quotes, how) = (quotes.clone(), "a statement");
        finder.signals.push(Signal { subject, meaning: claim.meaning, quotes, narrow, needs: claim.needs, times, how });
    }
}

/// The subjects of a claim that names them, 2FA with its function.
fn named(finder: &Finder, index: usize, claim: &Claim) -> Vec<Subject> {
    if claim.subjects.contains(&Subject::TwoFactor) {
        let functions = scope::label_subjects(finder.layout, index);
        if functions.iter().any(|subject| subject.is_protection()) {
            return functions;
        }
    }
    scope::exact(claim.subjects.iter().copied())
}

/// What a state without a name is about: the label of its row; for trouble also the title over it.
fn unnamed(finder: &Finder, index: usize, claim: &Claim) -> Option<scope::Scope> {
    let layout = finder.layout;
    let block = layout.block(index)?;
    let affirms = matches!(claim.meaning, Meaning::Works);
    let numbers = block.tokens.iter().any(|token| token.shape == Shape::Number);
    if affirms && (!claim.bare || numbers || amount_follows(finder, index)) {
        return None;
    }
    let row = scope::row(layout, index).filter(|scope| {
        let apart = index.abs_diff(scope.label);
        let words = layout.words_in(index.min(scope.label)..index.max(scope.label) + 1);
        !affirms || (words <= STATE_ROW_WORDS && apart <= 8)
    });
    row.or_else(|| (!affirms).then(|| scope::title(layout, index)).flatten())
}

/// "Available" over or beside an amount is a balance, not a state.
fn amount_follows(finder: &Finder, index: usize) -> bool {
    let layout = finder.layout;
    let Some(block) = layout.block(index) else { return false };
    if block.text.ends_with(':') {
        return true;
    }
    let word_is_balance = block.words() == 1 && block.text.to_lowercase().starts_with("availab");
    let amount = |other: usize| {
        layout.block(other).is_some_and(|next| {
            let first = next.tokens.iter().find(|token| token.shape != Shape::Mark);
            first.is_some_and(|token| token.shape == Shape::Number) && next.words() <= 4
        })
    };
    word_is_balance && amount(index + 1)
}

/// Whether a block stands in an advert: a card with words of praise.
fn praises(finder: &Finder, index: usize) -> bool {
    let card = finder.layout.card(index);
    finder.layout.blocks.get(card).into_iter().flatten().any(|block| block.says(Concept::Promo))
}
