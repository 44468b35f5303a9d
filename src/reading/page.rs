//! Which page it is: client, kind, market, language, signed in or out.

use super::blocks::{Block, Role};
use super::concept::{Concept, Sense, Subject};
use super::layout::Layout;
use super::zone::Zone;
use crate::data::{self, File};
use crate::gather::Gather;
use crate::hosts;
use crate::report::{Client, Origin, PageKind};
use crate::snapshot::{Kind, Snapshot};

/// Which market a trading page is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Market {
    Spot,
    Futures,
}

/// Host and path of an address without query and fragment.
pub(crate) fn parts(url: &str) -> (String, Vec<String>) {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split(['?', '#'].as_slice()).next().unwrap_or_default();
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host = host.rsplit('@').next().unwrap_or_default().split(':').next().unwrap_or_default();
    let segments = path.split('/').filter(|segment| !segment.is_empty()).map(str::to_ascii_lowercase).gather();
    (host.trim_end_matches('.').to_ascii_lowercase(), segments)
}

/// Whose host it is.
pub(crate) fn origin(url: &str) -> Origin {
    hosts::judge(&parts(url).0).origin
}

/// A first path segment that only chooses a language: `de`, `es-es`.
fn is_locale(segment: &str) -> bool {
    let letters = |part: &str, lengths: &[usize]| {
        lengths.contains(&part.len()) && part.bytes().all(|letter| letter.is_ascii_alphanumeric())
    };
    match segment.split_once('-') {
        Some((language, region)) => letters(language, &[2]) && letters(region, &[2, 3, 4]),
        None => letters(segment, &[2]),
    }
}

/// Which of Kraken's clients serves this address.
pub(crate) fn client(url: &str) -> Client {
    if origin(url) != Origin::Official {
        return Client::None;
    }
    let (host, segments) = parts(url);
    let path: Vec<&str> = segments.iter().map(String::as_str).gather();
    let path = match path.as_slice() {
        [locale, rest @ ..] if is_locale(locale) => rest,
        whole => whole,
    };
    let signs_in = path.iter().any(|segment| data::is_one(File::Words, "sign_in", segment));
    match host.split('.').next().unwrap_or_default() {
        "id" => Client::SignIn,
        "www" | "pro" | "kraken" if signs_in => Client::SignIn,
        "pro" => Client::Pro,
        "futures" | "demo-futures" => Client::FuturesLegacy,
        "support" => Client::Support,
        "www" | "kraken" => match path.first() {
            Some(&"c") => Client::App,
            Some(&"u") => Client::Classic,
            _ => Client::Marketing,
        },
        _ => Client::Marketing,
    }
}

/// The market of a trading page, by its path.
pub(crate) fn market(url: &str) -> Market {
    let (host, segments) = parts(url);
    let futures = host.starts_with("futures.")
        || segments.iter().any(|segment| segment.starts_with("futures-") || segment.ends_with("-perp") || segment == "futures");
    if futures { Market::Futures } else { Market::Spot }
}

/// What is on screen: a dialog before the page under it.
pub(crate) fn kind(page: &Snapshot, client: Client, layout: &Layout) -> PageKind {
    if client == Client::SignIn {
        return PageKind::SignIn;
    }
    let keyed = page.dialog.as_deref().and_then(|dialog| of_segments(dialog.split(['/', '-'].as_slice())));
    let on_top = || {
        let dialog = (0..layout.tree.len()).rev().find(|id| layout.tree.kind(*id) == Kind::Dialog)?;
        let title = layout.titles.iter().find(|title| {
            title.from == dialog || layout.tree.within(layout.block(title.block).map_or(0, |block| block.node), dialog)
        })?;
        of_words(layout, title.block)
    };
    let (_, segments) = parts(&page.url);
    let by_path = || of_segments(segments.iter().map(String::as_str));
    let by_heading = || {
        let first = layout
            .titles
            .iter()
            .find(|title| layout.block(title.block).is_some_and(|block| layout.tree.kind(block.node) == Kind::Heading))?;
        of_words(layout, first.block)
    };
    // The settings' own heading says which of them it is.
    let by_path = || match by_path() {
        Some(PageKind::Settings) => by_heading().filter(|kind| *kind == PageKind::Verification).or(Some(PageKind::Settings)),
        other => other,
    };
    let home = || matches!(segments.last().map(String::as_str), Some("c" | "home" | "u")).then_some(PageKind::Home);
    keyed.or_else(on_top).or_else(by_path).or_else(home).or_else(by_heading).unwrap_or(PageKind::Other)
}

/// The kind that the last telling part of a path names.
fn of_segments<'a>(segments: impl Iterator<Item = &'a str>) -> Option<PageKind> {
    segments.filter_map(of_segment).last()
}

fn of_segment(segment: &str) -> Option<PageKind> {
    Some(match segment {
        "home" | "dashboard" => PageKind::Home,
        "trade" | "convert" | "buy" | "order" => PageKind::Trade,
        "portfolio" | "balances" => PageKind::Portfolio,
        "earn" | "staking" | "stake" => PageKind::Earn,
        "deposit" | "deposits" | "funding" => PageKind::Deposit,
        "withdraw" | "withdrawal" | "withdrawals" => PageKind::Withdraw,
        "security" | "2fa" | "passkeys" => PageKind::Security,
        "api" | "api-keys" | "api-management" => PageKind::ApiKeys,
        "verify" | "verification" | "get-verified" => PageKind::Verification,
        "documents" => PageKind::Documents,
        "settings" | "account-settings" | "profile" => PageKind::Settings,
        "stocks" | "equities" | "xstocks" => PageKind::Stocks,
        "history" | "ledger" | "activity" => PageKind::History,
        _ => return None,
    })
}

/// The kind that a title names.
fn of_words(layout: &Layout, title: usize) -> Option<PageKind> {
    let block = layout.block(title)?;
    let names = |subjects: &[Subject]| subjects.iter().any(|subject| block.names(*subject));
    if names(&[Subject::ApiKeys]) {
        Some(PageKind::ApiKeys)
    } else if names(&[Subject::Stocks]) && block.words() <= 2 {
        Some(PageKind::Stocks)
    } else if names(&[Subject::Withdrawals, Subject::CryptoWithdrawal, Subject::FiatWithdrawal, Subject::Addresses]) {
        Some(PageKind::Withdraw)
    } else if names(&[Subject::Deposits, Subject::CryptoDeposit, Subject::Ach]) {
        Some(PageKind::Deposit)
    } else if names(&[Subject::TwoFactor, Subject::Passkey, Subject::SettingsLock, Subject::MasterKey, Subject::Sessions]) {
        Some(PageKind::Security)
    } else if block.says(Concept::Stake) {
        Some(PageKind::Earn)
    } else if names(&[Subject::Level]) || (block.says(Concept::Verify) && block.words() <= 4) {
        Some(PageKind::Verification)
    } else if block.says_any(&[Concept::Buy, Concept::Sell]) && block.words() <= 4 {
        Some(PageKind::Trade)
    } else {
        None
    }
}

/// Signed in, signed out, or cannot tell, with the block that says so.
pub(crate) fn signed_in(client: Client, layout: &Layout, anything_read: bool) -> (Option<bool>, Option<usize>) {
    let plain = |index: &usize| !matches!(layout.zone(*index), Zone::Help | Zone::Talk);
    let all = |says: &dyn Fn(&Block) -> bool, fits: &dyn Fn(&usize) -> bool| {
        (0..layout.blocks.len()).filter(plain).find(|index| layout.block(*index).is_some_and(says) && fits(index))
    };
    let find = |says: &dyn Fn(&Block) -> bool| all(says, &|_| true);
    let control = |concept: Concept| {
        find(&move |block: &Block| {
            block.role == Role::Control
                && block.words() <= 6
                && block.says(concept)
                && ![Subject::TwoFactor, Subject::Deposits, Subject::Funding].iter().any(|subject| block.names(*subject))
        })
    };
    if client == Client::SignIn {
        return (
            Some(false),
            find(&|block| block.says(Concept::SignInVerb)).or_else(|| (!layout.blocks.is_empty()).then_some(0)),
        );
    }
    if !matches!(client, Client::App | Client::Pro | Client::Classic | Client::FuturesLegacy) {
        return (None, None);
    }
    // "Signed out", in a list of what has been, is over.
    let unlisted = |index: &usize| !layout.in_kind(*index, &[Kind::Row, Kind::Item, Kind::Definition]);
    // "Why would a device be signed out?" is answered below it.
    let explains = |block: &Block| {
        let first = block.hits.first().is_some_and(|hit| hit.first == 0 && hit.sense == Sense::Is(Concept::Ask));
        first && block.asks()
    };
    let expired = all(&|block| block.says(Concept::Expired) && !explains(block) && block.words() <= 30, &unlisted);
    if expired.is_some() {
        return (Some(false), expired);
    }
    let out = control(Concept::SignOut);
    let enter = control(Concept::SignInVerb).or_else(|| control(Concept::SignUpVerb));
    let account = || find(&|block| block.says(Concept::Identity) && block.words() <= 8);
    match (out, enter) {
        (Some(index), _) => (Some(true), Some(index)),
        // A word for signing in may be one for something else; what is said of this account is said to who is signed in.
        (None, Some(_)) if anything_read => (None, None),
        (None, Some(index)) => (Some(false), Some(index)),
        (None, None) => match account() {
            Some(index) => (Some(true), Some(index)),
            None if anything_read => (Some(true), None),
            None => (None, None),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clients_by_host_and_path() {
        for (url, wanted) in [
            ("https://www.kraken.com/c/earn", Client::App),
            ("https://www.kraken.com/de/c", Client::App),
            ("https://www.kraken.com/u/security/api", Client::Classic),
            ("https://www.kraken.com/sign-in", Client::SignIn),
            ("https://www.kraken.com/es-es/features", Client::Marketing),
            ("https://id.kraken.com/anything", Client::SignIn),
            ("https://pro.kraken.com/app/trade/btc-usd", Client::Pro),
            ("https://pro.kraken.com/app/sign-in", Client::SignIn),
            ("https://support.kraken.com/articles/x", Client::Support),
            ("https://futures.kraken.com/trade", Client::FuturesLegacy),
            ("https://kraken.example/c", Client::None),
        ] {
            assert_eq!(client(url), wanted, "{url}");
        }
    }
    #[test]
    fn a_session_that_ended_once_does_not_hide_that_this_one_did() {
        let signed = |body: &str| {
            let page = format!("<html lang=en><main><h1>Activity</h1>{body}</main>");
            crate::engine::report(
                &crate::html::snapshot(&page, "https://pro.kraken.com/app/home").unwrap_or_default(),
                &crate::engine::Given::default(),
            )
            .page
            .signed_in
        };
        let log = "<table><tr><td>3 May</td><td>Your session expired.</td></tr></table>";
        assert_ne!(signed(log), Some(false));
        assert_eq!(signed(&format!("{log}<p>Your session has expired. Sign in again.</p>")), Some(false));
    }

    #[test]
    fn a_word_for_signing_in_is_none_where_the_page_tells_of_this_account() {
        let signed = |body: &str| {
            let page = format!("<html lang=es><main><h1>Seguridad</h1><a href=/x>Acceder</a>{body}</main>");
            let page = crate::html::snapshot(&page, "https://www.kraken.com/c/home").unwrap_or_default();
            crate::engine::report(&page, &crate::engine::Given::default()).page.signed_in
        };
        assert_eq!(signed(""), Some(false));
        assert_eq!(signed("<p>El margen no está disponible en tu región.</p>"), None);
    }
}
