//! The way to the deadline: holds, lead times and announced windows on one line, the latest safe moment to start, and
//! what else would work. Everything is in UTC seconds, so clock changes and time zones cannot shift it.

use crate::account::Rail;
use crate::checks::deadline::{concerns, relevant};
use crate::checks::operations::effects_of;
use crate::engine::Given;
use crate::facts::{holds, leads};
use crate::moment::Moment;
use crate::report::{ItemId, Plan, Reason, Report, State};
use crate::status::{Advisory, Impact, Kind, spoken};

/// The way from now to the deadline.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeLine {
    /// Now.
    pub from: Moment,
    /// The deadline.
    pub by: Moment,
    /// What lies on the way, as it was found.
    pub bars: Vec<Bar>,
    /// Start by then, and no later.
    pub latest: Latest,
    /// What else would work, one sentence each.
    pub instead: Vec<String>,
}

/// Something that takes time on the way.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What.
    pub kind: BarKind,
    /// When it begins, or would begin if one started now.
    pub start: Moment,
    /// When it ends; none where that is not known.
    pub end: Option<Moment>,
    /// It may not happen, or be over sooner.
    pub maybe: bool,
    /// What it is.
    pub label: String,
    /// Where that is said, and when.
    pub source: String,
}

/// What takes time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BarKind {
    /// Money or an address is held.
    Hold,
    /// It passes before one can begin.
    Lead,
    /// Maintenance, or trouble.
    Window,
}

/// The latest safe moment to start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Latest {
    /// Up to then, as far as it is known.
    By(Moment),
    /// There is time only if what may hold it up does not.
    Unsure,
    /// It is too late, as far as it is known.
    TooLate,
    /// The deadline has passed.
    Passed,
}

/// The time line; none where no deadline is set.
pub fn time_line(report: &Report, given: &Given) -> Option<TimeLine> {
    let deadline = given.account.deadline.as_ref()?;
    let (from, by, plan) = (given.at, deadline.at(), given.plan());
    if by <= from {
        return Some(TimeLine { from, by, bars: Vec::new(), latest: Latest::Passed, instead: Vec::new() });
    }
    let way = Way::of(report, given, by, deadline.rail());
    let latest = way.latest(from, by);
    let rails =
        [(Rail::Ach, "ACH", ItemId::Ach), (Rail::Wire, "bank transfer", ItemId::Wire), (Rail::Card, "card", ItemId::Card)];
    let mut instead = Vec::new();
    if matches!(plan, Plan::FundByBank | Plan::FundByCard | Plan::Withdraw) && deadline.rail().is_some() {
        for (rail, name, id) in rails.into_iter().filter(|(rail, ..)| Some(*rail) != deadline.rail()) {
            let shut = report.item(id).is_some_and(|item| item.state == State::Blocked);
            let Latest::By(start) = Way::of(report, given, by, Some(rail)).latest(from, by) else { continue };
            let until = if start == by { String::new() } else { format!(" if you start by {}", spoken(start)) };
            if !shut {
                instead.push(format!("Money by {name}: nothing known stands against it{until}."));
            }
        }
    }
    if plan == Plan::Withdraw && way.delay > 0 {
        instead.push("Trading with the money: a hold stops withdrawals only.".to_owned());
    }
    Some(TimeLine { from, by, bars: way.bars, latest, instead })
}

/// What lies between now and the deadline over one rail.
struct Way {
    bars: Vec<Bar>,
    /// How long it takes from the start until it is done, at most, in seconds.
    delay: i64,
    /// The part of that which is not spared to anybody.
    sure: i64,
    /// When nothing can be done.
    shut: Vec<(Moment, Option<Moment>)>,
}

impl Way {
    fn of(report: &Report, given: &Given, by: Moment, rail: Option<Rail>) -> Way {
        let (now, plan) = (given.at, given.plan());
        let mut way = Way { bars: Vec::new(), delay: 0, sure: 0, shut: Vec::new() };
        for hold in holds().filter(|hold| concerns(hold, plan, rail)) {
            // A hold stops withdrawals only; one that may not apply is reckoned with all the same: it is to be safe.
            if plan == Plan::Withdraw {
                way.delay = way.delay.max(hold.most);
                way.sure = way.sure.max(if hold.always { hold.least } else { 0 });
            }
            let source = dated(hold.source, hold.entered);
            let (end, maybe) = (Some(now.plus(hold.most)), !hold.always || hold.least < hold.most);
            way.bars.push(Bar { kind: BarKind::Hold, start: now, end, maybe, label: hold.label.to_owned(), source });
        }
        let is_on = |id: ItemId| report.item(id).is_some_and(|item| item.state == State::Ready);
        for lead in leads().filter(|lead| lead.concerns(plan) && is_on(lead.item)) {
            let (end, source) = (Some(now.plus(lead.most)), dated(lead.source, lead.entered));
            way.bars.push(Bar { kind: BarKind::Lead, start: now, end, maybe: true, label: lead.label.to_owned(), source });
        }
        let items = relevant(plan, rail);
        way.stated(given, &items);
        for advisory in given.status.advisories(now) {
            way.announced(&advisory, given, by, &items);
        }
        way
    }

    /// Holds that a page stated, for as long as they are remembered.
    fn stated(&mut self, given: &Given, items: &[ItemId]) {
        let out = |id: ItemId| id == ItemId::FiatWithdrawal && given.plan() == Plan::Withdraw;
        for held in given.memory.findings(given.at).iter().filter(|held| held.reason == Some(Reason::Hold)) {
            if !items.contains(&held.id) && !out(held.id) {
                continue;
            }
            let maybe = held.state != State::Blocked || held.until.is_none();
            if !maybe {
                self.shut.push((given.at, held.until));
            }
            let label = format!("{} is on hold", held.id.title());
            let source = held.evidence.first().map(|evidence| dated(&evidence.quote, evidence.seen_at)).unwrap_or_default();
            self.bars.push(Bar { kind: BarKind::Hold, start: given.at, end: held.until, maybe, label, source });
        }
    }

    /// A window or an incident on what is planned.
    fn announced(&mut self, advisory: &Advisory, given: &Given, by: Moment, items: &[ItemId]) {
        let start = advisory.start.unwrap_or(given.at).max(given.at);
        let touches = effects_of(advisory, State::Blocked, &given.account).iter().any(|(id, _)| items.contains(id));
        if !touches || start > by || advisory.kind == Kind::Doubt {
            return;
        }
        // An end before the beginning is none: such times cannot be trusted.
        let end = advisory.end.filter(|end| advisory.start.is_none_or(|start| *end >= start));
        let works = advisory.kind == Kind::Incident && advisory.impact < Some(Impact::Major);
        if !works {
            self.shut.push((start, end));
        }
        let (label, source) = (advisory.quote(), dated("Kraken's status", advisory.seen));
        self.bars.push(Bar { kind: BarKind::Window, start, end, maybe: works, label, source });
    }

    /// The latest start that is done by the deadline, where neither start nor end lies in a window.
    fn latest(&self, now: Moment, by: Moment) -> Latest {
        let done = self.open_before(by);
        let before = |delay: i64| {
            let start = self.open_before(done.plus(-delay));
            // At the very beginning of a window that is under way there is no time left.
            let closing = self.shut.iter().any(|(from, end)| *from <= now && end.is_none_or(|end| end > now));
            (start > now || (start == now && !closing)).then_some(start)
        };
        match (before(self.delay), before(self.sure)) {
            (Some(start), _) => Latest::By(start),
            (None, Some(_)) => Latest::Unsure,
            (None, None) => Latest::TooLate,
        }
    }

    /// The last moment up to this one in which something can be done.
    fn open_before(&self, moment: Moment) -> Moment {
        let inside = |moment: Moment| {
            let over = |(start, end): &&(Moment, Option<Moment>)| *start < moment && end.is_none_or(|end| moment < end);
            self.shut.iter().find(over).map(|(start, _)| *start)
        };
        let mut moment = moment;
        while let Some(start) = inside(moment) {
            moment = start;
        }
        moment
    }
}

fn dated(source: &str, seen: Moment) -> String {
    let day = seen.text();
    format!("{source}, {}", day.split('T').next().unwrap_or_default())
}

impl TimeLine {
    /// The latest safe moment in one sentence.
    pub fn words(&self) -> String {
        match self.latest {
            Latest::Passed => format!("Your deadline of {} has passed.", spoken(self.by)),
            Latest::Unsure => format!("There is time to {} only if none of what may hold it up does.", spoken(self.by)),
            Latest::TooLate => format!("As far as is known it is too late for {}.", spoken(self.by)),
            Latest::By(start) if start == self.by => {
                ["Nothing known stands in the way to ", &spoken(self.by), ". How long a transfer takes is not known here."]
                    .concat()
            }
            Latest::By(start) => {
                format!("Start by {} to be done by {}, as far as is known.", spoken(start), spoken(self.by))
            }
        }
    }

    /// Where a moment lies between now and the end of what is drawn, in thousandths.
    pub fn place(&self, moment: Moment) -> i64 {
        let whole = self.end().since(self.from).max(1);
        let part = moment.since(self.from).clamp(0, whole);
        part.saturating_mul(1_000) / whole
    }

    /// How far the drawing reaches: to the deadline and a little beyond.
    fn end(&self) -> Moment {
        self.by.plus(self.by.since(self.from) / 8)
    }
}

#[cfg(test)]
mod tests;
