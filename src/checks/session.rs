//! `session.*`: whose host it is, whether someone is signed in, whether this client can do what the plan needs.

use super::{Finding, Known, imitation, said};
use crate::facts;
use crate::gather::Gather;
use crate::hosts;
use crate::names;
use crate::reading::{Meaning, Subject, parts};
use crate::report::{Client, Evidence, ItemId, Origin, Reason, Source, State};

pub(super) fn check(known: &Known) -> Vec<Finding> {
    let mut findings = vec![origin(known)];
    findings.extend(signed_in(known));
    findings.extend(client(known));
    findings
}

fn address(known: &Known) -> Vec<Evidence> {
    let (host, path) = parts(&known.page.url);
    let quote = std::iter::once(host).chain(path).gather().join("/");
    vec![Evidence { source: Source::Address, quote, r#where: None, seen_at: known.given.at }]
}

fn origin(known: &Known) -> Finding {
    let verdict = || hosts::judge(&parts(&known.page.url).0);
    let mut evidence = address(known);
    let (state, reason, why) = match known.reading.page.origin {
        // For Kraken's own hosts the usual sentence says all; for others the verdict says why.
        Origin::Official => (State::Ready, None, String::new()),
        Origin::Lookalike => (State::Blocked, Some(Reason::Lookalike), verdict().why),
        Origin::Other => {
            let verdict = verdict();
            match imitation::imitates(known.page, verdict.bearing) {
                Some((why, quote)) => {
                    evidence.push(quote.evidence(known.given.at));
                    (State::Attention, Some(Reason::Lookalike), why.to_owned())
                }
                None => (State::NotApplicable, None, verdict.why),
            }
        }
    };
    Finding { summary: Some(why).filter(|why| !why.is_empty()), ..Finding::new(ItemId::SessionOrigin, state, reason, evidence) }
}

fn signed_in(known: &Known) -> Option<Finding> {
    let page = &known.reading.page;
    let barred = known.reading.signals.iter().find(|signal| {
        signal.subject == Subject::Account
            && !signal.narrow
            && matches!(signal.meaning, Meaning::Fails(Reason::Account | Reason::Unstated))
    });
    let mut evidence = known.evidence(&known.reading.session);
    if let Some(signal) = barred {
        let quotes = known.evidence(&signal.quotes);
        let summary = Some(said("barred", &[]));
        return Some(Finding { summary, ..Finding::new(ItemId::SessionSignedIn, State::Blocked, Some(Reason::Account), quotes) });
    }
    if evidence.is_empty() {
        evidence = address(known);
    }
    match page.signed_in {
        Some(true) => Some(Finding::new(ItemId::SessionSignedIn, State::Ready, None, evidence)),
        Some(false) => Some(Finding::new(ItemId::SessionSignedIn, State::Blocked, Some(Reason::Account), evidence)),
        None => None,
    }
}

fn client(known: &Known) -> Option<Finding> {
    let client = known.reading.page.client;
    if matches!(client, Client::None) {
        return None;
    }
    let plan = known.given.plan();
    if facts::client_can(client, plan)? {
        return Some(Finding::new(ItemId::SessionClient, State::Ready, None, address(known)));
    }
    let instead = facts::client_instead(client, plan).map_or("another Kraken client", phrase);
    let summary = Some(format!("This is {}; {} is done in {instead}.", phrase(client), plan.phrase()));
    Some(Finding { summary, ..Finding::new(ItemId::SessionClient, State::Attention, Some(Reason::Client), address(known)) })
}

/// What a client is called in a sentence.
fn phrase(client: Client) -> &'static str {
    names::phrase("client", client)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clients_are_called_by_their_place_in_the_list() {
        let called = [Client::App, Client::Classic, Client::FuturesLegacy, Client::None].map(phrase);
        assert_eq!(called, ["the Kraken app", "the older Kraken interface", "the older futures interface", "no Kraken client"]);
    }
}
