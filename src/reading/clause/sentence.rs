//! Where sentences begin and end, and which are somebody else's words.

use crate::reading::blocks::Block;
use crate::reading::concept::{Concept, Sense, Subject};
use crate::reading::lexicon::Hit;
use crate::reading::words::Shape;

/// Whether a sentence stands in quotation marks, or has more than a name in them: somebody said it.
pub(crate) fn quoted(block: &Block, first: usize, last: usize) -> bool {
    let start = block.tokens.get(first).map_or(0, |token| token.start);
    let end = block.tokens.get(last).map_or(0, |token| token.end);
    let mut opened = None;
    for (at, letter) in block.text.char_indices() {
        match opened {
            None if matches!(letter, '“' | '„' | '«' | '"') => opened = Some(at),
            Some(from) if matches!(letter, '”' | '“' | '»' | '"') => {
                let words = block.text.get(from..at).unwrap_or_default().split_whitespace().count();
                if (words >= 4 || names_with_state(block, from, at)) && from < end && at > start {
                    return true;
                }
                opened = None;
            }
            _ => {}
        }
    }
    false
}

/// “margin off”, the name of an order: what something is called that is nobody's state.
fn names_with_state(block: &Block, from: usize, to: usize) -> bool {
    use Concept::*;
    // "Your account is set to “margin off”", "status: “margin off”": the words are the state.
    let states = block.names(Subject::Account)
        || block.says(YourPlace)
        || block.text.get(..from).is_some_and(|before| before.trim_end().ends_with(':'));
    if states {
        return false;
    }
    let (mut name, mut state) = (false, false);
    for hit in block.hits.iter() {
        if block.tokens.get(hit.first).is_some_and(|token| from < token.start && token.start < to) {
            name |= matches!(hit.sense, Sense::Of(_));
            state |= matches!(hit.sense, Sense::Is(Good | Bad | On | Off | SwitchedOn | SwitchedOff | Locked | Maintenance));
        }
    }
    name && state
}

/// The sentences of a block: first and last token, and whether it asks. Cells side by side are sentences of their own.
pub(super) fn sentences(block: &Block) -> Vec<(usize, usize, bool)> {
    let mut found = Vec::new();
    let mut first = 0;
    for (at, token) in block.tokens.iter().enumerate() {
        if at > first && block.breaks.binary_search(&token.start).is_ok() {
            found.push((first, at - 1, false));
            first = at;
        }
        let asks = token.shape == Shape::Question;
        if asks || block.ends_sentence(at) {
            if at > first {
                found.push((first, at - 1, asks));
            }
            first = at + 1;
        }
    }
    if first < block.tokens.len() {
        found.push((first, block.tokens.len() - 1, false));
    }
    found
}

/// A state is no longer than this, in tokens, where a link follows it.
const STATE_TOKENS: usize = 3;

/// "On Change": the last token of a state, without the link behind it that would change it.
pub(super) fn without_link(block: &Block, first: usize, last: usize) -> usize {
    use Concept::*;
    let link = block.hits.iter().find(|hit| {
        let capital = block.tokens.get(hit.first).is_some_and(|token| token.shape == Shape::Capital);
        let opens = matches!(hit.sense, Sense::Is(Manage | SetUp | Enable | Disable));
        // "Two-factor for trading On Change": the state stands right before it.
        let state = |before: &Hit| before.last + 1 == hit.first && matches!(before.sense, Sense::Is(On | Off | SwitchedOff));
        let stated = hit.first > first && (hit.first - first <= STATE_TOKENS || block.hits.iter().any(state));
        opens && capital && hit.last == last && stated
    });
    link.map_or(last, |hit| hit.first - 1)
}
