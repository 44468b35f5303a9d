//! What earlier pages showed, with when, for as long as docs/report.md, Freshness, says.

mod file;
mod history;

pub use file::MemoryError;
pub use history::{Change, History, Stand};

use crate::checks::Finding;
use crate::gather::Gather;
use crate::moment::{DAY, HOUR, Moment};
use crate::report::{Evidence, Group, ItemId, Origin, Page, PageKind, Reason, Source, State};

/// What earlier pages showed. The only state there is; deleting it is safe.
///
/// As text it is JSON of version [`Memory::VERSION`]: [`Memory::parse`] and [`Memory::to_json`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Memory {
    /// The readings, at most one an item.
    items: Vec<Reading>,
}

/// One item as a page showed it.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Which item.
    pub id: ItemId,
    /// Its state then.
    pub state: State,
    /// Why.
    pub reason: Option<Reason>,
    /// The kind of page it was read on.
    pub kind: PageKind,
    /// When.
    pub at: Moment,
    /// When a stated window or hold ends.
    pub until: Option<Moment>,
}

/// How a reading stands at some moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// It holds.
    Fresh,
    /// It is shown, as old.
    Old,
    /// It says nothing any more.
    Gone,
}

impl Memory {
    /// Version of the shape that is written.
    pub const VERSION: i64 = 1;

    /// The readings, at most one an item.
    pub fn readings(&self) -> &[Reading] {
        &self.items
    }

    /// Takes in what a page showed; readings of other items stay.
    ///
    /// `findings` are the page's own, before memory, status and knowledge were laid over them: only those that rest on
    /// the page are taken, the more restrictive where there are two. A page that is not Kraken's own adds nothing.
    /// A page on which nobody is signed in adds nothing and lets all go: the next to sign in may be someone else.
    pub fn absorb(&mut self, page: &Page, findings: &[Finding], at: Moment) {
        if page.origin != Origin::Official {
            return;
        }
        if page.signed_in == Some(false) {
            self.forget();
            return;
        }
        let mut seen: Vec<Reading> = Vec::new();
        for finding in findings.iter().filter(|finding| is_kept(finding)) {
            let reading = Reading {
                id: finding.id,
                state: finding.state,
                reason: finding.reason,
                kind: page.kind,
                at,
                until: finding.until,
            };
            match seen.iter_mut().find(|other| other.id == finding.id) {
                Some(other) if restriction(finding.state) > restriction(other.state) => *other = reading,
                Some(_) => {}
                None => seen.push(reading),
            }
        }
        for reading in seen {
            self.put(reading);
        }
    }

    /// Puts a reading in its place, in the order of the items. One that is older than what is known tells nothing new.
    fn put(&mut self, reading: Reading) {
        let at = self.items.iter().take_while(|known| known.id < reading.id).count();
        match self.items.get_mut(at) {
            Some(known) if known.id == reading.id && known.at > reading.at => {}
            Some(known) if known.id == reading.id => *known = reading,
            _ => self.items.insert(at, reading),
        }
    }

    /// Lets all go: sign-out, another account, or doubt about whose it is.
    pub fn forget(&mut self) {
        self.items.clear();
    }

    /// What is remembered and still holds, as findings with a phrase of ours as their quote.
    pub fn findings(&self, at: Moment) -> Vec<Finding> {
        self.items.iter().filter_map(|reading| reading.finding(at)).gather()
    }
}

fn is_kept(finding: &Finding) -> bool {
    finding.id.group() != Group::Session
        && finding.id != ItemId::Deadline
        && finding.state != State::Unknown
        && finding.evidence.iter().any(|evidence| evidence.source == Source::Page)
}

fn restriction(state: State) -> u8 {
    match state {
        State::Unknown | State::NotApplicable => 0,
        State::Ready => 1,
        State::Attention => 2,
        State::Blocked => 3,
    }
}

impl Reading {
    /// How it stands at this moment. One from the future (the clock was set back) says nothing.
    pub fn age(&self, at: Moment) -> Age {
        let age = at.since(self.at);
        if age < 0 {
            return Age::Gone;
        }
        // An end before the reading itself is no end.
        let until = self.until.filter(|until| *until > self.at);
        let within = |seconds: i64| if age <= seconds { Age::Fresh } else { Age::Gone };
        let or_until = |seconds: i64| match until {
            Some(end) if at < end => Age::Fresh,
            Some(_) => Age::Gone,
            None => within(seconds),
        };
        match (self.reason, self.id.group()) {
            (_, Group::Session) => Age::Gone,
            (Some(Reason::Maintenance), _) | (_, Group::Operations) => or_until(HOUR),
            (Some(Reason::Hold), _) => or_until(DAY),
            (_, Group::Products | Group::Funding) => within(DAY),
            (_, Group::Security | Group::Verification) => within(7 * DAY).or_old(age <= 30 * DAY),
        }
    }

    fn finding(&self, at: Moment) -> Option<Finding> {
        let age = self.age(at);
        if age == Age::Gone {
            return None;
        }
        let quote = self.phrase();
        let summary = (age == Age::Old).then(|| {
            let days = at.since(self.at) / DAY;
            format!("{} {days} days ago; it may have changed.", self.read_as())
        });
        let evidence = vec![Evidence { source: Source::Memory, quote, r#where: None, seen_at: self.at }];
        Some(Finding { id: self.id, state: self.state, reason: self.reason, summary, evidence, until: self.until })
    }

    /// "Margin trading: blocked (verification), read on the trade page".
    fn phrase(&self) -> String {
        format!("{}, read on the {} page", self.words(), self.kind.phrase())
    }

    /// "Read as ready on the security page".
    fn read_as(&self) -> String {
        format!("Read as {} on the {} page", self.state.phrase(), self.kind.phrase())
    }

    fn words(&self) -> String {
        match self.reason {
            Some(why) => format!("{}: {} ({})", self.id.title(), self.state.phrase(), why.phrase()),
            None => format!("{}: {}", self.id.title(), self.state.phrase()),
        }
    }
}

impl Age {
    /// What holds no more may still be shown.
    fn or_old(self, shown: bool) -> Age {
        if self == Age::Gone && shown { Age::Old } else { self }
    }
}

#[cfg(test)]
mod tests;
