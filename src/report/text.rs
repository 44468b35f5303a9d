//! The report's sentences, in English.

use super::{Item, ItemId, PageKind, Plan, Reason, State, Verdict};
use crate::data::{self, File};
use crate::gather::Gather;
use crate::names::{self, Named};
use crate::table;

/// One sentence for an item: the first that fits in `sentences.tsv`.
pub(crate) fn summary(id: ItemId, state: State, reason: Option<Reason>) -> String {
    let fits = |[of, item, why, _]: &[&'static str; 4]| {
        *of == state.public()
            && (*item == "*" || *item == id.id() || item.ends_with('.') && id.id().starts_with(item))
            && (*why == "*" || reason.is_some_and(|reason| *why == reason.public()))
    };
    let sentence = table::rows(data::text(File::Sentences)).find(fits).map_or("", |[.., sentence]| sentence);
    sentence.replace("{title}", id.title()).replace("{is}", is(id))
}

/// "is", or "are" for titles in the plural.
fn is(id: ItemId) -> &'static str {
    if matches!(id, ItemId::Passkey | ItemId::Stocks | ItemId::Futures) { "are" } else { "is" }
}

/// The plan's verdict in one sentence.
pub(crate) fn headline(plan: Plan, verdict: Verdict, items: &[Item], counted: &[(ItemId, State)]) -> String {
    let of = |wanted: State| -> Vec<&Item> {
        counted
            .iter()
            .filter(|(_, state)| *state == wanted)
            .filter_map(|(id, _)| items.iter().find(|item| item.id == *id))
            .gather()
    };
    if counted.contains(&(ItemId::SessionOrigin, State::Blocked)) {
        return "Leave this page: it looks like Kraken's and is not.".to_owned();
    }
    if counted.contains(&(ItemId::SessionOrigin, State::Attention)) {
        return "Do not sign in here: this page is not Kraken's.".to_owned();
    }
    let phrase = capital(plan.phrase());
    match verdict {
        Verdict::Ready => format!("{phrase}: everything it needs is ready."),
        Verdict::Blocked => match of(State::Blocked).as_slice() {
            [only] => format!("{phrase} is blocked: {}", lower(&only.summary)),
            several => format!("{phrase} is blocked by {} things: {}.", several.len(), titles(several)),
        },
        Verdict::Attention => format!("{phrase} works, but look at: {}.", titles(&of(State::Attention))),
        Verdict::Unknown => {
            format!("Not known yet for {}: nothing was read about {}.", plan.phrase(), titles(&of(State::Unknown)))
        }
    }
}

fn titles(items: &[&Item]) -> String {
    items.iter().map(|item| item.title.as_str()).gather().join(", ")
}

pub(crate) fn capital(phrase: &str) -> String {
    let mut letters = phrase.chars();
    letters.next().map_or_else(String::new, |first| std::iter::once(first.to_ascii_uppercase()).chain(letters).collect())
}

/// Lower-cases the first letter, unless the word is a name or an abbreviation.
fn lower(sentence: &str) -> String {
    let first = sentence.split([' ', '\'', '’'].as_slice()).next().unwrap_or_default();
    if first == "Kraken" || first.chars().skip(1).any(char::is_uppercase) || first.chars().any(|letter| letter.is_ascii_digit()) {
        return sentence.to_owned();
    }
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| std::iter::once(crate::letters::lower(first)).chain(letters).collect())
}

impl PageKind {
    /// What a page of this kind is called in a sentence: "the trade page".
    pub fn phrase(self) -> &'static str {
        names::phrase("page", self)
    }
}

impl State {
    /// What it is called in a sentence: "needs attention".
    pub fn phrase(self) -> &'static str {
        names::phrase("state", self)
    }
}

impl Reason {
    /// What it is called in a sentence: "settings lock".
    pub fn phrase(self) -> &'static str {
        names::phrase("reason", self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_an_item_is_it_is_said_in_a_sentence() {
        table::strict::<4>(data::text(File::Sentences)).unwrap();
        for id in ItemId::ALL {
            for state in State::MEMBERS {
                for reason in Reason::MEMBERS.iter().copied().map(Some).chain([None]) {
                    let sentence = summary(*id, *state, reason);
                    assert!(
                        sentence.ends_with('.') && !sentence.contains(['{', '}']),
                        "{id:?} {state:?} {reason:?}: {sentence:?}"
                    );
                }
            }
        }
        assert_eq!(summary(ItemId::Futures, State::Ready, None), "Futures are available to you.");
        assert_eq!(summary(ItemId::Ach, State::Blocked, Some(Reason::Hold)), "ACH: on hold.");
        assert_eq!(summary(ItemId::Ach, State::Blocked, None), "ACH: switched off, and the page does not say why.");
    }

    #[test]
    fn pages_are_called_by_their_place_in_the_list() {
        let called: Vec<_> =
            [PageKind::Home, PageKind::Withdraw, PageKind::ApiKeys, PageKind::Other].map(PageKind::phrase).into();
        assert_eq!(called, ["home", "withdrawal", "API keys", "Kraken"]);
        assert!(PageKind::MEMBERS.iter().all(|kind| !kind.phrase().is_empty()));
    }

    #[test]
    fn every_sentence_names_states_items_and_reasons_that_exist() {
        for [state, item, reason, _] in table::rows::<4>(data::text(File::Sentences)) {
            assert!(State::named(state).is_some(), "{state}");
            assert!(reason == "*" || Reason::named(reason).is_some(), "{reason}");
            assert!(
                item == "*" || ItemId::IDS.split(' ').any(|id| id == item || item.ends_with('.') && id.starts_with(item)),
                "{item}"
            );
        }
    }
}
