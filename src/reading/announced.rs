//! The hours that belong to a statement without standing in it: those of its notice, or of its entry in a calendar.

use super::clause::{Claim, Meaning};
use super::concept::{Concept, Sense, Subject};
use super::date;
use super::lexicon::Hit;
use super::signal::Finder;
use super::told;
use crate::moment::Moment;
use crate::report::Reason;
use crate::snapshot::Kind;

/// The first and last time that a block names.
pub(super) type Times = Option<(Moment, Moment)>;

/// "Mon 23 Nov 2026, 22:00 to 23:00 UTC" is no longer than this, in words.
const HOURS_WORDS: usize = 12;

/// "In that hour you cannot pay in", in a notice of a window to come: the times that the rest of the notice names.
pub(super) fn of_notice(finder: &Finder, index: usize, claim: &Claim) -> Times {
    let layout = finder.layout;
    if !matches!(claim.meaning, Meaning::Fails(Reason::Maintenance) | Meaning::Trouble(Reason::Maintenance)) {
        return None;
    }
    let block = layout.block(index).filter(|block| !block.says(Concept::Now))?;
    let notice = layout.inside(layout.tree.nearest(block.node, told::NOTICES)?);
    // "API: planned work on 24 November", beside it, is of the API.
    let own = |subject: Subject| subject.is_broad() || claim.subjects.contains(&subject);
    let announces =
        |other: &usize| layout.block(*other).is_some_and(|block| block.says(Concept::Maintenance) && block.subjects().all(own));
    notice.filter(announces).find_map(|other| finder.times(other)).filter(|(from, _)| *from > finder.at)
}

/// "Today at 22:00 the API is down", "down from 24 November": what the words of a claim say begins later than now, and not what
/// is back then.
pub(super) fn begins(finder: &Finder, index: usize, claim: &Claim) -> bool {
    let Some(block) = finder.layout.block(index) else { return false };
    let stamps = date::stamps(block.text, &block.tokens);
    let [stamp] = stamps.as_slice() else { return false };
    let within = claim.span.0 < stamp.first && stamp.last <= claim.span.1;
    let Some(lead) = stamp.first.checked_sub(1).filter(|_| within) else { return false };
    let today = |hit: &&Hit| hit.sense == Sense::Is(Concept::Now) && (hit.last + 1 == lead || hit.last == lead);
    let start = if stamp.day.is_some() { Some(lead) } else { block.hits.iter().find(today).map(|hit| hit.first) };
    let states = [Concept::Bad, Concept::Maintenance, Concept::Off].map(Sense::Is);
    let behind = |start: usize| block.hits.iter().any(|hit| hit.last + 1 == start && states.contains(&hit.sense));
    date::leads(block.word(lead), stamp.day.is_some())
        && stamp.moment(finder.at) > finder.at
        && start.is_some_and(|start| start <= claim.span.0 + 1 || behind(start))
        && !block.says_within(claim.span, Concept::Until)
}

/// "Mon 23 Nov, 22:00 to 23:00", before what stands still then: the hours to come that an entry of a calendar begins with.
pub(super) fn of_entry(finder: &Finder, index: usize) -> Times {
    let layout = finder.layout;
    let block = layout.block(index)?;
    let first = match layout.tree.nearest(block.node, &[Kind::Definition, Kind::Row, Kind::Item]) {
        Some(entry) if layout.tree.kind(entry) == Kind::Definition => layout.inside(entry).start.checked_sub(1)?,
        Some(entry) => layout.inside(entry).start,
        None => return None,
    };
    let head = layout.block(first).filter(|head| first != index && head.says_hours())?;
    finder.times(first).filter(|(from, _)| *from > finder.at && head.words() <= HOURS_WORDS)
}
