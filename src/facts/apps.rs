//! Kraken's apps: what each is for, and what it lacks or costs.

use super::{day, links};
use crate::data::{self, File};
use crate::moment::Moment;
use crate::report::{NextStep, Plan};
use crate::table;

/// One of Kraken's apps.
#[derive(Debug, Clone, PartialEq)]
pub struct App {
    /// Its key in `apps.tsv`: the client's public name, where Preflight knows it as one.
    pub key: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// For which plans it will do, as a list of names.
    plans: &'static str,
    /// What it is for.
    pub does: &'static str,
    /// What it lacks or costs.
    pub minds: &'static str,
    /// Where to open it.
    pub step: Option<NextStep>,
    /// The day the row was entered, at midnight UTC.
    pub entered: Moment,
    /// Where that is said.
    pub source: &'static str,
}

impl App {
    /// Whether it will do for a plan.
    pub fn serves(&self, plan: Plan) -> bool {
        self.plans.split(',').any(|name| name == plan.name())
    }
}

/// Every app, those that most people use first.
pub fn apps() -> impl Iterator<Item = App> {
    table::rows(data::text(File::Apps)).filter_map(app)
}

fn app([key, name, plans, does, minds, link, entered, source]: [&'static str; 8]) -> Option<App> {
    Some(App { key, name, plans, does, minds, step: links::link(link), entered: day(entered)?, source })
}

#[cfg(test)]
mod tests {
    use super::super::client_can;
    use super::*;
    use crate::names::Named;
    use crate::report::Client;

    #[test]
    fn every_row_is_read_and_names_plans_and_links_that_there_are() {
        let rows = table::strict::<8>(include_str!("apps.tsv")).unwrap();
        assert_eq!(rows.len(), apps().count());
        for [_, _, plans, _, _, link, ..] in rows {
            assert!(plans == "-" || plans.split(',').all(|plan| plan.parse::<Plan>().is_ok()), "{plans}");
            assert!(link == "-" || links::link(link).is_some(), "{link}");
        }
    }

    #[test]
    fn the_table_of_clients_says_the_same() {
        for app in apps() {
            let Some(client) = Client::named(app.key) else { continue };
            for plan in Plan::ALL {
                assert_eq!(client_can(client, *plan) == Some(true), app.serves(*plan), "{} {}", app.key, plan.name());
            }
        }
    }
}
