//! `operations.deadline`: will it be done by then? Arithmetic on the user's own time, dated facts, stated holds and
//! announced windows. Everything is in UTC seconds, so clock changes and time zones cannot shift it.

use super::Finding;
use super::operations::effects_of;
use crate::account::{Deadline, Rail};
use crate::data::{self, File};
use crate::engine::Given;
use crate::facts::{Hold, holds};
use crate::gather::Gather;
use crate::moment::{DAY, Moment};
use crate::report::{Evidence, ItemId, Plan, Reason, Source, State};
use crate::status::{Advisory, Kind, Weight, spoken};

/// Less than this many seconds between the end of a hold and the deadline is tight. Our own choice.
const TIGHT: i64 = DAY;

/// Something against the deadline.
struct Obstacle {
    blocks: bool,
    reason: Reason,
    summary: String,
    evidence: Vec<Evidence>,
    until: Option<Moment>,
}

/// A sentence of `deadline.tsv`, with what goes into its gaps.
fn say(kind: &str, gaps: &[&str]) -> String {
    data::said(File::Deadline, kind, gaps)
}

/// Judges the deadline. `others` are the findings of page, memory and status: what they say of holds counts too.
pub(crate) fn check(given: &Given, others: &[Finding]) -> Finding {
    let Some(deadline) = &given.account.deadline else {
        return finding(State::NotApplicable, say("none", &[]), Vec::new());
    };
    let by = deadline.at();
    let told = Evidence { source: Source::Account, quote: say("told", &[&spoken(by)]), r#where: None, seen_at: given.at };
    if by <= given.at {
        return finding(State::Unknown, say("over", &[&spoken(by)]), vec![told]);
    }
    let mut obstacles: Vec<Obstacle> = Vec::new();
    obstacles.extend(holds().filter_map(|hold| known_hold(&hold, given, deadline)));
    obstacles.extend(others.iter().filter_map(|other| stated(other, given, deadline)));
    let relevant = relevant(given.plan(), deadline.rail());
    let advisories = given.status.advisories(given.at);
    obstacles.extend(advisories.iter().filter_map(|advisory| announced(advisory, given, by, &relevant)));

    if obstacles.is_empty() {
        return nothing_against(given, told, by);
    }
    let worst = obstacles.remove(obstacles.iter().position(|obstacle| obstacle.blocks).unwrap_or(0));
    let mut evidence = vec![told];
    evidence.extend(worst.evidence);
    evidence.extend(obstacles.into_iter().take(2).flat_map(|obstacle| obstacle.evidence));
    let state = if worst.blocks { State::Blocked } else { State::Attention };
    Finding { reason: Some(worst.reason), until: worst.until, ..finding(state, worst.summary, evidence) }
}

fn finding(state: State, summary: String, evidence: Vec<Evidence>) -> Finding {
    Finding { id: ItemId::Deadline, state, reason: None, summary: Some(summary), evidence, until: None }
}

fn nothing_against(given: &Given, told: Evidence, by: Moment) -> Finding {
    if given.status.is_complete(given.at) {
        let newest = given.status.sources().iter().map(|source| source.as_of()).max().unwrap_or(given.at);
        let quote = say("announced", &[]);
        let status = Evidence { source: Source::Status, quote, r#where: None, seen_at: newest };
        return finding(State::Ready, say("nothing", &[&spoken(by)]), vec![told, status]);
    }
    let summary = say(if given.status.was_read() { "unsettled" } else { "unchecked" }, &[]);
    finding(State::Unknown, summary, vec![told])
}

/// A hold that is known from the data. It stops withdrawals only: where the plan is to take money out, a hold on every
/// transfer that outlasts the deadline makes it impossible; otherwise it is worth knowing.
fn known_hold(hold: &Hold, given: &Given, deadline: &Deadline) -> Option<Obstacle> {
    let takes_out = given.plan() == Plan::Withdraw;
    let concerns = concerns(hold, given.plan(), deadline.rail());
    let (by, left) = (deadline.at(), deadline.at().since(given.at));
    let tight = if hold.always && takes_out { TIGHT } else { 0 };
    if !concerns || left >= hold.most.saturating_add(tight) {
        return None;
    }
    let end = given.at.plus(hold.most);
    let blocks = hold.always && takes_out && left < hold.least;
    let summary = match (blocks, takes_out && hold.always) {
        (true, _) => say("too_late", &[hold.label, &spoken(by), &spoken(end)]),
        (_, true) => say("just", &[hold.label, &spoken(end)]),
        _ => say("past", &[hold.label, &spoken(end)]),
    };
    let quote = say("entered", &[hold.label, hold.entered.text().split('T').next().unwrap_or_default()]);
    let evidence = vec![Evidence { source: Source::Knowledge, quote, r#where: None, seen_at: hold.entered }];
    Some(Obstacle { blocks, reason: Reason::Hold, summary, evidence, until: Some(end) })
}

/// Whether a hold may touch what is planned over this rail.
pub(crate) fn concerns(hold: &Hold, plan: Plan, rail: Option<Rail>) -> bool {
    match (rail, hold.rail) {
        (Some(rail), held) if rail == held => rail != Rail::Crypto || plan == Plan::Withdraw,
        (None, Rail::Crypto) => plan == Plan::Withdraw,
        _ => false,
    }
}

/// A hold or an outage that a page states for an item that the deadline hangs on. What status says of outages is looked
/// at advisory by advisory instead, because those have a beginning too.
fn stated(other: &Finding, given: &Given, deadline: &Deadline) -> Option<Obstacle> {
    let from_status = other.evidence.iter().all(|evidence| evidence.source == Source::Status);
    let reason = match other.reason? {
        Reason::Hold => Reason::Hold,
        Reason::Maintenance if !from_status => Reason::Maintenance,
        _ => return None,
    };
    let (plan, by) = (given.plan(), deadline.at());
    let out = matches!(other.id, ItemId::CryptoWithdrawal | ItemId::FiatWithdrawal);
    let concerns = relevant(plan, deadline.rail()).contains(&other.id) || (out && plan == Plan::Withdraw);
    let left = other.until.map(|end| by.since(end));
    let harmless = reason == Reason::Hold && left.is_some_and(|left| left >= TIGHT);
    if !concerns || harmless || other.until.is_some_and(|end| end <= given.at) {
        return None;
    }
    let what = say(if reason == Reason::Hold { "hold" } else { "maintenance" }, &[]);
    let kind = match (other.until, left) {
        (Some(_), Some(..=0)) => "stands_past",
        (Some(_), _) => "stands_before",
        _ => "stands",
    };
    let summary = say(kind, &[other.id.title(), &what, &other.until.map(spoken).unwrap_or_default()]);
    // A hold on a part of the money, trouble that is only announced, or one without a stated end leaves it open.
    let blocks = other.state == State::Blocked && left.is_some_and(|left| left <= 0);
    Some(Obstacle { blocks, reason, summary, evidence: other.evidence.clone(), until: other.until })
}

/// A window or an incident on what the deadline hangs on, from now to the deadline.
fn announced(advisory: &Advisory, given: &Given, by: Moment, relevant: &[ItemId]) -> Option<Obstacle> {
    if advisory.start.is_some_and(|start| start > by) {
        return None;
    }
    let state = match advisory.weight(given.at) {
        Weight::Outage => State::Blocked,
        Weight::Trouble => State::Attention,
        // Further ahead than 72 hours it changes no item yet, but it may lie before the deadline.
        Weight::Nothing if advisory.start.is_some_and(|start| start > given.at) => State::Attention,
        Weight::Nothing => return None,
    };
    let effects = effects_of(advisory, state, &given.account);
    let states: Vec<State> = effects.into_iter().filter(|(id, _)| relevant.contains(id)).map(|(_, state)| state).gather();
    if states.is_empty() {
        return None;
    }
    let backwards = advisory.start.zip(advisory.end).is_some_and(|(start, end)| end < start);
    let end = advisory.end.filter(|_| !backwards);
    let now = advisory.is_now(given.at);
    let works = !states.contains(&State::Blocked);
    // From now to the deadline and beyond: there is no moment left in which it could be done.
    let blocks = now && !works && end.is_some_and(|end| end >= by);
    let summary = match (advisory.kind, advisory.start.filter(|_| !now && !backwards), end) {
        (Kind::Window, Some(start), Some(end)) if end >= by => say("inside", &[&spoken(start.min(end))]),
        (Kind::Window, Some(start), None) => say("begins", &[&spoken(start)]),
        (Kind::Window, Some(start), Some(end)) => say("before", &[&spoken(start), &spoken(end)]),
        (_, _, Some(end)) if blocks => say("lasts", &[&spoken(end)]),
        (_, _, Some(end)) => say("now", &[&spoken(end)]),
        _ => say("trouble", &[]),
    };
    let evidence = vec![Evidence { source: Source::Status, quote: advisory.quote(), r#where: None, seen_at: advisory.seen }];
    Some(Obstacle { blocks, reason: Reason::Maintenance, summary, evidence, until: end })
}

/// The items that a deadline hangs on: what the plan does, and how the money moves.
pub(crate) fn relevant(plan: Plan, rail: Option<Rail>) -> Vec<ItemId> {
    // Without the exchange's site nothing can be started at all.
    let mut items = vec![ItemId::Exchange];
    match plan {
        Plan::Spot | Plan::Hold => items.push(ItemId::Spot),
        Plan::Margin => items.push(ItemId::Margin),
        Plan::Futures => items.push(ItemId::Futures),
        Plan::Staking => items.push(ItemId::Staking),
        Plan::Stocks => items.push(ItemId::Stocks),
        Plan::Bot => items.extend([ItemId::Spot, ItemId::Api]),
        Plan::FundByBank if rail.is_none() => items.extend([ItemId::Ach, ItemId::Wire]),
        Plan::FundByCard => items.push(ItemId::Card),
        Plan::Withdraw => items.push(ItemId::CryptoWithdrawal),
        Plan::FundByBank => {}
    }
    match rail {
        Some(Rail::Ach) => items.push(ItemId::Ach),
        Some(Rail::Wire) => items.push(ItemId::Wire),
        Some(Rail::Card) => items.push(ItemId::Card),
        Some(Rail::Crypto) if plan == Plan::Withdraw => {}
        Some(Rail::Crypto) => items.push(ItemId::CryptoDeposit),
        None => {}
    }
    items
}

#[cfg(test)]
mod tests;
