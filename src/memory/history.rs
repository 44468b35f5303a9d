//! What changed from one visit to the next, kept until the user wipes it: items, states, reasons and times only.

use super::file::{MemoryError, named, newer, whole_part, written};
use super::{Memory, Reading};
use crate::json::Json;
use crate::moment::Moment;
use crate::names::Named;
use crate::report::{ItemId, Reason, State};
use crate::writer::Writer;

/// Most changes that are kept; the oldest go first.
const MOST: usize = 500;

/// An item as it was read at some moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stand {
    /// Its state.
    pub state: State,
    /// Why.
    pub reason: Option<Reason>,
    /// When it was last read so, or first.
    pub at: Moment,
}

/// An item that was read differently than before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// Which.
    pub id: ItemId,
    /// As it was last read before.
    pub from: Stand,
    /// As it was then read.
    pub to: Stand,
}

/// All changes, oldest first, and up to when the user has seen them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct History {
    /// The changes.
    pub changes: Vec<Change>,
    /// The user has seen those up to here.
    pub seen: Moment,
}

impl Change {
    /// "Margin trading: ready → blocked (region)".
    pub fn words(&self) -> String {
        format!("{}: {} → {}", self.id.title(), self.from.words(), self.to.words())
    }

    /// It got worse: what was ready or worth a look is now shut, or what was ready is worth a look.
    pub fn is_worse(&self) -> bool {
        super::restriction(self.to.state) > super::restriction(self.from.state)
    }
}

impl Stand {
    fn of(reading: &Reading) -> Stand {
        Stand { state: reading.state, reason: reading.reason, at: reading.at }
    }

    fn words(&self) -> String {
        match self.reason {
            Some(why) => format!("{} ({})", self.state.phrase(), why.phrase()),
            None => self.state.phrase().to_owned(),
        }
    }
}

impl History {
    /// Version of the shape that is written.
    pub const VERSION: i64 = 1;

    /// Notes what a page showed differently than it was remembered. What was forgotten in between has not changed.
    pub fn note(&mut self, before: &Memory, after: &Memory) {
        for now in after.readings() {
            let Some(then) = before.readings().iter().find(|then| then.id == now.id && then.at < now.at) else { continue };
            if (then.state, then.reason) != (now.state, now.reason) {
                self.changes.push(Change { id: now.id, from: Stand::of(then), to: Stand::of(now) });
            }
        }
        let surplus = self.changes.len().saturating_sub(MOST);
        self.changes.drain(..surplus);
    }

    /// What the user has not seen yet: of each item from where it stood when it was seen last to where it stands now.
    /// What came and went in between is left out.
    pub fn news(&self) -> Vec<Change> {
        let mut news: Vec<Change> = Vec::new();
        for change in self.changes.iter().filter(|change| change.to.at > self.seen) {
            match news.iter_mut().find(|known| known.id == change.id) {
                Some(known) => known.to = change.to,
                None => news.push(*change),
            }
        }
        news.retain(|change| (change.from.state, change.from.reason) != (change.to.state, change.to.reason));
        news
    }

    /// Reads as much as is good, and whether something was not.
    ///
    /// # Errors
    /// When it is of a newer version: then it must be left as it is.
    pub fn salvage(text: &str) -> Result<(History, bool), MemoryError> {
        let mut damaged = false;
        let value = Json::parse(text).or_else(|| {
            damaged = true;
            Json::parse(&whole_part(text)?)
        });
        let Some(value) = value else { return Ok((History::default(), true)) };
        if let Some(error) = newer(&value) {
            return Err(error);
        }
        let list = value.get("changes").and_then(Json::list);
        damaged |= list.is_none();
        let mut history = History::default();
        for entry in list.unwrap_or_default() {
            match change(entry) {
                Some(change) => history.changes.push(change),
                None => damaged = true,
            }
        }
        history.seen = moment(&value, "seen").unwrap_or_default();
        Ok((history, damaged))
    }

    /// The text to keep; it is what the user may export, too.
    pub fn to_json(&self) -> String {
        let mut out = Writer::default();
        out.object(&mut |out| {
            out.number_of("v", History::VERSION);
            out.time_of("seen", self.seen);
            out.key("changes");
            out.list(&mut |out| {
                for change in &self.changes {
                    out.object(&mut |out| {
                        out.name_of("id", Some(change.id));
                        for (key, stand) in [("from", change.from), ("to", change.to)] {
                            out.key(key);
                            out.object(&mut |out| {
                                out.name_of("state", Some(stand.state));
                                out.name_of("reason", stand.reason);
                                out.time_of("at", stand.at);
                            });
                        }
                    });
                }
            });
        });
        out.done()
    }

    /// As a table, cut at commas: names and times hold nothing that has to be quoted.
    pub fn to_csv(&self) -> String {
        let mut table = "item,from_state,from_reason,last_read,to_state,to_reason,read\r\n".to_owned();
        for Change { id, from, to } in &self.changes {
            let reason = |stand: &Stand| stand.reason.map_or("", Named::public);
            let (last, read) = (from.at.text(), to.at.text());
            let cells = [id.id(), from.state.public(), reason(from), &last, to.state.public(), reason(to), &read];
            table.push_str(&cells.join(","));
            table.push_str("\r\n");
        }
        table
    }
}

fn change(entry: &Json) -> Option<Change> {
    let stand = |name: &str| {
        let stand = entry.get(name)?;
        let reason = named(stand, "reason").ok()?;
        Some(Stand { state: named(stand, "state").ok()??, reason, at: moment(stand, "at")? })
    };
    Some(Change { id: named(entry, "id").ok()??, from: stand("from")?, to: stand("to")? })
}

fn moment(entry: &Json, field: &'static str) -> Option<Moment> {
    Moment::parse(written(entry, field).ok()??).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moment::DAY;
    use crate::report::PageKind;
    use proptest::prelude::*;

    fn reading(id: ItemId, state: State, reason: Option<Reason>, at: i64) -> Memory {
        let mut memory = Memory::default();
        memory.put(Reading { id, state, reason, kind: PageKind::Trade, at: Moment(at), until: None });
        memory
    }

    fn noted() -> History {
        let ready = reading(ItemId::Margin, State::Ready, None, 3 * DAY);
        let shut = reading(ItemId::Margin, State::Blocked, Some(Reason::Region), 25 * DAY);
        let mut history = History::default();
        history.note(&ready, &ready);
        history.note(&ready, &shut);
        history.note(&shut, &reading(ItemId::Spot, State::Ready, None, 26 * DAY));
        history
    }

    #[test]
    fn what_reads_differently_than_before_is_a_change() {
        let history = noted();
        let [change] = history.changes.as_slice() else { panic!("one change") };
        assert_eq!(change.words(), "Margin trading: ready → blocked (region)");
        assert_eq!((change.from.at, change.to.at), (Moment(3 * DAY), Moment(25 * DAY)));
        assert!(change.is_worse());
        let mut forgot = History::default();
        forgot.note(&Memory::default(), &reading(ItemId::Margin, State::Blocked, None, 9));
        assert!(forgot.changes.is_empty());
    }

    #[test]
    fn news_are_told_once_and_what_came_and_went_is_none() {
        let mut history = noted();
        assert_eq!(history.news().len(), 1);
        let shut = reading(ItemId::Margin, State::Blocked, Some(Reason::Region), 25 * DAY);
        let again = reading(ItemId::Margin, State::Ready, None, 26 * DAY);
        history.note(&shut, &again);
        assert_eq!((history.changes.len(), history.news().len()), (2, 0));
        let mut seen = noted();
        seen.seen = Moment(25 * DAY);
        assert_eq!(seen.news(), []);
    }

    #[test]
    fn it_is_written_and_read_back_and_what_is_damaged_costs_only_itself() {
        let history = noted();
        let json = history.to_json();
        assert_eq!(History::salvage(&json), Ok((history.clone(), false)));
        let two = json.replace("[{", "[{\"id\":\"capability.dance\"},{");
        assert_eq!(History::salvage(&two), Ok((history.clone(), true)));
        for broken in ["", "{", "[]", "{\"v\":1}", &json[..json.len() / 2]] {
            assert_eq!(History::salvage(broken), Ok((History::default(), true)), "{broken}");
        }
        assert!(History::salvage(&json.replace("\"v\":1", "\"v\":2")).is_err());
        let mut long = History { changes: vec![history.changes[0]; 3], ..History::default() }.to_json();
        long.truncate(long.len() - 20);
        assert_eq!(History::salvage(&long).unwrap().0.changes, vec![history.changes[0]; 2], "what was written whole is kept");
        assert_eq!(
            history.to_csv(),
            "item,from_state,from_reason,last_read,to_state,to_reason,read\r\n\
             capability.margin,ready,,1970-01-04T00:00:00Z,blocked,region,1970-01-26T00:00:00Z\r\n"
        );
    }

    proptest! {
        #[test]
        fn it_never_outgrows_its_bound_and_keeps_the_newest(count in 1_usize..1_200) {
            let mut history = History::default();
            for at in 0..count as i64 {
                let state = |even: bool| if even { State::Ready } else { State::Blocked };
                history.note(
                    &reading(ItemId::Spot, state(at % 2 == 0), None, at),
                    &reading(ItemId::Spot, state(at % 2 == 1), None, at + 1),
                );
            }
            prop_assert_eq!(history.changes.len(), count.min(MOST));
            prop_assert_eq!(history.changes.last().map(|last| last.to.at), Some(Moment(count as i64)));
        }

        #[test]
        fn no_text_makes_it_fail(text in ".{0,80}") {
            prop_assert!(History::salvage(&text).is_ok());
        }
    }
}
