//! How an account is protected, in words. No web API.

use crate::checks::posture::{Layer, Posture, Weight};
use crate::names;
use crate::report::{KeyRisk, State};

/// How a layer of protection stands, in words.
pub fn layer_words(layer: &Layer) -> &'static str {
    match (layer.fact.key, layer.state) {
        ("password", State::Ready) => "With a second step",
        ("password", State::Attention) => "On its own",
        ("password", _) => "Never enough alone",
        (_, State::Ready) => "On",
        (_, State::Attention) if layer.partly => "Partly on",
        (_, State::Attention) => "Off",
        _ => "Not read",
    }
}

/// How much a piece of advice matters, in words; none where it simply does.
pub fn weight_words(weight: Weight) -> Option<&'static str> {
    match weight {
        Weight::Needed => None,
        Weight::Strong => Some("Strongly advised for sizeable holdings"),
        Weight::Choice => Some("Your choice, with small holdings"),
        Weight::Depends => Some("Strongly advised for sizeable holdings, otherwise your choice"),
    }
}

/// What is wrong with an API key, in words.
pub fn risk_words(risk: KeyRisk) -> &'static str {
    names::phrase("risk", risk)
}

/// The protection in one line: "2 of 4 layers on, 1 not read. Next: Switch on 2FA for funding".
pub fn protection_words(posture: &Posture) -> String {
    let layers = posture.posture.get(1..).unwrap_or_default();
    let count = |state: State| layers.iter().filter(|layer| layer.state == state).count().to_string();
    let mut words = format!("{} of {} layers on", count(State::Ready), layers.len());
    let unread = count(State::Unknown);
    if unread != "0" {
        words.push_str(&format!(", {unread} not read"));
    }
    if let Some(first) = posture.advice.first() {
        words.push_str(". Next: ");
        words.push_str(first.fact.title);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::Account;
    use crate::checks::posture::posture;
    use crate::engine::{Given, without_page};

    #[test]
    fn protection_is_one_line() {
        let report = without_page("https://pro.kraken.com/app", &Given::default());
        let mut posture = posture(&report, &Account::default());
        assert_eq!(protection_words(&posture), "0 of 4 layers on, 4 not read. Next: Open Kraken’s security page");
        posture.posture.iter_mut().for_each(|layer| layer.state = State::Ready);
        posture.advice.clear();
        assert_eq!(protection_words(&posture), "4 of 4 layers on");
        assert_eq!(layer_words(&posture.posture[0]), "With a second step");
        posture.posture[0].state = State::Unknown;
        assert_eq!(layer_words(&posture.posture[0]), "Never enough alone");
        assert!(posture.posture.iter().all(|layer| layer_words(layer) != "safe"));
    }
}
