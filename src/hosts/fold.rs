//! Letters reduced to the ASCII letters they look like.

use super::{lists::confusable, punycode};
use crate::letters;

/// A host, every label decoded and folded to ASCII lower case.
#[derive(Debug, Default)]
pub(super) struct Folded {
    /// The labels with dots; `*` stands for a character that looks like nothing in ASCII.
    pub(super) text: String,
    /// For each byte of `text`, whether it stands for a character that only looks like it. Empty: none does.
    pub(super) strange: Vec<bool>,
}

/// Folds a host. Undecodable punycode stays as it is.
pub(super) fn fold(host: &str) -> Folded {
    if host.is_ascii() && !has_punycode(host) {
        return Folded { text: host.to_ascii_lowercase(), strange: Vec::new() };
    }
    let mut out = Folded::default();
    for label in host.split('.') {
        if !(out.text.is_empty() && out.strange.is_empty()) {
            out.push(b'.', false);
        }
        let decoded = if starts_with_xn(label) { label.get(4..).and_then(punycode::decode) } else { None };
        fold_label(decoded.as_deref().unwrap_or(label), &mut out);
    }
    out
}

impl Folded {
    fn push(&mut self, byte: u8, strange: bool) {
        self.text.push(char::from(byte));
        self.strange.push(strange);
    }
}

fn starts_with_xn(label: &str) -> bool {
    label.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("xn--"))
}

fn has_punycode(host: &str) -> bool {
    host.split('.').any(starts_with_xn)
}

fn fold_label(label: &str, out: &mut Folded) {
    let start = out.text.len();
    for c in label.chars() {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase() as u8, false);
        } else if !is_unseen(c) {
            out.push(look(c), true);
        } else if let Some(last) = out.strange.last_mut() {
            // A mark over the letter before, or nothing a person can see: that letter is not what it seems.
            *last = true;
        }
    }
    // A word in Cyrillic letters throughout is as likely an honest word as a disguise: unless it looks like the name,
    // it is read as a Russian would read it.
    let cyrillic = label.chars().all(|c| matches!(c, '\u{400}'..='\u{4ff}' | '-' | '0'..='9'));
    let looks = out.text.get(start..).is_some_and(|text| text.contains(super::brand::NAME));
    if cyrillic && !label.is_ascii() && !looks {
        out.text.truncate(start);
        out.strange.truncate(start);
        for c in label.chars() {
            for byte in transliterate(lower(c)).bytes() {
                out.push(byte, false);
            }
            if c.is_ascii() {
                out.push(c as u8, false);
            }
        }
    }
}

/// The lower case of a character, if that is one character.
pub(super) fn lower(c: char) -> char {
    letters::lower(c)
}

/// The ASCII letter or digit a character looks like, `*` if none.
fn look(c: char) -> u8 {
    // Full-width forms and the mathematical alphabets come in whole runs.
    let code = u32::from(c);
    let within = |base: u32, first: u8, length: u32| {
        let offset = code.checked_sub(base).filter(|offset| *offset < length)?;
        u8::try_from(u32::from(first) + offset).ok()
    };
    if let Some(byte) = within(0xff01, b'!', 94) {
        return byte.to_ascii_lowercase();
    }
    if (0x1d400..0x1d6a4).contains(&code) {
        return u8::try_from(u32::from(b'a') + (code - 0x1d400) % 26).unwrap_or(b'*');
    }
    if (0x1d7ce..0x1d800).contains(&code) {
        return u8::try_from(u32::from(b'0') + (code - 0x1d7ce) % 10).unwrap_or(b'*');
    }
    let c = lower(c);
    if c.is_ascii() {
        return c as u8;
    }
    confusable(c).unwrap_or(b'*')
}

/// Combining marks, and characters that show nothing.
fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}'
        | '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// Cyrillic letters, each with the Latin ones that it is written with.
const CYRILLIC: &str = "аa бb вv гg ґg дd еe ёe эe єe жzh зz иi йi іi їi кk лl мm нn оo пp рr сs тt уu ўu фf хh цc чch шsh \
                        щsch ыy юyu яya ъ ь";

fn transliterate(c: char) -> &'static str {
    let strange = if c.is_ascii() { "" } else { "*" };
    CYRILLIC.split(' ').find_map(|entry| entry.strip_prefix(c)).unwrap_or(strange)
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn letters_become_what_they_look_like() {
        for (host, plain) in [
            ("xn--krken-4qa.com", "kraken.com"),
            ("ĸraĸen.com", "kraken.com"),
            ("krаken.com", "kraken.com"),
            ("кгакеп.com", "kraken.com"),
            ("κraκεn.com", "kraken.com"),
            ("ｋｒａｋｅｎ.com", "kraken.com"),
            ("𝐤𝓻𝖆𝕜𝑒𝗻.com", "kraken.com"),
            ("\u{212a}raken.com", "kraken.com"),
            ("kra\u{200b}ken.com", "kraken.com"),
            ("kra\u{328}ken.com", "kraken.com"),
            ("кракен.com", "kraken.com"),
            ("вход-кракен.рф", "vhod-kraken.rf"),
            ("münchen.de", "munchen.de"),
            ("漢字.jp", "**.jp"),
        ] {
            let folded = fold(host);
            assert_eq!(folded.text, plain, "{host}");
            assert_eq!(folded.text.len(), folded.strange.len(), "{host}");
        }
    }

    #[test]
    fn only_what_is_not_ascii_is_strange() {
        assert!(fold("Kraken.com").strange.is_empty());
        let strange = fold("krаken.com").strange;
        assert_eq!(strange.iter().filter(|s| **s).count(), 1);
        assert!(!fold("кракен.com").strange.contains(&true));
    }
}
