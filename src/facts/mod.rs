//! Bundled knowledge as data files, each row with its source and the day it was entered. It explains and links;
//! it never makes anything ready.

mod advice;
mod apps;
#[cfg(not(target_arch = "wasm32"))]
mod document;
mod leads;
mod links;
pub mod regions;
mod troubles;

pub use advice::{Advice, Layer, Tip, advice, layers, tips};
pub use apps::{App, apps};
#[cfg(not(target_arch = "wasm32"))]
pub use document::document;
pub use leads::{Lead, leads};
pub use links::{client_step, next_step};
pub use troubles::{Trouble, troubles};

use crate::account::Rail;
use crate::data::{self, File};
use crate::moment::Moment;
use crate::report::{Client, Plan};
use crate::table;

/// A hold that Kraken puts on money or on an address: it stops withdrawals, not trading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hold {
    /// Its key in `holds.tsv`.
    pub key: &'static str,
    /// Over which rail the money comes or goes.
    pub rail: Rail,
    /// Every transfer is held; otherwise only some are, and the label says which.
    pub always: bool,
    /// It lasts at least so many seconds.
    pub least: i64,
    /// It lasts at most so many seconds.
    pub most: i64,
    /// The day the row was entered, at midnight UTC.
    pub entered: Moment,
    /// What it means, as a sentence without its full stop.
    pub label: &'static str,
    /// Where that is said.
    pub source: &'static str,
}

/// Every hold that is known.
pub fn holds() -> impl Iterator<Item = Hold> {
    table::rows(data::text(File::Holds)).filter_map(hold)
}

fn hold([key, rail, applies, least, most, entered, label, source]: [&'static str; 8]) -> Option<Hold> {
    let rail = match rail {
        "ach" => Rail::Ach,
        "wire" => Rail::Wire,
        "card" => Rail::Card,
        "crypto" => Rail::Crypto,
        _ => return None,
    };
    let always = match applies {
        "always" => true,
        "sometimes" => false,
        _ => return None,
    };
    let (least, most) = (least.parse().ok()?, most.parse().ok()?);
    let sane = 0 < least && least <= most;
    sane.then_some(Hold { key, rail, always, least, most, entered: day(entered)?, label, source })
}

/// Midnight UTC of a day like 2026-11-22.
fn day(text: &str) -> Option<Moment> {
    Moment::parse(&format!("{text}T00:00:00Z")).ok()
}

/// Which clients can do what a plan needs.
struct Ability {
    client: Client,
    plan: Plan,
    can: bool,
    instead: Option<Client>,
}

fn abilities() -> impl Iterator<Item = Ability> {
    table::rows(data::text(File::Clients)).filter_map(ability)
}

fn ability([client, plan, can, go, entered, _source]: [&'static str; 6]) -> Option<Ability> {
    let named = |name: &str| match name {
        "app" => Some(Client::App),
        "pro" => Some(Client::Pro),
        "classic" => Some(Client::Classic),
        "futures_legacy" => Some(Client::FuturesLegacy),
        _ => None,
    };
    day(entered)?;
    let can = match can {
        "yes" => true,
        "no" => false,
        _ => return None,
    };
    let instead = if go == "-" { None } else { Some(named(go)?) };
    Some(Ability { client: named(client)?, plan: plan.parse().ok()?, can, instead })
}

/// Whether this client can do what the plan needs; none where that is not known, and for pages that are no client
/// (sign-in, marketing, support, other hosts).
pub fn client_can(client: Client, plan: Plan) -> Option<bool> {
    abilities().find(|ability| ability.client == client && ability.plan == plan).map(|ability| ability.can)
}

/// The client to use instead, where this one cannot do what the plan needs.
pub fn client_instead(client: Client, plan: Plan) -> Option<Client> {
    abilities().find(|ability| ability.client == client && ability.plan == plan).and_then(|ability| ability.instead)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{ItemId, Reason, State};

    #[test]
    fn every_row_of_the_data_is_read() {
        assert_eq!(table::strict::<8>(include_str!("holds.tsv")).unwrap().len(), holds().count());
        assert_eq!(table::strict::<6>(include_str!("clients.tsv")).unwrap().len(), abilities().count());
        assert_eq!(table::strict::<5>(include_str!("links.tsv")).unwrap().len(), links::all().count());
        let mut pairs: Vec<_> = abilities().map(|ability| (ability.client as u8, ability.plan as u8)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        assert_eq!(pairs.len(), abilities().count(), "a pair twice");
        for ability in abilities() {
            assert_eq!(ability.can, ability.instead.is_none());
            if let Some(instead) = ability.instead {
                assert_eq!(client_can(instead, ability.plan), Some(true));
            }
        }
    }

    #[test]
    fn rows_with_wrong_cells_are_refused() {
        let good = ["ach", "ach", "always", "1", "2", "2026-11-22", "label", "source"];
        assert!(hold(good).is_some());
        for (cell, wrong) in [(1, "cash"), (2, "often"), (3, "0"), (3, "-1"), (3, "3"), (4, "x"), (5, "2026-13-01")] {
            let mut row = good;
            row[cell] = wrong;
            assert_eq!(hold(row), None, "{wrong}");
        }
        let good = ["app", "spot", "yes", "-", "2026-11-22", "source"];
        assert!(ability(good).is_some());
        for (cell, wrong) in [(0, "marketing"), (1, "dance"), (2, "maybe"), (3, "moon"), (4, "today")] {
            let mut row = good;
            row[cell] = wrong;
            assert!(ability(row).is_none(), "{wrong}");
        }
    }

    #[test]
    fn clients_can_do_what_the_table_says_and_other_pages_are_no_clients() {
        assert_eq!(client_can(Client::App, Plan::Margin), Some(false));
        assert_eq!(client_instead(Client::App, Plan::Margin), Some(Client::Pro));
        assert_eq!(client_can(Client::Pro, Plan::Spot), Some(true));
        assert_eq!(client_can(Client::Pro, Plan::Stocks), None);
        for client in [Client::SignIn, Client::Marketing, Client::Support, Client::None] {
            assert!(Plan::ALL.iter().all(|plan| client_can(client, *plan).is_none()));
        }
    }

    #[test]
    fn every_step_is_an_official_page() {
        let reasons = [
            None,
            Some(Reason::Verification),
            Some(Reason::Region),
            Some(Reason::Maintenance),
            Some(Reason::SettingsLock),
            Some(Reason::Client),
            Some(Reason::SecuritySetup),
            Some(Reason::Hold),
            Some(Reason::Account),
            Some(Reason::NotEnabled),
            Some(Reason::CardAuthentication),
            Some(Reason::Lookalike),
            Some(Reason::Unstated),
        ];
        for id in ItemId::ALL {
            for client in [Client::App, Client::Pro, Client::Classic, Client::Marketing, Client::None] {
                assert_eq!(next_step(*id, State::Ready, None, client), None);
                assert_eq!(next_step(*id, State::NotApplicable, None, client), None);
                for reason in reasons {
                    for state in [State::Attention, State::Blocked, State::Unknown] {
                        let step = next_step(*id, state, reason, client);
                        assert!(step.is_some() || state == State::Unknown || *id == ItemId::Deadline, "{id:?} {reason:?}");
                        let Some(step) = step else { continue };
                        let host = step.url.strip_prefix("https://").unwrap().split('/').next().unwrap();
                        assert!(["www.kraken.com", "pro.kraken.com", "status.kraken.com", "support.kraken.com"].contains(&host));
                        assert!(!step.label.is_empty());
                    }
                }
            }
        }
        for plan in Plan::ALL {
            for client in [Client::App, Client::Pro, Client::FuturesLegacy, Client::Marketing] {
                assert_eq!(client_step(client, *plan).is_some(), client_can(client, *plan) == Some(false));
            }
        }
    }
}
