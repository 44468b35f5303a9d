//! How well the account is protected, as Kraken's layers, and what to do next. It follows from the report's items and
//! from what is at stake: holdings change the advice and its order, never an item.

use crate::account::{Account, Holdings};
use crate::facts::{self, Advice, Tip};
use crate::gather::Gather;
use crate::report::{Client, ItemId, NextStep, Plan, Reason, Report, State};
use serde::Serialize;

/// The protection of an account, as far as it was read.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Posture {
    /// Kraken's layers from the bottom up; the first is the password.
    pub posture: Vec<Layer>,
    /// The lock is on and hides what lies below it.
    pub hidden_by_lock: bool,
    /// What to do, the next thing first.
    pub advice: Vec<Suggestion>,
    /// For whoever lets programs trade; otherwise empty.
    pub key_advice: Vec<Tip>,
}

/// One layer.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Layer {
    /// Its state; the password's is never better than that of the layer on it.
    pub state: State,
    /// It is made of two, and one of them is on.
    pub partly: bool,
    /// What it is, and whom it stops.
    #[serde(flatten)]
    pub fact: facts::Layer,
}

/// How much a piece of advice matters to this account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// Whatever is at stake.
    Needed,
    /// Strongly advised, as much is at stake.
    Strong,
    /// A choice, as little is at stake.
    Choice,
    /// Nobody said how much is at stake.
    Depends,
}

/// Advice for this account.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Suggestion {
    /// How much it matters.
    pub weight: Weight,
    /// What to do, why, what it costs, and where that is said.
    #[serde(flatten)]
    pub fact: Advice,
    /// Items that nobody has read, where it is to open the page that shows them.
    pub unread: Vec<ItemId>,
    /// The settings lock has to be taken off first.
    pub locked: bool,
    /// Where on Kraken.
    pub next_step: Option<NextStep>,
}

/// What the layers consist of.
const LAYERS: [ItemId; 5] =
    [ItemId::TwoFactorSignIn, ItemId::TwoFactorFunding, ItemId::TwoFactorTrading, ItemId::MasterKey, ItemId::SettingsLock];

/// The protection that a report shows.
pub fn posture(report: &Report, account: &Account) -> Posture {
    let state = |id: ItemId| report.item(id).map_or(State::Unknown, |item| item.state);
    let layers = facts::layers().map(|fact| layer(fact, &state)).gather();
    let locked = state(ItemId::SettingsLock) == State::Ready;
    let unread: Vec<ItemId> = LAYERS.into_iter().filter(|id| state(*id) == State::Unknown).gather();
    let hidden_by_lock = locked && !unread.is_empty();

    let mut advice: Vec<Suggestion> = Vec::new();
    let suggest = |fact: Advice, unread: Vec<ItemId>| Suggestion {
        weight: weight(&fact, account.holdings),
        locked: locked && fact.item.is_some_and(|id| id != ItemId::Sessions),
        next_step: step(fact.item.unwrap_or(ItemId::SettingsLock), report.page.client),
        unread,
        fact,
    };
    let sizeable = account.holdings == Some(Holdings::Sizeable);
    let later = |fact: &Advice| fact.by_holdings && !sizeable;
    for fact in facts::advice().filter(|fact| !later(fact)).chain(facts::advice().filter(later)) {
        let Some(id) = fact.item else { continue };
        if state(id) == State::Attention {
            advice.push(suggest(fact, Vec::new()));
        } else if unread.first() == Some(&id) && !hidden_by_lock {
            // What was not read may be the very next thing, so it stands in its place.
            let look = facts::advice().find(|fact| fact.item.is_none());
            advice.extend(look.map(|look| suggest(look, unread.clone())));
        }
    }
    let keys = [ItemId::ApiKeysWithdraw, ItemId::ApiKeysIp, ItemId::ApiKeysAge];
    let programs = account.uses_api_keys == Some(true)
        || report.plan == Plan::Bot
        || keys.iter().any(|id| matches!(state(*id), State::Ready | State::Attention));
    let key_advice = facts::tips().filter(|_| programs).gather();
    Posture { posture: layers, hidden_by_lock, advice, key_advice }
}

fn layer(fact: facts::Layer, state: &dyn Fn(ItemId) -> State) -> Layer {
    let both = [state(ItemId::TwoFactorFunding), state(ItemId::TwoFactorTrading)];
    let state = match fact.key {
        "master_key" => state(ItemId::MasterKey),
        "lock" => state(ItemId::SettingsLock),
        "funding" if both.contains(&State::Attention) => State::Attention,
        "funding" if both.contains(&State::Unknown) => State::Unknown,
        "funding" => State::Ready,
        // The password's, too: alone it is never safe.
        _ => match (state(ItemId::TwoFactorSignIn), state(ItemId::Passkey)) {
            (State::Unknown, State::Ready) => State::Ready,
            (sign_in, _) => sign_in,
        },
    };
    Layer { state, partly: fact.key == "funding" && state == State::Attention && both.contains(&State::Ready), fact }
}

fn weight(fact: &Advice, holdings: Option<Holdings>) -> Weight {
    match (fact.by_holdings, holdings) {
        (false, _) => Weight::Needed,
        (true, Some(Holdings::Sizeable)) => Weight::Strong,
        (true, Some(Holdings::Small)) => Weight::Choice,
        (true, None) => Weight::Depends,
    }
}

fn step(id: ItemId, client: Client) -> Option<NextStep> {
    facts::next_step(id, State::Attention, Some(Reason::SecuritySetup), client)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Given, without_page};

    fn report(states: &[(ItemId, State)]) -> Report {
        let mut report = without_page("https://pro.kraken.com/app", &Given::default());
        for item in &mut report.items {
            item.state = states.iter().find(|(id, _)| *id == item.id).map_or(item.state, |(_, state)| *state);
        }
        report
    }

    fn all(state: State) -> Vec<(ItemId, State)> {
        let security = |id: &&ItemId| id.id().starts_with("security.");
        ItemId::ALL.iter().filter(security).map(|id| (*id, state)).collect()
    }

    fn of(states: &[(ItemId, State)], holdings: Option<Holdings>) -> Posture {
        posture(&report(states), &Account { holdings, ..Account::default() })
    }

    fn keys(posture: &Posture) -> Vec<&'static str> {
        posture.advice.iter().map(|one| one.fact.key).collect()
    }

    fn layers(posture: &Posture) -> Vec<State> {
        posture.posture.iter().map(|layer| layer.state).collect()
    }

    #[test]
    fn two_factor_then_master_key_then_lock_whatever_is_at_stake() {
        for holdings in [None, Some(Holdings::Small), Some(Holdings::Sizeable)] {
            let advice = of(&all(State::Attention), holdings);
            let at = |key: &str| keys(&advice).iter().position(|one| *one == key).unwrap();
            for second_step in ["sign_in", "passkey", "funding", "trading"] {
                assert!(at(second_step) < at("master_key"), "{second_step}, {holdings:?}");
            }
            assert!(at("master_key") < at("lock"));
            assert_eq!(advice.advice.len(), 11);
        }
    }

    #[test]
    fn holdings_change_weight_and_order_and_no_item() {
        let sizeable = of(&all(State::Attention), Some(Holdings::Sizeable));
        let small = of(&all(State::Attention), Some(Holdings::Small));
        assert_eq!(keys(&sizeable)[..3], keys(&small)[..3]);
        assert_eq!(keys(&sizeable).last(), Some(&"key_age"));
        assert_eq!(keys(&small).last(), Some(&"lock"));
        let weight = |posture: &Posture| posture.advice.iter().find(|one| one.fact.key == "lock").unwrap().weight;
        assert_eq!((weight(&sizeable), weight(&small)), (Weight::Strong, Weight::Choice));
        assert_eq!(weight(&of(&all(State::Attention), None)), Weight::Depends);
        assert_eq!(layers(&sizeable), layers(&small));
    }

    #[test]
    fn a_password_alone_is_never_safe() {
        assert_eq!(layers(&of(&all(State::Attention), None)), [State::Attention; 5]);
        assert_eq!(layers(&of(&[], None)), [State::Unknown; 5]);
        let mut rest = all(State::Ready);
        rest.retain(|(id, _)| !matches!(id, ItemId::TwoFactorSignIn | ItemId::Passkey));
        let rest = of(&rest, None);
        assert_eq!(layers(&rest)[..2], [State::Unknown; 2]);
    }

    #[test]
    fn a_passkey_stands_for_sign_in_but_not_against_what_the_page_says_of_it() {
        let sign_in = |states: &[(ItemId, State)]| layers(&of(states, None))[1];
        assert_eq!(sign_in(&[(ItemId::Passkey, State::Ready)]), State::Ready);
        assert_eq!(sign_in(&[(ItemId::Passkey, State::Attention)]), State::Unknown);
        assert_eq!(sign_in(&[(ItemId::Passkey, State::Ready), (ItemId::TwoFactorSignIn, State::Attention)]), State::Attention);
        assert_eq!(sign_in(&[(ItemId::Passkey, State::Attention), (ItemId::TwoFactorSignIn, State::Ready)]), State::Ready);
        assert_eq!(layers(&of(&[(ItemId::TwoFactorFunding, State::Ready)], None))[2], State::Unknown);
        let half = of(&[(ItemId::TwoFactorFunding, State::Ready), (ItemId::TwoFactorTrading, State::Attention)], None);
        assert!(half.posture[2].partly && half.posture[2].state == State::Attention);
        assert!(!of(&all(State::Ready), None).posture[2].partly);
    }

    #[test]
    fn what_was_not_read_is_to_be_looked_at_in_its_place() {
        let nothing = of(&[], None);
        assert_eq!(keys(&nothing), ["look"]);
        assert_eq!(nothing.advice[0].unread, LAYERS);
        assert!(nothing.advice[0].next_step.is_some());
        let some = of(&[(ItemId::TwoFactorSignIn, State::Ready), (ItemId::MasterKey, State::Attention)], None);
        assert_eq!(keys(&some), ["look", "master_key"], "funding may be off: that comes before the master key");
        assert_eq!(keys(&of(&all(State::Ready), None)), [] as [&str; 0]);
    }

    #[test]
    fn behind_the_lock_nothing_can_be_read_or_changed() {
        let locked = of(&[(ItemId::SettingsLock, State::Ready), (ItemId::ApiKeysIp, State::Attention)], None);
        assert!(locked.hidden_by_lock);
        assert_eq!(keys(&locked), ["key_ip"], "the page that would tell is hidden");
        assert!(locked.advice[0].locked);
        let open = of(&[(ItemId::SettingsLock, State::Attention), (ItemId::Sessions, State::Attention)], None);
        assert!(!open.hidden_by_lock && open.advice.iter().all(|one| !one.locked));
    }

    #[test]
    fn advice_on_keys_is_for_those_who_use_them() {
        assert!(of(&all(State::NotApplicable), None).key_advice.is_empty());
        assert!(!of(&[(ItemId::ApiKeysIp, State::Ready)], None).key_advice.is_empty());
        let told = Account { uses_api_keys: Some(true), ..Account::default() };
        assert!(!posture(&report(&[]), &told).key_advice.is_empty());
        let mut bot = report(&[]);
        bot.plan = Plan::Bot;
        assert!(!posture(&bot, &Account::default()).key_advice.is_empty());
    }

    #[test]
    fn every_piece_says_why_what_it_costs_where_and_since_when() {
        for one in of(&all(State::Attention), None).advice {
            let fact = one.fact;
            for text in [fact.title, fact.why, fact.cost, fact.place, fact.source] {
                assert!(!text.is_empty(), "{}", fact.key);
            }
            assert!(one.next_step.is_some(), "{}", fact.key);
            assert!(fact.entered.text().starts_with("2026-"));
        }
    }
}
