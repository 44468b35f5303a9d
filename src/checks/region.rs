//! What bundled facts say of the user's region: where no page has said anything, that a product is not offered there.

use super::Finding;
use crate::engine::Given;
use crate::facts::regions::{Rule, rules_of};
use crate::gather::Gather;
use crate::report::{Evidence, Reason, Source, State};

/// Attention for each product that is not offered in the region, with the fact and its date. Old facts change nothing.
pub(super) fn check(given: &Given) -> Vec<Finding> {
    let Some(region) = &given.account.region else { return Vec::new() };
    let closed = |rule: Rule| {
        let words = rule.words(given.at);
        let seen_at = rule.since().unwrap_or(rule.entered);
        let evidence = Evidence { source: Source::Knowledge, quote: words.clone(), r#where: None, seen_at };
        let summary = format!("{words}. No page has said so to you.");
        rule.closes().iter().map(move |id| Finding {
            summary: Some(summary.clone()),
            ..Finding::new(*id, State::Attention, Some(Reason::Region), vec![evidence.clone()])
        })
    };
    rules_of(region).into_iter().filter(|rule| !rule.is_old(given.at)).flat_map(closed).gather()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::Account;
    use crate::moment::Moment;
    use crate::report::ItemId;

    fn said(region: &str, at: &str) -> Vec<Finding> {
        let account = Account { region: Some(region.to_owned()), ..Account::default() };
        check(&Given { at: Moment::parse(at).unwrap(), account, ..Given::default() })
    }

    #[test]
    fn a_state_that_is_not_served_is_attention_with_its_date() {
        let findings = said("US-NY", "2026-11-25T00:00:00Z");
        assert_eq!(findings.len(), 5);
        for finding in &findings {
            assert_eq!((finding.state, finding.reason), (State::Attention, Some(Reason::Region)));
            assert!(finding.evidence[0].quote.contains("as of 2026-10-01"));
        }
        assert!(said("US-NY", "2027-11-25T00:00:00Z").is_empty(), "what may have changed changes nothing");
        assert!(said("US-TX", "2026-11-25T00:00:00Z").is_empty());
        assert!(said("DE", "2026-11-25T00:00:00Z").is_empty());
        let uk: Vec<ItemId> = said("GB", "2026-11-25T00:00:00Z").iter().map(|finding| finding.id).collect();
        assert_eq!(uk, [ItemId::Stocks], "the ban of 2021 is old");
    }
}
