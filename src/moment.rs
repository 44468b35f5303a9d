//! Points in time, in UTC, to the second. By hand: a library's parser and formatter are a tenth of the module that
//! browsers load, and RFC 3339 is one fixed shape.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// Seconds in an hour.
pub const HOUR: i64 = 3_600;
/// Seconds in a day.
pub const DAY: i64 = 24 * HOUR;

/// Seconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Moment(pub i64);

impl Moment {
    /// Reads an RFC 3339 time, whatever its offset.
    ///
    /// # Errors
    /// When the text is no such time; the message names it.
    pub fn parse(text: &str) -> Result<Moment, String> {
        read(text.trim().as_bytes()).ok_or_else(|| format!("\"{text}\" is not a time like 2026-11-22T12:00:00Z"))
    }

    /// Seconds from an earlier moment to this one; negative when `other` is later.
    #[inline(never)] // Sums that stop at the ends of their range are long.
    pub fn since(self, other: Moment) -> i64 {
        self.0.saturating_sub(other.0)
    }

    /// This moment and so many seconds.
    #[inline(never)]
    pub fn plus(self, seconds: i64) -> Moment {
        Moment(self.0.saturating_add(seconds))
    }
}

/// Days from 1970-01-01 to a date of the Gregorian calendar, counted in 400-year cycles that start in March.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (cycle, of_cycle) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    cycle * 146_097 + of_cycle * 365 + of_cycle / 4 - of_cycle / 100 + of_year - 719_468
}

/// The date that lies so many days after 1970-01-01.
fn date(days: i64) -> (i64, i64, i64) {
    let days = days.saturating_add(719_468);
    let (cycle, of_cycle) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_cycle - of_cycle / 1_460 + of_cycle / 36_524 - of_cycle / 146_096) / 365;
    let of_year = of_cycle - (365 * year + year / 4 - year / 100);
    let march = (5 * of_year + 2) / 153;
    let month = if march < 10 { march + 3 } else { march - 9 };
    (cycle * 400 + year + i64::from(month <= 2), month, of_year - (153 * march + 2) / 5 + 1)
}

/// `YYYY-MM-DDThh:mm:ss`, perhaps with a fraction, then `Z` or `±hh:mm`.
fn read(text: &[u8]) -> Option<Moment> {
    let number = |from: usize, length: usize| -> Option<i64> {
        let digits = text.get(from..from + length)?;
        digits.iter().try_fold(0, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + i64::from(digit - b'0')))
    };
    let letter = |at: usize, wanted: &[u8]| text.get(at).filter(|found| wanted.contains(found)).copied();
    letter(4, b"-").and(letter(7, b"-")).and(letter(10, b"Tt ")).and(letter(13, b":")).and(letter(16, b":"))?;
    let (year, month, day) = (number(0, 4)?, number(5, 2)?, number(8, 2)?);
    let (hour, minute, second) = (number(11, 2)?, number(14, 2)?, number(17, 2)?);
    let mut end = 19;
    if letter(end, b".").is_some() {
        let digits = text.iter().skip(end + 1).take_while(|letter| letter.is_ascii_digit()).count();
        end += 1 + digits;
        (digits > 0).then_some(())?;
    }
    let (offset, length) = match letter(end, b"Zz+-")? {
        b'Z' | b'z' => (0, 1),
        sign => {
            let (hours, minutes) = (number(end + 1, 2)?, letter(end + 3, b":").and(number(end + 4, 2))?);
            ((hours < 24 && minutes < 60).then_some(if sign == b'-' { -1 } else { 1 } * (hours * 60 + minutes) * 60)?, 6)
        }
    };
    // A date that does not come back the same does not exist. 60 is a leap second, which counts as the next one.
    let day_count = days(year, month, day);
    let exists = date(day_count) == (year, month, day) && hour < 24 && minute < 60 && second <= 60;
    (exists && text.len() == end + length).then_some(Moment(day_count * DAY + hour * HOUR + minute * 60 + second - offset))
}

impl Moment {
    /// As RFC 3339, in UTC: `2026-11-22T12:00:00Z`.
    pub fn text(self) -> String {
        let (year, month, day) = date(self.0.div_euclid(DAY));
        let second = self.0.rem_euclid(DAY);
        if !(0..=9_999).contains(&year) {
            return "1970-01-01T00:00:00Z".to_owned();
        }
        let mut text = String::with_capacity(20);
        let parts = [
            (year / 100, ""),
            (year % 100, "-"),
            (month, "-"),
            (day, "T"),
            (second / HOUR, ":"),
            (second % HOUR / 60, ":"),
            (second % 60, "Z"),
        ];
        for (number, after) in parts {
            text.extend([number / 10, number % 10].iter().filter_map(|digit| char::from_digit(*digit as u32, 10)));
            text.push_str(after);
        }
        text
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text())
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Moment::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_with_their_offset_and_written_in_utc() {
        let noon = Moment::parse("2026-11-22T14:00:00+02:00").unwrap();
        assert_eq!(noon.to_string(), "2026-11-22T12:00:00Z");
        assert_eq!(Moment::parse("2024-02-29T23:59:59.123Z").unwrap().plus(1).to_string(), "2024-03-01T00:00:00Z");
        assert_eq!(Moment::parse("2026-11-22t12:00:00.5-00:30").unwrap().to_string(), "2026-11-22T12:30:00Z");
    }

    #[test]
    fn what_is_no_time_is_refused() {
        let none = [
            "",
            "yesterday",
            "2026-11-22",
            "2026-11-22T12:00:00",
            "2026-11-22T12:00:00.Z",
            "2026-11-22T12:00:00ZZ",
            "2026-13-01T00:00:00Z",
            "2026-02-29T00:00:00Z",
            "2026-00-10T00:00:00Z",
            "2026-01-00T00:00:00Z",
            "2026-01-01T24:00:00Z",
            "2026-01-01T00:60:00Z",
            "2026-01-01T00:00:00+24:00",
            "2026-01-01T00:00:00+1:00",
            "+026-01-01T00:00:00Z",
            "2026-1-01T00:00:00Z",
            "２026-01-01T00:00:00Z",
        ];
        for text in none {
            assert!(Moment::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn every_day_of_four_centuries_comes_back_the_same() {
        let mut previous = (1899, 12, 31);
        for day in days(1900, 1, 1)..days(2301, 1, 1) {
            let (year, month, of_month) = date(day);
            assert_eq!(days(year, month, of_month), day);
            assert!((year, month, of_month) > previous);
            previous = (year, month, of_month);
            assert_eq!(Moment::parse(&Moment(day * DAY + 86_399).to_string()), Ok(Moment(day * DAY + 86_399)));
        }
        assert_eq!((days(1970, 1, 1), days(2026, 11, 22)), (0, 20_779));
        for far in [Moment(i64::MIN), Moment(i64::MAX)] {
            assert_eq!(far.to_string(), "1970-01-01T00:00:00Z");
        }
    }
}
