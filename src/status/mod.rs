//! Kraken's public status: announced windows, incidents and the market's mode.
//!
//! Shapes: `api.kraken.com/0/public/SystemStatus` and `/MaintenanceSchedule` (docs.kraken.com, 2026) and the Atlassian
//! Statuspage at `status.kraken.com/api/v2/`. Which end point a body is from is seen by its shape.

mod advisory;
mod body;
mod scope;

pub(crate) use advisory::spoken;
pub use advisory::{Advisory, Impact, Kind, Market, Weight};
pub use scope::{Placed, RAILS, Scope, ticker};

use crate::json::Json;
use crate::moment::{HOUR, Moment};
use std::fmt;

/// A body older than this, in seconds, makes nothing ready.
pub const FRESH: i64 = 15 * 60;
/// A window that begins within this many seconds counts as announced trouble (docs/report.md, Freshness).
pub const AHEAD: i64 = 72 * HOUR;
/// An incident that began so many seconds ago is one of the last days.
const PAST: i64 = 72 * HOUR;

/// What the status end points said, as far as they were read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Status {
    sources: Vec<Source>,
    /// Incidents of the last days, those that are over too.
    past: Vec<Advisory>,
    /// Why the last attempt to read one of them anew failed.
    failing: Option<String>,
}

/// Why a body could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusError(String);

impl fmt::Display for StatusError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for StatusError {}

/// The end points, as far as their shapes differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Endpoint {
    /// `/0/public/SystemStatus`.
    SystemStatus,
    /// `/0/public/MaintenanceSchedule`.
    MaintenanceSchedule,
    /// `summary.json` (also `status.json` and `components.json`, which hold parts of it).
    Summary,
    /// `incidents.json` and `incidents/unresolved.json`.
    Incidents,
    /// `scheduled-maintenances.json`.
    ScheduledMaintenances,
}

/// One body that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Where it is from.
    pub endpoint: Endpoint,
    /// When it was fetched.
    pub fetched: Moment,
    /// Its own timestamp.
    pub own_time: Option<Moment>,
    /// It has a timestamp that could not be read: never fresh.
    undated: bool,
    /// It says that the exchange is online.
    online: bool,
    lists_incidents: bool,
    lists_windows: bool,
    /// What its lists are about.
    covers: &'static [Scope],
    advisories: Vec<Advisory>,
}

impl Status {
    /// Takes a body in. A newer body of the same end point replaces an older one; lists of incidents add up, because
    /// two end points share their shape.
    ///
    /// # Errors
    /// When the body is none of Kraken's; what was read before stays.
    pub fn read(&mut self, body: &str, fetched: Moment) -> Result<Endpoint, StatusError> {
        let source = body::read(body, fetched)?;
        let endpoint = source.endpoint;
        if endpoint != Endpoint::Incidents {
            let (new, same) = (source.as_of(), |old: &Source| old.endpoint == endpoint);
            if self.sources.iter().any(|old| same(old) && old.as_of() > new) {
                return Ok(endpoint);
            }
            self.sources.retain(|old| !same(old) || old.as_of() == new);
        }
        self.sources.push(source);
        Ok(endpoint)
    }

    /// Reads what `extension/status.js` keeps: of each end point the last good body, when it was fetched (in milliseconds),
    /// and what went wrong since. What cannot be read is as if it was never fetched.
    pub fn restore(text: &str) -> Status {
        let mut status = Status::default();
        let kept = Json::parse(text).unwrap_or_default();
        for (url, entry) in kept.fields().unwrap_or_default() {
            let text = |name: &str| entry.get(name).and_then(Json::text);
            if let (Some(body), Some(Json::Whole(fetched))) = (text("body"), entry.get("fetched")) {
                let fetched = Moment(fetched / 1_000);
                if url.ends_with("/incidents.json") {
                    // It is fetched too seldom to tell what goes on.
                    status.past = body::read(body, fetched).map(|source| source.advisories).unwrap_or_default();
                } else {
                    status.read(body, fetched).ok();
                }
            }
            status.failing = status.failing.or(text("error").map(str::to_owned));
        }
        status
    }

    /// Incidents that began in the days before, and are over.
    pub fn past(&self, at: Moment) -> impl Iterator<Item = &Advisory> {
        let recent = move |advisory: &Advisory| advisory.start.is_some_and(|start| (0..=PAST).contains(&at.since(start)));
        self.past.iter().filter(move |advisory| advisory.kind == Kind::Incident && advisory.over && recent(advisory))
    }

    /// Why the last attempt to read one of the end points anew failed; what was read before stays in force.
    pub fn failing(&self) -> Option<&str> {
        self.failing.as_deref()
    }

    /// Whether any body was read; if none was, the notice `status_not_checked` stands.
    pub fn was_read(&self) -> bool {
        !self.sources.is_empty()
    }

    /// What was read, oldest first as it came.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// What Kraken says that may still hold: the same window from two sources is one, what is over is left out.
    pub fn advisories(&self, at: Moment) -> Vec<Advisory> {
        let mut groups: Vec<Advisory> = Vec::new();
        for advisory in self.sources.iter().flat_map(|source| &source.advisories) {
            match groups.iter_mut().find(|known| known.same(advisory)) {
                Some(known) => known.join(advisory),
                None => groups.push(advisory.clone()),
            }
        }
        groups.retain(|advisory| advisory.holds(at));
        groups
    }

    /// Whether a fresh body covers this scope and is clear: `at` is now. What is listed against it is not looked at here.
    pub(crate) fn vouches(&self, scope: Scope, at: Moment) -> Option<&Source> {
        let doubt = |advisory: &Advisory| {
            advisory.kind == Kind::Doubt && (advisory.about.is_empty() || advisory.about.scopes.contains(&scope))
        };
        if self.sources.iter().flat_map(|source| &source.advisories).any(doubt) || self.unplaced(at) {
            return None;
        }
        let fresh = || self.sources.iter().filter(|source| source.is_fresh(at));
        let covering = || fresh().filter(|source| source.covers.is_empty() || source.covers.contains(&scope));
        let online = fresh().find(|source| source.online && scope == Scope::Exchange);
        online.or_else(|| covering().find(|source| source.lists_windows).and(covering().find(|source| source.lists_incidents)))
    }

    /// Whether a fresh body lists incidents and one lists windows: then what is not listed is not known to Kraken.
    pub(crate) fn is_complete(&self, at: Moment) -> bool {
        let fresh = || self.sources.iter().filter(|source| source.is_fresh(at));
        let doubt = self.sources.iter().flat_map(|source| &source.advisories).any(|advisory| advisory.kind == Kind::Doubt);
        !doubt && !self.unplaced(at) && fresh().any(|source| source.lists_incidents) && fresh().any(|source| source.lists_windows)
    }

    /// Something serious goes on of which the title does not say what it is about.
    fn unplaced(&self, at: Moment) -> bool {
        let serious = |advisory: &Advisory| advisory.about.is_empty() && advisory.weight(at) == Weight::Outage;
        self.advisories(at).iter().any(serious)
    }
}

impl Source {
    fn new(endpoint: Endpoint) -> Source {
        Source {
            endpoint,
            fetched: Moment::default(),
            own_time: None,
            undated: false,
            online: false,
            lists_incidents: false,
            lists_windows: false,
            covers: &[],
            advisories: Vec::new(),
        }
    }

    /// As of when it speaks: its own timestamp, else when it was fetched.
    pub fn as_of(&self) -> Moment {
        self.own_time.unwrap_or(self.fetched)
    }

    /// Whether it is at most 15 minutes old. One that is dated further ahead than that is no better than an old one.
    pub fn is_fresh(&self, at: Moment) -> bool {
        let near = |time: Moment| (-FRESH..=FRESH).contains(&at.since(time));
        !self.undated && near(self.as_of()) && near(self.fetched)
    }
}

#[cfg(test)]
mod tests;
