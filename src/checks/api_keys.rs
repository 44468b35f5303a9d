//! `security.api_keys.*`: over all keys that a page lists.

use super::{Finding, Known, said};
use crate::data::{self, File};
use crate::gather::Gather;
use crate::moment::{DAY, Moment};
use crate::reading::{Judgement, Key, Purpose, Quote};
use crate::report::{ItemId, KeyReport, KeyRisk, Reason, State};

/// A key older, or longer unused, than this is to be looked at (docs/report.md, Items).
const OLD: i64 = 90 * DAY;

/// Most quotes for one key.
const QUOTES: usize = 3;

/// What an item says of a key, if the page says enough.
type Judged = fn(&Key, Moment) -> Option<bool>;

const ITEMS: [(ItemId, Judgement, Judged); 3] = [
    (ItemId::ApiKeysWithdraw, Judgement::Withdraw, |key, _| key.withdraw),
    (ItemId::ApiKeysIp, Judgement::AnyIp, |key, _| key.any_ip),
    (ItemId::ApiKeysAge, Judgement::Age, stale),
];

pub(super) fn check(known: &Known) -> Vec<Finding> {
    let keys = &known.reading.keys;
    let at = known.given.at;
    let evidence = |quotes: &[Quote]| known.evidence(quotes.get(..QUOTES).unwrap_or(quotes));
    let mut findings = Vec::new();
    if let Some(quotes) = &keys.none {
        findings.extend(ITEMS.map(|(id, ..)| Finding::new(id, State::NotApplicable, None, evidence(quotes))));
    }
    if let Some((risky, quotes)) = &keys.draft {
        let found = Finding::new(ItemId::ApiKeysWithdraw, State::Attention, Some(Reason::SecuritySetup), evidence(quotes));
        findings.extend(risky.then_some(found));
    }
    for (id, judgement, risky) in ITEMS {
        let quotes = |key: &Key| key.quotes.get(judgement as usize).map(|quotes| evidence(quotes)).unwrap_or_default();
        let bad: Vec<&Key> = keys.listed.iter().filter(|key| risky(key, at) == Some(true)).gather();
        if !bad.is_empty() {
            let found = bad.iter().flat_map(|key| quotes(key)).take(4).gather();
            let summary = count(id, bad.len(), keys.listed.len());
            findings.push(Finding {
                summary: Some(summary),
                ..Finding::new(id, State::Attention, Some(Reason::SecuritySetup), found)
            });
        } else if !keys.listed.is_empty() && keys.listed.iter().all(|key| risky(key, at) == Some(false)) {
            let found = keys.listed.iter().flat_map(quotes).take(4).gather();
            findings.push(Finding::new(id, State::Ready, None, found));
        }
    }
    findings
}

/// What is wrong with each key of the list, as far as the page says it.
pub(super) fn each(known: &Known) -> Vec<KeyReport> {
    let keys = &known.reading.keys.listed;
    let count = |index: usize| i64::try_from(index).unwrap_or(i64::MAX);
    let report = |(index, key): (usize, &Key)| KeyReport {
        key: count(index + 1),
        of: count(keys.len()),
        risks: risks(key, known.given.at),
    };
    keys.iter().enumerate().map(report).gather()
}

fn risks(key: &Key, at: Moment) -> Vec<KeyRisk> {
    let over = |moment: Option<Moment>| moment.is_some_and(|moment| at.since(moment) > OLD);
    let too_much = match key.purpose {
        Some(Purpose::Reading) => key.trades || key.moves,
        Some(Purpose::Trading) => key.moves,
        None => false,
    };
    let judged = [
        (KeyRisk::Withdraw, key.withdraw == Some(true)),
        (KeyRisk::AnyIp, key.any_ip == Some(true)),
        (KeyRisk::NoExpiry, key.expires == Some(false)),
        (KeyRisk::Old, over(key.created)),
        (KeyRisk::Unused, over(key.used) || key.unused && over(key.created)),
        (KeyRisk::TooMuch, too_much),
    ];
    judged.into_iter().filter(|(_, found)| *found).map(|(risk, _)| risk).gather()
}

/// No expiry and over 90 days old, or unused for over 90 days; none where the page does not say enough.
fn stale(key: &Key, at: Moment) -> Option<bool> {
    let over = |moment: Moment| at.since(moment) > OLD;
    let old = match (key.expires, key.created) {
        (Some(true), _) => Some(false),
        (Some(false), Some(created)) => Some(over(created)),
        (None, Some(created)) if !over(created) => Some(false),
        _ => None,
    };
    let idle = match (key.used, key.unused, key.created) {
        (Some(used), ..) => Some(over(used)),
        (None, true, Some(created)) => Some(over(created)),
        _ => None,
    };
    match (old, idle) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        // A key younger than that cannot have been idle for longer.
        (Some(false), None) if key.created.is_some_and(|created| !over(created)) => Some(false),
        _ => None,
    }
}

fn count(id: ItemId, bad: usize, all: usize) -> String {
    let what = match id {
        ItemId::ApiKeysWithdraw => "may_withdraw",
        ItemId::ApiKeysIp => "any_ip",
        _ => "aged",
    };
    let what = data::words_of(File::CheckWords, what);
    match (bad, all) {
        (1, 1) => said("one_key", &[what]),
        (bad, all) => said("keys", &[&bad.to_string(), &all.to_string(), what]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_risk_of_a_key_stands_by_itself() {
        let at = Moment(1_000 * DAY);
        let day = |days: i64| Some(Moment((1_000 - days) * DAY));
        assert_eq!(risks(&Key::default(), at), []);
        let good = Key { withdraw: Some(false), any_ip: Some(false), expires: Some(true), created: day(90), ..Key::default() };
        assert_eq!(risks(&good, at), []);
        let bad = Key { withdraw: Some(true), any_ip: Some(true), expires: Some(false), created: day(91), ..Key::default() };
        let common = [KeyRisk::Withdraw, KeyRisk::AnyIp, KeyRisk::NoExpiry, KeyRisk::Old];
        assert_eq!(risks(&bad, at), common);
        assert_eq!(risks(&Key { unused: true, ..bad.clone() }, at), [common.as_slice(), &[KeyRisk::Unused]].concat());
        assert_eq!(risks(&Key { used: day(91), ..good.clone() }, at), [KeyRisk::Unused]);
        let for_reading = Key { purpose: Some(Purpose::Reading), trades: true, ..good.clone() };
        assert_eq!(risks(&for_reading, at), [KeyRisk::TooMuch]);
        assert_eq!(risks(&Key { purpose: Some(Purpose::Trading), ..for_reading.clone() }, at), []);
        assert_eq!(risks(&Key { purpose: Some(Purpose::Trading), moves: true, ..good }, at), [KeyRisk::TooMuch]);
        assert_eq!(risks(&Key { purpose: None, ..for_reading }, at), []);
    }

    #[test]
    fn a_key_is_stale_by_age_or_by_rest() {
        let at = Moment(1_000 * DAY);
        let day = |days: i64| Some(Moment((1_000 - days) * DAY));
        let key = |expires, created, used, unused| Key { expires, created, used, unused, ..Key::default() };
        assert_eq!(stale(&key(Some(false), day(91), day(1), false), at), Some(true));
        assert_eq!(stale(&key(Some(false), day(90), day(1), false), at), Some(false));
        assert_eq!(stale(&key(Some(true), day(300), day(1), false), at), Some(false));
        assert_eq!(stale(&key(Some(true), day(300), day(91), false), at), Some(true));
        assert_eq!(stale(&key(Some(true), day(300), None, true), at), Some(true));
        assert_eq!(stale(&key(None, day(300), day(2), false), at), None);
        assert_eq!(stale(&key(None, day(10), None, false), at), Some(false));
        assert_eq!(stale(&key(None, None, None, false), at), None);
    }
}
