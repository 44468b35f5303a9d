//! Many findings, one item: docs/report.md, Precedence.

use super::Finding;
use crate::engine::Given;
use crate::facts;
use crate::gather::Gather;
use crate::report::{Evidence, Item, ItemId, NextStep, Notice, Page, Reason, Report, Source, State, Verdict, text};

/// Most quotes shown for one item.
const QUOTES: usize = 4;

/// The report over all findings.
pub(super) fn report(page: Page, findings: &[Finding], notices: Vec<Notice>, given: &Given) -> Report {
    let items = ItemId::ALL.iter().map(|id| item(*id, &page, findings, given)).gather();
    let (at, plan) = (given.at, given.plan());
    let mut report = Report {
        schema: 1,
        at,
        page,
        plan,
        verdict: Verdict::Unknown,
        headline: String::new(),
        notices,
        items,
        keys: Vec::new(),
        warnings: Vec::new(),
    };
    report.judge();
    report
}

fn item(id: ItemId, page: &Page, findings: &[Finding], given: &Given) -> Item {
    let chosen = choose(findings.iter().filter(|finding| finding.id == id));
    let (state, reason) = chosen.as_ref().map_or((State::Unknown, None), |finding| (finding.state, finding.reason));
    let summary = chosen.as_ref().and_then(|finding| finding.summary.clone()).unwrap_or_else(|| text::summary(id, state, reason));
    let evidence = chosen.map(|finding| finding.evidence).unwrap_or_default();
    Item {
        id,
        state,
        reason,
        title: id.title().to_owned(),
        summary,
        evidence,
        next_step: next_step(id, state, reason, page, given),
    }
}

fn next_step(id: ItemId, state: State, reason: Option<Reason>, page: &Page, given: &Given) -> Option<NextStep> {
    let of_client = || facts::client_step(page.client, given.plan());
    match id {
        ItemId::SessionClient if state == State::Attention => of_client(),
        _ => facts::next_step(id, state, reason, page.client),
    }
}

/// How much a source counts: page and address over memory over knowledge. Status is laid beside page or memory.
fn rank(finding: &Finding) -> u8 {
    let source = finding.evidence.iter().map(|evidence| evidence.source);
    source
        .map(|source| match source {
            Source::Page | Source::Address | Source::Account => 0,
            Source::Memory => 1,
            Source::Status => 2,
            Source::Knowledge => 3,
        })
        .min()
        .unwrap_or(0)
}

fn restriction(state: State) -> u8 {
    match state {
        State::Unknown => 0,
        State::NotApplicable => 1,
        State::Ready => 2,
        State::Attention => 3,
        State::Blocked => 4,
    }
}

/// One finding out of many.
fn choose<'a>(findings: impl Iterator<Item = &'a Finding>) -> Option<Finding> {
    let all: Vec<&Finding> = findings.gather();
    let from = |wanted: u8| all.iter().copied().filter(move |finding| rank(finding) == wanted).gather();
    let seen = [from(0), from(1)].into_iter().find(|group| !group.is_empty()).unwrap_or_default();
    let status = from(2);
    let both: Vec<&Finding> = seen.iter().chain(&status).copied().gather();
    let facts = from(3);
    if both.is_empty() {
        return strictest(&facts);
    }
    let mut chosen = strictest(&both)?;
    if chosen.reason == Some(Reason::Region) {
        // What is known of the region explains what the page says.
        facts.iter().for_each(|fact| quote(&mut chosen, &fact.evidence));
    }
    Some(chosen)
}

/// Of two reasons the one that is harder to get rid of is told, whichever stands first on the page.
fn lasting(reason: Option<Reason>) -> u8 {
    match reason {
        Some(Reason::Lookalike) => 0,
        Some(Reason::Region) => 1,
        Some(Reason::Client) => 2,
        Some(Reason::Verification) => 3,
        Some(Reason::SettingsLock) => 4,
        Some(Reason::SecuritySetup) => 5,
        Some(Reason::Hold) => 6,
        Some(Reason::Maintenance) => 7,
        Some(Reason::CardAuthentication) => 8,
        Some(Reason::Account) => 9,
        Some(Reason::NotEnabled) => 10,
        Some(Reason::Unstated) => 11,
        None => 12,
    }
}

/// The most restrictive of several, with the words of all that say the same; where they agree on the state, the more
/// lasting reason stands.
fn strictest(group: &[&Finding]) -> Option<Finding> {
    let worst = group.iter().map(|finding| restriction(finding.state)).max()?;
    let same: Vec<&Finding> = group.iter().copied().filter(|finding| restriction(finding.state) == worst).gather();
    let lead = same.iter().min_by_key(|finding| lasting(finding.reason))?;
    let mut chosen = (*lead).clone();
    // A control is disabled and does not say why; what announces trouble beside it does.
    if chosen.reason == Some(Reason::Unstated) {
        let told = group
            .iter()
            .filter(|finding| finding.state == State::Attention && lasting(finding.reason) < lasting(Some(Reason::Account)));
        chosen.reason = told.min_by_key(|finding| lasting(finding.reason)).map_or(chosen.reason, |finding| finding.reason);
    }
    same.iter().chain(group).for_each(|other| quote(&mut chosen, &other.evidence));
    Some(chosen)
}

/// Adds what was not quoted yet, while there is room.
fn quote(chosen: &mut Finding, more: &[Evidence]) {
    for evidence in more {
        if chosen.evidence.len() < QUOTES && !chosen.evidence.iter().any(|known| same_words(known, evidence)) {
            chosen.evidence.push(evidence.clone());
        }
    }
}

fn same_words(one: &Evidence, other: &Evidence) -> bool {
    one.source == other.source && one.quote == other.quote
}
