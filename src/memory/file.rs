//! The memory as text. Read strictly for the command, so that nothing good is overwritten, and leniently for the
//! extension, which keeps what is good and tells the user.

use super::{Memory, Reading};
use crate::json::Json;
use crate::moment::Moment;
use crate::names::Named;
use crate::report::Group;
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
            Err(_) => match whole_part(text).map(|part| read(&part)) {
                Some(Ok((memory, _))) => Ok((memory, true)),
                Some(Err(error)) if error.0.contains("newer version") => Err(error),
                _ => Ok((Memory::default(), true)),
            },
        }
    }

    /// The text to keep, ending in a new line. It names items, states, reasons, kinds of page and times; nothing else.
    pub fn to_json(&self) -> String {
        // One reading a line: small files that a person can read and a tool can compare.
        let mut text = format!("{{\"v\": {}, \"items\": [", Memory::VERSION);
        for (index, reading) in self.items.iter().enumerate() {
            text.push_str(if index == 0 { "\n  {" } else { ",\n  {" });
            let until = reading.until.map(Moment::text);
            let fields = [
                ("id", Some(reading.id.id())),
                ("state", Some(reading.state.public())),
                ("reason", reading.reason.map(Named::public)),
                ("kind", Some(reading.kind.public())),
                ("at", Some(&*reading.at.text())),
                ("until", until.as_deref()),
            ];
            for (at, (key, value)) in fields.into_iter().enumerate() {
                // Names and times hold nothing that has to be escaped.
                let quote = if value.is_some() { "\"" } else { "" };
                let comma = if at == 0 { "\"" } else { ", \"" };
                [comma, key, "\": ", quote, value.unwrap_or("null"), quote].iter().for_each(|part| text.push_str(part));
            }
            text.push('}');
        }
        text.push_str(if self.items.is_empty() { "]}\n" } else { "\n]}\n" });
        text
    }
}

/// The good readings, and what is wrong with the first bad one.
fn read(text: &str) -> Result<(Memory, Option<String>), MemoryError> {
    let fail = |what: &str| Err(MemoryError(what.to_owned()));
    let text = text.trim_start_matches('\u{feff}');
    let Some(value) = Json::parse(text) else { return Err(MemoryError(no_json(text))) };
    if value.fields().is_none() {
        return fail("it is not a memory of Preflight");
    }
    if let Some(error) = newer(&value) {
        return Err(error);
    }
    if value.get("v") != Some(&Json::Whole(Memory::VERSION)) {
        return fail("it is not a memory of Preflight: its version is missing");
    }
    let Some(entries) = value.get("items").and_then(Json::list) else {
        return fail("it is not a memory of Preflight: its list of items is missing");
    };
    let (mut memory, mut damage) = (Memory::default(), None);
    for (index, entry) in entries.iter().enumerate() {
        match reading(entry) {
            Ok(reading) if reading.id.group() == Group::Session => {}
            Ok(reading) => memory.put(reading),
            Err(field) if damage.is_none() => {
                damage = Some(format!("item {} has no good \"{field}\"", index.saturating_add(1)));
            }
            Err(_) => {}
        }
    }
    Ok((memory, damage))
}

/// That a text is of a newer version, which must be left as it is.
pub(super) fn newer(value: &Json) -> Option<MemoryError> {
    let Some(Json::Whole(version @ 2..)) = value.get("v") else { return None };
    Some(MemoryError(format!("it is of a newer version ({version}) than this program knows (1)")))
}

/// Of a text that is cut off inside its list: what stands before the entry that was not finished, closed.
pub(super) fn whole_part(text: &str) -> Option<String> {
    let ends = text.rmatch_indices('}').map(|(at, _)| [text.get(..=at).unwrap_or_default(), "]}"].concat());
    // The last entry's own objects end with such a bracket too, hence a few attempts.
    ends.take(4).find(|part| Json::parse(part).is_some())
}

/// Why a text is no JSON: natively in the library's words, which say where.
fn no_json(text: &str) -> String {
    if text.trim().is_empty() {
        return "it is empty".to_owned();
    }
    #[cfg(not(target_arch = "wasm32"))]
    if let Err(error) = serde_json::from_str::<serde_json::Value>(text) {
        return if error.is_eof() { format!("it is cut off: {error}") } else { format!("it is not JSON: {error}") };
    }
    "it is not JSON".to_owned()
}

/// One reading, or the field that is not good.
fn reading(entry: &Json) -> Result<Reading, &'static str> {
    let time = |field: &'static str| match written(entry, field)? {
        None => Ok(None),
        Some(text) => Moment::parse(text).map(Some).map_err(|_| field),
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

/// A text, none where there is none; an error where there is something else.
pub(super) fn written<'a>(entry: &'a Json, field: &'static str) -> Result<Option<&'a str>, &'static str> {
    match entry.get(field) {
        None | Some(Json::Null) => Ok(None),
        Some(value) => value.text().map(Some).ok_or(field),
    }
}

/// A value out of a closed set by its public name, none where there is none.
pub(super) fn named<T: Named>(entry: &Json, field: &'static str) -> Result<Option<T>, &'static str> {
    match written(entry, field)? {
        None => Ok(None),
        Some(name) => T::named(name).map(Some).ok_or(field),
    }
}
