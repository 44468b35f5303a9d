//! White space and characters without width, as `docs/snapshot.md` folds them.

/// White space: one space for any run of it.
pub(super) fn is_space(letter: char) -> bool {
    matches!(
        letter,
        '\t'..='\r' | ' ' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

/// Characters that nobody sees: taken out.
fn is_nothing(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Text that is being put together, folded as it comes, up to a length in UTF-16 units.
pub(super) struct Folded {
    text: String,
    units: usize,
    most: usize,
    space: bool,
    /// Spaces at the start are dropped.
    bare: bool,
    /// Something did not fit.
    pub(super) cut: bool,
}

impl Folded {
    pub(super) fn new(most: usize) -> Self {
        Folded { text: String::new(), units: 0, most, space: false, bare: false, cut: false }
    }

    /// Text without a space at its start.
    pub(super) fn bare(most: usize) -> Self {
        Folded { bare: true, ..Folded::new(most) }
    }

    /// Adds text; spaces at the end wait for what follows.
    pub(super) fn push(&mut self, text: &str) {
        for letter in text.chars() {
            if self.cut {
                return;
            }
            if is_space(letter) {
                self.space = true;
            } else if !is_nothing(letter) {
                let space = std::mem::take(&mut self.space) && !(self.bare && self.text.is_empty());
                if space && !self.put(' ') {
                    return;
                }
                self.put(letter);
            }
        }
    }

    /// White space.
    pub(super) fn space(&mut self) {
        self.space = true;
    }

    fn put(&mut self, letter: char) -> bool {
        self.cut = self.units + letter.len_utf16() > self.most;
        if !self.cut {
            self.units += letter.len_utf16();
            self.text.push(letter);
        }
        !self.cut
    }

    /// The text with one space at either end where there was white space.
    pub(super) fn with_edges(mut self) -> String {
        if self.space && !self.cut {
            self.put(' ');
        }
        self.text
    }

    /// The text without a space at its end.
    pub(super) fn trimmed(mut self) -> String {
        self.text.truncate(self.text.trim_end_matches(' ').len());
        self.text
    }
}

/// Folds a short text and cuts it.
pub(super) fn short(text: &str, most: usize) -> String {
    let mut folded = Folded::bare(most);
    folded.push(text);
    folded.trimmed()
}

/// As much of a text as is looked at; the second value tells whether that is less than all.
pub(super) fn first(text: &str, most: usize) -> (&str, bool) {
    if text.len() <= most {
        return (text, false);
    }
    let mut units = 0;
    for (index, letter) in text.char_indices() {
        units += letter.len_utf16();
        if units > most {
            return (text.get(..index).unwrap_or_default(), true);
        }
    }
    (text, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edges(text: &str, most: usize) -> String {
        let mut folded = Folded::new(most);
        folded.push(text);
        folded.with_edges()
    }

    #[test]
    fn white_space_becomes_one_space() {
        assert_eq!(edges("\n  Margin\u{a0}\u{2009} trading\t", 99), " Margin trading ");
        assert_eq!(edges("with\u{ad}draw\u{200b}al", 99), "withdrawal");
        assert_eq!(edges(" \n", 99), " ");
    }

    #[test]
    fn lengths_are_in_utf16_units() {
        assert_eq!(edges("a😀b", 2), "a");
        assert_eq!(edges("a😀b", 3), "a😀");
        assert_eq!(short("  one two ", 4), "one");
    }
}
