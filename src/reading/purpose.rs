//! What an API key is for, as its name tells.

use crate::data::{self, File};

/// What a key is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Looking at things: taxes, a portfolio tracker.
    Reading,
    /// Trading: a bot.
    Trading,
}

/// What a key's name says that it is for, by how its words begin.
pub(super) fn purpose(name: &str) -> Option<Purpose> {
    let begins = |kind: &str| {
        let mut words = name.split(|letter: char| !letter.is_alphabetic());
        words.any(|word| data::words_of(File::Words, kind).split(' ').any(|beginning| word.starts_with(beginning)))
    };
    if begins("trading_key") {
        Some(Purpose::Trading)
    } else if begins("reading_key") {
        Some(Purpose::Reading)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{Purpose, purpose};

    #[test]
    fn a_name_says_what_a_key_is_for_by_whole_words() {
        for name in ["grid-bot", "bot7", "trading", "my dca", "spread bot", "bot report"] {
            assert_eq!(purpose(name), Some(Purpose::Trading), "{name}");
        }
        for (name, purpose_of) in
            [("Handelsbot", Purpose::Trading), ("Steuer 2026", Purpose::Reading), ("suivi", Purpose::Reading)]
        {
            assert_eq!(purpose(&crate::letters::small(name)), Some(purpose_of), "{name}");
        }
        for name in ["tax-report", "accountant", "read only", "portfolio_tracker"] {
            assert_eq!(purpose(name), Some(Purpose::Reading), "{name}");
        }
        for name in ["spread", "main", "api-key-1605316109249", "robot", ""] {
            assert_eq!(purpose(name), None, "{name}");
        }
    }
}
