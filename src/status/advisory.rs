//! One thing that Kraken says: a window, an incident or the market's mode, and how much it weighs at some moment.

use super::AHEAD;
use super::scope::Placed;
use crate::data::{self, File};
use crate::moment::{HOUR, Moment};
use crate::names;

/// One thing that Kraken says.
#[derive(Debug, Clone, PartialEq)]
pub struct Advisory {
    /// What kind of thing.
    pub kind: Kind,
    /// Kraken's title, cleaned and cut.
    pub title: String,
    /// What it is about.
    pub about: Placed,
    /// How bad an incident is, where Kraken says so.
    pub impact: Option<Impact>,
    /// When it begins or began.
    pub start: Option<Moment>,
    /// When it is announced to end.
    pub end: Option<Moment>,
    /// Kraken says that it is going on.
    pub under_way: bool,
    /// Kraken takes no orders while it lasts.
    pub halts_orders: bool,
    /// Its page on the status site.
    pub url: Option<String>,
    /// As of when this is known.
    pub seen: Moment,
    /// What identifies it across sources.
    pub(super) keys: Vec<String>,
    /// Components or services name the scopes, not the title.
    pub(super) explicit: bool,
    /// It is resolved, completed or cancelled.
    pub(super) over: bool,
}

/// What kind of thing an advisory is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A maintenance window.
    Window,
    /// An incident.
    Incident,
    /// The whole market's mode.
    Market(Market),
    /// Something could not be read; it says nothing, and nothing is clear beside it.
    Doubt,
}

/// The whole market's mode, when it is not simply online.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Market {
    CancelOnly,
    Halted,
    PostOnly,
    LimitOnly,
}

impl Market {
    /// What one can still do, in English.
    pub fn phrase(self) -> &'static str {
        let kind = names::nth("cancel_only halted post_only limit_only", ' ', self as usize);
        data::words_of(File::StatusWords, kind)
    }

    fn blocks(self) -> bool {
        matches!(self, Market::CancelOnly | Market::Halted)
    }
}

/// How bad an incident is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Impact {
    None,
    Minor,
    Major,
    Critical,
}

/// How much an advisory weighs at some moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Over, or too far ahead.
    Nothing,
    /// Planned within 72 hours, or it works with trouble.
    Trouble,
    /// It does not work.
    Outage,
}

impl Advisory {
    pub(super) fn new(kind: Kind) -> Advisory {
        Advisory {
            kind,
            title: String::new(),
            about: Placed::default(),
            impact: None,
            start: None,
            end: None,
            under_way: false,
            halts_orders: false,
            url: None,
            seen: Moment::default(),
            keys: Vec::new(),
            explicit: false,
            over: false,
        }
    }

    pub(super) fn doubt(placed: Placed) -> Advisory {
        let mut advisory = Advisory::new(Kind::Doubt);
        advisory.about = placed;
        advisory
    }

    pub(super) fn same(&self, other: &Advisory) -> bool {
        if self.kind != other.kind || self.kind == Kind::Doubt {
            return false;
        }
        if self.keys.iter().any(|key| other.keys.contains(key)) || matches!(self.kind, Kind::Market(_)) {
            return true;
        }
        let plain = |title: &str| -> String {
            title.chars().filter(|letter| letter.is_ascii_alphanumeric()).map(|letter| letter.to_ascii_lowercase()).collect()
        };
        self.kind == Kind::Window
            && self.start.is_some()
            && self.start == other.start
            && (plain(&self.title) == plain(&other.title)
                || (self.end == other.end && self.about.scopes.iter().any(|scope| other.about.scopes.contains(scope))))
    }

    /// Two sources on the same thing: the newer says whether it is over, otherwise the more restrictive holds.
    pub(super) fn join(&mut self, other: &Advisory) {
        self.over = match self.seen.cmp(&other.seen) {
            std::cmp::Ordering::Less => other.over,
            std::cmp::Ordering::Equal => self.over || other.over,
            std::cmp::Ordering::Greater => self.over,
        };
        if other.explicit && !self.explicit {
            self.about = other.about.clone();
        } else if other.explicit == self.explicit {
            self.about.join(other.about.clone());
        }
        self.explicit |= other.explicit;
        self.impact = self.impact.max(other.impact);
        self.start = self.start.into_iter().chain(other.start).min();
        self.end = self.end.max(other.end);
        self.under_way |= other.under_way;
        self.halts_orders |= other.halts_orders;
        self.seen = self.seen.max(other.seen);
        if self.title.is_empty() {
            self.title.clone_from(&other.title);
        }
        if self.url.is_none() {
            self.url.clone_from(&other.url);
        }
        self.keys.extend(other.keys.iter().cloned());
    }

    /// A window whose end lies before its start: neither can be trusted.
    fn is_backwards(&self) -> bool {
        self.start.zip(self.end).is_some_and(|(start, end)| end < start)
    }

    /// Whether it may still hold: to its announced end, else for an hour after it was seen.
    pub(super) fn holds(&self, at: Moment) -> bool {
        let recent = at.since(self.seen) <= HOUR;
        if self.over {
            return false;
        }
        match (self.kind, self.start, self.end) {
            (Kind::Window, Some(start), Some(end)) => at < end.max(start) || (self.under_way && recent),
            (Kind::Window, None, Some(end)) => at < end || (self.under_way && recent),
            (Kind::Window, Some(start), None) => at < start || recent,
            _ => recent,
        }
    }

    /// How much it weighs now, whatever it is about.
    pub fn weight(&self, at: Moment) -> Weight {
        if !self.holds(at) {
            return Weight::Nothing;
        }
        match self.kind {
            Kind::Doubt => Weight::Nothing,
            Kind::Market(market) if market.blocks() => Weight::Outage,
            Kind::Market(_) => Weight::Trouble,
            Kind::Incident if self.impact >= Some(Impact::Major) => Weight::Outage,
            Kind::Incident => Weight::Trouble,
            Kind::Window if self.under_way => Weight::Outage,
            Kind::Window if self.is_backwards() => Weight::Trouble,
            Kind::Window => match self.start {
                None => Weight::Trouble,
                Some(start) if start <= at => Weight::Outage,
                Some(start) if start.since(at) <= AHEAD => Weight::Trouble,
                Some(_) => Weight::Nothing,
            },
        }
    }

    /// Whether it is going on now.
    pub fn is_now(&self, at: Moment) -> bool {
        self.under_way || matches!(self.kind, Kind::Market(_)) || self.start.is_some_and(|start| start <= at)
    }

    /// Its title and times in UTC, for a quote.
    pub fn quote(&self) -> String {
        let title = if self.title.is_empty() { "Maintenance" } else { &self.title };
        if self.kind != Kind::Window || self.is_backwards() {
            return title.to_owned();
        }
        match (self.start, self.end) {
            (Some(start), Some(end)) => format!("{title}, {} to {}", spoken(start), spoken(end)),
            (Some(start), None) => format!("{title}, from {}", spoken(start)),
            (None, Some(end)) => format!("{title}, until {}", spoken(end)),
            (None, None) => title.to_owned(),
        }
    }
}

/// A moment for a sentence: "2026-05-11 09:00 UTC".
pub(crate) fn spoken(moment: Moment) -> String {
    let text = moment.text();
    match text.split_once('T') {
        Some((day, time)) => format!("{day} {} UTC", time.get(..5).unwrap_or(time)),
        None => text,
    }
}
