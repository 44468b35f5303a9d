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

/// Cuts a text into tokens. `breaks` are byte places where a word ends although no space stands there
/// (two cells side by side).
pub(crate) fn cut(text: &str, breaks: &[usize]) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut letters = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((start, letter)) = letters.next() {
        let mut end = start + letter.len_utf8();
        let shape = if is_word_letter(letter) {
            while let Some(&(at, next)) = letters.peek() {
                let joins = is_word_letter(next)
                    || (matches!(next, '\'' | '’') && followed_by_letter(text, at + next.len_utf8()))
                    || (letter.is_ascii_digit() && matches!(next, '.' | ',' | ':') && followed_by_digit(text, at + 1));
                if !joins || breaks.binary_search(&at).is_ok() {
                    break;
                }
                end = at + next.len_utf8();
                letters.next();
            }
            if letter.is_ascii_digit() { Shape::Number } else { Shape::of_word(text.get(start..end).unwrap_or_default()) }
        } else {
            mark(letter, before, text.get(end..).and_then(|rest| rest.chars().next()).unwrap_or(' '))
        };
        // A hyphen inside a word only parts it: "sign-in" reads like "sign in", "KYC_LEVEL" like "KYC LEVEL".
        let hyphen = matches!(letter, '-' | '‑' | '_') && shape == Shape::Mark;
        before = letter;
        if !hyphen && (!letter.is_whitespace() || letter == '\n') {
            tokens.push(Token { start, end, shape });
        }
    }
    tokens
}

fn followed_by_letter(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphabetic)
}

fn followed_by_digit(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(|next| next.is_ascii_digit())
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

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        cut(text, &[]).iter().map(|token| &text[token.start..token.end]).collect()
    }

    #[test]
    fn contractions_amounts_and_hyphens() {
        assert_eq!(words("isn’t 1,234.50 BTC."), ["isn’t", "1,234.50", "BTC", "."]);
        assert_eq!(words("sign-in 2FA"), ["sign", "in", "2FA"]);
        assert_eq!(cut("on kraken.com now", &[]).iter().filter(|token| token.shape == Shape::Stop).count(), 0);
    }

    #[test]
    fn two_cells_side_by_side_are_two_words() {
        let tokens = cut("MarginEnabled", &[6]);
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
