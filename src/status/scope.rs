//! What a component's name, a title or a service name is about.
//!
//! Spelling varies ("WebSocket", "Websocket API", "REST API"), so words decide, not whole names.

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
    /// The one asset, market, network or bank that it is about.
    pub assets: Vec<String>,
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
        for asset in other.assets {
            if !self.assets.contains(&asset) {
                self.assets.push(asset);
            }
        }
    }

    fn add(&mut self, scopes: &[Scope]) {
        self.scopes.extend_from_slice(scopes);
        self.scopes.sort_unstable();
        self.scopes.dedup();
    }
}

/// Names of assets that titles give without their ticker.
const NAMES: &[(&str, &str)] = &[
    ("bitcoin", "BTC"),
    ("lightning", "BTC"),
    ("xbt", "BTC"),
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

/// Currencies, which are no assets of their own here: one of them is a part of the cash rails.
const CURRENCIES: &[&str] = &["usd", "eur", "gbp", "cad", "aud", "chf", "jpy", "aed", "brl", "mxn", "ars", "pln"];

/// Abbreviations in capitals that are no tickers.
const NO_TICKERS: &[&str] = &[
    "ach", "api", "rest", "fix", "sepa", "swift", "fps", "pix", "utc", "us", "uk", "eu", "eea", "ws", "gsl", "kyc", "otc", "nft",
    "etf", "sso", "dns", "cdn", "sms", "tls", "ssl", "aws", "and", "for", "all", "chaps", "npp", "p2p", "web", "app", "ui",
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

/// Reads a component's name or a title.
pub fn place(text: &str) -> Placed {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(word));
    let says = |wanted: &[&str]| wanted.iter().any(|phrase| lower.contains(phrase));
    let mut placed = Placed::default();

    let deposit = has(&["deposit", "deposits", "deposited"]);
    let withdrawal = has(&["withdrawal", "withdrawals", "withdraw", "payout", "payouts"]);
    let funding = has(&["funding"]) || deposit == withdrawal;
    let moves = deposit || withdrawal || has(&["funding", "transfer", "transfers"]);

    placed.assets = assets(text, &words, moves || has(&["network", "chain", "mainnet", "staking", "delisting"]));
    if !placed.assets.is_empty() {
        // One asset, market or network: only the rails that it names matter, and only to those who hold it.
        if moves {
            let rails = [(deposit || funding, Scope::CryptoDeposit), (withdrawal || funding, Scope::CryptoWithdrawal)];
            placed.add(&rails.iter().filter(|(on, _)| *on).map(|(_, rail)| *rail).collect::<Vec<_>>());
        }
        return placed;
    }
    if has(&["prop", "krak", "nft", "beeks", "wallet", "desktop", "colocation"]) || says(&["kraken card", "co-location"]) {
        placed.add(&[Scope::Other]);
    }

    let futures = has(&["futures", "derivative", "derivatives", "perpetual", "perpetuals", "perps"]);
    let api = has(&["api", "apis", "rest", "websocket", "websockets", "ws"])
        || says(&["web socket"])
        || text.split(|letter: char| !letter.is_alphanumeric()).any(|word| word == "FIX")
        || lower.trim() == "fix";
    if api {
        placed.add(&[Scope::Api]);
    } else if futures {
        placed.add(&[Scope::Futures]);
    }
    if has(&["margin"]) {
        placed.add(&[Scope::Margin]);
    }
    if has(&["staking", "earn"]) {
        placed.add(&[Scope::Staking]);
    }
    if has(&["stocks", "equities", "xstocks"]) {
        placed.add(&[Scope::Stocks]);
    }
    let product = !placed.scopes.is_empty();
    if has(&["website", "site", "spot", "exchange", "login", "mobile", "app", "pro"])
        || says(&["web site", "kraken.com", "order entry", "sign-in", "sign in", "log in", "matching engine", "trading engine"])
        // "Derivatives trading", "Prop trading" and "Margin trading" are about that product alone.
        || (!product && has(&["trading", "orders", "order", "markets", "matching"]))
    {
        placed.add(&[Scope::Exchange]);
    }
    if says(&["sign-up", "sign up", "signup", "account creation", "new account", "identity check"])
        || has(&["registration", "registrations", "onboarding", "verification", "verifications", "kyc"])
    {
        placed.add(&[Scope::SignUp]);
    }
    rails(&mut placed, &has, &says, Ways { deposit: deposit || funding, withdrawal: withdrawal || funding, moves });
    if says(&["all systems", "all services"]) {
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

fn rails(placed: &mut Placed, has: &dyn Fn(&[&str]) -> bool, says: &dyn Fn(&[&str]) -> bool, ways: Ways) {
    let systems = has(&["sepa", "fps", "pix", "interac", "osko", "npp", "chaps", "fedwire"]) || says(&["faster payments"]);
    let wire = systems || has(&["wire", "wires", "swift"]) || says(&["bank transfer", "bank rail", "bank funding"]);
    let ach = has(&["ach"]);
    let card = (has(&["card", "cards"]) && !says(&["kraken card", "krak card"])) || says(&["apple pay", "google pay"]);
    let currency = has(CURRENCIES);
    let cash = currency || has(&["cash", "fiat"]);
    if ach || wire || card {
        for (named, rail) in [(ach, Scope::Ach), (wire, Scope::Wire), (card, Scope::Card)] {
            if named && ways.deposit {
                placed.add(&[rail]);
            }
        }
        if ways.withdrawal && ways.moves && !card {
            placed.add(&[Scope::FiatWithdrawal]);
        }
        placed.part |= systems || (currency && !ach);
    } else if !ways.moves {
    } else if has(&["crypto", "cryptocurrency", "onchain", "token", "tokens"])
        || says(&["digital currency", "digital asset", "on-chain"])
    {
        if ways.deposit {
            placed.add(&[Scope::CryptoDeposit]);
        }
        if ways.withdrawal {
            placed.add(&[Scope::CryptoWithdrawal]);
        }
    } else if cash {
        if ways.deposit {
            placed.add(&[Scope::Ach, Scope::Wire]);
        }
        if ways.withdrawal {
            placed.add(&[Scope::FiatWithdrawal]);
        }
        placed.part |= currency;
    } else if has(&["deposit", "deposits", "withdrawal", "withdrawals", "funding"]) {
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
    let bare = bare && text.chars().any(char::is_lowercase);
    let raw: Vec<&str> = text.split_whitespace().collect();
    for (at, word) in raw.iter().enumerate() {
        let inner = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        let bracketed = word.starts_with('(') && word.trim_end_matches([',', '.', ':', ';']).ends_with(')');
        if let Some((base, quote)) = inner.split_once('/') {
            if is_ticker(base) && (is_ticker(quote) || CURRENCIES.contains(&quote.to_lowercase().as_str())) {
                push(inner.to_owned());
            }
        } else if is_ticker(inner) && (bracketed || (bare && (3..=5).contains(&inner.len()))) {
            push(inner.to_owned());
        } else if matches!(inner.to_lowercase().as_str(), "network" | "chain" | "mainnet" | "blockchain") {
            let before = at.checked_sub(1).and_then(|before| raw.get(before)).copied().unwrap_or_default();
            let name = before.trim_matches(|letter: char| !letter.is_alphanumeric());
            let plain = name.to_lowercase();
            if name.starts_with(char::is_uppercase)
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
            let name = bank.trim_matches(|letter: char| !letter.is_alphanumeric());
            if name.starts_with(char::is_uppercase) && !NO_TICKERS.contains(&name.to_lowercase().as_str()) {
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

fn is_ticker(word: &str) -> bool {
    (2..=10).contains(&word.len())
        && word.bytes().all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit())
        && word.bytes().any(|letter| letter.is_ascii_uppercase())
        && !NO_TICKERS.contains(&word.to_ascii_lowercase().as_str())
        && !CURRENCIES.contains(&word.to_ascii_lowercase().as_str())
}

/// Reads a name from `affected_services`.
pub fn service(name: &str) -> Vec<Scope> {
    match name.to_lowercase().as_str() {
        "all" => vec![Scope::Exchange, Scope::Api, Scope::Futures],
        "spot_trading" => vec![Scope::Exchange],
        "futures_trading" => vec![Scope::Futures],
        "spot_ws" | "spot_rest" | "spot_fix" | "futures_ws" | "futures_rest" | "futures_fix" => vec![Scope::Api],
        other => place(&other.replace('_', " ")).scopes,
    }
}
