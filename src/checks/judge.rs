//! From a signal to a state: what a statement means now, for this account.

use super::{Finding, Known};
use crate::gather::Gather;
use crate::moment::{DAY, HOUR, Moment};
use crate::reading::{Level, Meaning, Signal, Standing, Subject};
use crate::report::{ItemId, Reason, State};
use crate::status::AHEAD;

/// What a signal means for an item, if anything.
pub(super) fn judge(known: &Known, signal: &Signal) -> Option<(State, Option<Reason>, Option<Moment>)> {
    let at = known.given.at;
    if signal.narrow && !matters(known, signal) {
        return None;
    }
    if signal.needs.is_some_and(|level| holds(known, level)) {
        return None;
    }
    let meaning = match signal.meaning {
        Meaning::Fails(Reason::Maintenance) | Meaning::Trouble(Reason::Maintenance) => window(signal, at)?,
        other => other,
    };
    let until = signal.times.map(|(_, last)| last).filter(|last| *last > at);
    let state = match meaning {
        Meaning::Works => (State::Ready, None, None),
        Meaning::Fails(reason) => (State::Blocked, Some(reason), until),
        Meaning::SwitchedOff => {
            let reason = if signal.subject.is_protection() { Reason::SecuritySetup } else { Reason::NotEnabled };
            (State::Attention, Some(reason), None)
        }
        Meaning::OtherClient => (State::Attention, Some(Reason::Client), None),
        Meaning::Trouble(reason) => (State::Attention, Some(reason), until),
    };
    Some(state)
}

/// What maintenance means by its announced times: over, under way, near, or too far off.
fn window(signal: &Signal, at: Moment) -> Option<Meaning> {
    let now = matches!(signal.meaning, Meaning::Fails(_));
    let (under_way, announced) = (Meaning::Fails(Reason::Maintenance), Meaning::Trouble(Reason::Maintenance));
    match signal.times {
        None => Some(signal.meaning),
        // One time only: for what is under way the time that it ends, else the time that it begins.
        Some((start, end)) if start == end => match (now, at.since(end)) {
            // "Until 22 November": a day without an hour lasts until it is over.
            (true, 0..) => Some(under_way).filter(|_| at.since(end) < if end.0.rem_euclid(DAY) == 0 { DAY } else { HOUR }),
            (true, _) => Some(if end.since(at) > AHEAD { announced } else { under_way }),
            (false, past) if past > 24 * HOUR => None,
            (false, _) => (start.since(at) <= AHEAD).then_some(announced),
        },
        Some((_, end)) if end < at => None,
        Some((start, _)) if start <= at => Some(under_way),
        Some((start, _)) => (start.since(at) <= AHEAD).then_some(announced),
    }
}

/// Whether one asset's trouble is one that the user named.
fn matters(known: &Known, signal: &Signal) -> bool {
    let words = signal.quotes.iter().flat_map(|quote| quote.text.split(|letter: char| !letter.is_alphanumeric()));
    !matches!(signal.meaning, Meaning::Works) && words.into_iter().any(|word| known.given.account.names(word))
}

/// Whether the page says that the account has this level or a higher one.
pub(super) fn holds(known: &Known, level: Level) -> bool {
    known.reading.levels.iter().any(|read| read.standing == Standing::Held && read.level >= Some(level))
}

/// The findings of an item from every signal about these subjects.
pub(super) fn findings(known: &Known, id: ItemId, subjects: &[Subject]) -> Vec<Finding> {
    let of_it = known.reading.signals.iter().filter(|signal| subjects.contains(&signal.subject));
    of_it.filter_map(|signal| finding(known, id, signal)).gather()
}

/// The finding of an item from one signal.
pub(super) fn finding(known: &Known, id: ItemId, signal: &Signal) -> Option<Finding> {
    let (state, reason, until) = judge(known, signal)?;
    Some(Finding { until, ..Finding::new(id, state, reason, known.evidence(&signal.quotes)) })
}
