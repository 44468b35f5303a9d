//! The report's sentences, in English.

use super::{Item, ItemId, Plan, State, Verdict};

/// The plan's verdict in one sentence.
pub(crate) fn headline(plan: Plan, verdict: Verdict, items: &[Item], counted: &[(ItemId, State)]) -> String {
    let of = |wanted: State| -> Vec<&Item> {
        counted
            .iter()
            .filter(|(_, state)| *state == wanted)
            .filter_map(|(id, _)| items.iter().find(|item| item.id == *id))
            .collect()
    };
    let phrase = capital(plan.phrase());
    match verdict {
        Verdict::Ready => format!("{phrase}: everything it needs is ready."),
        Verdict::Blocked => match of(State::Blocked).as_slice() {
            [only] => format!("{phrase} is blocked: {}", lower(&only.summary)),
            several => format!("{phrase} is blocked by {} things: {}.", several.len(), titles(several)),
        },
        Verdict::Attention => format!("{phrase} works, but look at: {}.", titles(&of(State::Attention))),
        Verdict::Unknown => format!("Not known yet for {}: {}.", plan.phrase(), titles(&of(State::Unknown))),
    }
}

fn titles(items: &[&Item]) -> String {
    items.iter().map(|item| item.title.as_str()).collect::<Vec<_>>().join(", ")
}

fn capital(phrase: &str) -> String {
    let mut letters = phrase.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Lower-cases the first letter, unless the word is a name or an abbreviation.
fn lower(sentence: &str) -> String {
    let first = sentence.split([' ', '\'', '’']).next().unwrap_or_default();
    if first == "Kraken" || first.chars().skip(1).any(char::is_uppercase) || first.chars().any(|letter| letter.is_ascii_digit()) {
        return sentence.to_owned();
    }
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
