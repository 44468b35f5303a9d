//! Whether a clause means one asset, market, network or bank only, and whether it is little more than a state.

use super::Words;
use crate::data::{self, File};
use crate::letters;
use crate::reading::blocks::Block;
use crate::reading::concept::{Concept, Sense, Subject};
use crate::reading::date;
use crate::reading::lexicon::Hit;
use crate::reading::words::Shape;

/// Currencies: they narrow deposits and withdrawals as such, not a rail that only knows one.
const CURRENCIES: &str = "USD EUR GBP CAD AUD CHF JPY BRL PLN";

/// "of", "von", "di": no longer than this, in bytes.
const OF: usize = 3;

impl Words<'_> {
    /// Whether only one asset, market or network is meant.
    pub(super) fn narrow(&self, subjects: &[Subject]) -> bool {
        use Concept::*;
        // Whoever is named beside it, an account is this user's, unless one of its markets or assets is meant.
        if subjects == [Subject::Account] {
            return self.any(&[Narrow, Asset]) && !self.says(Your);
        }
        if self.block.text.contains(':') && heads_with_ticker(self.block) {
            return true;
        }
        if self.says(Hold) && self.some_money() {
            return false;
        }
        // Euros are the account's cash when they go out; maintenance may be of those of one currency.
        let both = self.says(Crypto) && self.any(&[Cash, Currency]);
        let cash =
            !self.says(Maintenance) && (both || in_cash(self.block, self.span)) && Subject::all(subjects, Subject::pays_out);
        let money = |hit: &Hit| cash && self.also(hit, Currency);
        let asset = self.hits.iter().any(|hit| hit.sense == Sense::Is(Asset) && !money(hit));
        // "All withdrawals, Bitcoin too" are all; "Monero in the whole EEA" and "all withdrawals of Bitcoin" are one asset's.
        if let Some(all) = self.find(All) {
            let bound = |hit: &Hit| hit.last < all.first || self.beside_subject(hit);
            return self.hits.iter().any(|hit| hit.sense == Sense::Is(Asset) && !money(hit) && bound(hit));
        }
        if self.says(Narrow) || asset {
            return true;
        }
        (!self.your_place() && self.names_someone()) || self.names_ticker(!cash && subjects.iter().any(is_wide))
    }

    /// A ticker that we do not know, where not most words are in capitals. Where many currencies could be meant, one of them is one, too.
    fn names_ticker(&self, wide: bool) -> bool {
        let range = self.block.tokens.get(self.span.0..=self.span.1).unwrap_or_default();
        let loud = range.iter().filter(|token| token.shape == Shape::Upper).count() * 2
            > range.iter().filter(|token| token.shape.is_word()).count();
        !loud
            && range.iter().enumerate().any(|(offset, token)| {
                let at = self.span.0 + offset;
                token.shape == Shape::Upper && !self.covered(at) && ticker(self.block.slice(at, at), wide)
            })
    }

    /// "Bitcoin withdrawals", "withdrawals of Bitcoin"; but not "withdrawals including Bitcoin".
    fn beside_subject(&self, asset: &Hit) -> bool {
        let of =
            |hit: &Hit| hit.last + 2 == asset.first && self.block.word(hit.last + 1).len() <= OF && self.word_at(hit.last + 1);
        let close = |hit: &Hit| asset.last + 1 == hit.first || hit.last + 1 == asset.first || of(hit);
        self.hits.iter().any(|hit| matches!(hit.sense, Sense::Of(_)) && close(hit))
    }

    /// A name in the midst of the clause that we do not know: a bank, a country, an asset. Where most words are capitals
    /// (titles, and languages that write nouns so) it tells nothing.
    pub(super) fn names_someone(&self) -> bool {
        let range = self.block.tokens.get(self.span.0..=self.span.1).unwrap_or_default();
        let words = range.iter().filter(|token| token.shape.is_word()).count();
        let capitals = range.iter().filter(|token| token.shape == Shape::Capital).count();
        if words < 5 || capitals * 3 > words {
            return false;
        }
        // "(Paris time)" is no place that is meant.
        let mut depth = 0_usize;
        range.iter().enumerate().skip(1).any(|(offset, token)| {
            let at = self.span.0 + offset;
            match self.block.word(at) {
                "(" => depth += 1,
                ")" => depth = depth.saturating_sub(1),
                _ => {}
            }
            let known = self.covered(at);
            let begins = range.get(offset - 1).is_some_and(|before| !before.shape.is_word());
            let word = self.block.text.get(token.start..token.end).unwrap_or_default();
            token.shape == Shape::Capital
                && depth == 0
                && !known
                && !begins
                && word.len() > 3
                && word != "Kraken"
                && !date::is_month(word)
                && !date::is_weekday(word)
        })
    }

    /// Whether the clause is little more than the state itself. What follows the first comma or dash adds to it ("Enabled,
    /// 14-day delay").
    pub(super) fn bare(&self) -> bool {
        self.bare_in(self.span.0, self.pause_after(self.span.0))
    }

    /// "Futures order confirmations" is no name of futures; "funding password check" may be one of a protection.
    pub(super) fn names_itself(&self) -> bool {
        let product = self.subjects().iter().any(|subject| subject.is_product());
        self.unknown_in(self.span.0, self.span.1) <= if product { 0 } else { 2 }
    }

    /// Whether what stands around a verb, between commas and dashes, names something and says little else.
    pub(super) fn little_else(&self, verb: &Hit) -> bool {
        let pause = |at: &usize| self.pauses(*at);
        let first = (self.span.0..verb.first).rev().find(pause).map_or(self.span.0, |at| at + 1);
        let last = self.pause_after(verb.last);
        let named = self.hits.iter().any(|hit| matches!(hit.sense, Sense::Of(_)) && first <= hit.first && hit.last <= last);
        named && self.bare_in(first, last)
    }

    /// The next comma or dash that stands in no phrase ("buy, sell and convert"), or the end.
    fn pause_after(&self, first: usize) -> usize {
        let pause = |at: &usize| {
            let parts = self.pauses(*at);
            parts && !self.covered(*at)
        };
        (first + 1..=self.span.1).find(pause).unwrap_or(self.span.1)
    }

    /// Whether at most one word stands for nothing that we know.
    fn bare_in(&self, first: usize, last: usize) -> bool {
        self.unknown_in(first, last) <= 1
    }

    /// How many words and numbers stand for nothing that we know.
    fn unknown_in(&self, first: usize, last: usize) -> usize {
        let unknown = |at: &usize| {
            let token = self.block.tokens.get(*at);
            let word = token.is_some_and(|token| token.shape.is_word() || token.shape == Shape::Number);
            // "Active since 2024".
            let year = self.block.word(*at).len() == 4 && self.block.word(*at).starts_with("20");
            word && !year && !self.covered(*at)
        };
        (first..=last).filter(unknown).count()
    }
}

/// What many currencies and assets go through.
fn is_wide(subject: &Subject) -> bool {
    use Subject::*;
    matches!(subject, Deposits | Withdrawals | Funding | Trading | CryptoDeposit | CryptoWithdrawal)
}

/// Whether words name a currency and no crypto beside it: what goes out in it is the account's cash.
pub(crate) fn in_cash(block: &Block, span: (usize, usize)) -> bool {
    let says = |concept| block.says_within(span, concept);
    // "Under 10 euros" is an amount.
    let amount =
        |at: usize| at.checked_sub(1).is_some_and(|at| block.tokens.get(at).is_some_and(|token| token.shape == Shape::Number));
    if block.hits.iter().any(|hit| matches!(hit.sense, Sense::Is(Concept::Currency | Concept::Cash)) && amount(hit.first)) {
        return false;
    }
    let code = || (span.0..=span.1).any(|at| letters::listed(CURRENCIES, block.word(at)));
    !says(Concept::Crypto) && (says(Concept::Currency) || says(Concept::Cash) || code())
}

fn ticker(word: &str, wide: bool) -> bool {
    if letters::listed(CURRENCIES, word) {
        return wide;
    }
    (2..=6).contains(&word.len())
        && word.bytes().all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit())
        && !data::is_one(File::Words, "no_ticker", word)
}

/// "MOLT: delisted. Deposits closed": all that a block says is of the one that it begins with.
fn heads_with_ticker(block: &Block) -> bool {
    // "Tether on Tron: withdrawals paused".
    let colon = (1..6).find(|at| block.word(*at) == ":").unwrap_or_default();
    let before = |sense: Sense| block.hits.iter().any(|hit| hit.last < colon && hit.sense == sense);
    let names = block.hits.iter().any(|hit| hit.last < colon && matches!(hit.sense, Sense::Of(_)));
    if before(Sense::Is(Concept::Asset)) && !names && !before(Sense::Is(Concept::Currency)) {
        return true;
    }
    let first = block.tokens.first().is_some_and(|token| token.shape == Shape::Upper);
    let known = block.hits.iter().any(|hit| hit.covers(0) && hit.sense != Sense::Is(Concept::Asset));
    first && block.word(1) == ":" && !known && ticker(block.slice(0, 0), true)
}

/// Whether a block is a ticker and little else: "XMR", "BTC/USD".
pub(crate) fn only_ticker(block: &Block) -> bool {
    let mut words = block.tokens.iter().filter(|token| token.shape.is_word());
    let all = words.clone().count();
    all > 0
        && all <= 3
        && words.any(|token| {
            let word = block.text.get(token.start..token.end).unwrap_or_default();
            token.shape == Shape::Upper && ticker(word, true) && !letters::listed(CURRENCIES, word)
        })
        && (block.hits.is_empty() || block.text.contains('/'))
}
