//! The memory as text. Read strictly for the command, so that nothing good is overwritten, and leniently for the
//! extension, which keeps what is good and tells the user.

use super::{Memory, Reading};
use crate::moment::Moment;
use crate::report::Group;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fmt;

/// Why a memory could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemoryError(String);

impl fmt::Display for MemoryError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for MemoryError {}

impl Memory {
    /// Reads what [`Memory::to_json`] wrote.
    ///
    /// # Errors
    /// When it is cut off, of a newer version or otherwise not what this version writes; the message says what is wrong.
    /// Whoever gets an error must leave the text as it is.
    pub fn parse(text: &str) -> Result<Memory, MemoryError> {
        let (memory, damage) = read(text)?;
        match damage {
            Some(damage) => Err(MemoryError(damage)),
            None => Ok(memory),
        }
    }

    /// Reads as much as is good, and whether something was not.
    ///
    /// # Errors
    /// When nothing of it may be touched: it is of a newer version.
    pub fn salvage(text: &str) -> Result<(Memory, bool), MemoryError> {
        match read(text) {
            Ok((memory, damage)) => Ok((memory, damage.is_some())),
            Err(error) if error.0.contains("newer version") => Err(error),
            Err(_) => Ok((Memory::default(), true)),
        }
    }

    /// The text to keep, ending in a new line. It names items, states, reasons, kinds of page and times; nothing else.
    pub fn to_json(&self) -> String {
        let entry = |reading: &Reading| {
            format!(
                r#"{{"id": {}, "state": {}, "reason": {}, "kind": {}, "at": "{}", "until": {}}}"#,
                name(&reading.id),
                name(&reading.state),
                name(&reading.reason),
                name(&reading.kind),
                reading.at,
                name(&reading.until),
            )
        };
        // One reading a line: small files that a person can read and a tool can compare.
        let lines: Vec<String> = self.items.iter().map(|reading| format!("\n  {}", entry(reading))).collect();
        let end = if lines.is_empty() { "" } else { "\n" };
        format!("{{\"v\": {}, \"items\": [{}{end}]}}\n", Memory::VERSION, lines.join(","))
    }
}

/// The good readings, and what is wrong with the first bad one.
fn read(text: &str) -> Result<(Memory, Option<String>), MemoryError> {
    let fail = |what: String| Err(MemoryError(what));
    let value: Value = match serde_json::from_str(text.trim_start_matches('\u{feff}')) {
        Ok(value) => value,
        Err(_) if text.trim().is_empty() => return fail("it is empty".to_owned()),
        Err(error) if error.is_eof() => return fail(format!("it is cut off: {error}")),
        Err(error) => return fail(format!("it is not JSON: {error}")),
    };
    let Some(object) = value.as_object() else { return fail("it is not a memory of Preflight".to_owned()) };
    match object.get("v").and_then(Value::as_u64) {
        Some(Memory::VERSION) => {}
        Some(newer @ 2..) => return fail(format!("it is of a newer version ({newer}) than this program knows (1)")),
        _ => return fail("it is not a memory of Preflight: its version is missing".to_owned()),
    }
    let Some(entries) = object.get("items").and_then(Value::as_array) else {
        return fail("it is not a memory of Preflight: its list of items is missing".to_owned());
    };
    let (mut memory, mut damage) = (Memory::default(), None);
    for (index, entry) in entries.iter().enumerate() {
        match reading(entry) {
            Ok(reading) if reading.id.group() == Group::Session => {}
            Ok(reading) => memory.put(reading),
            Err(field) => damage = damage.or_else(|| Some(format!("item {} has no good \"{field}\"", index.saturating_add(1)))),
        }
    }
    Ok((memory, damage))
}

/// The public name of a value, quoted, or null. Names and times always have one.
fn name(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned())
}

/// One reading, or the field that is not good.
fn reading(entry: &Value) -> Result<Reading, &'static str> {
    let time = |name: &'static str| match entry.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => value.as_str().and_then(|text| Moment::parse(text).ok()).map(Some).ok_or(name),
    };
    Ok(Reading {
        id: named(entry, "id")?.ok_or("id")?,
        state: named(entry, "state")?.ok_or("state")?,
        reason: named(entry, "reason")?,
        kind: named(entry, "kind")?.ok_or("kind")?,
        at: time("at")?.ok_or("at")?,
        until: time("until")?,
    })
}

/// A value out of a closed set by its public name, none where there is none. Read through the name alone: what serde
/// makes for any JSON value weighs several times as much.
fn named<T: for<'a> Deserialize<'a>>(entry: &Value, field: &'static str) -> Result<Option<T>, &'static str> {
    match entry.get(field) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => {
            let name: StrDeserializer<'_, Error> = value.as_str().ok_or(field)?.into_deserializer();
            T::deserialize(name).map(Some).map_err(|_| field)
        }
    }
}
