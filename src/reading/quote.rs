//! Quotes: the page's own words, shortened and with what is private masked (docs/report.md, Quotes).

use super::{date, words};
use crate::data::{self, File};
use crate::gather::Gather;
use crate::letters;

/// Longest quote, in characters.
const LONGEST: usize = 160;
/// What a masked character looks like.
const MASK: char = '•';
/// A run with this many digits is masked.
const DIGITS: usize = 4;
/// A mixed word with this many letters and digits is masked.
const MIXED: usize = 12;

/// A quote of this text: white space folded, cut at a word's end, masked.
pub(crate) fn quote(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    // Whatever is masked has a digit or an `@`; most quotes have neither.
    let open = !folded.contains(|letter: char| letter.is_ascii_digit() || letter == '@');
    if open && folded.len() <= LONGEST {
        return folded;
    }
    let letters: Vec<char> = folded.chars().gather();
    if open { cut(&letters) } else { cut(&mask(&letters)) }
}

fn cut(text: &[char]) -> String {
    if text.len() <= LONGEST {
        return text.iter().collect();
    }
    let head = text.get(..=LONGEST).unwrap_or(text);
    let end = head.iter().rposition(|letter| *letter == ' ').unwrap_or(LONGEST);
    text.get(..end).unwrap_or(text).iter().collect::<String>().trim_end().to_owned()
}

fn mask(text: &[char]) -> Vec<char> {
    let kept = dates(text);
    let mut hide = vec![false; text.len()];
    digit_runs(text, &kept, &mut hide);
    amounts(text, &kept, &mut hide);
    mixed_words(text, &kept, &mut hide);
    at_words(text, &mut hide);
    text.iter().zip(hide).map(|(letter, hidden)| if hidden { MASK } else { *letter }).gather()
}

/// Which characters belong to dates and clock times, which stay.
fn dates(text: &[char]) -> Vec<bool> {
    let mut kept = vec![false; text.len()];
    let string: String = text.iter().collect();
    let mut tokens = Vec::new();
    words::cut(&string, &[], &mut tokens);
    for stamp in date::stamps(&string, &tokens) {
        let (Some(first), Some(last)) = (tokens.get(stamp.first), tokens.get(stamp.last)) else { continue };
        let place = |byte: usize| string.get(..byte).map_or(0, |before| before.chars().count());
        kept.iter_mut().take(place(last.end)).skip(place(first.start)).for_each(|slot| *slot = true);
    }
    kept
}

fn set(hide: &mut [bool], from: usize, to: usize) {
    hide.iter_mut().take(to).skip(from).for_each(|slot| *slot = true);
}

/// Ends of the run of characters from `from` that `part` accepts, where single `joint`s may stand between two parts.
fn run(text: &[char], from: usize, part: impl Fn(char) -> bool, joint: impl Fn(char) -> bool) -> usize {
    let at = |index: usize| text.get(index).copied().unwrap_or('\0');
    let mut end = from;
    while part(at(end)) || (joint(at(end)) && end > from && part(at(end + 1))) {
        end += 1;
    }
    end
}

fn digit_runs(text: &[char], kept: &[bool], hide: &mut [bool]) {
    let joint = |letter: char| matches!(letter, '.' | ',' | ' ' | '-' | '\'' | '’' | ':' | '\u{a0}' | '\u{202f}');
    let mut at = 0;
    while at < text.len() {
        let free = |index: usize| !kept.get(index).copied().unwrap_or(false);
        if !text.get(at).is_some_and(char::is_ascii_digit) || !free(at) {
            at += 1;
            continue;
        }
        let mut end = run(text, at, |letter| letter.is_ascii_digit(), joint);
        end = (at..end).find(|index| !free(*index)).unwrap_or(end);
        let digits = text.get(at..end).unwrap_or_default().iter().filter(|letter| letter.is_ascii_digit()).count();
        if digits >= DIGITS {
            set(hide, at, end);
        }
        at = end.max(at + 1);
    }
}

/// Currency signs and words after or before which a number is an amount.
fn is_unit(word: &str) -> bool {
    let ticker = (2..=6).contains(&word.chars().count())
        && word.chars().all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit())
        && word.chars().any(|letter| letter.is_ascii_uppercase())
        && !data::is_one(File::Words, "no_unit", word);
    ticker || data::is_one(File::Words, "unit", &letters::small(word))
}

/// How many letters follow without a space: the "FA" of "2FA" is no unit, the "BTC" of "2BTC" is.
fn attached(after: &str) -> usize {
    after.chars().take_while(|letter| letter.is_alphanumeric()).count()
}

fn amounts(text: &[char], kept: &[bool], hide: &mut [bool]) {
    let sign = |letter: char| matches!(letter, '$' | '€' | '£' | '¥' | '₿' | 'Ξ' | '₣');
    let mut at = 0;
    while at < text.len() {
        let starts = text.get(at).is_some_and(char::is_ascii_digit) && !kept.get(at).copied().unwrap_or(false);
        let inside_word = at.checked_sub(1).and_then(|before| text.get(before)).is_some_and(|letter| letter.is_alphanumeric());
        if !starts || inside_word {
            at += 1;
            continue;
        }
        let end = run(
            text,
            at,
            |letter| letter.is_ascii_digit(),
            |letter| matches!(letter, '.' | ',' | '\'' | '’' | '\u{a0}' | '\u{202f}'),
        );
        let before: String = text.get(..at).unwrap_or_default().iter().collect();
        let after: String = text.get(end..).unwrap_or_default().iter().collect();
        let unit_before =
            before.trim_end().chars().next_back().is_some_and(sign) || before.split_whitespace().next_back().is_some_and(is_unit);
        let next = after.trim_start();
        let letters: String = next.chars().take_while(|letter| letter.is_alphanumeric()).collect();
        if unit_before
            || next.chars().next().is_some_and(sign)
            || (is_unit(&letters) && (attached(&after) == 0 || attached(&after) > 2))
        {
            set(hide, at, end);
        }
        at = end.max(at + 1);
    }
}

fn mixed_words(text: &[char], kept: &[bool], hide: &mut [bool]) {
    let word = |letter: char| letter.is_alphanumeric();
    let mut at = 0;
    while at < text.len() {
        if !text.get(at).copied().is_some_and(word) {
            at += 1;
            continue;
        }
        let end = run(text, at, word, |_| false);
        if mixed(text, at, end) {
            // Groups of a key or an address, joined by spaces or hyphens, are one word.
            let mut whole = end;
            while matches!(text.get(whole), Some(' ' | '-')) {
                let next = run(text, whole + 1, word, |_| false);
                if !mixed(text, whole + 1, next) {
                    break;
                }
                whole = next;
            }
            let letters = text.get(at..whole).unwrap_or_default().iter().filter(|letter| letter.is_alphanumeric()).count();
            if letters >= MIXED && !(at..whole).any(|index| kept.get(index).copied().unwrap_or(false)) {
                set(hide, at, whole);
            }
            at = whole.max(at + 1);
        } else {
            at = end.max(at + 1);
        }
    }
}

/// Letters and digits both: part of an address, a key, an account number.
fn mixed(text: &[char], from: usize, to: usize) -> bool {
    let part = text.get(from..to).unwrap_or_default();
    part.iter().any(char::is_ascii_digit) && part.iter().any(|letter| letter.is_alphabetic())
}

fn at_words(text: &[char], hide: &mut [bool]) {
    let mut from = 0;
    for word in text.split(|letter| *letter == ' ') {
        if word.contains(&'@') {
            set(hide, from, from + word.len());
        }
        from += word.len() + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_private_is_masked_one_for_one() {
        for (text, wanted) in [
            ("Balance 12,345.67 held", "Balance ••••••••• held"),
            ("You have 12 BTC and $9", "You have •• BTC and $•"),
            ("account 1234 5678", "account •••••••••"),
            ("key a1b2c3d4e5f6g7", "key ••••••••••••••"),
            ("mail me@example.org now", "mail •••••••••••••• now"),
            ("until 25 November 2026, 10:00 UTC", "until 25 November 2026, 10:00 UTC"),
            ("since 2026-11-22", "since 2026-11-22"),
            ("2FA is on, 3 keys", "2FA is on, 3 keys"),
            ("DE89 3704 0044 0532 0130 00", "DE•••••••••••••••••••••••••"),
        ] {
            let got = quote(text);
            assert_eq!(got.chars().count(), text.chars().count(), "{got}");
            if wanted.starts_with("DE") {
                assert!(!got.contains("3704") && !got.contains("0044"), "{got}");
            } else {
                assert_eq!(got, wanted);
            }
        }
    }

    #[test]
    fn a_long_text_is_cut_at_a_word() {
        let long = "word ".repeat(60);
        let got = quote(&long);
        assert!(got.chars().count() <= 160 && got.ends_with("word"));
    }
}
