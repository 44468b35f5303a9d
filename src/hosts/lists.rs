//! The data files, parsed once.

use crate::data::{self, File};
use crate::gather::Gather;
use std::sync::LazyLock;

/// A registrable domain and who is behind it.
pub(super) struct Domain {
    /// The registrable domain.
    pub(super) name: &'static str,
    /// Who or what it is.
    pub(super) who: &'static str,
}

/// How much a word beside the name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Anywhere in what is left of the name.
    Any,
    /// Anywhere, and with one letter wrong.
    Near,
    /// At the start or the end of a part.
    Edge,
    /// A whole part.
    Whole,
}

/// A word that tells.
pub(super) struct Word {
    /// The word.
    pub(super) text: &'static str,
    /// What kind of word it is; [`HALF`] for half a sign.
    pub(super) kind: &'static str,
    /// Where it counts.
    pub(super) place: Place,
    /// The letters in it.
    letters: u32,
}

impl Word {
    /// Whether a text of these letters may hold the word where it counts. Most words fall here.
    pub(super) fn may_be_in(&self, letters: u32) -> bool {
        let missing = (self.letters & !letters).count_ones();
        missing == 0 || (missing == 1 && self.place == Place::Near)
    }
}

/// The letters in a text, a bit each; digits and hyphens share some of the bits, so that none is ever missed.
pub(super) fn letters(text: &str) -> u32 {
    text.bytes().fold(0, |letters, byte| letters | 1 << (byte % 32))
}

/// The kind of a word that is only half a sign.
pub(super) const HALF: &str = "half";

/// Everything read from the data files.
pub(super) struct Lists {
    pub(super) own: Vec<Domain>,
    pub(super) related: Vec<Domain>,
    pub(super) honest: Vec<Domain>,
    /// Suffixes under which anyone can have a name; true: pages there are mostly about software.
    suffixes: Vec<(&'static str, bool)>,
    weak_tlds: Vec<&'static str>,
    telling_tlds: Vec<&'static str>,
    locales: Vec<&'static str>,
    pub(super) words: Vec<Word>,
    pub(super) stems: Vec<&'static str>,
    pub(super) bare: Vec<&'static str>,
    pub(super) near_login: Vec<&'static str>,
    pub(super) near_ex: Vec<&'static str>,
    pub(super) near_sign: Vec<&'static str>,
}

/// The lists.
pub(super) static LISTS: LazyLock<Lists> = LazyLock::new(read);

impl Lists {
    /// Kind of the suffix, if it is one under which anyone can have a name.
    pub(super) fn suffix(&self, name: &str) -> Option<bool> {
        let at = self.suffixes.binary_search_by(|(suffix, _)| (*suffix).cmp(name)).ok()?;
        self.suffixes.get(at).map(|(_, docs)| *docs)
    }

    /// Whether the ending is a cheap one.
    pub(super) fn is_weak_tld(&self, tld: &str) -> bool {
        self.weak_tlds.contains(&tld)
    }

    /// Whether the ending is itself a telling word.
    pub(super) fn is_telling_tld(&self, tld: &str) -> bool {
        self.telling_tlds.contains(&tld)
    }

    /// Whether the part is a language or country tag.
    pub(super) fn is_locale(&self, part: &str) -> bool {
        self.locales.contains(&part)
    }
}

/// The domain of `list` that `host`, in any case, is or lies under.
pub(super) fn under<'a>(list: &'a [Domain], host: &str) -> Option<&'a Domain> {
    let is_it = |domain: &&Domain| {
        let start = host.len().checked_sub(domain.name.len());
        start
            .and_then(|at| host.split_at_checked(at))
            .is_some_and(|(left, right)| right.eq_ignore_ascii_case(domain.name) && (left.is_empty() || left.ends_with('.')))
    };
    list.iter().find(is_it)
}

/// The ASCII letter or digit a character (lower case) looks like. Rare enough to look for in the text itself.
pub(super) fn confusable(c: char) -> Option<u8> {
    let row = data::text(File::Confusables).lines().find(|line| !line.starts_with('#') && line.contains(c))?;
    row.bytes().next()
}

/// Rows of a data file: no comments, no blank lines, cut at tabs.
fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| line.split('\t').gather())
}

fn column(text: &'static str) -> Vec<&'static str> {
    rows(text).filter_map(|row| row.first().copied()).gather()
}

fn domains(text: &'static str) -> Vec<Domain> {
    let two = |row: Vec<&'static str>| Some(Domain { name: row.first()?, who: row.get(1)? });
    rows(text).filter_map(two).gather()
}

fn words() -> Vec<Word> {
    let word = |row: Vec<&'static str>| match row.as_slice() {
        [text, kind, place] => {
            let place = match *place {
                "any" => Place::Any,
                "near" => Place::Near,
                "edge" => Place::Edge,
                _ => Place::Whole,
            };
            Some(Word { text, kind, place, letters: letters(text) })
        }
        _ => None,
    };
    rows(data::text(File::Signs)).filter_map(word).gather()
}

fn honest_words(near: &str) -> Vec<&'static str> {
    rows(data::text(File::HonestWords))
        .filter_map(|row| match row.as_slice() {
            [word, of] if *of == near => Some(*word),
            _ => None,
        })
        .gather()
}

fn read() -> Lists {
    let suffix = |row: Vec<&'static str>| match row.as_slice() {
        [name, kind] => Some((*name, *kind == "docs")),
        _ => None,
    };
    Lists {
        own: domains(data::text(File::Own)),
        related: domains(data::text(File::Related)),
        honest: domains(data::text(File::Honest)),
        suffixes: rows(data::text(File::Suffixes)).filter_map(suffix).gather(),
        weak_tlds: column(data::text(File::WeakTlds)),
        telling_tlds: column(data::text(File::TellingTlds)),
        locales: column(data::text(File::Locales)),
        words: words(),
        stems: honest_words("stem"),
        bare: honest_words("bare"),
        near_login: honest_words("login"),
        near_ex: honest_words("ex"),
        near_sign: honest_words("sign"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fold;
    use super::*;

    #[track_caller]
    fn well_formed(text: &'static str, columns: usize) {
        let mut seen = std::collections::BTreeSet::new();
        for row in rows(text) {
            assert_eq!(row.len(), columns, "{row:?}");
            assert!(row.iter().all(|cell| !cell.trim().is_empty() && cell.trim() == *cell), "{row:?}");
            if columns != 3 || text != data::text(File::Signs) {
                assert!(seen.insert(row[0]), "twice: {}", row[0]);
            }
        }
        assert!(!seen.is_empty() || text == data::text(File::Signs));
    }

    #[test]
    fn every_data_file_is_well_formed() {
        for (text, columns) in [
            (data::text(File::Own), 4),
            (data::text(File::Related), 4),
            (data::text(File::Honest), 3),
            (data::text(File::Suffixes), 2),
            (data::text(File::WeakTlds), 1),
            (data::text(File::TellingTlds), 1),
            (data::text(File::Locales), 1),
            (data::text(File::Signs), 3),
            (data::text(File::HonestWords), 2),
            (data::text(File::Confusables), 2),
        ] {
            well_formed(text, columns);
        }
        for row in rows(data::text(File::Signs)) {
            assert!(["any", "near", "edge", "whole"].contains(&row[2]), "{row:?}");
        }
        for row in rows(data::text(File::HonestWords)) {
            assert!(["stem", "bare", "login", "ex", "sign"].contains(&row[1]), "{row:?}");
        }
        for row in rows(data::text(File::Own)).chain(rows(data::text(File::Related))) {
            assert!(row[3].len() == 10 && row[3].starts_with("20"), "a date: {row:?}");
        }
    }

    #[test]
    fn a_confusable_is_listed_once_and_in_lower_case() {
        let mut seen = std::collections::BTreeSet::new();
        for c in rows(data::text(File::Confusables)).flat_map(|row| row[1].chars()) {
            assert!(!c.is_ascii() && fold::lower(c) == c && seen.insert(c), "{c}");
            assert!(confusable(c).is_some_and(|byte| byte.is_ascii_alphanumeric()), "{c}");
        }
    }

    #[test]
    fn suffixes_are_sorted() {
        assert!(LISTS.suffixes.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert_eq!(
            (LISTS.suffix("webflow.io"), LISTS.suffix("github.io"), LISTS.suffix("kraken.io")),
            (Some(false), Some(true), None)
        );
    }
}
