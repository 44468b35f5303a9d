//! The verdict in words.

use super::brand::Spelling;
use super::lists::Domain;
use super::signs::{COM, LOCALE, NUMBERS as DIGITS, Sign, Signs, View, WWW};
use crate::data::{self, File};

/// A sentence of `why.tsv`, with what goes into its gaps.
pub(super) fn say(kind: &str, gaps: &[&str]) -> String {
    data::said(File::Why, kind, gaps)
}

/// One of Kraken's own domains.
pub(super) fn official(own: &Domain) -> String {
    say("official", &[own.name, own.who])
}

/// Kraken's own domain, in a form that not every program reads alike.
pub(super) fn odd(own: &Domain) -> String {
    say("odd", &[own.name])
}

/// Reads like Kraken's own domain and is written in other letters.
pub(super) fn disguised(own: &Domain) -> String {
    say("disguised", &[own.name])
}

/// Kraken's own domain before an `@`.
pub(super) fn before_at(own: &Domain, host: &str) -> String {
    say("before_at", &[own.name, host])
}

/// A company of Kraken's group.
pub(super) fn related(domain: &Domain) -> String {
    say("related", &[domain.who])
}

/// An honest name that is listed.
pub(super) fn honest(domain: &Domain) -> String {
    say("honest", &[domain.who])
}

/// A lookalike.
pub(super) fn lookalike(view: &View<'_>, signs: &Signs) -> String {
    let label = view.labels.get(view.at).copied().unwrap_or("");
    let written = label.get(view.found.hit.start..view.found.hit.end).unwrap_or("");
    let spelling = match view.found.spelling {
        Spelling::Disguised => "other_letters",
        Spelling::Plain => "plain",
        Spelling::Split => "split",
        Spelling::Near => "near",
    };
    let name = say(spelling, &[written]);
    match signs.full.first() {
        Some(sign) => say("with_sign", &[&name, &named(sign)]),
        None if spelling == "plain" => say("with_additions", &[&name]),
        None => say("alone", &[&name]),
    }
}

fn named(sign: &Sign) -> String {
    let text = sign.text.as_str();
    match sign.kind {
        COM => say("com", &[]),
        WWW => say("www", &[text]),
        DIGITS => say("digits", &[text]),
        LOCALE => say("locale", &[text]),
        kind => say("word", &[kind, text]),
    }
}
