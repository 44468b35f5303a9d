//! The name, or something near it, in one label of a host.

use super::align::{self, Costs, Hit, is_vowel};
use super::lists::{LISTS, letters};
use crate::gather::Gather;
use std::borrow::Cow;

/// The name.
pub(super) const NAME: &str = "kraken";

/// How the name is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Spelling {
    /// With other letters or digits that look like its own.
    Disguised,
    /// As it is.
    Plain,
    /// In parts, with hyphens between.
    Split,
    /// Misspelt.
    Near,
}

/// The name in a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) spelling: Spelling,
    /// Where.
    pub(super) hit: Hit,
    /// Whether it is a whole part of the label (between hyphens).
    pub(super) whole: bool,
    /// Whether it begins or ends a part of the label, or nearly so.
    pub(super) edge: bool,
    /// Whether all but two letters of the part are it.
    pub(super) tight: bool,
}

/// The farthest misspelling looked at, in quarters of an edit.
pub(super) const FARTHEST: u8 = 8;

struct Kraken;

impl Costs for Kraken {
    const WORD: &'static [u8] = NAME.as_bytes();
    const TURNED: u8 = 3;

    fn swapped(at: usize, wanted: u8, found: u8) -> u8 {
        match (wanted, found) {
            (_, b'-' | b'_') => 40,
            (b'k', b'c' | b'q') => 2,
            (b'k', b'x' | b'g') => 4,
            (b'n', b'm') => 2,
            (b'a', b'4') | (b'e', b'3') => 1,
            _ if is_vowel(wanted) && is_vowel(found) => 2,
            _ if at == 0 => 6,
            _ => 4,
        }
    }

    fn added(added: u8, previous: u8) -> u8 {
        match added {
            b'-' | b'_' => 40,
            _ if added == previous => 1,
            _ if is_vowel(added) => 2,
            b'0'..=b'9' => 4,
            b'c' | b'q' if previous == b'k' => 2,
            b'k' if previous == b'c' => 1,
            _ => 3,
        }
    }

    fn missing(_at: usize, wanted: u8) -> u8 {
        if is_vowel(wanted) { 3 } else { 4 }
    }
}

/// Finds the name in a folded label; `strange` tells which bytes stand for characters that only look like them.
pub(super) fn find(label: &str, strange: &[bool]) -> Option<Found> {
    let bytes = label.as_bytes();
    if bytes.len() < 4 {
        return None;
    }
    if let Some(start) = label.find(NAME) {
        let hit = Hit { cost: 0, start, end: start + NAME.len() };
        let disguised = strange.get(hit.start..hit.end).is_some_and(|marks| marks.contains(&true));
        let spelling = if disguised { Spelling::Disguised } else { Spelling::Plain };
        return Some(found(bytes, spelling, hit));
    }
    split(bytes).or_else(|| near(label))
}

/// The name cut by hyphens, from the start of one part to the end of another.
fn split(label: &[u8]) -> Option<Found> {
    if !label.contains(&b'-') && !label.contains(&b'_') {
        return None;
    }
    let mut start = 0;
    while start < label.len() {
        let mut at = start;
        let mut wanted = NAME.bytes();
        let mut next = wanted.next();
        while let (Some(letter), Some(&found)) = (next, label.get(at)) {
            if found == letter {
                next = wanted.next();
            } else if !is_hyphen(found) || at == start {
                break;
            }
            at += 1;
        }
        let hit = Hit { cost: 0, start, end: at };
        if next.is_none() && is_whole(label, hit) {
            return Some(found(label, Spelling::Split, hit));
        }
        start += 1;
    }
    None
}

/// The nearest misspelling that is not part of an honest word.
fn near(label: &str) -> Option<Found> {
    if !worth_aligning(label.as_bytes()) {
        return None;
    }
    let mut bytes = Cow::Borrowed(label.as_bytes());
    let mut hit = align::within::<Kraken>(&bytes, FARTHEST)?;
    while let Some((start, end)) = honest(label, &bytes, hit) {
        bytes.to_mut().get_mut(start..end)?.fill(b'-');
        hit = align::within::<Kraken>(&bytes, FARTHEST)?;
    }
    let (from, to) = part_of(&bytes, hit);
    let cost = bytes.get(from..to).map_or(u8::MAX, align::whole::<Kraken>);
    let spelling = Spelling::Near;
    // Taken whole where that costs little more: "krakeen" rather than "krake" and a stray "en".
    if cost <= hit.cost + 2 && cost <= FARTHEST {
        return Some(Found { spelling, hit: Hit { cost, start: from, end: to }, whole: true, edge: true, tight: true });
    }
    Some(Found { whole: false, ..found(&bytes, spelling, hit) })
}

/// Whether enough of the consonants are there for any spelling near enough; most hosts fall here.
fn worth_aligning(label: &[u8]) -> bool {
    let (mut k, mut r, mut n) = (0u8, 0u8, 0u8);
    for byte in label {
        match byte {
            b'k' | b'c' | b'q' => k = k.saturating_add(1),
            b'r' => r = 1,
            b'n' | b'm' => n = 1,
            _ => {}
        }
    }
    (2 - k.min(2)) + (1 - r) + (1 - n) <= FARTHEST / 4
}

/// The honest word that holds all of the hit, unless it is blotted out already.
fn honest(label: &str, bytes: &[u8], hit: Hit) -> Option<(usize, usize)> {
    LISTS.stems.iter().find_map(|word| {
        let (start, _) = label.match_indices(word).find(|(start, _)| {
            *start <= hit.start && hit.end <= start + word.len() && bytes.get(*start).is_some_and(|b| !is_hyphen(*b))
        })?;
        Some((start, start + word.len()))
    })
}

/// The part between hyphens or digits at its ends that holds the hit.
fn part_of(label: &[u8], hit: Hit) -> (usize, usize) {
    let ends = |b: &u8| is_hyphen(*b) || b.is_ascii_digit();
    let before = label.get(..hit.start).unwrap_or_default();
    let after = label.get(hit.end..).unwrap_or_default();
    let from = before.iter().rposition(ends).map_or(0, |at| at + 1);
    let to = after.iter().position(ends).map_or(label.len(), |at| hit.end + at);
    (from, to)
}

/// The label with the honest words in it blotted out; nothing if it has none.
pub(super) fn mask(label: &str, words: &[&str]) -> Option<Vec<u8>> {
    let mut masked: Option<Vec<u8>> = None;
    let there = letters(label);
    for word in words.iter().filter(|word| letters(word) & !there == 0) {
        for (start, _) in label.match_indices(word) {
            let bytes = masked.get_or_insert_with(|| label.as_bytes().to_vec());
            if let Some(run) = bytes.get_mut(start..start + word.len()) {
                run.fill(b'-');
            }
        }
    }
    masked
}

/// Whether a byte parts words.
pub(super) fn is_hyphen(byte: u8) -> bool {
    byte == b'-' || byte == b'_'
}

fn found(label: &[u8], spelling: Spelling, hit: Hit) -> Found {
    let (from, to) = part_of(label, hit);
    let (lead, tail) = (hit.start - from, to - hit.end);
    let lead_text = label.get(from..hit.start).unwrap_or_default();
    Found {
        spelling,
        hit,
        whole: is_whole(label, hit),
        edge: lead <= 2 || tail <= 1 || is_word(lead_text),
        tight: lead + tail <= 2,
    }
}

/// Whether a telling word stands before the name: "pro", "login".
fn is_word(text: &[u8]) -> bool {
    LISTS.words.iter().any(|word| word.text.as_bytes() == text)
}

fn is_whole(label: &[u8], hit: Hit) -> bool {
    let free = |at: Option<usize>| at.and_then(|at| label.get(at)).is_none_or(|b| is_hyphen(*b));
    free(hit.start.checked_sub(1)) && free(Some(hit.end))
}

/// The name's consonants in a misspelling: how many letters like `k` (two at most), an `r`, an `n`.
fn consonants(written: &str) -> (usize, usize, usize) {
    let like_k = written.bytes().filter(|b| matches!(b, b'k' | b'c' | b'q')).count();
    (like_k.min(2), usize::from(written.contains('r')), usize::from(written.contains(['n', 'm'].as_slice())))
}

/// Whether a far misspelling still has what makes the name: it begins alike, and at most one consonant is gone, that
/// only from the nearer ones. "taken", "graben" and "kriegen" fall here. `lead` is what stands before it in its part.
pub(super) fn is_kin(lead: &str, written: &str, cost: u8) -> bool {
    let starts = |text: &str| text.starts_with(['k', 'c', 'q'].as_slice());
    let kept = match consonants(written) {
        (2, 1, 1) => true,
        (2, 1, 0) => cost <= 6,
        (2, 0, 1) => cost <= 4,
        (1, 1, 1) => cost <= 5,
        _ => false,
    };
    cost <= 3 || (kept && (starts(written) || starts(lead))) || (cost <= 4 && written.starts_with("ra") && kept)
}

/// Whether a misspelling is one in the consonants only, with the name's own vowels and all its consonants still there:
/// hardly any word of any language is.
pub(super) fn is_noise(written: &str) -> bool {
    let mut vowels: Vec<u8> = written.bytes().filter(|b| is_vowel(*b)).gather();
    vowels.dedup();
    vowels == b"ae" && !written.starts_with('r') && consonants(written) == (2, 1, 1)
}

#[cfg(test)]
mod tests {
    use super::{Spelling, find};

    #[test]
    fn finds_the_name_and_its_misspellings() {
        for (label, spelling, most) in [
            ("kraken", Spelling::Plain, 0),
            ("my-kraken-x", Spelling::Plain, 0),
            ("kra-ken", Spelling::Split, 0),
            ("go-k-raken", Spelling::Split, 0),
            ("krakeen", Spelling::Near, 2),
            ("kkraken1", Spelling::Plain, 0),
            ("karken", Spelling::Near, 3),
            ("qraken", Spelling::Near, 2),
            ("kr4ken", Spelling::Near, 1),
            ("krakm", Spelling::Near, 6),
        ] {
            let found = find(label, &[]).unwrap_or_else(|| panic!("{label}"));
            assert_eq!(found.spelling, spelling, "{label}");
            assert!(found.hit.cost <= most, "{label}: {found:?}");
        }
    }

    #[test]
    fn honest_words_are_no_misspelling() {
        for label in ["krankenhaus", "rakennus", "demokraten", "drakensang", "kragen", "example", "pazudora-ken"] {
            assert!(find(label, &[]).is_none_or(|found| found.hit.cost > 3), "{label}: {:?}", find(label, &[]));
        }
    }
}
