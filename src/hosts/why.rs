//! The verdict in words.

use super::brand::Spelling;
use super::lists::Domain;
use super::signs::{COM, LOCALE, NUMBERS as DIGITS, Sign, Signs, View, WWW};

pub(super) const NOTHING: &str = "No host can be made out of this.";
pub(super) const NOT_WEB: &str = "This is not the address of a web site.";
pub(super) const NUMBERS: &str = "This is a numeric address; Kraken's pages are under kraken.com.";
pub(super) const NOT_KRAKEN: &str = "Not one of Kraken's domains.";
pub(super) const SHARES: &str = "Shares Kraken's name, is not Kraken.";

/// One of Kraken's own domains.
pub(super) fn official(own: &Domain) -> String {
    format!("{} is Kraken's own domain: {}.", own.name, own.who)
}

/// Kraken's own domain, in a form that not every program reads alike.
pub(super) fn odd(own: &Domain) -> String {
    format!("Holds {}, but is not written as a plain address: some programs may read another host in it.", own.name)
}

/// Reads like Kraken's own domain and is written in other letters.
pub(super) fn disguised(own: &Domain) -> String {
    format!("Reads like {}, but letters in it only look like those.", own.name)
}

/// Kraken's own domain before an `@`.
pub(super) fn before_at(own: &Domain, host: &str) -> String {
    format!("Puts {} before an @; the address leads to {host}.", own.name)
}

/// A company of Kraken's group.
pub(super) fn related(domain: &Domain) -> String {
    format!("{}. Not a place to sign in to Kraken.", domain.who)
}

/// An honest name that is listed.
pub(super) fn honest(domain: &Domain) -> String {
    format!("Shares Kraken's name, is not Kraken: {}.", domain.who)
}

/// A lookalike.
pub(super) fn lookalike(view: &View<'_>, signs: &Signs) -> String {
    let label = view.labels.get(view.at).copied().unwrap_or("");
    let written = label.get(view.found.hit.start..view.found.hit.end).unwrap_or("");
    let name = match view.found.spelling {
        Spelling::Disguised => "Imitates Kraken's name with characters that only look like its letters".to_owned(),
        Spelling::Plain => "Carries Kraken's name".to_owned(),
        Spelling::Split => format!("Carries Kraken's name cut up (\u{201c}{written}\u{201d})"),
        Spelling::Near => format!("Imitates Kraken's name (\u{201c}{written}\u{201d})"),
    };
    match signs.full.first() {
        Some(sign) => format!("{name} together with {}; it is not one of Kraken's domains.", named(sign)),
        None if view.found.spelling == Spelling::Plain => {
            format!("{name} with the additions that imitations often have; it is not one of Kraken's domains.")
        }
        None => format!("{name}; it is not one of Kraken's domains."),
    }
}

fn named(sign: &Sign) -> String {
    let text = &sign.text;
    match sign.kind {
        COM => "a \u{201c}.com\u{201d} that is not the end of the name".to_owned(),
        WWW => format!("an imitation of \u{201c}www\u{201d} (\u{201c}{text}\u{201d})"),
        DIGITS => format!("numbers for show ({text})"),
        LOCALE => format!("the country or language tag \u{201c}{text}\u{201d}"),
        kind => format!("the {kind} word \u{201c}{text}\u{201d}"),
    }
}
