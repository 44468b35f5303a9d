//! Work that is announced by its hours alone: "REST and WebSocket gateway upgrade, 23 November, 05:30 to 06:15 UTC". The words
//! for what is done there have no end; an interface of Kraken's with hours to come has.

use super::blocks::Block;
use super::clause::Meaning;
use super::concept::{Concept, Sense, Subject};
use super::date;
use super::signal::Finder;
use super::zone::Zone;
use crate::moment::DAY;
use crate::report::Reason;

/// A notice is no longer than this, in words.
const NOTICE_WORDS: usize = 60;

/// Reads every notice that names the interface and hours to come, and of which nothing was understood.
pub(crate) fn read(finder: &mut Finder) {
    for index in 0..finder.layout.blocks.len() {
        let Some(block) = finder.layout.block(index) else { continue };
        if finder.layout.zone(index) != Zone::Plain || !announces(block) {
            continue;
        }
        let known = finder.signals.iter().any(|signal| signal.subject == Subject::Api);
        let Some(times) = finder.times(index).filter(|(from, to)| *from > finder.at && to.since(*from) <= DAY && to > from)
        else {
            continue;
        };
        if !known {
            let quotes = finder.quote(index);
            finder.add(Subject::Api, Meaning::Trouble(Reason::Maintenance), quotes, "hours to come");
            finder.signals.iter_mut().rev().take(1).for_each(|signal| signal.times = Some(times));
        }
    }
}

/// Whether a block names the interface, alone, and from when until when; and invites to nothing.
fn announces(block: &Block) -> bool {
    use Concept::*;
    let other = |sense: Sense| matches!(sense, Sense::Of(subject) if subject.is_product() || subject.is_rail());
    let hours = || date::stamps(block.text, &block.tokens).iter().filter(|stamp| stamp.time.is_some()).count() >= 2;
    block.names(Subject::Api)
        && block.words() <= NOTICE_WORDS
        && !block.hits.iter().any(|hit| other(hit.sense))
        && !block.says_any(&[Promo, Over, If, Usual, Good])
        && hours()
}
