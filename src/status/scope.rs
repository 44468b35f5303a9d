//! What a component's name, a title or a service name is about.
//!
//! Spelling varies ("WebSocket", "Websocket API", "REST API"), so words decide, not whole names.

use crate::gather::Gather;

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

/// Names of assets that titles give without their ticker.
const NAMES: &[(&str, &str)] = &[
    ("bitcoin", "BTC"),
    ("lightning", "BTC"),
    ("xbt", "BTC"),
    ("xdg", "DOGE"),
    ("ethereum", "ETH"),
    ("solana", "SOL"),
    ("ripple", "XRP"),
    ("cardano", "ADA"),
    ("dogecoin", "DOGE"),
    ("litecoin", "LTC"),
    ("polkadot", "DOT"),
    ("tether", "USDT"),
    ("monero", "XMR"),
    ("avalanche", "AVAX"),
    ("cosmos", "ATOM"),
    ("tron", "TRX"),
];

/// The usual ticker of an asset, in capitals, whether it is given by its name or by a ticker of Kraken's own.
pub fn ticker(word: &str) -> String {
    let known = NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(word.trim()));
    known.map_or_else(|| word.trim().to_ascii_uppercase(), |(_, ticker)| (*ticker).to_owned())
}

/// Currencies, which are no assets of their own here: one of them is a part of the cash rails.
const CURRENCIES: &[&str] = &["usd", "eur", "gbp", "cad", "aud", "chf", "jpy", "aed", "brl", "mxn", "ars", "pln"];

/// Abbreviations in capitals that are no tickers.
const NO_TICKERS: &[&str] = &[
    "ach", "api", "rest", "fix", "sepa", "swift", "fps", "pix", "utc", "us", "uk", "eu", "eea", "ws", "gsl", "kyc", "otc", "nft",
    "etf", "sso", "dns", "cdn", "sms", "tls", "ssl", "aws", "and", "for", "all", "chaps", "npp", "p2p", "eta", "est", "edt",
    "pst", "pdt", "gmt", "cet", "cest", "faq", "rtp", "bacs", "iban", "visa", "3ds", "tos", "fiat", "cash", "card", "wire",
    "bank", "web", "app", "ui",
];

/// Words of a title that say nothing of what it is about.
const GENERIC: &[&str] = &[
    "kraken",
    "scheduled",
    "planned",
    "unplanned",
    "emergency",
    "maintenance",
    "upgrade",
    "update",
    "system",
    "systems",
    "platform",
    "service",
    "services",
    "the",
    "of",
    "a",
    "window",
    "outage",
    "downtime",
    "full",
    "network",
    "for",
    "on",
    "at",
];

/// What single words and short phrases tell. A phrase with a space or a hyphen may stand anywhere in the text.
/// One table, because a call for each list of words weighs more in the browser's module than all of them.
const TELLS: &[(&str, u32)] = &[
    ("deposit deposits deposited", DEPOSIT),
    ("withdrawal withdrawals withdraw payout payouts", WITHDRAWAL),
    ("funding", FUNDING),
    ("transfer transfers", TRANSFER),
    ("network chain mainnet staking delisting", NETWORK),
    ("prop krak nft beeks wallet desktop colocation co-location kraken~card krak~card", OTHER),
    ("futures derivative derivatives perpetual perpetuals perps", FUTURES),
    ("api apis rest websocket websockets ws web~socket", API),
    ("margin", MARGIN),
    ("staking earn", STAKING),
    ("stocks equities xstocks", STOCKS),
    ("website site spot exchange login mobile app pro web~site kraken.com order~entry", EXCHANGE),
    ("sign-in sign~in log~in matching~engine trading~engine", EXCHANGE),
    ("trading orders order markets matching", TRADING),
    ("sign-up sign~up signup account~creation new~account identity~check", SIGN_UP),
    ("registration registrations onboarding verification verifications kyc", SIGN_UP),
    ("sepa fps pix interac osko npp chaps fedwire faster~payments", SYSTEM | WIRE),
    ("wire wires swift bank~transfer bank~rail bank~funding", WIRE),
    ("ach", ACH),
    ("card cards apple~pay google~pay", CARD),
    ("usd eur gbp cad aud chf jpy aed brl mxn ars pln", CURRENCY | CASH),
    ("cash fiat", CASH),
    ("crypto cryptocurrency onchain token tokens digital~currency digital~asset on-chain", CRYPTO),
    ("all~systems all~services", ALL),
];
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

/// What a text says, as a set of the bits above.
fn told(lower: &str, words: &[&str]) -> u32 {
    let mut told = 0;
    for (list, bits) in TELLS {
        for entry in list.split(' ') {
            let phrase = entry.contains(['~', '-', '.'].as_slice());
            if if phrase { lower.contains(&entry.replace('~', " ")) } else { words.contains(&entry) } {
                told |= bits;
            }
        }
    }
    told
}

/// Reads a component's name or a title.
pub fn place(text: &str) -> Placed {
    let lower = text.to_ascii_lowercase();
    let words: Vec<&str> = lower.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).gather();
    let mut told = told(&lower, &words);
    // "FIX" is an interface, "fix" is what one does to it.
    if lower.trim() == "fix" || text.split(' ').any(|word| word == "FIX") {
        told |= API;
    }
    if lower.contains("kraken card") || lower.contains("krak card") {
        told &= !CARD;
    }
    let has = |bits: u32| told & bits != 0;
    let moves = has(DEPOSIT | WITHDRAWAL | FUNDING | TRANSFER);
    let both = has(FUNDING) || has(DEPOSIT) == has(WITHDRAWAL);
    let ways = Ways { deposit: both || has(DEPOSIT), withdrawal: both || has(WITHDRAWAL), moves };

    let mut placed = Placed { assets: assets(text, &words, moves || has(NETWORK)), ..Placed::default() };
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
    if placed.is_empty() && !words.is_empty() && words.iter().all(|word| GENERIC.contains(word)) {
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
            if is_ticker(base) && (is_ticker(quote) || CURRENCIES.contains(&quote.to_ascii_lowercase().as_str())) {
                push(inner.to_owned());
            }
        } else if is_ticker(inner) && (bracketed || (bare && (3..=5).contains(&inner.len()))) {
            push(inner.to_owned());
        } else if matches!(inner.to_ascii_lowercase().as_str(), "network" | "chain" | "mainnet" | "blockchain") {
            let before = at.checked_sub(1).and_then(|before| raw.get(before)).copied().unwrap_or_default();
            let name = bared(before);
            let plain = name.to_ascii_lowercase();
            if name.starts_with(|letter: char| letter.is_ascii_uppercase())
                && !GENERIC.contains(&plain.as_str())
                && !NAMES.iter().any(|(known, _)| *known == plain)
                && !NO_TICKERS.contains(&plain.as_str())
                && !matches!(plain.as_str(), "crypto" | "website" | "trading" | "funding" | "internal" | "test")
            {
                push(name.to_owned());
            }
        } else if inner == "via" {
            // "… via Some Bank": one bank.
            let bank = raw.get(at + 1).copied().unwrap_or_default();
            let name = bared(bank);
            if name.starts_with(|letter: char| letter.is_ascii_uppercase())
                && !NO_TICKERS.contains(&name.to_ascii_lowercase().as_str())
            {
                push(name.to_owned());
            }
        }
    }
    for (name, ticker) in NAMES {
        if lower_words.contains(name) {
            push((*ticker).to_owned());
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
        && !NO_TICKERS.contains(&word.to_ascii_lowercase().as_str())
        && !CURRENCIES.contains(&word.to_ascii_lowercase().as_str())
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
