//! Points in time, in UTC, to the second.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

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
        OffsetDateTime::parse(text.trim(), &Rfc3339)
            .map(|time| Moment(time.unix_timestamp()))
            .map_err(|_| format!("\"{text}\" is not a time like 2026-11-22T12:00:00Z"))
    }

    /// Seconds from an earlier moment to this one; negative when `other` is later.
    pub fn since(self, other: Moment) -> i64 {
        self.0.saturating_sub(other.0)
    }

    /// This moment and so many seconds.
    pub fn plus(self, seconds: i64) -> Moment {
        Moment(self.0.saturating_add(seconds))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = OffsetDateTime::from_unix_timestamp(self.0).ok().and_then(|time| time.format(&Rfc3339).ok());
        out.write_str(text.as_deref().unwrap_or("1970-01-01T00:00:00Z"))
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
        assert!(Moment::parse("yesterday").is_err());
    }
}
