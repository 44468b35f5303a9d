//! What a component's name, a title or a service name is about.
//!
//! Spelling varies ("WebSocket", "Websocket API", "REST API"), so words decide, not whole names.

use crate::data::{self, File, text};
use crate::gather::Gather;
use crate::letters::listed;
use crate::table;

/// What trouble can be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Website, sign-in, order entry, spot trading.
    Exchange,
    /// REST, WebSocket, FIX.
    Api,
    /// Derivatives.
    Futures,
    /// Margin.
    Margin,
    /// Staking and Earn.
    Staking,
    /// Stocks.
    Stocks,
    /// Deposits or withdrawals as a whole; stands beside the rails that it means.
    Funding,
    /// Crypto in.
    CryptoDeposit,
    /// Crypto out.
    CryptoWithdrawal,
    /// ACH.
    Ach,
    /// Any other bank transfer.
    Wire,
    /// Card purchases.
    Card,
    /// Cash out.
    FiatWithdrawal,
    /// Sign-up and verification intake.
    SignUp,
    /// Something that no item is about (Prop, Krak, co-location…).
    Other,
}

impl Scope {
    /// A single way for money to come or go.
    pub fn is_rail(self) -> bool {
        RAILS.contains(&self)
    }
}

/// Every way for money to come or go.
pub const RAILS: [Scope; 6] =
    [Scope::CryptoDeposit, Scope::CryptoWithdrawal, Scope::Ach, Scope::Wire, Scope::Card, Scope::FiatWithdrawal];

/// What some words are about.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Placed {
    /// The subjects, in order, each once.
    pub scopes: Vec<Scope>,
    /// The single assets, markets, networks or banks that it is about.
    pub assets: Vec<String>,
    /// The rails of those; the scopes are about everything.
    pub asset_rails: Vec<Scope>,
    /// Only a part of the rails named: one currency or one national transfer system.
    pub part: bool,
}

impl Placed {
    /// Nothing in the words was understood.
    pub fn is_empty(&self) -> bool {
        self.scopes.is_empty() && self.assets.is_empty()
    }

    /// Takes the subjects of the other in.
    pub fn join(&mut self, other: Placed) {
        // A rail that one part names as a whole is whole.
        let rails = |placed: &Placed| placed.scopes.iter().any(|scope| scope.is_rail());
        self.part = match (rails(self), rails(&other)) {
            (true, true) => self.part && other.part,
            (false, _) => other.part,
            (true, false) => self.part,
        };
        self.add(&other.scopes);
        insert(&mut self.asset_rails, &other.asset_rails);
        for asset in other.assets {
            if !self.assets.contains(&asset) {
                self.assets.push(asset);
            }
        }
    }

    fn add(&mut self, scopes: &[Scope]) {
        insert(&mut self.scopes, scopes);
    }

    fn add_if(&mut self, named: bool, scope: Scope) {
        if named {
            self.add(&[scope]);
        }
    }
}

/// Each once and in order; a sort would weigh more than this.
fn insert(into: &mut Vec<Scope>, scopes: &[Scope]) {
    for scope in scopes {
        let at = into.iter().take_while(|known| *known < scope).count();
        if into.get(at) != Some(scope) {
            into.insert(at, *scope);
        }
    }
}

/// Whether a word is one of a kind.
fn is_one(kind: &str, word: &str) -> bool {
    data::is_one(File::StatusWords, kind, word)
}

/// Tickers, with the names that titles give instead.
fn names() -> impl Iterator<Item = [&'static str; 2]> {
    table::rows(text(File::StatusWords))
        .filter(|[kind, _]: &[&str; 2]| kind.starts_with(|letter: char| letter.is_ascii_uppercase()))
}

/// The usual ticker of an asset, in capitals, whether it is given by its name or by a ticker of Kraken's own.
pub fn ticker(word: &str) -> String {
    let plain = word.trim().to_ascii_lowercase();
    names().find(|[_, names]| listed(names, &plain)).map_or_else(|| plain.to_ascii_uppercase(), |[ticker, _]| ticker.to_owned())
}

/// What words tell, in the order of the bits below.
pub(super) const KINDS: &str = "deposit withdrawal funding transfer network other futures api margin staking stocks exchange trading sign_up system wire ach card currency cash crypto all";
const DEPOSIT: u32 = 1;
const WITHDRAWAL: u32 = 1 << 1;
const FUNDING: u32 = 1 << 2;
const TRANSFER: u32 = 1 << 3;
const NETWORK: u32 = 1 << 4;
const OTHER: u32 = 1 << 5;
const FUTURES: u32 = 1 << 6;
const API: u32 = 1 << 7;
const MARGIN: u32 = 1 << 8;
const STAKING: u32 = 1 << 9;
const STOCKS: u32 = 1 << 10;
const EXCHANGE: u32 = 1 << 11;
const TRADING: u32 = 1 << 12;
const SIGN_UP: u32 = 1 << 13;
const SYSTEM: u32 = 1 << 14;
const WIRE: u32 = 1 << 15;
const ACH: u32 = 1 << 16;
const CARD: u32 = 1 << 17;
const CURRENCY: u32 = 1 << 18;
const CASH: u32 = 1 << 19;
const CRYPTO: u32 = 1 << 20;
const ALL: u32 = 1 << 21;

/// What a text says, as a set of the bits above. A phrase with a space or a hyphen may stand anywhere in it.
fn told(lower: &str, words: &[&str]) -> u32 {
    let mut told = 0;
    for [kind, list] in table::rows(text(File::StatusWords)) {
        let Some(bit) = KINDS.split(' ').position(|known| known == kind) else { continue };
        for entry in list.split(' ') {
            let phrase = entry.contains(['~', '-', '.'].as_slice());
            if if phrase { lower.contains(&entry.replace('~', " ")) } else { words.contains(&entry) } {
                told |= 1 << bit;
            }
        }
    }
    told
}

/// Reads a component's name or a title.
pub fn place(title: &str) -> Placed {
    let lower = title.to_ascii_lowercase();
    let words: Vec<&str> = lower.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).gather();
    let mut told = told(&lower, &words);
    // "FIX" is an interface, "fix" is what one does to it.
    if lower.trim() == "fix" || title.split(' ').any(|word| word == "FIX") {
        told |= API;
    }
    if lower.contains("kraken card") || lower.contains("krak card") {
        told &= !CARD;
    }
    let has = |bits: u32| told & bits != 0;
    let moves = has(DEPOSIT | WITHDRAWAL | FUNDING | TRANSFER);
    let both = has(FUNDING) || has(DEPOSIT) == has(WITHDRAWAL);
    let ways = Ways { deposit: both || has(DEPOSIT), withdrawal: both || has(WITHDRAWAL), moves };

    let mut placed = Placed { assets: assets(title, &words, moves || has(NETWORK)), ..Placed::default() };
    if !placed.assets.is_empty() {
        // One asset, market or network: only the rails that it names matter, and only to those who hold it.
        placed.add_if(moves && ways.deposit, Scope::CryptoDeposit);
        placed.add_if(moves && ways.withdrawal, Scope::CryptoWithdrawal);
        placed.asset_rails = std::mem::take(&mut placed.scopes);
        return placed;
    }
    placed.add_if(has(OTHER), Scope::Other);
    placed.add_if(has(API), Scope::Api);
    placed.add_if(has(FUTURES) && !has(API), Scope::Futures);
    placed.add_if(has(MARGIN), Scope::Margin);
    placed.add_if(has(STAKING), Scope::Staking);
    placed.add_if(has(STOCKS), Scope::Stocks);
    // "Derivatives trading", "Prop trading" and "Margin trading" are about that product alone.
    let product = !placed.scopes.is_empty();
    placed.add_if(has(EXCHANGE) || (has(TRADING) && !product), Scope::Exchange);
    placed.add_if(has(SIGN_UP), Scope::SignUp);
    rails(&mut placed, told, &ways);
    if has(ALL) {
        placed.add(&[Scope::Exchange, Scope::Api, Scope::Futures, Scope::Funding, Scope::SignUp]);
        placed.add(&RAILS);
    }
    if placed.is_empty() && !words.is_empty() && words.iter().all(|word| is_one("generic", word)) {
        placed.add(&[Scope::Exchange, Scope::Api]);
    }
    placed
}

struct Ways {
    deposit: bool,
    withdrawal: bool,
    moves: bool,
}

fn rails(placed: &mut Placed, told: u32, ways: &Ways) {
    let has = |bits: u32| told & bits != 0;
    if has(ACH | WIRE | CARD) {
        placed.add_if(has(ACH) && ways.deposit, Scope::Ach);
        placed.add_if(has(WIRE) && ways.deposit, Scope::Wire);
        placed.add_if(has(CARD) && ways.deposit, Scope::Card);
        placed.add_if(ways.withdrawal && ways.moves && !has(CARD), Scope::FiatWithdrawal);
        placed.part |= has(SYSTEM) || (has(CURRENCY) && !has(ACH));
    } else if ways.moves && has(CRYPTO) {
        placed.add_if(ways.deposit, Scope::CryptoDeposit);
        placed.add_if(ways.withdrawal, Scope::CryptoWithdrawal);
    } else if ways.moves && has(CASH) {
        placed.add_if(ways.deposit, Scope::Ach);
        placed.add_if(ways.deposit, Scope::Wire);
        placed.add_if(ways.withdrawal, Scope::FiatWithdrawal);
        placed.part |= has(CURRENCY);
    } else if has(DEPOSIT | WITHDRAWAL | FUNDING) {
        placed.add(&[Scope::Funding]);
        if ways.deposit {
            placed.add(&[Scope::CryptoDeposit, Scope::Ach, Scope::Wire, Scope::Card]);
        }
        if ways.withdrawal {
            placed.add(&[Scope::CryptoWithdrawal, Scope::FiatWithdrawal]);
        }
    }
}

fn assets(text: &str, lower_words: &[&str], bare: bool) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut push = |name: String| {
        if !found.contains(&name) && found.len() < 20 {
            found.push(name);
        }
    };
    // A title all in capitals tells nothing by them.
    let bare = bare && text.chars().any(|letter| letter.is_ascii_lowercase());
    let raw: Vec<&str> = text.split_whitespace().gather();
    for (at, word) in raw.iter().enumerate() {
        let inner = bared(word);
        let bracketed = word.starts_with('(') && word.trim_end_matches([',', '.', ':', ';'].as_slice()).ends_with(')');
        if let Some((base, quote)) = inner.split_once('/') {
            if is_ticker(base) && (is_ticker(quote) || is_one("currency", &quote.to_ascii_lowercase())) {
                push(inner.to_owned());
            }
        } else if is_ticker(inner) && (bracketed || (bare && (3..=5).contains(&inner.len()))) {
            push(inner.to_owned());
        } else if listed("network chain mainnet blockchain", &inner.to_ascii_lowercase()) {
            let before = at.checked_sub(1).and_then(|before| raw.get(before)).copied().unwrap_or_default();
            let name = bared(before);
            let plain = name.to_ascii_lowercase();
            if name.starts_with(|letter: char| letter.is_ascii_uppercase())
                && !is_one("generic", &plain)
                && !names().any(|[_, names]| listed(names, &plain))
                && !is_one("no_ticker", &plain)
                && !listed("crypto website trading funding internal test", &plain)
            {
                push(name.to_owned());
            }
        } else if inner == "via" {
            // "… via Some Bank": one bank.
            let bank = raw.get(at + 1).copied().unwrap_or_default();
            let name = bared(bank);
            if name.starts_with(|letter: char| letter.is_ascii_uppercase()) && !is_one("no_ticker", &name.to_ascii_lowercase()) {
                push(name.to_owned());
            }
        }
    }
    for [ticker, names] in names() {
        if names.split(' ').any(|name| lower_words.contains(&name)) {
            push(ticker.to_owned());
        }
    }
    found
}

/// A word without what stands around it.
fn bared(word: &str) -> &str {
    word.trim_matches(|letter: char| !letter.is_ascii_alphanumeric())
}

fn is_ticker(word: &str) -> bool {
    (2..=10).contains(&word.len())
        && word.bytes().all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit())
        && word.bytes().any(|letter| letter.is_ascii_uppercase())
        && !is_one("no_ticker", &word.to_ascii_lowercase())
        && !is_one("currency", &word.to_ascii_lowercase())
}

/// Reads a name from `affected_services`.
pub fn service(name: &str) -> Vec<Scope> {
    match name.to_ascii_lowercase().as_str() {
        "all" => vec![Scope::Exchange, Scope::Api, Scope::Futures],
        "spot_trading" => vec![Scope::Exchange],
        "futures_trading" => vec![Scope::Futures],
        "spot_ws" | "spot_rest" | "spot_fix" | "futures_ws" | "futures_rest" | "futures_fix" => vec![Scope::Api],
        other => place(&other.replace('_', " ")).scopes,
    }
}
