//! Work that is announced by its hours alone: "REST and WebSocket gateway upgrade, 23 November, 05:30 to 06:15 UTC". The words
//! for what is done there have no end; a system of Kraken's with hours to come has.

use super::blocks::Block;
use super::clause::Meaning;
use super::concept::{Concept, Sense, Subject};
use super::signal::{Finder, Signal};
use super::told;
use super::zone::Zone;
use crate::moment::{DAY, Moment};
use crate::report::Reason;

/// A notice is no longer than this, in words.
const NOTICE_WORDS: usize = 60;

/// Reads every notice that names one of Kraken's systems and hours to come, and of which nothing was understood.
pub(crate) fn read(finder: &mut Finder) {
    for index in 0..finder.layout.blocks.len() {
        if finder.layout.zone(index) != Zone::Plain {
            continue;
        }
        let Some(block) = finder.layout.block(index).filter(|block| block.says_hours()) else { continue };
        let parts = block.parts();
        let own = parts.iter().find(|part| part.says_hours());
        let Some(subject) = announced(finder, index, own.unwrap_or(block)).or_else(|| announced(finder, index, block)) else {
            continue;
        };
        let ahead = |(from, to): &(Moment, Moment)| *from > finder.at && to > from && to.since(*from) <= DAY;
        let Some(times) = finder.times(index).filter(ahead) else { continue };
        if finder.signals.iter().any(|signal| signal.subject == subject) {
            continue;
        }
        let quotes = finder.quote(index);
        let signal = Signal::new(subject, Meaning::Trouble(Reason::Maintenance), quotes, "hours to come");
        finder.signals.push(Signal { times: Some(times), ..signal });
    }
}

/// The system of Kraken's that a notice names, if it names no more and invites to nothing: the interface anywhere, the
/// exchange where words are notices.
fn announced(finder: &Finder, index: usize, block: &Block) -> Option<Subject> {
    use Concept::*;
    let other = |sense: Sense| matches!(sense, Sense::Of(subject) if subject.is_product() || subject.is_rail());
    let plain = block.words() <= NOTICE_WORDS
        && !block.hits.iter().any(|hit| other(hit.sense))
        && !block.says_any(&[Promo, Over, If, Usual, Good]);
    let notice = finder.layout.in_kind(index, told::NOTICES);
    let systems = [(Subject::Api, true), (Subject::Exchange, notice), (Subject::Trading, notice)];
    systems.into_iter().find(|(subject, counts)| plain && *counts && block.names(*subject)).map(|(subject, _)| subject)
}
