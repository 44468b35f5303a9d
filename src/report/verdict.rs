//! From items to the plan's verdict, its sentence and the badge.

use super::{Item, ItemId, NoticeKind, Plan, Report, State, Verdict};
use crate::gather::Gather;

/// What the toolbar's badge shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Badge {
    /// At most a few characters, empty for none.
    pub text: String,
    /// What colour it has.
    pub tone: Tone,
    /// The same as a sentence.
    pub title: String,
}

/// The badge's colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Tone {
    Bad,
    Warn,
    Unsure,
    Good,
}

/// The state that one requirement of a plan is in, none when it does not count.
fn requirement(items: &[Item], any_of: &[ItemId], status_read: bool) -> Option<(ItemId, State)> {
    let rank = |state: State| match state {
        State::Ready => 0,
        State::Attention => 1,
        State::Unknown => 2,
        State::Blocked => 3,
        State::NotApplicable => 4,
    };
    let best = items.iter().filter(|item| any_of.contains(&item.id)).min_by_key(|item| rank(item.state))?;
    let counts = match (best.state, best.id) {
        (State::NotApplicable, _) | (State::Unknown, ItemId::SessionClient) => false,
        (State::Unknown, id) => status_read || id.group() != super::Group::Operations,
        _ => true,
    };
    counts.then_some((best.id, best.state))
}

/// The required items that count, each with its state, in the plan's order (docs/report.md, Plans).
pub(crate) fn counted(items: &[Item], plan: Plan, status_read: bool) -> Vec<(ItemId, State)> {
    plan.requirements().filter_map(|any_of| requirement(items, any_of, status_read)).gather()
}

/// The plan's verdict (docs/report.md, Verdict).
pub(crate) fn verdict(counted: &[(ItemId, State)]) -> Verdict {
    let any = |state: State| counted.iter().any(|(_, found)| *found == state);
    if any(State::Blocked) {
        Verdict::Blocked
    } else if any(State::Unknown) {
        Verdict::Unknown
    } else if any(State::Attention) {
        Verdict::Attention
    } else {
        Verdict::Ready
    }
}

impl Report {
    /// Judges the items for the report's plan anew: verdict and headline.
    pub fn judge(&mut self) {
        let counted = self.counted();
        self.verdict = verdict(&counted);
        self.headline = super::text::headline(self.plan, self.verdict, &self.items, &counted);
    }

    /// The items that the verdict rests on, each with its state.
    pub fn counted(&self) -> Vec<(ItemId, State)> {
        let status_read = !self.notices.iter().any(|notice| notice.kind == NoticeKind::StatusNotChecked);
        counted(&self.items, self.plan, status_read)
    }

    /// What the toolbar shows (docs/report.md, Badge).
    pub fn badge(&self) -> Badge {
        let blocked = self.counted().iter().filter(|(_, state)| *state == State::Blocked).count();
        let (text, tone) = match self.verdict {
            Verdict::Blocked => (blocked.to_string(), Tone::Bad),
            Verdict::Unknown => ("?".to_owned(), Tone::Unsure),
            Verdict::Attention => ("!".to_owned(), Tone::Warn),
            Verdict::Ready => (String::new(), Tone::Good),
        };
        Badge { text, tone, title: self.headline.clone() }
    }
}
