//! The data files: words, months, hosts, facts. Natively they are part of the program. In the extension they are one
//! file beside the module, `data/preflight.txt`, put together by the build (`build/data.mjs`) and handed over once. The overlay,
//! which only draws, is handed the first of them, `data/shown.txt`.

use crate::letters;

/// What stands before each file's name in the extension's copy, and at its very end.
const MARK: char = '\u{c}';

macro_rules! files {
    ($($name:ident $path:literal)*) => {
        /// A data file.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(missing_docs)]
        #[cfg_attr(not(any(test, target_arch = "wasm32")), allow(dead_code))]
        pub(crate) enum File { $($name),* }

        /// Their names, in order, each with a space behind it.
        const NAMES: &str = concat!($(stringify!($name), " "),*);

        #[cfg(any(not(target_arch = "wasm32"), debug_assertions))]
        const TEXTS: &[&str] = &[$(include_str!($path)),*];
    };
}

/// So many of the files, the first, are all that drawing a report takes.
#[cfg_attr(not(any(test, target_arch = "wasm32")), allow(dead_code))]
const SHOWN: usize = 2;

files! {
    Called "report/called.tsv"
    Icons "view/icons.tsv"
    English "reading/lexicon/en.txt"
    German "reading/lexicon/de.txt"
    French "reading/lexicon/fr.txt"
    Italian "reading/lexicon/it.txt"
    Portuguese "reading/lexicon/pt.txt"
    Spanish "reading/lexicon/es.txt"
    Dutch "reading/lexicon/nl.txt"
    Polish "reading/lexicon/pl.txt"
    Assets "reading/lexicon/assets.txt"
    Places "reading/lexicon/places.txt"
    Countries "reading/countries.txt"
    Languages "reading/languages.txt"
    Marks "reading/marks.txt"
    Days "reading/days.txt"
    Hours "reading/hours.txt"
    Months "reading/months.txt"
    Spans "reading/spans.txt"
    Confusables "hosts/data/confusables.tsv"
    Honest "hosts/data/honest.tsv"
    HonestWords "hosts/data/honest_words.tsv"
    Locales "hosts/data/locales.tsv"
    Own "hosts/data/own.tsv"
    Related "hosts/data/related.tsv"
    Signs "hosts/data/signs.tsv"
    Suffixes "hosts/data/suffixes.tsv"
    TellingTlds "hosts/data/telling_tlds.tsv"
    WeakTlds "hosts/data/weak_tlds.tsv"
    Why "hosts/data/why.tsv"
    Advice "facts/advice.tsv"
    Apps "facts/apps.tsv"
    Bots "facts/bots.tsv"
    Clients "facts/clients.tsv"
    Holds "facts/holds.tsv"
    Layers "facts/layers.tsv"
    Leads "facts/leads.tsv"
    Links "facts/links.tsv"
    Regions "facts/regions.tsv"
    Troubles "facts/troubles.tsv"
    Deadline "checks/deadline.tsv"
    CheckWords "checks/words.tsv"
    AppWords "app/words.tsv"
    Sentences "report/sentences.tsv"
    StatusWords "status/words.tsv"
    Words "reading/words.tsv"
}

/// The text of a file; empty where the extension's copy was not loaded.
#[cfg(any(not(target_arch = "wasm32"), debug_assertions))]
pub(crate) fn text(file: File) -> &'static str {
    TEXTS.get(file as usize).copied().unwrap_or_default()
}

/// The text of a file; empty where the extension's copy was not loaded.
#[cfg(not(any(not(target_arch = "wasm32"), debug_assertions)))]
pub(crate) fn text(file: File) -> &'static str {
    let texts = loaded::TEXTS.get().or_else(|| loaded::SHOWN.get());
    texts.and_then(|texts| texts.get(file as usize)).copied().unwrap_or_default()
}

/// The words of a kind, in a file that has them in rows: kind, words. Looked for by the beginnings of the lines: a verdict on
/// a host asks three times.
#[inline(never)]
pub(crate) fn words_of(file: File, kind: &str) -> &'static str {
    let words = |line: &'static str| line.strip_prefix(kind)?.strip_prefix('\t');
    text(file).lines().find_map(words).unwrap_or_default()
}

/// A sentence of such a file, its gaps, "{}", filled in order.
#[inline(never)]
pub(crate) fn said(file: File, kind: &str, gaps: &[&str]) -> String {
    // Most are no longer than this; to grow would cost more than to look the words up.
    let mut sentence = String::with_capacity(128);
    for (at, part) in words_of(file, kind).split("{}").enumerate() {
        sentence += at.checked_sub(1).and_then(|gap| gaps.get(gap)).copied().unwrap_or_default();
        sentence += part;
    }
    sentence
}

/// Whether a word is one of a kind.
#[inline(never)]
pub(crate) fn is_one(file: File, kind: &str, word: &str) -> bool {
    letters::listed(words_of(file, kind), word)
}

/// Whether any word of a kind stands in a text; "~" in a word is a space.
#[inline(never)]
pub(crate) fn any_in(file: File, kind: &str, text: &str) -> bool {
    words_of(file, kind).split(' ').any(|word| text.contains(&word.replace('~', " ")))
}

/// The first so many files in a copy, if it holds all of these and nothing else: half a lexicon would say things that are not so.
#[cfg_attr(not(any(test, target_arch = "wasm32")), allow(dead_code))]
fn parts(copy: &str, count: usize) -> Option<Vec<&str>> {
    let mut parts = copy.split(MARK);
    let mut texts = Vec::new();
    let nothing_before = parts.next()?.is_empty();
    for name in NAMES.split_terminator(' ').take(count) {
        texts.push(parts.next()?.strip_prefix(name)?.strip_prefix('\n')?);
    }
    (nothing_before && parts.next()? == "\n" && parts.next().is_none()).then_some(texts)
}

#[cfg(target_arch = "wasm32")]
mod loaded {
    use std::sync::OnceLock;
    use wasm_bindgen::prelude::wasm_bindgen;

    pub(super) static TEXTS: OnceLock<Vec<&'static str>> = OnceLock::new();
    pub(super) static SHOWN: OnceLock<Vec<&'static str>> = OnceLock::new();

    /// Takes the extension's copy of the data files; false, and nothing is taken, where it is not whole. Comes before
    /// everything else: what is read without it is empty for good.
    #[wasm_bindgen]
    pub fn load(copy: String) -> bool {
        super::parts(copy.leak(), usize::MAX).is_some_and(|texts| TEXTS.set(texts).is_ok())
    }

    /// Takes the copy of what drawing a report takes, where nothing else is done; false where it is not whole.
    #[wasm_bindgen]
    pub fn load_shown(copy: String) -> bool {
        super::parts(copy.leak(), super::SHOWN).is_some_and(|texts| SHOWN.set(texts).is_ok())
    }

    /// Whether there are data files.
    pub(crate) fn whole() -> bool {
        cfg!(debug_assertions) || TEXTS.get().is_some()
    }
}

#[cfg(target_arch = "wasm32")]
pub(crate) use loaded::whole;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table;

    #[test]
    fn a_copy_is_taken_whole_or_not_at_all() {
        let copy: String = NAMES.split(' ').zip(TEXTS).map(|(name, text)| format!("{MARK}{name}\n{text}")).collect();
        fn parts(copy: &str) -> Option<Vec<&str>> {
            super::parts(copy, usize::MAX)
        }
        assert_eq!(parts(&format!("{copy}{MARK}\n")).unwrap(), TEXTS);
        assert_eq!(text(File::Links), include_str!("facts/links.tsv"));
        for broken in
            ["", "\u{c}\n", &copy, &format!("x{copy}{MARK}\n"), &format!("{copy}{MARK}"), &format!("{copy}{copy}{MARK}\n")]
        {
            assert_eq!(parts(broken), None);
        }
        assert_eq!(parts(&format!("{copy}{MARK}\n").replace("Links\n", "Link\n")), None);
    }

    #[test]
    fn what_is_drawn_needs_the_first_files_alone() {
        let copy = format!("{MARK}Called\n{}{MARK}Icons\n{}{MARK}\n", text(File::Called), text(File::Icons));
        assert_eq!(parts(&copy, SHOWN).unwrap(), [text(File::Called), text(File::Icons)]);
        assert_eq!((parts(&copy, usize::MAX), parts(&copy, 1)), (None, None));
    }

    #[test]
    fn words_come_in_rows() {
        for file in [
            File::StatusWords,
            File::Words,
            File::Why,
            File::Deadline,
            File::Called,
            File::CheckWords,
            File::Icons,
            File::AppWords,
        ] {
            table::strict::<2>(text(file)).unwrap();
        }
        assert!(is_one(File::Words, "no_ticker", "SEPA") && !is_one(File::Words, "no_ticker", "XBT"));
        assert_eq!(words_of(File::Words, "none"), "");
    }

    #[test]
    fn no_data_file_holds_the_mark() {
        assert!(TEXTS.iter().all(|text| !text.contains(MARK) && !text.contains('\r')));
    }
}
