//! Where this user lives, as the page itself says ("Country of residence: Portugal"): what it says of that place it says of
//! this user.

use super::concept::{Concept, Sense};
use super::lexicon::Hit;
use super::words::Token;
use crate::letters;

/// A label and its place are no longer than this, in words and marks.
const ROW: usize = 9;

/// The words of a block.
pub(crate) type Words<'a> = (&'a str, &'a [Token], &'a [Hit]);

/// The names of the place that a label gives this user: in the same block, or in the next one.
pub(crate) fn names<'a>(blocks: impl Iterator<Item = Words<'a>>) -> Vec<String> {
    let mut names = Vec::new();
    let mut labelled = false;
    for (text, tokens, hits) in blocks {
        let place = hits.iter().find(|hit| hit.sense == Sense::Is(Concept::Place));
        let somewhere = |hit: &&Hit| hit.sense == Sense::Is(Concept::Somewhere);
        let said = |concept| hits.iter().any(|hit| hit.sense == Sense::Is(concept));
        // "Country to check" is not this user's.
        let speaks =
            [Concept::Good, Concept::Bad, Concept::Not, Concept::Cannot, Concept::Can, Concept::Purpose].into_iter().any(said);
        if tokens.len() <= ROW && !speaks {
            let of_label = hits.iter().filter(somewhere).filter(|hit| place.is_some_and(|place| place.last < hit.first));
            let alone = hits.iter().filter(somewhere).filter(|_| labelled && place.is_none());
            names.extend(of_label.chain(alone).map(|hit| letters::small(named(text, tokens, hit))));
        }
        labelled = place.is_some() && tokens.len() <= ROW && !speaks && !hits.iter().any(|hit| somewhere(&hit));
    }
    names
}

/// The words of a hit.
pub(crate) fn named<'a>(text: &'a str, tokens: &[Token], hit: &Hit) -> &'a str {
    let start = tokens.get(hit.first).map_or(0, |token| token.start);
    let end = tokens.get(hit.last).map_or(text.len(), |token| token.end);
    text.get(start..end).unwrap_or_default()
}
