//! Words of a text: cut, lower-cased, with their places.

use crate::letters;

/// One word or mark of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    /// First byte in the text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// What it is.
    pub shape: Shape,
    /// Its [`key`].
    pub key: u64,
}

/// What a token looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A word, first letter small.
    Small,
    /// A word with a capital first letter.
    Capital,
    /// Two or more letters (and digits), all capital.
    Upper,
    /// Begins with a digit or a currency sign.
    Number,
    /// Ends a sentence: `.` `!` `…`, a line break, a bullet.
    Stop,
    /// Ends a question: `?`.
    Question,
    /// Sets apart within a sentence: `,` `;` `:` brackets, dashes between spaces.
    Pause,
    /// Any other mark.
    Mark,
}

impl Shape {
    pub(crate) fn is_word(self) -> bool {
        matches!(self, Shape::Small | Shape::Capital | Shape::Upper)
    }

    fn of_word(word: &str) -> Shape {
        let mut letters = word.chars().filter(|letter| letter.is_alphabetic());
        let first_up = letters.next().is_some_and(char::is_uppercase);
        let (mut more, mut all_up) = (false, true);
        for letter in letters {
            more = true;
            all_up &= !letter.is_lowercase();
        }
        match (first_up, more && all_up) {
            (true, true) => Shape::Upper,
            (true, false) => Shape::Capital,
            _ => Shape::Small,
        }
    }
}

/// Whether a letter belongs to words. Apostrophes do when letters stand on both sides; that is decided where they are met.
fn is_word_letter(letter: char) -> bool {
    letter.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&letter)
}

/// Cuts a text into tokens, added to those there are. `breaks` are byte places where a word ends although no space stands
/// there (two cells side by side).
pub(crate) fn cut(text: &str, breaks: &[usize], tokens: &mut Vec<Token>) {
    let (mut start, mut before) = (0, ' ');
    while let Some(letter) = letter_at(text, start) {
        let mut end = start + letter.len_utf8();
        let shape = if is_word_letter(letter) {
            let limit = breaks.get(breaks.partition_point(|place| *place <= start)).copied().unwrap_or(text.len());
            end = end_of_word(text, start, limit);
            if letter.is_ascii_digit() { Shape::Number } else { Shape::of_word(text.get(start..end).unwrap_or_default()) }
        } else {
            mark(letter, before, letter_at(text, end).unwrap_or(' '))
        };
        // A hyphen inside a word only parts it: "sign-in" reads like "sign in", "KYC_LEVEL" like "KYC LEVEL".
        let hyphen = matches!(letter, '-' | '‑' | '_') && shape == Shape::Mark;
        if !hyphen && (!letter.is_whitespace() || letter == '\n') {
            tokens.push(Token { start, end, shape, key: key(text.get(start..end).unwrap_or_default()) });
        }
        (start, before) = (end, letter);
    }
}

/// How many of the tokens are words or numbers.
pub(crate) fn count(tokens: &[Token]) -> usize {
    tokens.iter().filter(|token| token.shape.is_word() || token.shape == Shape::Number).count()
}

/// Where the word that begins at `start` ends, at `limit` at the latest.
fn end_of_word(text: &str, start: usize, limit: usize) -> usize {
    let digits = letter_at(text, start).is_some_and(|first| first.is_ascii_digit());
    let mut end = start;
    loop {
        // Most words are nothing but such letters.
        let plain = text.as_bytes().get(end..limit).unwrap_or_default().iter();
        end += plain.take_while(|letter| letter.is_ascii_alphanumeric()).count();
        if end >= limit {
            break;
        }
        let Some(next) = letter_at(text, end) else { break };
        let joins = is_word_letter(next)
            || (matches!(next, '\'' | '’') && letter_at(text, end + next.len_utf8()).is_some_and(char::is_alphabetic))
            || (digits && matches!(next, '.' | ',' | ':') && letter_at(text, end + 1).is_some_and(|next| next.is_ascii_digit()));
        if !joins {
            break;
        }
        end += next.len_utf8();
    }
    end
}

fn letter_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        _ => text.get(at..)?.chars().next(),
    }
}

fn mark(letter: char, before: char, after: char) -> Shape {
    match letter {
        '?' | '？' => Shape::Question,
        '.' | '!' | '…' | '。' if !after.is_alphanumeric() => Shape::Stop,
        '\n' | '•' | '·' | '|' | '→' | '›' => Shape::Stop,
        ',' | ';' | ':' | '(' | ')' | '[' | ']' | '—' => Shape::Pause,
        '-' | '–' if before.is_whitespace() && after.is_whitespace() => Shape::Pause,
        '–' => Shape::Pause,
        '$' | '€' | '£' | '¥' => Shape::Number,
        _ => Shape::Mark,
    }
}

/// Writes the word in small letters, curly apostrophes straight, into `out`.
pub(crate) fn fold(word: &str, out: &mut String) {
    out.clear();
    if word.is_ascii() {
        out.push_str(word);
        out.make_ascii_lowercase();
        return;
    }
    for letter in word.chars() {
        match letter {
            '’' => out.push('\''),
            '\u{300}'..='\u{36f}' => {}
            _ => letters::push_lower(letter, out),
        }
    }
}

/// By what a word is known in tables: a hash of its small letters. Two words share one as good as never.
pub(crate) fn key(word: &str) -> u64 {
    if word.is_ascii() {
        return word.bytes().fold(NO_LETTERS, |key, letter| longer_key(key, letter.to_ascii_lowercase()));
    }
    let mut small = String::with_capacity(word.len());
    fold(word, &mut small);
    small.bytes().fold(NO_LETTERS, longer_key)
}

/// The key of no letters yet.
pub(crate) const NO_LETTERS: u64 = 0xcbf2_9ce4_8422_2325;

/// The key of a word that has one byte more.
pub(crate) fn longer_key(key: u64, byte: u8) -> u64 {
    (key ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str, breaks: &[usize]) -> Vec<Token> {
        let mut tokens = Vec::new();
        cut(text, breaks, &mut tokens);
        tokens
    }

    fn words(text: &str) -> Vec<&str> {
        tokens(text, &[]).iter().map(|token| &text[token.start..token.end]).collect()
    }

    #[test]
    fn contractions_amounts_and_hyphens() {
        assert_eq!(words("isn’t 1,234.50 BTC."), ["isn’t", "1,234.50", "BTC", "."]);
        assert_eq!(words("sign-in 2FA"), ["sign", "in", "2FA"]);
        assert_eq!(tokens("on kraken.com now", &[]).iter().filter(|token| token.shape == Shape::Stop).count(), 0);
    }

    #[test]
    fn two_cells_side_by_side_are_two_words() {
        let tokens = tokens("MarginEnabled", &[6]);
        assert_eq!(tokens.len(), 2);
        assert_eq!(tokens[1].shape, Shape::Capital);
    }

    #[test]
    fn small_letters_with_straight_apostrophes() {
        let mut out = String::new();
        fold("ISN’T", &mut out);
        assert_eq!(out, "isn't");
        fold("Präzise", &mut out);
        assert_eq!(out, "präzise");
    }
}
