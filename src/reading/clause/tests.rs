//! Sentences and what they claim.

use super::*;
use crate::reading::{cut, tree::Tree};
use crate::snapshot::Snapshot;

/// What one sentence claims, shortly: subject, meaning; empty when nothing.
fn said(text: &str) -> String {
    let page = format!(r#"{{"v":1,"url":"","nodes":[[0,"block"],[1,"t",{}]]}}"#, serde_json::to_string(text).unwrap());
    let page = Snapshot::parse(&page).unwrap();
    let tree = Tree::new(&page);
    let cut = cut::cut(&tree, "en", crate::moment::Moment::parse("2026-11-22T12:00:00Z").unwrap());
    let all = claims(&cut.blocks()[0], Client::App).into_iter().flatten().map(|claim| {
        let subjects: Vec<&str> = claim.subjects.iter().map(|subject| subject.name()).collect();
        format!("{} {:?}{}", subjects.join("+"), claim.meaning, if claim.narrow { " narrow" } else { "" })
    });
    all.collect::<Vec<_>>().join("; ")
}

#[test]
fn sentences_claim_what_they_say() {
    for (text, wanted) in [
        ("Margin trading is not available in your region.", "margin Fails(Region)"),
        ("Buying and selling crypto isn't possible from your country of residence.", "spot Fails(Region)"),
        ("Futures are no longer restricted.", "futures Works"),
        ("Spot trading works as usual while margin is suspended.", "spot Works; margin Fails(Unstated)"),
        ("Verify to Intermediate to unlock margin", "margin Fails(Verification)"),
        ("Wire needs Intermediate", "wire Fails(Verification)"),
        ("Margin isn't enabled", "margin SwitchedOff"),
        ("Trade futures on Kraken Pro", ""),
        ("Futures are only available on Kraken Pro", "futures OtherClient"),
        ("If you live in New York, margin is not available.", ""),
        ("Staking is available to eligible clients in select regions.", ""),
        ("Is margin unavailable?", ""),
        ("Futures trading was unavailable yesterday.", ""),
        ("Monero deposits are paused.", "deposits Fails(Unstated) narrow"),
        ("Your withdrawals are on hold until 25 November.", "withdrawals Fails(Hold)"),
        ("Margin and futures are unavailable.", "margin+futures Fails(Unstated)"),
        ("Deposits are fine, but withdrawals are paused.", "deposits Works; withdrawals Fails(Unstated)"),
        ("Scheduled maintenance of futures on 12 December", "futures Trouble(Maintenance)"),
        (
            "The sum of $1,250.00 is subject to a hold and may not be transferred on-chain before the seventh day.",
            " Trouble(Hold); crypto_withdrawal Trouble(Hold)",
        ),
        ("No maintenance is planned for spot trading", ""),
    ] {
        assert_eq!(said(text), wanted, "{text}");
    }
}
