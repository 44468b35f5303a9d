//! One body of a status end point, field by field: what is missing, null or of a wrong type is left out, and where
//! that could hide trouble it is kept as a doubt, so that nothing becomes ready by a field that could not be read.

use super::scope::{Placed, Scope, place, service};
use super::{Advisory, Endpoint, Impact, Kind, Market, Source, StatusError};
use crate::json::Json;
use crate::moment::Moment;

/// Most entries of one list that are read; a longer list leaves a doubt.
const MAX_ENTRIES: usize = 2_000;
/// Longest title kept, in characters.
const MAX_TITLE: usize = 120;

pub(super) fn read(body: &str, fetched: Moment) -> Result<Source, StatusError> {
    let body = body.trim_start_matches('\u{feff}').trim();
    let object = Json::parse(body).ok_or_else(|| {
        let what = match body.chars().next() {
            None => "it is empty",
            Some('<') => "it is a web page, not JSON",
            Some(_) => "it is not JSON",
        };
        StatusError(what.to_owned())
    })?;
    let has = |name: &str| object.get(name).is_some();
    let mut source = if has("result") || has("error") { api(&object)? } else { page(&object)? };
    source.fetched = fetched;
    let as_of = source.own_time.unwrap_or(fetched);
    for advisory in &mut source.advisories {
        advisory.seen = if source.endpoint == Endpoint::SystemStatus { as_of } else { fetched };
    }
    Ok(source)
}

fn unknown() -> StatusError {
    StatusError("it is none of Kraken's status bodies".to_owned())
}

/// The exchange's own API: `{"error": [], "result": {…}}`.
fn api(object: &Json) -> Result<Source, StatusError> {
    let errors = object.get("error").and_then(Json::list).unwrap_or_default();
    let Some(result) = object.get("result").filter(|result| result.fields().is_some()) else {
        return match errors.first().and_then(Json::text) {
            Some(error) => Err(StatusError(format!("Kraken answered with the error {}", clean(error)))),
            None => Err(unknown()),
        };
    };
    let any = |names: &[&str]| names.iter().any(|name| result.get(name).is_some());
    let mut source = if any(&["events"]) {
        let mut source = Source::new(Endpoint::MaintenanceSchedule);
        source.lists_windows = list(result, "events", &mut source.advisories, &|entry| entry_of(entry, Kind::Window));
        source
    } else if any(&["status", "upcoming_maintenance", "emergency"]) {
        system(result)
    } else {
        return Err(unknown());
    };
    if !errors.is_empty() {
        source.advisories.push(Advisory::doubt(Placed::default()));
    }
    (source.own_time, source.undated) = own_time(result.get("timestamp"));
    Ok(source)
}

fn system(result: &Json) -> Source {
    let mut source = Source::new(Endpoint::SystemStatus);
    source.covers = &[Scope::Exchange, Scope::Api];
    let windows = list(result, "upcoming_maintenance", &mut source.advisories, &|entry| entry_of(entry, Kind::Window));
    let incidents = list(result, "emergency", &mut source.advisories, &|entry| entry_of(entry, Kind::Incident));
    source.lists_windows = windows;
    source.lists_incidents = incidents;
    // An older body has neither list; one that has them, but not both as lists, may hide something.
    let lists = ["upcoming_maintenance", "emergency"];
    if lists.iter().any(|name| result.get(name).is_some()) && !(windows && incidents) {
        source.advisories.push(Advisory::doubt(Placed::default()));
    }
    let market = match result.get("status").and_then(Json::text).map(str::to_ascii_lowercase).as_deref() {
        Some("online") => {
            source.online = true;
            None
        }
        Some("cancel_only") => Some(Market::CancelOnly),
        Some("post_only") => Some(Market::PostOnly),
        Some("limit_only" | "reduce_only") => Some(Market::LimitOnly),
        Some("maintenance" | "offline" | "halted") => Some(Market::Halted),
        _ => {
            source.advisories.push(Advisory::doubt(Placed { scopes: vec![Scope::Exchange, Scope::Api], ..Placed::default() }));
            None
        }
    };
    if let Some(market) = market {
        let mut advisory = Advisory::new(Kind::Market(market));
        advisory.title = market.phrase().to_owned();
        advisory.about.scopes = vec![Scope::Exchange];
        source.advisories.push(advisory);
    }
    source
}

/// A Statuspage body.
fn page(object: &Json) -> Result<Source, StatusError> {
    let has = |name: &str| object.get(name).is_some();
    let indicator = object.get("status").and_then(|status| status.get("indicator"));
    let endpoint = match (has("incidents"), has("scheduled_maintenances")) {
        _ if has("components") || (indicator.is_some() && has("page")) => Endpoint::Summary,
        (true, true) => Endpoint::Summary,
        (true, false) => Endpoint::Incidents,
        (false, true) => Endpoint::ScheduledMaintenances,
        (false, false) => return Err(unknown()),
    };
    let mut source = Source::new(endpoint);
    source.lists_incidents = list(object, "incidents", &mut source.advisories, &|entry| entry_of(entry, Kind::Incident));
    source.lists_windows = list(object, "scheduled_maintenances", &mut source.advisories, &|entry| entry_of(entry, Kind::Window));
    if endpoint == Endpoint::Summary {
        let listed = list(object, "components", &mut source.advisories, &component);
        let vouch = listed && object.get("components").and_then(Json::list).is_some_and(|all| !all.is_empty());
        // Only components that were all read tell what an indicator other than "none" is about.
        let calm = match indicator.and_then(Json::text) {
            Some("none") => listed || !has("components"),
            Some("minor" | "maintenance") => vouch,
            Some(_) => vouch && !source.advisories.is_empty(),
            None => vouch && !has("status"),
        };
        source.lists_incidents &= calm;
    }
    (source.own_time, source.undated) = own_time(object.get("page").and_then(|page| page.get("updated_at")));
    Ok(source)
}

/// The body's own timestamp, and whether it has one that cannot be read.
fn own_time(value: Option<&Json>) -> (Option<Moment>, bool) {
    match value {
        None => (None, false),
        Some(value) => {
            let time = value.text().and_then(|text| Moment::parse(text).ok());
            (time, time.is_none())
        }
    }
}

/// Reads a list into advisories; whether it was there and a list.
fn list(object: &Json, name: &str, into: &mut Vec<Advisory>, read: &dyn Fn(&Json) -> Option<Advisory>) -> bool {
    let Some(entries) = object.get(name).and_then(Json::list) else { return false };
    let doubts = entries.len() > MAX_ENTRIES;
    let mut broken = false;
    for entry in entries.iter().take(MAX_ENTRIES) {
        match entry.fields() {
            Some(_) => into.extend(read(entry)),
            None => broken = true,
        }
    }
    if doubts || broken {
        into.push(Advisory::doubt(Placed::default()));
    }
    true
}

/// An event, an incident or a maintenance.
fn entry_of(entry: &Json, kind: Kind) -> Option<Advisory> {
    let text = |names: &[&str]| names.iter().find_map(|name| entry.get(name)?.text());
    let time = |names: &[&str]| names.iter().find_map(|name| Moment::parse(entry.get(name)?.text()?).ok());
    let status = text(&["incident_status", "status"]).unwrap_or_default().to_ascii_lowercase();
    let impact = text(&["impact"]).unwrap_or_default().to_ascii_lowercase();
    // The list of incidents may hold maintenance too.
    let planned = kind == Kind::Window || impact == "maintenance" || entry.get("scheduled_for").and_then(Json::text).is_some();
    let mut advisory = Advisory::new(if planned { Kind::Window } else { Kind::Incident });

    advisory.over = matches!(status.as_str(), "resolved" | "postmortem" | "completed" | "cancelled" | "canceled")
        // Reopened: the state goes before the time.
        || (time(&["resolved_at", "resolved_at_utc"]).is_some()
            && !matches!(status.as_str(), "investigating" | "identified" | "monitoring" | "in_progress" | "verifying"));
    advisory.under_way = !planned || matches!(status.as_str(), "in_progress" | "verifying");
    advisory.impact = match impact.as_str() {
        "none" | "maintenance" => Some(Impact::None),
        "minor" => Some(Impact::Minor),
        "major" => Some(Impact::Major),
        "critical" => Some(Impact::Critical),
        _ => None,
    };
    advisory.halts_orders = text(&["order_submission"]) == Some("blocked");
    if planned {
        advisory.start = time(&["expected_start_utc", "scheduled_for", "started_at_utc"]);
        advisory.end = time(&["expected_end_utc", "scheduled_until"]);
    } else {
        advisory.start = time(&["started_at_utc", "started_at", "created_at"]);
    }
    let title = text(&["title", "name"]);
    advisory.title = title.map(clean).unwrap_or_default();
    advisory.url = text(&["source_url", "shortlink"]).and_then(official);
    advisory.keys.extend(text(&["id"]).map(str::to_owned));
    advisory.keys.extend(text(&["source_url"]).and_then(|url| url.rsplit('/').find(|part| !part.is_empty())).map(str::to_owned));
    if let Some(Json::Whole(id)) = entry.get("event_id") {
        advisory.keys.push(format!("event {id}"));
    }

    let mut placed = Placed::default();
    for name in strings(entry.get("affected_services"), None) {
        placed.join(Placed { scopes: service(name), ..Placed::default() });
    }
    for name in strings(entry.get("components"), Some("name")) {
        placed.join(place(name));
    }
    if placed.is_empty() {
        for update in entry.get("incident_updates").and_then(Json::list).unwrap_or_default() {
            for name in strings(update.get("affected_components"), Some("name")) {
                placed.join(place(name));
            }
        }
    }
    advisory.explicit = !placed.is_empty();
    if placed.is_empty() {
        placed = place(&advisory.title);
    }
    // What it names or its title could not be read: it may be about anything.
    let unreadable = |name: &str| entry.get(name).is_some_and(|list| list.list().is_none());
    if placed.is_empty() && !advisory.over && (title.is_none() || unreadable("affected_services") || unreadable("components")) {
        advisory.kind = Kind::Doubt;
    }
    advisory.about = placed;
    Some(advisory)
}

/// A component that does not work as usual.
fn component(entry: &Json) -> Option<Advisory> {
    let name = entry.get("name").and_then(Json::text).map(clean);
    let placed = name.as_deref().map(place).unwrap_or_default();
    let (kind, impact, words) = match entry.get("status").and_then(Json::text) {
        Some("operational") => return None,
        Some("degraded_performance") => (Kind::Incident, Impact::Minor, "degraded performance"),
        Some("partial_outage") => (Kind::Incident, Impact::Minor, "partial outage"),
        Some("major_outage") => (Kind::Incident, Impact::Critical, "major outage"),
        Some("under_maintenance") => (Kind::Window, Impact::None, "under maintenance"),
        _ => return Some(Advisory::doubt(placed)),
    };
    let Some(name) = name else { return Some(Advisory::doubt(placed)) };
    let mut advisory = Advisory::new(kind);
    advisory.title = format!("{name}: {words}");
    advisory.impact = Some(impact);
    advisory.under_way = true;
    advisory.explicit = true;
    advisory.about = placed;
    Some(advisory)
}

/// The strings of a list, or of the field `name` of its objects.
fn strings<'a>(value: Option<&'a Json>, name: Option<&'a str>) -> impl Iterator<Item = &'a str> {
    let entries = value.and_then(Json::list).unwrap_or_default();
    entries.iter().take(MAX_ENTRIES).filter_map(move |entry| match name {
        Some(name) => entry.get(name).and_then(Json::text),
        None => entry.text(),
    })
}

/// Only an address of the status page is ever kept.
fn official(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://")?;
    let host = rest.split(['/', '?', '#'].as_slice()).next()?;
    let plain = url.len() <= 200 && url.bytes().all(|byte| byte.is_ascii_graphic());
    (plain && matches!(host, "status.kraken.com" | "stspg.io")).then(|| url.to_owned())
}

/// White space folded, control and direction characters out, cut at a word's end.
fn clean(text: &str) -> String {
    let mut out = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let word: String = word.chars().filter(|letter| !is_invisible(*letter)).take(MAX_TITLE).collect();
        if word.is_empty() {
            continue;
        }
        length += word.chars().count() + 1;
        if length > MAX_TITLE && !out.is_empty() {
            out.push('…');
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&word);
    }
    out
}

fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
