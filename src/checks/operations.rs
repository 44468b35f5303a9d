//! What Kraken's public status means for the items: `operations.*`, the products and the rails.

mod page;

pub(crate) use page::from_page;

use super::Finding;
use crate::account::Account;
use crate::engine::Given;
use crate::gather::Gather;
use crate::moment::Moment;
use crate::report::{Evidence, ItemId, Notice, NoticeKind, Reason, Source, State};
use crate::status::{Advisory, Endpoint, Kind, Market, RAILS, Scope, Weight, spoken};

/// Most advisories quoted for one item.
const QUOTED: usize = 3;
/// Most notices about single assets; the rest is counted.
const NOTICES: usize = 5;

/// What status says of the items. An item of which it says nothing has no finding.
pub(crate) fn from_status(given: &Given) -> Vec<Finding> {
    let advisories = given.status.advisories(given.at);
    let mut effects: Vec<(ItemId, State, &Advisory)> = Vec::new();
    for advisory in &advisories {
        let Some(state) = state_of(advisory.weight(given.at)) else { continue };
        effects.extend(effects_of(advisory, state, &given.account).into_iter().map(|(id, state)| (id, state, advisory)));
    }
    let mut findings: Vec<Finding> = ItemId::ALL.iter().filter_map(|id| trouble(*id, &effects, given.at)).gather();
    let ready = [
        (ItemId::Exchange, &[Scope::Exchange][..]),
        (ItemId::FundingOperations, &[Scope::Funding]),
        (ItemId::Api, &[Scope::Api]),
        (ItemId::SignUp, &[Scope::SignUp]),
    ];
    for (id, scopes) in ready {
        if !findings.iter().any(|finding| finding.id == id) {
            findings.extend(working(id, scopes, given));
        }
    }
    findings
}

/// One notice for each advisory that is about single assets, markets, networks or banks only.
pub(crate) fn notices(given: &Given) -> Vec<Notice> {
    let notice = |text: String| Notice { kind: NoticeKind::AssetAffected, text };
    let advisories = given.status.advisories(given.at);
    let single: Vec<&Advisory> = advisories
        .iter()
        .filter(|advisory| !advisory.about.assets.is_empty() && advisory.weight(given.at) > Weight::Nothing)
        .gather();
    let mut notices: Vec<Notice> = single
        .iter()
        .take(NOTICES)
        .map(|advisory| notice(format!("{}: {}.", listed(&advisory.about.assets), advisory.quote())))
        .gather();
    if let Some(more @ 1..) = single.len().checked_sub(NOTICES) {
        notices.push(notice(format!("{more} more notices about single assets are on Kraken's status page.")));
    }
    notices
}

/// The state of what an advisory of this weight is about.
pub(crate) fn state_of(weight: Weight) -> Option<State> {
    match weight {
        Weight::Nothing => None,
        Weight::Trouble => Some(State::Attention),
        Weight::Outage => Some(State::Blocked),
    }
}

/// The items that an advisory of this weight changes, and to which state.
pub(crate) fn effects_of(advisory: &Advisory, state: State, account: &Account) -> Vec<(ItemId, State)> {
    let mut effects = Vec::new();
    // One asset's funding changes nothing but for those who named it.
    if advisory.about.assets.iter().any(|asset| account.names(asset)) {
        effects.extend(advisory.about.asset_rails.iter().filter_map(|scope| rail(*scope)).map(|id| (id, state)));
    }
    for scope in &advisory.about.scopes {
        match scope {
            Scope::Exchange => {
                effects.push((ItemId::Exchange, state));
                let halted = state == State::Blocked && advisory.halts_orders;
                if matches!(advisory.kind, Kind::Market(_)) || halted {
                    effects.push((ItemId::Spot, state));
                }
            }
            Scope::Api => effects.push((ItemId::Api, state)),
            Scope::Futures => effects.push((ItemId::Futures, state)),
            Scope::Margin => effects.push((ItemId::Margin, state)),
            Scope::Staking => effects.push((ItemId::Staking, state)),
            Scope::Stocks => effects.push((ItemId::Stocks, state)),
            Scope::SignUp => effects.push((ItemId::SignUp, state)),
            Scope::Funding => effects.push((ItemId::FundingOperations, state)),
            Scope::Other => {}
            _ => {
                // One rail down leaves the others: funding in general is worth a look, no more.
                effects.push((ItemId::FundingOperations, State::Attention));
                let state = if advisory.about.part { State::Attention } else { state };
                effects.extend(rail(*scope).map(|id| (id, state)));
            }
        }
    }
    effects
}

fn rail(scope: Scope) -> Option<ItemId> {
    Some(match scope {
        Scope::CryptoDeposit => ItemId::CryptoDeposit,
        Scope::CryptoWithdrawal => ItemId::CryptoWithdrawal,
        Scope::Ach => ItemId::Ach,
        Scope::Wire => ItemId::Wire,
        Scope::Card => ItemId::Card,
        Scope::FiatWithdrawal => ItemId::FiatWithdrawal,
        _ => return None,
    })
}

fn trouble(id: ItemId, effects: &[(ItemId, State, &Advisory)], at: Moment) -> Option<Finding> {
    let mut mine: Vec<(State, &Advisory)> =
        effects.iter().filter(|(item, ..)| *item == id).map(|(_, state, advisory)| (*state, *advisory)).gather();
    // A rail's advisory speaks of funding in general once for each of its rails.
    mine.dedup_by(|one, other| std::ptr::eq(one.1, other.1));
    // The worst goes first, of equals the one that begins first.
    let worst = mine.iter().enumerate().min_by_key(|(_, (state, advisory))| (*state != State::Blocked, advisory.start));
    let worst = worst.map(|(at, _)| at)?;
    mine.swap(0, worst);
    let (state, first) = mine.first().copied()?;
    let same: Vec<&Advisory> = mine.iter().filter(|(other, _)| *other == state).map(|(_, advisory)| *advisory).gather();
    // The end of the last of them, unless one of them has none.
    let until = if same.iter().all(|advisory| advisory.end.is_some()) {
        same.iter().filter_map(|advisory| advisory.end).max()
    } else {
        None
    };
    let evidence = mine.iter().take(QUOTED).map(|(_, advisory)| said(advisory.quote(), advisory.seen)).gather();
    let part = id == ItemId::FundingOperations && !first.about.scopes.contains(&Scope::Funding);
    let summary = format!("{}{}", if part { "Only a part of funding is affected. " } else { "" }, summary(first, at));
    Some(Finding { id, state, reason: Some(Reason::Maintenance), summary: Some(summary), evidence, until })
}

fn summary(advisory: &Advisory, at: Moment) -> String {
    let planned = advisory.kind == Kind::Window && !advisory.is_now(at);
    let text = match (advisory.kind, advisory.start, advisory.end) {
        (Kind::Market(market @ (Market::CancelOnly | Market::Halted | Market::PostOnly | Market::LimitOnly)), ..) => {
            format!("{}.", market.phrase())
        }
        (Kind::Window, Some(start), Some(end)) if planned => super::said("planned_to", &[&spoken(start), &spoken(end)]),
        (Kind::Window, Some(start), None) if planned => super::said("planned", &[&spoken(start)]),
        (Kind::Window, ..) if planned => super::said("announced", &[]),
        (Kind::Window, _, Some(end)) if end > at => super::said("under_way_to", &[&spoken(end)]),
        (Kind::Window, ..) => super::said("under_way", &[]),
        _ if advisory.weight(at) == Weight::Outage => super::said("outage", &[]),
        _ => super::said("incident", &[]),
    };
    let about = &advisory.about;
    if about.assets.is_empty() || !about.scopes.is_empty() { text } else { format!("{}: {text}", listed(&about.assets)) }
}

/// The first few names, and how many more there are.
fn listed(names: &[String]) -> String {
    let first = names.iter().take(QUOTED).map(String::as_str).gather().join(", ");
    match names.len().checked_sub(QUOTED) {
        Some(more @ 1..) => format!("{first} and {more} more"),
        _ => first,
    }
}

/// Ready, when a fresh body covers the item and nothing in it speaks against it.
fn working(id: ItemId, scopes: &[Scope], given: &Given) -> Option<Finding> {
    let funding = scopes.contains(&Scope::Funding);
    let all = scopes.iter().chain(RAILS.iter().filter(|_| funding));
    let mut source = None;
    for scope in all {
        source = Some(given.status.vouches(*scope, given.at)?);
    }
    let source = source?;
    let quote = match source.endpoint {
        Endpoint::SystemStatus => "Kraken's system status: online",
        _ => "Kraken's status page lists no trouble with it",
    };
    let evidence = vec![said(quote.to_owned(), source.as_of())];
    Some(Finding { id, state: State::Ready, reason: None, summary: None, evidence, until: None })
}

fn said(quote: String, seen_at: Moment) -> Evidence {
    Evidence { source: Source::Status, quote, r#where: None, seen_at }
}

#[cfg(test)]
mod tests;
