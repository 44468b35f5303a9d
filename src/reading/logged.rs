//! Entries of a log: what begins with a day that is over was so then, whatever it says.

use super::blocks::Block;
use super::clause::Claim;
use super::concept::{Concept, Sense, Subject};
use super::date;
use super::lexicon::Hit;
use super::signal::Finder;
use super::words::Shape;
use crate::moment::DAY;
use crate::snapshot::Kind;
use crate::status::AHEAD;

/// What titles an entry of a list is no longer than this, in words.
const TITLE_WORDS: usize = 6;

/// Whether a block is an entry of a log, or stands in one.
pub(super) fn logged(finder: &Finder, index: usize) -> bool {
    let layout = finder.layout;
    let Some(block) = layout.block(index) else { return false };
    let first = || {
        let entry = layout.tree.nearest(block.node, &[Kind::Row, Kind::Item])?;
        layout.block(layout.inside(entry).start)
    };
    entered(finder, block) || first().is_some_and(|first| entered(finder, first)) || passed(finder, block)
}

/// "08:00 Order books paused", with a later hour in the next entry: how it went, of which only the last holds.
fn passed(finder: &Finder, block: &Block) -> bool {
    let layout = finder.layout;
    let Some(entry) = layout.tree.nearest(block.node, &[Kind::Item]) else { return false };
    let hour = |index: usize| {
        let block = layout.block(index)?;
        let stamps = date::stamps(block.text, &block.tokens);
        let [stamp] = stamps.as_slice() else { return None };
        stamp.time.filter(|_| stamp.first == 0 && stamp.day.is_none())
    };
    let inside = layout.inside(entry);
    let next = layout.block(inside.end).and_then(|next| layout.tree.nearest(next.node, &[Kind::Item]));
    let later = next.filter(|next| *next != entry).and_then(|_| hour(inside.end));
    hour(inside.start).zip(later).is_some_and(|(this, later)| this < later)
}

/// "On 4 March you switched 2FA off": what was done on a day that is over says nothing of how it is now.
pub(super) fn done_then(finder: &Finder, index: usize, claim: &Claim) -> bool {
    let Some(block) = finder.layout.block(index) else { return false };
    let first = claim.span.0;
    let stamps = date::stamps(block.text, &block.tokens);
    let then = stamps.iter().find(|stamp| stamp.first == first + 1 && stamp.day.is_some());
    then.is_some_and(|stamp| stamp.moment(finder.at).plus(DAY) <= finder.at) && block.says_within(claim.span, Concept::You)
}

/// "Futures paused", over "Derivatives were halted for an hour on 18 June": the title of what was so then.
pub(super) fn told_of_then(finder: &Finder, index: usize) -> bool {
    use Concept::*;
    let layout = finder.layout;
    let Some(block) = layout.block(index).filter(|block| block.words() <= TITLE_WORDS) else { return false };
    let Some(entry) = layout.tree.nearest(block.node, &[Kind::Item, Kind::Article]) else { return false };
    let inside = layout.inside(entry);
    let over = |other: usize| finder.times(other).is_some_and(|(_, last)| last.plus(DAY) <= finder.at);
    let tells = |block: &Block| block.words() > TITLE_WORDS && block.says(Past) && !block.says_any(&[Until, Now]);
    inside.start == index && inside.skip(1).any(|other| layout.block(other).is_some_and(tells) && over(other))
}

/// "We halted futures in August 2021", but not "until" or "from" then.
pub(super) fn in_past_year(finder: &Finder, index: usize, claim: &Claim) -> bool {
    let (first, last) = claim.span;
    finder.layout.block(index).is_some_and(|block| {
        // "Until 2023 it could not be staked".
        let ended = |until: &Hit| until.sense == Sense::Is(Concept::Until) && date::is_over(block, until.last + 1, finder.at);
        if block.hits_within(claim.span).any(ended) {
            return true;
        }
        let bounds = [Concept::Because, Concept::Until, Concept::Now];
        // "Since June 2025"; but "em" and "in" begin a date, too.
        let from =
            |hit: &Hit| hit.sense == Sense::Is(Concept::From) && !matches!(block.word(hit.first), "Em" | "em" | "de" | "in");
        !bounds.into_iter().any(|bound| block.says_within(claim.span, bound))
            && !block.hits_within(claim.span).any(from)
            && (first..=last).any(|at| date::is_past_year(block, at, first, finder.at))
    })
}

/// "3 Oct: late credits, closed".
fn entered(finder: &Finder, block: &Block) -> bool {
    let stamps = date::stamps(block.text, &block.tokens);
    let Some(stamp) = stamps.first().filter(|stamp| stamp.first == 0 && stamp.day.is_some()) else { return false };
    let next = stamp.last + 1;
    // A day alone is the first cell of an entry.
    let parted = block.tokens.get(next).is_none_or(|token| {
        token.shape == Shape::Pause
            || matches!(block.word(next), "·" | "|" | "•")
            || block.breaks.binary_search(&token.start).is_ok()
    });
    // "6 Feb: 2FA switched off", of which nobody speaks yet: the year is the last one that had it.
    let told = |block: &Block| {
        block.subjects().any(Subject::is_protection)
            && !block.says_any(&[Concept::Future, Concept::Maintenance, Concept::Until, Concept::From])
    };
    let moment = stamp.moment(finder.at);
    let far = || stamp.day.is_some_and(|(year, ..)| year.is_none()) && moment.since(finder.at) > AHEAD;
    parted && (moment.plus(DAY) <= finder.at || (far() && told(block)))
}
