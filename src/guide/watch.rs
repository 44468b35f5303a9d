//! What to watch: windows ahead, incidents, what was read too long ago, and facts that may have changed.

use super::{Line, enlist};
use crate::checks::operations::{effects_of, state_of};
use crate::engine::Given;
use crate::facts::{self, regions::rules_of};
use crate::gather::Gather;
use crate::memory::Age;
use crate::moment::DAY;
use crate::report::{ItemId, State};
use crate::status::{Advisory, Kind, spoken};

/// A fact that was entered so many seconds ago is due for a look.
const DUE: i64 = 180 * DAY;

pub(super) fn lines(given: &Given) -> Vec<Line> {
    let mut lines: Vec<Line> = read_at(given).into_iter().chain(ahead(given)).gather();
    lines.extend(given.status.past(given.at).map(past));
    for reading in given.memory.readings().iter().filter(|reading| reading.age(given.at) == Age::Old) {
        let days = (given.at.since(reading.at) / DAY).to_string();
        let text = format!("{}: read {days} days ago; read it again.", reading.id.title());
        let step = facts::next_step(reading.id, State::Unknown, None, crate::report::Client::Pro);
        lines.push(Line { look: Some(State::Unknown), text, detail: String::new(), step });
    }
    lines.extend(facts_due(given));
    lines
}

/// As of when Kraken's status speaks, and whether it could not be read anew.
fn read_at(given: &Given) -> Option<Line> {
    let failing = given.status.failing();
    let oldest = given.status.sources().iter().map(|source| source.fetched).min();
    let text = match (oldest, failing) {
        (Some(oldest), _) => format!("Kraken's status as of {}.", spoken(oldest)),
        (None, Some(_)) => "Kraken's status could not be read.".to_owned(),
        (None, None) => return None,
    };
    let detail = failing.map(|why| format!("It could not be read anew: {why}. What was read last stays in force for a while."));
    Some(Line { look: failing.map(|_| State::Attention), text, detail: detail.unwrap_or_default(), step: None })
}

/// What Kraken announces or reports, and what it means for the plan.
pub(super) fn ahead(given: &Given) -> Vec<Line> {
    given.status.advisories(given.at).iter().filter(|advisory| advisory.kind != Kind::Doubt).map(|one| line(one, given)).gather()
}

fn line(advisory: &Advisory, given: &Given) -> Line {
    let plan = given.plan();
    // What lies too far ahead to change an item yet will change it all the same.
    let state = state_of(advisory.weight(given.at)).unwrap_or(State::Attention);
    let mut touched = String::new();
    let mut named: Vec<ItemId> = Vec::new();
    for (id, _) in effects_of(advisory, state, &given.account) {
        if plan.requires(id) && !named.contains(&id) {
            named.push(id);
            enlist(&mut touched, id.title());
        }
    }
    let (look, detail) = if touched.is_empty() {
        (None, format!("It changes nothing for {}.", plan.phrase()))
    } else {
        (Some(state), format!("It matters for {}: {touched}.", plan.phrase()))
    };
    Line { look, text: advisory.quote(), detail, step: None }
}

/// An incident of the last days.
fn past(advisory: &Advisory) -> Line {
    let began = advisory.start.map(spoken).unwrap_or_default();
    Line { text: format!("{}, began {began}; it is over.", advisory.quote()), ..Line::default() }
}

/// Facts about the user's region, and about holds, whose source is old.
fn facts_due(given: &Given) -> Vec<Line> {
    let mut lines = Vec::new();
    let rules = given.account.region.as_deref().map(rules_of).unwrap_or_default();
    let old = rules.iter().filter(|rule| rule.is_old(given.at)).count();
    if old > 0 {
        let text = format!("{old} of the facts about your region may have changed: they are old or bear no date.");
        lines.push(Line { text, ..Line::default() });
    }
    let rail = given.account.deadline.as_ref().and_then(|deadline| deadline.rail());
    for hold in facts::holds().filter(|hold| rail == Some(hold.rail) && given.at.since(hold.entered) > DUE) {
        let text = format!("{}; it may have changed.", hold.label);
        lines.push(Line { text, detail: hold.source.to_owned(), ..Line::default() });
    }
    lines
}
