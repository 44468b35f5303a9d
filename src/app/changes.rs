//! What changed since the last visit: noted, notified, and seen.

use super::background::{Effects, Stored};
use super::state::Settings;
use crate::memory::{Change, History, Memory};
use crate::moment::Moment;

/// Notes in the history what the page showed differently, and what of it has to be notified.
pub(super) fn note(effects: &mut Effects, stored: &Stored, settings: &Settings, [before, after]: [&Memory; 2], now: Moment) {
    let known = stored.history.as_deref();
    let Ok((mut history, _)) = known.map_or(Ok((History::default(), false)), History::salvage) else { return };
    history.note(before, after);
    let new = history.changes.iter().rev().take_while(|change| change.to.at == now);
    let bad = new.filter(|change| change.is_worse() && settings.plan().requires(change.id)).last();
    effects.notify = bad.filter(|_| settings.notify).map(Change::words);
    effects.history = Some(history.to_json()).filter(|new| history != History::default() && known != Some(new));
}

/// The user has seen what changed.
pub(super) fn seen(stored: &Stored, now: Moment) -> Option<String> {
    let (history, _) = History::salvage(stored.history.as_deref()?).ok()?;
    Some(History { seen: now, ..history }.to_json())
}
