//! Where one text ends and the next begins, when spans stand beside each other in a block.

use crate::reading::concept::{Concept, Sense};
use crate::reading::date;
use crate::reading::lexicon::{Hit, Lexicon};
use crate::reading::words::{Shape, Token};

/// A title that runs into its text has at most so many words and marks: "Spot dealing."
const RUN_IN: usize = 3;

/// What follows a lone state in its block describes it, where it has more words and marks than this.
const DESCRIBES: usize = 8;

/// What something is called.
fn is_name(sense: Sense) -> bool {
    matches!(sense, Sense::Of(_) | Sense::Is(Concept::Asset | Concept::Currency))
}

/// What a field of a key is called.
fn is_field(sense: Sense) -> bool {
    use Concept::{Created, Expiry, IpList, LastUsed, Permissions};
    matches!(sense, Sense::Is(Created | Expiry | IpList | LastUsed | Permissions))
}

/// A name or a state: what stands by itself in a row's cell.
fn fills_a_cell(sense: Sense) -> bool {
    use Concept::{Bad, Exists, Good, Off, On, SwitchedOff, SwitchedOn};
    is_name(sense) || matches!(sense, Sense::Is(Good | Bad | On | Off | SwitchedOn | SwitchedOff | Exists))
}

/// Where runs that touch are words of their own: a capital after a small letter ("MarginEnabled"), or a known word and a
/// state that make no known word together ("MARGINOFF"). A word split over spans ("Mar" + "gin") is one, also where it touches another.
pub(super) fn joints(text: &str, joints: &[usize], lexicon: &Lexicon) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    for (index, joint) in joints.iter().enumerate() {
        let (before, after) = (text.get(..*joint).unwrap_or_default(), text.get(*joint..).unwrap_or_default());
        if before.ends_with(['–', '—'].as_slice()) || after.starts_with(['–', '—'].as_slice()) {
            found.push(*joint);
            continue;
        }
        let part = |letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '’');
        let mark = before.char_indices().rev().find(|(_, letter)| part(*letter));
        let start = mark.map_or(0, |(at, letter)| at + letter.len_utf8()).max(found.last().copied().unwrap_or(0));
        let tail = text.get(start..*joint).unwrap_or_default();
        let end = *joint + after.find(part).unwrap_or(after.len());
        let mut letters = after.chars();
        let upper = letters.next().is_some_and(char::is_uppercase);
        let titled = letters.next().is_some_and(char::is_lowercase);
        // "Marta G." and "Level".
        let mut name = before.chars().rev();
        let initial = name.next() == Some('.') && name.next().is_some_and(char::is_uppercase) && name.next() == Some(' ');
        if initial && upper && titled {
            found.push(*joint);
            continue;
        }
        let name = tail.chars().count() > 1 && tail.chars().all(char::is_uppercase) && titled;
        // "18:26" and "Funding", but "3" and "X".
        let numbered = tail.ends_with(|letter: char| letter.is_ascii_digit()) && titled;
        // Both halves of an address have digits.
        let digits = |half: &str| half.contains(|letter: char| letter.is_ascii_digit());
        let mixed = digits(tail) && text.get(*joint..end).is_some_and(digits);
        let capital = upper && !mixed && (tail.ends_with(char::is_lowercase) || name || numbered);
        // "Passkeys" and "2 registered".
        if after.starts_with(|letter: char| letter.is_ascii_digit()) && tail.chars().count() > 2 && lexicon.has_word(tail) {
            found.push(*joint);
            continue;
        }
        // The second word may itself be split, or touch a third.
        let later = joints.get(index + 1..).unwrap_or_default().iter().copied().filter(|next| *next < end);
        let heads = later.chain([end]).filter_map(|end| text.get(*joint..end));
        let dated = |word: &str| date::is_month(word) || date::is_weekday(word);
        let whole = |head: &str| lexicon.makes_word(tail, head) || dated(&[tail, head].concat());
        let state = |head: &str| lexicon.word(head).is_some_and(|senses| senses.iter().any(|sense| fills_a_cell(*sense)));
        // "Porto, Portugal" and "this device".
        let place = lexicon.word(tail).is_some_and(|senses| senses.contains(&Sense::Is(Concept::Somewhere)));
        // "ACH" and "from Oakfield": an abbreviation goes on in capitals, or ends.
        let short = !tail.contains(char::is_lowercase);
        let two = |head: &str| {
            let apart = tail.chars().count() > 1 && lexicon.has_word(tail) && (state(head) || (short && lexicon.has_word(head)));
            (capital || apart || (place && lexicon.has_word(head))) && !whole(head)
        };
        let (mut any, mut one) = (false, false);
        heads.for_each(|head| {
            any |= two(head);
            one |= whole(head);
        });
        if any && !one {
            found.push(*joint);
        }
    }
    found
}

/// Which runs behind a space begin a cell of their own. A row of cells begins with a name; "Not available to" and " Germans"
/// is a sentence in two spans, and "Global" and " Settings Lock" is one name. What touches already stands in cells (`joints`).
pub(super) fn begin(text: &str, words: &[Token], hits: &[Hit], runs: &[usize], joints: &[usize]) -> Vec<usize> {
    let said = |word: &Token| text.get(word.start..word.end).unwrap_or_default();
    let is = |at: usize, sense: fn(Sense) -> bool| hits.iter().any(|hit| hit.first <= at && at <= hit.last && sense(hit.sense));
    let begins = |place: usize| words.iter().take_while(|token| token.start < place).count();
    // "Created: 3 May 2026", and beside it "Expires: never": the fields of a key.
    let labels =
        |at: usize| (at + 1..at + 1 + RUN_IN).any(|end| words.get(end).is_some_and(|word| said(word) == ":")) && is(at, is_field);
    let labelled = runs.iter().filter(|place| labels(begins(**place))).count() > 1;
    // "Pending: confirm it by e-mail".
    let awaits = |at: usize| {
        let state = |hit: &&Hit| hit.first == at && hit.sense == Sense::Is(Concept::Pending);
        hits.iter().find(state).is_some_and(|hit| words.get(hit.last + 1).is_some_and(|word| said(word) == ":"))
    };
    let mut row = false;
    let mut found = Vec::new();
    for (index, place) in runs.iter().enumerate() {
        let at = begins(*place);
        let Some((last, word)) = at.checked_sub(1).and_then(|last| Some((last, words.get(last)?))) else { continue };
        let next = runs.get(index + 1).map_or(words.len(), |next| begins(*next));
        // "Code for withdrawals (funding 2FA)", "Buy and sell. From $1."; "3 March".
        let ends = said(word) == ")"
            || (word.shape == Shape::Stop && (row || last < RUN_IN))
            || (last == 1 && date::is_month(said(word)));
        let known = if words.len() - at > DESCRIBES { fills_a_cell } else { is_name };
        let split = hits.iter().any(|hit| hit.first <= last && last < hit.last);
        // "Inactive" and what it means; "On" and "Kraken Pro you can …" is a sentence with a link.
        let alone = || (0..at).all(|word| is(word, known) && !is(word, Sense::is_grammar));
        row = row || ends || (!split && (joints.iter().any(|joint| joint < place) || alone()));
        // One word is read where it stands.
        let several = words.get(at + 1..next).unwrap_or_default().iter().any(|word| word.shape.is_word());
        if (row && several && !split && (ends || is(last, fills_a_cell))) || (labelled && labels(at)) || awaits(at) {
            found.push(*place);
        }
    }
    found
}
