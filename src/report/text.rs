//! The report's sentences, in English.

use super::{Group, Item, ItemId, PageKind, Plan, Reason, State, Verdict};
use crate::gather::Gather;

/// One sentence for an item.
pub(crate) fn summary(id: ItemId, state: State, reason: Option<Reason>) -> String {
    match state {
        State::Unknown => unknown(id),
        State::NotApplicable => not_applicable(id),
        State::Ready => ready(id),
        State::Attention => attention(id, reason),
        State::Blocked => blocked(id, reason),
    }
}

fn unknown(id: ItemId) -> String {
    match id.group() {
        Group::Operations => "Nothing was read about it.".to_owned(),
        _ => "This page says nothing about it.".to_owned(),
    }
}

fn not_applicable(id: ItemId) -> String {
    match id {
        ItemId::SessionOrigin => "This is not one of Kraken's hosts.".to_owned(),
        ItemId::ApiKeysWithdraw | ItemId::ApiKeysIp | ItemId::ApiKeysAge => "There are no API keys.".to_owned(),
        _ => "It does not matter for this account.".to_owned(),
    }
}

fn ready(id: ItemId) -> String {
    use ItemId::*;
    match id {
        SessionOrigin => "This is Kraken's own site.".to_owned(),
        SessionSignedIn => "You are signed in.".to_owned(),
        SessionClient => "This client can do what your plan needs.".to_owned(),
        VerificationLevel => "Your verification level is enough.".to_owned(),
        VerificationNotice => "Kraken asks for nothing.".to_owned(),
        WithdrawalAddresses => "All listed withdrawal addresses are confirmed.".to_owned(),
        Sessions => "No unusual session is listed.".to_owned(),
        ApiKeysWithdraw => "No listed API key may withdraw.".to_owned(),
        ApiKeysIp => "Every listed API key is tied to known addresses.".to_owned(),
        ApiKeysAge => "No listed API key is stale.".to_owned(),
        Exchange | FundingOperations | Api | SignUp => format!("{} works.", id.title()),
        Deadline => "Nothing is known against your deadline.".to_owned(),
        _ => match id.group() {
            Group::Security => format!("{} {} on.", id.title(), is(id)),
            _ => format!("{} {} available to you.", id.title(), is(id)),
        },
    }
}

/// "is", or "are" for titles in the plural.
fn is(id: ItemId) -> &'static str {
    if matches!(id, ItemId::Passkey | ItemId::Stocks | ItemId::Futures) { "are" } else { "is" }
}

fn attention(id: ItemId, reason: Option<Reason>) -> String {
    use ItemId::*;
    let title = id.title();
    match (id, reason) {
        (VerificationNotice, _) => "Kraken asks you for something.".to_owned(),
        (VerificationLevel, _) => "Your verification is not complete.".to_owned(),
        (SessionOrigin, _) => "This page looks like Kraken's sign-in and is not on Kraken's site.".to_owned(),
        (WithdrawalAddresses, _) => "An address is new or not confirmed yet.".to_owned(),
        (Sessions, _) => "Look at the list of sessions: something there is unusual.".to_owned(),
        (_, Some(Reason::NotEnabled)) => format!("{title} {} open to you, but switched off.", is(id)),
        (_, Some(Reason::Client)) => format!("Another Kraken client does this: {title}."),
        (_, Some(Reason::SecuritySetup)) => format!("{title} {} off.", is(id)),
        (_, Some(Reason::Maintenance)) => format!("{title}: trouble is announced or reported."),
        (_, Some(Reason::Hold)) => format!("{title}: a part of your money is on hold."),
        (_, Some(Reason::CardAuthentication)) => format!("{title}: your bank's card check (3-D Secure) gives trouble."),
        _ => format!("{title}: something should be mended."),
    }
}

fn blocked(id: ItemId, reason: Option<Reason>) -> String {
    let title = id.title();
    let what = match reason {
        Some(Reason::Verification) if id == ItemId::VerificationNotice => {
            return "Kraken withholds something until you answer its request.".to_owned();
        }
        Some(Reason::Verification) => "Kraken asks for more verification first.",
        Some(Reason::Region) => "Kraken does not offer it where you live.",
        Some(Reason::Maintenance) => "stopped for maintenance or an outage.",
        Some(Reason::SettingsLock) => "the Global Settings Lock prevents it.",
        Some(Reason::Client) => "another Kraken client does this.",
        Some(Reason::SecuritySetup) => "Kraken wants a protection set up first.",
        Some(Reason::Hold) => "on hold.",
        Some(Reason::Account) if id == ItemId::SessionSignedIn => return "You are not signed in.".to_owned(),
        Some(Reason::Account) => "your account is restricted.",
        Some(Reason::NotEnabled) => "switched off.",
        Some(Reason::CardAuthentication) => "your bank's card check (3-D Secure) failed.",
        Some(Reason::Lookalike) => return "This host only looks like Kraken's. Leave it.".to_owned(),
        Some(Reason::Unstated) | None => "switched off, and the page does not say why.",
    };
    [title, ": ", what].concat()
}

/// The plan's verdict in one sentence.
pub(crate) fn headline(plan: Plan, verdict: Verdict, items: &[Item], counted: &[(ItemId, State)]) -> String {
    let of = |wanted: State| -> Vec<&Item> {
        counted
            .iter()
            .filter(|(_, state)| *state == wanted)
            .filter_map(|(id, _)| items.iter().find(|item| item.id == *id))
            .gather()
    };
    if counted.contains(&(ItemId::SessionOrigin, State::Blocked)) {
        return "Leave this page: it looks like Kraken's and is not.".to_owned();
    }
    if counted.contains(&(ItemId::SessionOrigin, State::Attention)) {
        return "Do not sign in here: this page is not Kraken's.".to_owned();
    }
    let phrase = capital(plan.phrase());
    match verdict {
        Verdict::Ready => format!("{phrase}: everything it needs is ready."),
        Verdict::Blocked => match of(State::Blocked).as_slice() {
            [only] => format!("{phrase} is blocked: {}", lower(&only.summary)),
            several => format!("{phrase} is blocked by {} things: {}.", several.len(), titles(several)),
        },
        Verdict::Attention => format!("{phrase} works, but look at: {}.", titles(&of(State::Attention))),
        Verdict::Unknown => {
            format!("Not known yet for {}: nothing was read about {}.", plan.phrase(), titles(&of(State::Unknown)))
        }
    }
}

fn titles(items: &[&Item]) -> String {
    items.iter().map(|item| item.title.as_str()).gather().join(", ")
}

fn capital(phrase: &str) -> String {
    let mut letters = phrase.chars();
    letters.next().map_or_else(String::new, |first| std::iter::once(first.to_ascii_uppercase()).chain(letters).collect())
}

/// Lower-cases the first letter, unless the word is a name or an abbreviation.
fn lower(sentence: &str) -> String {
    let first = sentence.split([' ', '\'', '’'].as_slice()).next().unwrap_or_default();
    if first == "Kraken" || first.chars().skip(1).any(char::is_uppercase) || first.chars().any(|letter| letter.is_ascii_digit()) {
        return sentence.to_owned();
    }
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| std::iter::once(crate::letters::lower(first)).chain(letters).collect())
}

impl PageKind {
    /// What a page of this kind is called in a sentence: "the trade page".
    pub fn phrase(self) -> &'static str {
        match self {
            PageKind::Home => "home",
            PageKind::Trade => "trade",
            PageKind::Portfolio => "portfolio",
            PageKind::Earn => "Earn",
            PageKind::Deposit => "deposit",
            PageKind::Withdraw => "withdrawal",
            PageKind::Security => "security",
            PageKind::ApiKeys => "API keys",
            PageKind::Verification => "verification",
            PageKind::Documents => "documents",
            PageKind::Settings => "settings",
            PageKind::Stocks => "stocks",
            PageKind::History => "history",
            PageKind::SignIn => "sign-in",
            PageKind::Other => "Kraken",
        }
    }
}
