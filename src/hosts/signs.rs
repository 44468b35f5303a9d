//! What, beside the name, tells that a host wants Kraken's customers.

use super::align::{self, Costs, is_vowel, one_apart};
use super::brand::{Found, Spelling, is_hyphen, is_noise, mask};
use super::lists::{HALF, LISTS, Place, Word, letters};

/// A sign: what kind, and the letters that are it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sign {
    /// Kind, as in the data file, or one of those below.
    pub(super) kind: &'static str,
    /// The letters, ASCII.
    pub(super) text: String,
}

/// A `www` or `.com` that is none, numbers, a country tag, "ex".
pub(super) const WWW: &str = "www";
pub(super) const COM: &str = "com";
pub(super) const NUMBERS: &str = "numbers";
pub(super) const LOCALE: &str = "locale";
const SIGN_IN: &str = "sign-in";
const EXCHANGE: &str = "exchange";

/// A host with the name in it.
pub(super) struct View<'a> {
    /// All labels, folded.
    pub(super) labels: &'a [&'a str],
    /// How many stand left of the public suffix; the last of these is the registrable one.
    pub(super) body: usize,
    /// The suffix is one under which anyone can have a name; true: of pages about software.
    pub(super) shared: Option<bool>,
    /// The label with the name, and where in it.
    pub(super) at: usize,
    pub(super) found: Found,
}

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Signs {
    /// The most telling ones.
    pub(super) full: Vec<Sign>,
    /// Things that are half a sign each.
    pub(super) halves: u8,
    /// Whether one of them is of a sign-in.
    pub(super) sign_in: bool,
}

impl Signs {
    fn half(&mut self) {
        self.halves = self.halves.saturating_add(1);
    }

    fn add(&mut self, kind: &'static str, text: &str) {
        self.sign_in |= kind == SIGN_IN;
        self.full.push(Sign { kind, text: text.to_owned() });
    }
}

/// A part of a label, between hyphens and beside the name.
struct Part<'a> {
    text: &'a str,
    /// Stands right against the name, with no hyphen.
    glued: bool,
    /// Stands after the name in its own label.
    after: bool,
}

/// Collects the signs of a host.
pub(super) fn collect(view: &View<'_>) -> Signs {
    let mut signs = Signs::default();
    let label = view.labels.get(view.at).copied().unwrap_or("");
    let hit = view.found.hit;
    let (before, after) = (label.get(..hit.start).unwrap_or(""), label.get(hit.end..).unwrap_or(""));
    let parts = parts(before, after);
    let docs = view.shared == Some(true);
    for part in &parts {
        judge_part(part, docs, &mut signs);
    }
    if !signs.sign_in {
        // A page builder is no sign, but there "login" is misspelt most freely.
        let limit = match (view.shared, view.found.spelling) {
            (Some(false), Spelling::Near) => 7,
            (Some(false), _) => 5,
            _ => 3,
        };
        if let Some(text) = login(before, limit).or_else(|| login(after, limit)) {
            signs.add(SIGN_IN, &text);
        }
    }
    numbers(&parts, &mut signs);
    // Every honest company has a "login." or "support." left of its own name: those say nothing.
    let own_label = view.at + 1 == view.body;
    for (index, other) in view.labels.iter().enumerate().take(view.body) {
        if index != view.at && !own_label && *other != "www" {
            for text in other.split(is_hyphen_char).filter(|text| !text.is_empty()) {
                judge_part(&Part { text, glued: false, after: false }, docs, &mut signs);
            }
        }
    }
    if view.found.whole && after.is_empty() && next_is_com(view) {
        signs.add(COM, "kraken.com");
    }
    let tld = view.labels.last().copied().unwrap_or("");
    if view.shared.is_none() && LISTS.is_telling_tld(tld) {
        signs.add(EXCHANGE, tld);
    }
    if LISTS.is_weak_tld(tld) {
        signs.half();
    }
    signs
}

fn is_hyphen_char(c: char) -> bool {
    c == '-' || c == '_'
}

/// "kraken.com.…" and "kraken.com-…" with more of a name behind.
fn next_is_com(view: &View<'_>) -> bool {
    let next = view.labels.get(view.at + 1).copied().unwrap_or("");
    view.at + 1 < view.body && (next == "com" || next.starts_with("com-") || next.starts_with("com_"))
}

fn parts<'a>(before: &'a str, after: &'a str) -> Vec<Part<'a>> {
    let mut parts = Vec::new();
    let pieces = before.split(is_hyphen_char);
    let last = before.split(is_hyphen_char).count().saturating_sub(1);
    for (index, text) in pieces.enumerate() {
        parts.push(Part { text, glued: index == last, after: false });
    }
    for (index, text) in after.split(is_hyphen_char).enumerate() {
        parts.push(Part { text, glued: index == 0, after: true });
    }
    parts.retain(|part| !part.text.is_empty());
    parts
}

fn judge_part(part: &Part<'_>, docs: bool, signs: &mut Signs) {
    let bare = part.text.trim_matches(|c: char| c.is_ascii_digit());
    let digits = bare.len() < part.text.len();
    // Things of software projects: there only what asks for an account counts.
    let counts =
        |kind: &str| !docs || matches!(kind, "sign-in" | "account" | "support" | "verification" | "recovery" | "airdrop");
    if matches!(part.text, "com" | "coms") && part.after {
        return signs.add(COM, "com");
    }
    if ((!part.after || !part.glued) && is_www(part.text)) || (part.text.ends_with("www") && part.text.len() > 3) {
        return signs.add(WWW, part.text);
    }
    if part.after && part.glued && is_ex(bare) && !docs {
        return signs.add(EXCHANGE, bare);
    }
    if matches!(bare, "ex") && !docs {
        return signs.add(EXCHANGE, bare);
    }
    let masked = mask(bare, &LISTS.near_sign).and_then(|bytes| String::from_utf8(bytes).ok());
    let bare = masked.as_deref().unwrap_or(bare);
    if let Some(word) = best_word(bare, &counts).or_else(|| if digits { best_word(part.text, &counts) } else { None }) {
        if word.kind == HALF {
            signs.half();
        } else {
            signs.add(word.kind, word.text);
        }
        return;
    }
    if !part.glued && LISTS.is_locale(bare) {
        return signs.add(LOCALE, bare);
    }
    if part.glued && part.after && matches!(bare, "us" | "usa" | "uk" | "eu") {
        signs.half();
        return;
    }
    // A stray pair of letters, as made by a machine; a single "s" is a plural.
    if bare.len() <= 2
        && !matches!(part.text, "3d" | "2d" | "4x4")
        && !matches!(bare, "" | "s" | "it" | "tv" | "ci" | "os" | "js" | "rs" | "go" | "fc" | "dj" | "mc")
    {
        signs.half();
    }
}

/// The most telling word in a part: a whole sign before a half.
fn best_word(text: &str, counts: &dyn Fn(&str) -> bool) -> Option<&'static Word> {
    if text.len() < 2 {
        return None;
    }
    let mut half = None;
    let letters = letters(text);
    for word in LISTS.words.iter().filter(|word| word.may_be_in(letters) && counts(word.kind)) {
        let fits = match word.place {
            Place::Any => text.contains(word.text),
            Place::Near => text.contains(word.text) || nearly(text, word.text),
            Place::Edge => text.starts_with(word.text) || text.ends_with(word.text),
            Place::Whole => text == word.text || text.strip_suffix('s') == Some(word.text),
        };
        if fits && word.kind != HALF {
            return Some(word);
        }
        if fits {
            half = Some(word);
        }
    }
    half
}

/// Whether a run of `text` is one edit from a long word and begins like it.
fn nearly(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    if text.len() + 1 < word.len() {
        return false;
    }
    let first = word.first();
    (0..text.len()).filter(|start| text.get(*start) == first).any(|start| {
        (word.len() - 1..=word.len() + 1).any(|length| text.get(start..start + length).is_some_and(|run| one_apart(run, word)))
    })
}

/// `www`, `wvw`, `vvww`, `wwwl`: at least two of `v` and `w` side by side, and at most one other letter.
fn is_www(text: &str) -> bool {
    let is_w = |b: &u8| matches!(b, b'v' | b'w');
    let bytes = text.as_bytes();
    let count = bytes.iter().filter(|b| is_w(b)).count();
    let beside = bytes.windows(2).any(|pair| pair.iter().all(is_w));
    (3..=5).contains(&bytes.len()) && beside && count + 1 >= bytes.len()
}

/// "ex", "exfb", "exhta": short for exchange with a tail, and no word of its own.
fn is_ex(text: &str) -> bool {
    text.starts_with("ex") && text.len() <= 5 && !LISTS.near_ex.contains(&text)
}

/// Numbers for show: the name and at least two digits, or numbers put before it.
fn numbers(parts: &[Part<'_>], signs: &mut Signs) {
    let only = |part: &Part<'_>| part.text.bytes().all(|b| b.is_ascii_digit());
    let digits: usize = parts.iter().filter(|part| only(part)).map(|part| part.text.len()).sum();
    if digits >= 2 && parts.iter().all(only) {
        let text: String = parts.iter().map(|part| part.text).collect();
        signs.add(NUMBERS, &text);
    } else if parts.iter().any(|part| part.text.len() < 2 && only(part)) {
        signs.half();
    }
}

struct Login;

impl Costs for Login {
    const WORD: &'static [u8] = b"login";
    const TURNED: u8 = 2;

    fn swapped(at: usize, wanted: u8, found: u8) -> u8 {
        match (wanted, found) {
            (b'o', b'0') | (b'i', b'1') | (b'l', b'1') => 1,
            (b'g', b'q' | b'j') => 3,
            (b'n', b'm') => 1,
            (b'o' | b'i', b'x') => 2,
            _ if is_vowel(wanted) && is_vowel(found) => 1,
            _ if at == 0 || at == 2 => 5,
            _ => 4,
        }
    }

    fn added(added: u8, previous: u8) -> u8 {
        match added {
            _ if added == previous => 1,
            _ if is_vowel(added) => 1,
            _ if is_hyphen(added) => 1,
            b'x' | b'q' => 2,
            _ => 3,
        }
    }

    fn missing(at: usize, _wanted: u8) -> u8 {
        // l o g i n
        match at {
            0 => 3,
            2 => 4,
            _ => 2,
        }
    }
}

/// A misspelt "login" in what stands on one side of the name.
fn login(side: &str, limit: u8) -> Option<String> {
    if side.len() < 2 {
        return None;
    }
    let masked = mask(side, &LISTS.near_login);
    let bytes = masked.as_deref().unwrap_or(side.as_bytes());
    let hit = align::within::<Login>(bytes, limit)?;
    side.get(hit.start..hit.end).map(str::to_owned)
}

/// Whether the spelling of the name is a sign by itself.
pub(super) fn spelling_tells(found: &Found, written: &str, alone: bool) -> bool {
    match found.spelling {
        Spelling::Disguised | Spelling::Split => true,
        Spelling::Plain => false,
        Spelling::Near if !found.whole || LISTS.bare.contains(&written) => false,
        Spelling::Near => found.hit.cost <= 3 || (found.hit.cost <= 6 && alone && is_noise(written)),
    }
}
