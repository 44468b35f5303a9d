//! What to do about each protection, what it costs, and where it is said.

use super::day;
use crate::data::{self, File};
use crate::moment::Moment;
use crate::report::ItemId;
use crate::table;
use serde::Serialize;

/// A piece of advice. Rows stand in the order in which they stop the most likely theft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Advice {
    /// Its key in `advice.tsv`.
    pub key: &'static str,
    /// The item that it mends; none for one about the page to open.
    pub item: Option<ItemId>,
    /// How much is at stake decides whether it is worth its cost.
    pub by_holdings: bool,
    /// What to do.
    pub title: &'static str,
    /// Why.
    pub why: &'static str,
    /// What it costs.
    pub cost: &'static str,
    /// Where on Kraken, in words.
    pub place: &'static str,
    /// The day the row was entered, at midnight UTC.
    pub entered: Moment,
    /// Where that is said.
    pub source: &'static str,
}

/// All of it, in order.
pub fn advice() -> impl Iterator<Item = Advice> {
    table::rows(data::text(File::Advice)).filter_map(one)
}

fn one([key, item, when, title, why, cost, place, entered, source]: [&'static str; 9]) -> Option<Advice> {
    let by_holdings = match when {
        "always" => false,
        "holdings" => true,
        _ => return None,
    };
    let item = if item == "-" { None } else { Some(ItemId::from_id(item)?) };
    Some(Advice { key, item, by_holdings, title, why, cost, place, entered: day(entered)?, source })
}

/// A layer of protection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Layer {
    /// Its key in `layers.tsv`.
    pub key: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// Whom it stops.
    pub stops: &'static str,
    /// The day the row was entered, at midnight UTC.
    pub entered: Moment,
    /// Where that is said.
    pub source: &'static str,
}

/// The layers from the bottom up.
pub fn layers() -> impl Iterator<Item = Layer> {
    table::rows(data::text(File::Layers))
        .filter_map(|[key, title, stops, entered, source]| Some(Layer { key, title, stops, entered: day(entered)?, source }))
}

/// Advice on an API key for a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Tip {
    /// On a rented server; otherwise for every bot.
    pub server: bool,
    /// What to do.
    pub text: &'static str,
    /// The day the row was entered, at midnight UTC.
    pub entered: Moment,
    /// Where that is said.
    pub source: &'static str,
}

/// All of them, in order.
pub fn tips() -> impl Iterator<Item = Tip> {
    table::rows(data::text(File::Bots)).filter_map(|[server, text, entered, source]| {
        Some(Tip { server: server == "server", text, entered: day(entered)?, source })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        assert_eq!(table::strict::<9>(include_str!("advice.tsv")).unwrap().len(), advice().count());
        assert_eq!(table::strict::<5>(include_str!("layers.tsv")).unwrap().len(), layers().count());
        assert_eq!(table::strict::<4>(include_str!("bots.tsv")).unwrap().len(), tips().count());
        assert!(tips().any(|tip| tip.server) && tips().any(|tip| !tip.server));
    }

    #[test]
    fn two_factor_comes_before_the_master_key_and_the_lock_last() {
        let at = |wanted: &str| advice().position(|advice| advice.key == wanted).unwrap();
        for second_step in ["sign_in", "funding", "trading", "passkey"] {
            assert!(at(second_step) < at("master_key"));
        }
        assert!(at("master_key") < at("lock"));
        let lock = advice().nth(at("lock")).unwrap();
        for said in ["Master Key at once", "1 to 30 days", "hidden", "frozen"] {
            assert!(lock.cost.contains(said), "the lock's cost says \"{said}\"");
        }
        assert!(advice().nth(at("master_key")).unwrap().cost.contains("as carefully"));
    }
}
