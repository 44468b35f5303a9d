//! Protection from page to page: what one page showed warns on the next, and nothing of a key is kept.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic, its helpers too")]

use preflight::checks::posture::posture;
use preflight::engine::{self, Given};
use preflight::html;
use preflight::moment::Moment;
use preflight::report::{ItemId, KeyRisk, Report, State};
use std::fs;

const SECURITY: &str = "https://www.kraken.com/c/account-settings/security";
const DIALOG: &str = "https://pro.kraken.com/app/settings/api#dialog/add-spot-api-key";

fn given() -> Given {
    Given { at: Moment::parse("2026-11-22T12:00:00Z").unwrap(), ..Given::default() }
}

/// Reads a page and remembers what it showed.
fn read(page: &str, url: &str, given: &mut Given) -> Report {
    let outcome = engine::read(&html::snapshot(page, url).unwrap(), given);
    outcome.remember(&mut given.memory);
    outcome.report
}

fn practice(name: &str) -> String {
    fs::read_to_string(format!("{}/www/practice/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn dialog(ticked: &str) -> String {
    let permission = |name: &str| {
        let checked = if ticked == name { " checked" } else { "" };
        format!("<label><input type=checkbox{checked}> {name}</label>")
    };
    let boxes = ["Query", "Create & modify orders", "Withdraw", "Add withdrawal addresses"].map(permission).concat();
    format!(
        "<html lang=en><main><h1>API keys</h1></main><div role=dialog aria-modal=true><h2>Create API key</h2>{boxes}<button>Generate key</button></div>"
    )
}

#[test]
fn funding_2fa_seen_off_warns_on_deposits_and_withdrawals_only() {
    let mut given = given();
    let deposit = practice("www/deposit.html");
    let before = read(&deposit, "https://www.kraken.com/c/funding/deposit", &mut given);
    assert_eq!(before.warnings, []);
    let shown = read(&practice("www/security.html"), SECURITY, &mut given);
    assert_eq!(shown.item(ItemId::TwoFactorFunding).unwrap().state, State::Attention);
    assert_eq!(shown.warnings, [], "the page itself says it well enough");
    for (page, url) in [
        ("www/deposit.html", "https://www.kraken.com/c/funding/deposit"),
        ("www/withdraw.html", "https://www.kraken.com/c/funding/withdraw"),
    ] {
        let warnings = read(&practice(page), url, &mut given).warnings;
        assert_eq!(warnings.iter().map(|warning| warning.item).collect::<Vec<_>>(), [ItemId::TwoFactorFunding], "{url}");
    }
    assert_eq!(read(&practice("www/earn.html"), "https://www.kraken.com/c/earn", &mut given).warnings, []);
}

#[test]
fn a_ticked_right_to_withdraw_warns_while_the_key_is_not_made_yet() {
    for (ticked, warns) in
        [("", false), ("Query", false), ("Create & modify orders", false), ("Withdraw", true), ("Add withdrawal addresses", true)]
    {
        let report = read(&dialog(ticked), DIALOG, &mut given());
        assert_eq!(report.warnings.len(), usize::from(warns), "{ticked}");
        assert_eq!(report.keys, []);
    }
}

#[test]
fn a_key_may_do_too_much_in_other_languages_too() {
    let page = |permissions: &str| {
        format!(
            "<!doctype html><html lang=de><main><h1>API-Schlüssel</h1><table><tr><th>Name</th><th>Berechtigungen</th><th>Erlaubte IPs</th></tr>\
             <tr><td>Steuer 2026</td><td>{permissions}</td><td>203.0.113.7</td></tr></table></main></html>"
        )
    };
    for (permissions, too_much) in [("Guthaben abfragen", false), ("Guthaben abfragen, Orders stornieren", true)] {
        let report = read(&page(permissions), "https://www.kraken.com/u/security/api", &mut given());
        assert_eq!(report.keys[0].risks.contains(&KeyRisk::TooMuch), too_much, "{permissions}");
    }
}

#[test]
fn a_key_is_known_by_its_place_and_nothing_of_it_is_kept() {
    let mut given = given();
    let page = practice("www/api-keys.html");
    let report = read(&page, "https://www.kraken.com/u/security/api", &mut given);
    let places: Vec<_> = report.keys.iter().map(|key| (key.key, key.of)).collect();
    assert_eq!(places, [(1, 2), (2, 2)]);
    assert!(report.keys[0].risks.contains(&KeyRisk::TooMuch), "a bot that may withdraw");
    assert!(!report.keys[1].risks.contains(&KeyRisk::TooMuch), "a tax report that only reads");
    assert!(!posture(&report, &given.account).key_advice.is_empty());
    let kept = given.memory.to_json() + &serde_json::to_string(&report).unwrap();
    for name in ["grid-bot", "tax-report"] {
        assert!(page.contains(name) && !kept.contains(name), "{name}");
    }
}

#[test]
fn new_and_old_labels_and_technical_names_are_one_permission() {
    let row = |may: &str| {
        let page = format!(
            "<html lang=en><main><h1>API keys</h1><table><tr><th>Key name<th>Permissions<th>IP allowlist<th>Expires</tr>\
             <tr><td>one<td>{may}<td>203.0.113.7<td>2027-01-01</tr></table><button>Sign out</button></main>"
        );
        let report = read(&page, "https://pro.kraken.com/app/settings/api", &mut given());
        report.keys.first().is_some_and(|key| key.risks.contains(&KeyRisk::Withdraw))
    };
    for may in [
        "Query, Withdraw",
        "Query Funds, Withdraw Funds",
        "query-funds, withdraw-funds",
        "add-withdraw-address",
        "Query, Update withdrawal addresses",
    ] {
        assert!(row(may), "{may}");
    }
    for may in [
        "Query, Deposit",
        "Query Funds, Cancel/Close Orders",
        "query-ledger, export-data",
        "Create & modify orders, WebSocket interface",
    ] {
        assert!(!row(may), "{may}");
    }
}
