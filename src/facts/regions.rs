//! What Kraken offers where, as far as a source was seen that says so. It explains, and never goes before a page.

use super::day;
use crate::data::{self, File};
use crate::gather::Gather;
use crate::moment::{DAY, Moment};
use crate::report::ItemId;
use crate::table;

/// A source older than this many seconds may be out of date.
const OLD: i64 = 180 * DAY;

/// The states of the US; the territories are none of them.
const STATES: &str = "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI \
     SC SD TN TX UT VT VA WA WV WI WY";
/// The members of the EEA.
const EEA: &str = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK";

/// What a row says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// It is not offered.
    No,
    /// It is offered.
    Yes,
    /// It is offered under a condition, which the label names.
    If,
}

/// One row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Where: a country, a state (`US-NY`), or the group `EEA`.
    pub region: &'static str,
    /// About what; `account` is Kraken as a whole.
    pub product: &'static str,
    /// Whether it is offered.
    pub says: Says,
    /// The day, month or year of the source, as it bears it.
    pub dated: Option<&'static str>,
    /// The day the row was entered, at midnight UTC.
    pub entered: Moment,
    /// What it means, as a sentence without its full stop.
    pub label: &'static str,
    /// Where that is said.
    pub source: &'static str,
}

/// Every row.
pub fn rules() -> impl Iterator<Item = Rule> {
    table::rows(data::text(File::Regions)).filter_map(rule)
}

fn rule([region, product, says, dated, entered, label, source]: [&'static str; 7]) -> Option<Rule> {
    let says = match says {
        "no" => Says::No,
        "yes" => Says::Yes,
        "if" => Says::If,
        _ => return None,
    };
    let dated = Some(dated).filter(|dated| *dated != "-");
    if dated.is_some_and(|dated| from(dated).is_none()) {
        return None;
    }
    Some(Rule { region, product, says, dated, entered: day(entered)?, label, source })
}

/// The beginning of a day, month or year.
fn from(dated: &str) -> Option<Moment> {
    day(&[dated, "-01-01".get(dated.len().checked_sub(4)?..)?].concat())
}

/// What is known of a region. A row for a state goes before one of the same product for the whole US.
pub fn rules_of(region: &str) -> Vec<Rule> {
    let listed = |list: &str, code: &str| list.split_whitespace().any(|member| member == code);
    let state = region.strip_prefix("US-");
    let country = region.split('-').next().unwrap_or_default();
    let covers = |rule: &Rule| match rule.region {
        "US" => region == "US" || state.is_some_and(|state| listed(STATES, state)),
        "EEA" => listed(EEA, country),
        other => other == region || other == country,
    };
    let mut own: Vec<Rule> = rules().filter(covers).gather();
    let narrow: Vec<Rule> = own.iter().copied().filter(|rule| rule.region == region && state.is_some()).gather();
    // Where the state is not served at all, nothing is offered there.
    let closed = narrow.iter().any(|rule| rule.product == "account" && rule.says == Says::No);
    own.retain(|rule| narrow.contains(rule) || !(closed || narrow.iter().any(|other| other.product == rule.product)));
    own
}

impl Rule {
    /// When its source speaks of; none where it bears no date.
    pub fn since(&self) -> Option<Moment> {
        from(self.dated?)
    }

    /// It may have changed: its source is older than 180 days, or bears no date.
    pub fn is_old(&self, at: Moment) -> bool {
        self.since().is_none_or(|since| at.since(since) > OLD)
    }

    /// With its date, and whether it may have changed: "Kraken does not serve New York (as of 2026-10-01)".
    pub fn words(&self, at: Moment) -> String {
        let date = self.dated.map_or(" (undated", |_| " (as of ");
        let old = if self.is_old(at) { "; it may have changed)" } else { ")" };
        [self.label, date, self.dated.unwrap_or_default(), old].concat()
    }

    /// The items that it closes.
    pub fn closes(&self) -> &'static [ItemId] {
        match (self.says, self.product) {
            (Says::No, "account") => &[ItemId::Spot, ItemId::Margin, ItemId::Futures, ItemId::Staking, ItemId::Stocks],
            (Says::No, "spot") => &[ItemId::Spot],
            (Says::No, "margin") => &[ItemId::Margin],
            (Says::No, "futures") => &[ItemId::Futures],
            (Says::No, "staking") => &[ItemId::Staking],
            (Says::No, "stocks") => &[ItemId::Stocks],
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        day(text).unwrap()
    }

    #[test]
    fn every_row_is_read_and_no_product_stands_twice_for_a_region() {
        assert_eq!(table::strict::<7>(include_str!("regions.tsv")).unwrap().len(), rules().count());
        let mut pairs: Vec<_> = rules().map(|rule| (rule.region, rule.product)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        assert_eq!(pairs.len(), rules().count());
        for rule in rules() {
            let known = ["account", "spot", "margin", "futures", "staking", "stocks", "xstocks", "eur", "assets"];
            assert!(known.contains(&rule.product), "{}", rule.product);
            assert!(!rule.label.ends_with('.') && rule.since() <= Some(rule.entered), "{}", rule.label);
        }
        assert_eq!((STATES.split_whitespace().count(), EEA.split_whitespace().count()), (50, 30));
    }

    #[test]
    fn rows_with_wrong_cells_are_refused() {
        let good = ["US", "spot", "no", "2026-10", "2026-11-25", "label", "source"];
        assert!(rule(good).is_some());
        for (cell, wrong) in [(2, "maybe"), (3, "2026-13"), (3, "last year"), (3, "26"), (4, "2026")] {
            let mut row = good;
            row[cell] = wrong;
            assert!(rule(row).is_none(), "{wrong}");
        }
    }

    #[test]
    fn a_source_is_old_after_180_days_and_when_it_bears_no_date() {
        let york = rules_of("US-NY");
        let [rule] = york.as_slice() else { panic!("one row") };
        assert_eq!(rule.words(at("2026-11-25")), "Kraken does not serve New York (as of 2026-10-01)");
        assert!(!rule.is_old(at("2026-10-01").plus(OLD)) && rule.is_old(at("2026-10-01").plus(OLD + 1)));
        assert!(rule.words(at("2027-11-25")).ends_with("(as of 2026-10-01; it may have changed)"));
        let undated = rules().find(|rule| rule.dated.is_none()).unwrap();
        assert!(undated.is_old(at("2026-11-25")) && undated.words(at("2026-11-25")).contains("(undated; it may"));
        assert_eq!((from("2018"), from("2025-09")), (Some(at("2018-01-01")), Some(at("2025-09-01"))));
    }

    #[test]
    fn states_countries_and_the_eea_get_what_was_said_of_them_and_no_more() {
        let labels = |region: &str| rules_of(region).iter().map(|rule| (rule.region, rule.product)).collect::<Vec<_>>();
        assert_eq!(labels("US-WA")[0], ("US-WA", "account"));
        assert!(!labels("US-WA").contains(&("US", "account")) && labels("US-WA").contains(&("US", "margin")));
        assert!(labels("US-OH").contains(&("US", "account")));
        for unknown in ["US-PR", "US-DC", "US-GU", "BR", "ZZ", ""] {
            assert!(labels(unknown).is_empty(), "{unknown}");
        }
        assert!(labels("DE").contains(&("EEA", "stocks")) && labels("DE").contains(&("DE", "account")));
        assert!(labels("CA-ON").contains(&("CA", "account")));
        assert!(!labels("GB").iter().any(|(region, _)| *region == "EEA"));
    }
}
