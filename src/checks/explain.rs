//! How a page was read, in words: for `--explain`.

use crate::engine::Given;
use crate::reading;
use crate::snapshot::Snapshot;
use std::fmt::Write;

/// The signals found and those rejected, a line each.
pub(crate) fn explain(page: &Snapshot, given: &Given) -> String {
    let reading = reading::read(page, given.at, Some(Vec::new()));
    let mut out = String::new();
    let info = &reading.page;
    let _ = writeln!(
        out,
        "page: {:?}, {:?}, {:?}, language {:?}, signed in {:?}",
        info.origin, info.client, info.kind, info.locale, info.signed_in
    );
    for signal in &reading.signals {
        let quotes: Vec<String> = signal.quotes.iter().map(|quote| format!("“{}” ({:?})", quote.text, quote.place)).collect();
        let narrow = if signal.narrow { ", one asset only" } else { "" };
        let _ = writeln!(
            out,
            "found: {} {:?}{narrow} – {}: {}",
            signal.subject.name(),
            signal.meaning,
            signal.how,
            quotes.join(", ")
        );
    }
    for level in &reading.levels {
        let _ = writeln!(
            out,
            "level: {:?} {:?}: “{}”",
            level.level,
            level.standing,
            level.quotes.first().map_or("", |quote| &quote.text)
        );
    }
    for request in &reading.requests {
        let _ = writeln!(out, "request: {request:?}");
    }
    for (number, key) in reading.keys.listed.iter().enumerate() {
        let _ = writeln!(
            out,
            "key {}: withdraw {:?}, any address {:?}, expires {:?}, made {:?}, used {:?}",
            number + 1,
            key.withdraw,
            key.any_ip,
            key.expires,
            key.created,
            key.used
        );
    }
    for rejection in reading.rejections.iter().flatten() {
        let subjects: Vec<&str> = rejection.subjects.iter().map(|subject| subject.name()).collect();
        let _ = writeln!(
            out,
            "left: {} – {}: “{}”",
            if subjects.is_empty() { "-".to_owned() } else { subjects.join(", ") },
            rejection.why,
            rejection.quote
        );
    }
    out
}
