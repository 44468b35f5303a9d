//! Dates and clock times in running text.

use super::blocks::Block;
use super::concept::{Concept, Sense};
use super::table::Table;
use super::words::{self, Token};
use crate::data::{self, File};
use crate::gather::Gather;
use crate::letters::number;
use crate::moment::{DAY, HOUR, Moment};
use std::sync::OnceLock;

/// A date or clock time in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// First token.
    pub first: usize,
    /// Last token.
    pub last: usize,
    /// Year (none when not written), month and day; none for a lone clock time.
    pub day: Option<(Option<i64>, u8, u8)>,
    /// Seconds after midnight, when a time is written.
    pub time: Option<i64>,
}

/// A season, in seconds.
const SEASON: i64 = 92 * DAY;

impl Stamp {
    /// The moment meant, in UTC: where no year is written, the one that brings it closest to `near`; nobody announces by day
    /// and month what is more than a season ahead, but much is so since a day long ago.
    pub(crate) fn moment(&self, near: Moment) -> Moment {
        let time = self.time.unwrap_or(0);
        let today = Moment(near.0 - near.0.rem_euclid(DAY));
        let Some((year, month, day)) = self.day else { return today.plus(time) };
        let at = |year: i64| Moment(days(year, month, day) * DAY + time);
        match year {
            Some(year) => at(year),
            None => {
                let this = 1970 + near.0.div_euclid(DAY) * 400 / 146_097;
                let near_ones = [this - 1, this, this + 1].map(at).into_iter().filter(|then| then.since(near) <= SEASON);
                near_ones.min_by_key(|then| near.since(*then).abs()).unwrap_or(today)
            }
        }
    }
}

/// Days from 1970-01-01 to a date of the Gregorian calendar.
fn days(year: i64, month: u8, day: u8) -> i64 {
    let (year, month) = if month <= 2 { (year - 1, i64::from(month) + 9) } else { (year, i64::from(month) - 3) };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * month + 2) / 5 + i64::from(day) - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The names in a data file, each with the number of its line.
pub(super) fn names(file: File) -> Table {
    let mut names = Table::default();
    let lines = data::text(file).lines().filter(|line| !line.starts_with('#'));
    for (line, number) in lines.zip(1..) {
        line.split('|').for_each(|name| _ = names.get_or_put(words::key(name.trim()), number));
    }
    names
}

/// The months' names, each with its number.
fn months() -> &'static Table {
    static MONTHS: OnceLock<Table> = OnceLock::new();
    MONTHS.get_or_init(|| names(File::Months))
}

/// Every date and clock time in a text, in order. Only texts with a digit are looked at.
pub(crate) fn stamps(text: &str, tokens: &[Token]) -> Vec<Stamp> {
    let mut found: Vec<Stamp> = Vec::new();
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return found;
    }
    let mut at = 0;
    while at < tokens.len() {
        match date(text, tokens, at).or_else(|| clock(text, tokens, at)) {
            Some(stamp) => {
                at = stamp.last + 1;
                // "12 December 2026, 10:00": the time belongs to the date before it.
                match found.last_mut() {
                    Some(before) if stamp.day.is_none() && before.time.is_none() && stamp.first - before.last <= 3 => {
                        before.time = stamp.time;
                        before.last = stamp.last;
                    }
                    // "10:00 UTC, 12 December 2026": so does the time right before one.
                    Some(before)
                        if before.day.is_none() && stamp.time.is_none() && follows(text, tokens, before.last, &stamp) =>
                    {
                        before.day = stamp.day;
                        before.last = stamp.last;
                    }
                    _ => found.push(stamp),
                }
            }
            None => at += 1,
        }
    }
    found
}

/// Whether a date stands right behind a clock time: nothing but the zone and one small word between them.
fn follows(text: &str, tokens: &[Token], last: usize, date: &Stamp) -> bool {
    let between = (last + 1..date.first).map(|at| word(text, tokens, at));
    date.first - last <= 4
        && between.into_iter().all(|word| {
            matches!((makes_hour(word), word), (Some(1), _) | (None, ","))
                || (word.len() <= 3 && word != "." && makes_hour(word) != Some(4))
        })
}

/// Whether a block is a day and nothing else: "14 Dec 2025".
pub(crate) fn is_day(block: &Block) -> bool {
    let ends = |stamp: &Stamp| stamp.first == 0 && stamp.last + 1 >= block.tokens.len() && stamp.day.is_some();
    block.tokens.len() <= 8 && stamps(block.text, &block.tokens).first().is_some_and(ends)
}

fn word<'a>(text: &'a str, tokens: &[Token], at: usize) -> &'a str {
    tokens.get(at).and_then(|token| text.get(token.start..token.end)).unwrap_or_default()
}

fn month(word: &str) -> Option<u8> {
    months().get(words::key(word)).map(|month| month as u8)
}

/// Whether a word is a month's name.
pub(crate) fn is_month(name: &str) -> bool {
    month(name).is_some()
}

/// Whether a word names a day of the week.
pub(crate) fn is_weekday(name: &str) -> bool {
    static DAYS: OnceLock<Table> = OnceLock::new();
    DAYS.get_or_init(|| names(File::Days)).get(words::key(name)).is_some()
}

/// The days in a span that a word names: 7 for "weeks", none for what is shorter than a day.
pub(crate) fn span(word: &str) -> Option<i64> {
    static SPANS: OnceLock<Table> = OnceLock::new();
    let line = SPANS.get_or_init(|| names(File::Spans)).get(words::key(word))?;
    Some(match line {
        1 => 0,
        2 => 1,
        3 => 7,
        4 => 30,
        _ => 365,
    })
}

fn day(word: &str) -> Option<u8> {
    let digits =
        word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic() || letter == '.' || letter == 'º' || letter == 'ª');
    number(digits).and_then(|day| u8::try_from(day).ok()).filter(|day| (1..=31).contains(day))
}

/// Whether a year that is over stands at a token, or behind a month there: "until 2023", "until March 2023".
pub(crate) fn is_over(block: &Block, at: usize, now: Moment) -> bool {
    let at = at + usize::from(is_month(block.word(at)));
    year(block.word(at)).is_some_and(|year| days(year + 1, 1, 1) * DAY <= now.0)
}

/// "In August 2021", "en agosto de 2021", and "in 2021" where a clause begins so: whether a token is a year that is over.
pub(crate) fn is_past_year(block: &Block, at: usize, first: usize, now: Moment) -> bool {
    let over = year(block.word(at)).is_some_and(|year| days(year + 1, 1, 1) * DAY <= now.0);
    let within = |before: usize| {
        let begins = before == first || before.checked_sub(1).is_some_and(|at| block.word(at) == ":");
        begins && block.hits.iter().any(|hit| hit.covers(before) && hit.sense == Sense::Is(Concept::At))
    };
    over && (1..=2).any(|back| at.checked_sub(back).is_some_and(|before| is_month(block.word(before)) || within(before)))
}

fn year(word: &str) -> Option<i64> {
    number(word).filter(|year| (2000..2100).contains(year) && word.len() == 4)
}

fn date(text: &str, tokens: &[Token], at: usize) -> Option<Stamp> {
    iso(text, tokens, at).or_else(|| dotted(text, tokens, at)).or_else(|| named(text, tokens, at))
}

/// `2026-11-22`, also with a time after it.
fn iso(text: &str, tokens: &[Token], at: usize) -> Option<Stamp> {
    let start = tokens.get(at)?.start;
    let bytes = text.get(start..start + 10)?;
    let mut parts = bytes.split(['-', '/', '.'].as_slice());
    let (year, month, day) = (year(parts.next()?)?, day(parts.next()?)?, day(parts.next()?)?);
    (1..=12).contains(&month).then_some(())?;
    let mut stamp =
        Stamp { first: at, last: last_before(tokens, at, start + 10), day: Some((Some(year), month, day)), time: None };
    if let Some(time) = text.get(start + 11..start + 16).and_then(hours) {
        stamp.time = Some(time);
        let clock = if text.get(start + 16..start + 19).is_some_and(|rest| rest.starts_with(':')) { 19 } else { 16 };
        stamp.last = last_before(tokens, at, start + clock);
    }
    Some(stamp)
}

/// The last token that ends at or before a byte.
fn last_before(tokens: &[Token], first: usize, byte: usize) -> usize {
    tokens.iter().enumerate().skip(first).take_while(|(_, token)| token.start < byte).map(|(at, _)| at).last().unwrap_or(first)
}

/// `22.11.2026`, `22/11/2026`, `11/22/2026`.
fn dotted(text: &str, tokens: &[Token], at: usize) -> Option<Stamp> {
    let start = tokens.get(at)?.start;
    let rest = text.get(start..)?;
    let end = rest.find(|letter: char| !(letter.is_ascii_digit() || matches!(letter, '.' | '/' | '-'))).unwrap_or(rest.len());
    let whole = rest.get(..end)?.trim_end_matches(['.', '/', '-'].as_slice());
    let parts: Vec<&str> = whole.split(['.', '/', '-'].as_slice()).gather();
    let [first, second, last] = parts.as_slice() else { return None };
    let year = year(last).or_else(|| (last.len() == 2).then(|| number(last).map(|short| 2000 + short)).flatten())?;
    let (first, second) = (self::day(first)?, self::day(second)?);
    // A slash with a second part over 12 is the American order; else day first.
    let (day, month) = if second > 12 { (second, first) } else { (first, second) };
    (1..=12).contains(&month).then(|| Stamp {
        first: at,
        last: last_before(tokens, at, start + whole.len()),
        day: Some((Some(year), month, day)),
        time: None,
    })
}

/// `12 December 2026`, `Dec 12`, `12. Dezember`, `12 de diciembre de 2026`.
fn named(text: &str, tokens: &[Token], at: usize) -> Option<Stamp> {
    let text_at = |at: usize| word(text, tokens, at);
    let filler = |at: usize| matches!(text_at(at), "de" | "del" | "of" | "," | ".");
    let skip = |at: usize| if filler(at) { at + 1 } else { at };
    let (month, day, last) = match (month(text_at(at)), day(text_at(at))) {
        (Some(found), _) => (found, day(text_at(at + 1)).filter(|_| year(text_at(at + 1)).is_none())?, at + 1),
        (None, Some(found)) => {
            let next = skip(at + 1);
            (month(text_at(next))?, found, next)
        }
        _ => return None,
    };
    let next = skip(last + 1);
    let year = year(text_at(next));
    let last = if year.is_some() { next } else { last };
    Some(Stamp { first: at, last, day: Some((year, month, day)), time: None })
}

/// What makes a number an hour: 1 behind it, 2 before it, 3 before it where another hour follows, 4 between the two.
fn makes_hour(word: &str) -> Option<u32> {
    static HOURS: OnceLock<Table> = OnceLock::new();
    HOURS.get_or_init(|| names(File::Hours)).get(words::key(word))
}

/// Whether a word leads to when something begins: "at 22:00", "from 22:00"; to a day it is "from" alone.
pub(crate) fn leads(word: &str, day: bool) -> bool {
    matches!((makes_hour(word), day), (Some(2), false) | (Some(3), _))
}

/// `10:00`, `10:00 pm`, `6pm`, `15 Uhr`, `15h20`, `à 6 h`, `ore 18.20`.
fn clock(text: &str, tokens: &[Token], at: usize) -> Option<Stamp> {
    let whole = word(text, tokens, at);
    let (hour, rest) = whole.split_at(whole.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(whole.len()));
    let hour = number(hour).filter(|hour| (0..=24).contains(hour))?;
    let minute = |rest: &str| number(rest.get(1..3)?).filter(|minute| (0..60).contains(minute));
    let minutes = minute(rest);
    let glued = rest.get(if minutes.is_some() { 3 } else { 0 }..).unwrap_or_default();
    let next = word(text, tokens, at + 1);
    let behind = makes_hour(if glued.is_empty() { next } else { glued }) == Some(1);
    let marked = glued == "h" || (glued.is_empty() && next == "h");
    let after = at + 1 + usize::from(glued.is_empty() && marked);
    let spans = || {
        matches!(makes_hour(word(text, tokens, after)), Some(2 | 4))
            && word(text, tokens, after + 1).starts_with(|letter: char| letter.is_ascii_digit())
    };
    let before = at.checked_sub(1).and_then(|before| makes_hour(word(text, tokens, before)));
    let before = before == Some(2) || (before == Some(3) && spans());
    let sure = match rest.chars().next() {
        Some(':' | 'h') if minutes.is_some() => true,
        Some('.') => minutes.is_some() && glued.is_empty() && (behind || before || marked),
        _ => behind || (before && marked),
    };
    // "7 h 45".
    let parted = number(word(text, tokens, at + 2)).filter(|minute| next == "h" && glued.is_empty() && *minute < 60);
    let minutes = minutes.or(parted.filter(|_| word(text, tokens, at + 2).len() == 2));
    let half = if glued.is_empty() { next } else { glued }.to_ascii_lowercase();
    let later = if half == "pm" && hour < 12 { 12 } else { 0 };
    let last = if glued.is_empty() && (behind || marked) { at + 1 } else { at };
    let last = if last == at + 1 && minutes.is_some() && next == "h" { at + 2 } else { last };
    sure.then(|| Stamp { first: at, last, day: None, time: Some((hour + later) * HOUR + minutes.unwrap_or(0) * 60) })
}

/// The seconds after midnight of `14:00`.
fn hours(text: &str) -> Option<i64> {
    let mut parts = text.split(':');
    let (hour, minute) = (number(parts.next()?)?, parts.next()?);
    (minute.len() == 2).then_some(())?;
    let minute = number(minute)?;
    ((0..=24).contains(&hour) && (0..60).contains(&minute)).then_some(hour * HOUR + minute * 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let now = Moment::parse("2026-11-22T12:00:00Z").unwrap();
        let mut tokens = Vec::new();
        words::cut(text, &[], &mut tokens);
        stamps(text, &tokens).iter().map(|stamp| stamp.moment(now).to_string()).collect()
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (text, wanted) in [
            ("from 12 December 2026", "2026-12-12T00:00:00Z"),
            ("on Dec 12, 2026 at 10:30 UTC", "2026-12-12T10:30:00Z"),
            ("since 10:05 UTC, 22 November 2026", "2026-11-22T10:05:00Z"),
            ("at 03:15 on 24 November", "2026-11-24T03:15:00Z"),
            ("January 3", "2027-01-03T00:00:00Z"),
            ("since May 3", "2026-05-03T00:00:00Z"),
            ("November 3rd", "2026-11-03T00:00:00Z"),
            ("am 12. Dezember 2026", "2026-12-12T00:00:00Z"),
            ("el 12 de diciembre de 2026", "2026-12-12T00:00:00Z"),
            ("2026-11-22 14:00", "2026-11-22T14:00:00Z"),
            ("created 22.11.2026", "2026-11-22T00:00:00Z"),
            ("11/22/2026", "2026-11-22T00:00:00Z"),
            ("at 3:15 pm", "2026-11-22T15:15:00Z"),
            ("at 6pm", "2026-11-22T18:00:00Z"),
            ("bis 15 Uhr", "2026-11-22T15:00:00Z"),
            ("bis 24.11.2026, 09.30 Uhr", "2026-11-24T09:30:00Z"),
            ("até 24 de novembro, às 15h20", "2026-11-24T15:20:00Z"),
            ("jusqu’au 24 novembre à 6 h", "2026-11-24T06:00:00Z"),
            ("le 24 novembre à 7 h 45", "2026-11-24T07:45:00Z"),
            ("mercoledì 25 novembre, ore 18.20", "2026-11-25T18:20:00Z"),
            ("maandag 23 november om 18.10 uur", "2026-11-23T18:10:00Z"),
        ] {
            assert_eq!(read(text), [wanted], "{text}");
        }
    }

    #[test]
    fn the_second_hour_of_a_span_is_read_too() {
        assert_eq!(read("lundi 23 novembre de 6 h à 7 h"), ["2026-11-23T06:00:00Z", "2026-11-22T07:00:00Z"]);
        assert_eq!(read("dia 23/11/2026 das 2h às 4h"), ["2026-11-23T02:00:00Z", "2026-11-22T04:00:00Z"]);
    }

    #[test]
    fn numbers_are_no_dates() {
        for text in [
            "1,234.50 BTC",
            "3 of 5",
            "may 4000",
            "Fee 0.25 %",
            "2.5.7.9",
            "pendant 24 h",
            "0.15 BTC",
            "12 h",
            "délai de 12 h à compter de la demande",
        ] {
            assert!(read(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn leap_days_count() {
        assert_eq!(days(2024, 2, 29) + 1, days(2024, 3, 1));
        assert_eq!(days(1970, 1, 1), 0);
    }
}
