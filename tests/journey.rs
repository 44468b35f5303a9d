//! From page to page with the real binary: what is remembered and for how long, what status adds, and the deadline.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic, its helpers too")]

use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const PRO: &str = "https://pro.kraken.com/app/home";
const TRADE: &str = r#"<!doctype html><html lang="en"><title>BTC/USD | Kraken Pro</title>
<nav aria-label="Side navigation"><button>Portfolio</button></nav>
<main><h1>BTC/USD</h1><div role="dialog" aria-modal="true"><h2>Margin</h2><p>Margin trading is not available in your region.</p></div></main>"#;
const HOME: &str = r#"<!doctype html><html lang="en"><title>Home | Kraken Pro</title>
<nav aria-label="Side navigation"><button>Portfolio</button></nav><main><h1>Home</h1><p>Good morning.</p></main>"#;
const SIGN_IN: &str = r#"<!doctype html><html lang="en"><title>Sign in to Kraken</title><main><h1>Sign in to Kraken</h1>
<form><label>Email<input name="username"></label><label>Password<input type="password"></label><button>Continue</button></form></main>"#;

struct Journey(PathBuf);

impl Journey {
    fn new(name: &str) -> Journey {
        let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("journey-{name}"));
        let _ = fs::remove_dir_all(&place);
        fs::create_dir_all(&place).unwrap();
        Journey(place)
    }

    fn read(&self, page: &str, url: &str, at: &str, more: &[&str]) -> Value {
        fs::write(self.0.join("page.html"), page).unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_preflight"))
            .current_dir(&self.0)
            .args(["read", "page.html", "--url", url, "--at", at])
            .args(more)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    fn put(&self, name: &str, text: &str) -> String {
        fs::write(self.0.join(name), text).unwrap();
        name.to_owned()
    }
}

fn item<'a>(report: &'a Value, id: &str) -> &'a Value {
    report["items"].as_array().unwrap().iter().find(|item| item["id"] == id).unwrap()
}

fn state(report: &Value, id: &str) -> (String, Option<String>) {
    let item = item(report, id);
    (item["state"].as_str().unwrap().to_owned(), item["reason"].as_str().map(str::to_owned))
}

fn is(report: &Value, id: &str, state_and_reason: (&str, Option<&str>)) {
    let expected = (state_and_reason.0.to_owned(), state_and_reason.1.map(str::to_owned));
    assert_eq!(state(report, id), expected, "{}", item(report, id));
}

#[test]
fn what_one_page_shows_is_known_on_the_next_for_a_day() {
    let journey = Journey::new("memory");
    let memory = ["--memory", "memory.json", "--plan", "margin"];
    let first = journey.read(TRADE, "https://pro.kraken.com/app/trade/btc-usd", "2026-11-22T12:00:00Z", &memory);
    is(&first, "capability.margin", ("blocked", Some("region")));
    let next = journey.read(HOME, PRO, "2026-11-23T12:00:00Z", &memory);
    is(&next, "capability.margin", ("blocked", Some("region")));
    let evidence = &item(&next, "capability.margin")["evidence"][0];
    assert_eq!(evidence["source"], "memory");
    assert_eq!(evidence["where"], Value::Null);
    assert_eq!(evidence["quote"], "Margin trading: blocked (region), read on the trade page");
    assert_eq!(evidence["seenAt"], "2026-11-22T12:00:00Z");
    assert_eq!(next["verdict"], "blocked");
    let late = journey.read(HOME, PRO, "2026-11-23T12:00:01Z", &memory);
    is(&late, "capability.margin", ("unknown", None));
    assert!(journey.read(HOME, PRO, "2026-11-22T12:00:00Z", &[])["items"].is_array());
    assert!(!fs::read_to_string(journey.0.join("memory.json")).unwrap().contains("session."));
}

#[test]
fn a_sign_out_starts_afresh_and_a_lookalike_adds_nothing() {
    let journey = Journey::new("sign-out");
    let memory = ["--memory", "memory.json"];
    journey.read(TRADE, "https://kraken-pro-login.com/app/trade/btc-usd", "2026-11-22T12:00:00Z", &memory);
    is(&journey.read(HOME, PRO, "2026-11-22T12:01:00Z", &memory), "capability.margin", ("unknown", None));
    journey.read(TRADE, "https://pro.kraken.com/app/trade/btc-usd", "2026-11-22T12:02:00Z", &memory);
    let out = journey.read(SIGN_IN, "https://id.kraken.com/sign-in", "2026-11-22T12:03:00Z", &memory);
    is(&out, "session.signed_in", ("blocked", Some("account")));
    is(&out, "capability.margin", ("unknown", None));
    is(&journey.read(HOME, PRO, "2026-11-22T12:04:00Z", &memory), "capability.margin", ("unknown", None));
}

#[test]
fn status_fills_the_operations_and_its_notice_goes() {
    let journey = Journey::new("status");
    let kinds = |report: &Value| -> Vec<String> {
        report["notices"].as_array().unwrap().iter().map(|notice| notice["kind"].as_str().unwrap().to_owned()).collect()
    };
    let at = "2026-11-22T12:00:00Z";
    let none = journey.read(HOME, PRO, at, &[]);
    is(&none, "operations.exchange", ("unknown", None));
    assert_eq!(kinds(&none), ["status_not_checked"]);

    let summary = journey.put("summary.json", include_str!("status/summary.json"));
    let clear = journey.read(HOME, PRO, at, &["--status", &summary]);
    for id in ["operations.exchange", "operations.funding", "operations.api", "operations.sign_up"] {
        is(&clear, id, ("ready", None));
    }
    is(&clear, "capability.spot", ("unknown", None));
    assert_eq!(kinds(&clear), [] as [&str; 0]);
    let old = journey.read(HOME, PRO, "2026-11-22T12:11:00Z", &["--status", &summary]);
    is(&old, "operations.exchange", ("unknown", None));

    let trouble = journey.put("trouble.json", include_str!("status/summary-trouble.json"));
    let trouble = journey.read(HOME, PRO, at, &["--status", &trouble, "--status", &summary]);
    is(&trouble, "funding.ach", ("blocked", Some("maintenance")));
    is(&trouble, "operations.funding", ("attention", Some("maintenance")));
    is(&trouble, "operations.exchange", ("attention", Some("maintenance")));
    assert_eq!(kinds(&trouble), ["asset_affected"]);

    let body = json!({"error": [], "result": {"status": "cancel_only", "timestamp": at}}).to_string();
    let mode = journey.put("mode.json", &body);
    let mode = journey.read(HOME, PRO, at, &["--status", &mode]);
    is(&mode, "capability.spot", ("blocked", Some("maintenance")));
    is(&mode, "operations.exchange", ("blocked", Some("maintenance")));
    assert_eq!(mode["verdict"], "blocked");
    assert_eq!(item(&mode, "operations.exchange")["nextStep"]["url"], "https://status.kraken.com/");
}

#[test]
fn the_deadline_is_laid_over_holds_and_windows() {
    let journey = Journey::new("deadline");
    let at = "2026-11-22T12:00:00Z";
    is(&journey.read(HOME, PRO, at, &[]), "operations.deadline", ("not_applicable", None));
    let with = |account: Value, more: &[&str]| {
        let account = journey.put("account.json", &account.to_string());
        journey.read(HOME, PRO, at, &[&["--account", account.as_str()], more].concat())
    };
    let soon = "2026-11-25T12:00:00Z";
    let withdraw = with(json!({"plan": "withdraw", "deadline": {"at": soon, "rail": "ach"}}), &[]);
    is(&withdraw, "operations.deadline", ("blocked", Some("hold")));
    let sources: Vec<_> =
        item(&withdraw, "operations.deadline")["evidence"].as_array().unwrap().iter().map(|one| one["source"].clone()).collect();
    assert_eq!(sources, ["account", "knowledge"]);
    let fund = json!({"plan": "fund_by_bank", "deadline": {"at": soon, "rail": "wire"}});
    is(&with(fund.clone(), &[]), "operations.deadline", ("unknown", None));
    let clear = journey.put("clear.json", include_str!("status/system.json"));
    is(&with(fund.clone(), &["--status", &clear]), "operations.deadline", ("ready", None));
    let going = journey.put("going.json", include_str!("status/scheduled.json"));
    is(&with(fund, &["--status", &going]), "operations.deadline", ("attention", Some("maintenance")));
    let inside = json!({"plan": "spot", "deadline": "2026-11-22T12:15:00Z"});
    is(&with(inside, &["--status", &going]), "operations.deadline", ("blocked", Some("maintenance")));
}

#[test]
fn what_is_known_of_a_region_explains_and_never_goes_before_the_page() {
    let journey = Journey::new("region");
    let at = "2026-11-25T12:00:00Z";
    let account = journey.put("account.json", r#"{"region": "US-NY", "plan": "margin"}"#);
    let more = ["--account", account.as_str()];
    let home = journey.read(HOME, PRO, at, &more);
    is(&home, "capability.margin", ("attention", Some("region")));
    let fact = &item(&home, "capability.margin")["evidence"][0];
    assert_eq!((&fact["source"], &fact["seenAt"]), (&json!("knowledge"), &json!("2026-10-01T00:00:00Z")));
    let closed = journey.read(TRADE, PRO, at, &more);
    is(&closed, "capability.margin", ("blocked", Some("region")));
    let sources: Vec<&Value> =
        item(&closed, "capability.margin")["evidence"].as_array().unwrap().iter().map(|one| &one["source"]).collect();
    assert_eq!(sources, ["page", "knowledge"]);
    let open = HOME.replace("Good morning.", "Margin trading is available to you.");
    is(&journey.read(&open, PRO, at, &more), "capability.margin", ("ready", None));
    let elsewhere = journey.put("elsewhere.json", r#"{"region": "BR"}"#);
    is(&journey.read(HOME, PRO, at, &["--account", &elsewhere]), "capability.margin", ("unknown", None));
}

#[test]
fn an_asset_that_matters_counts_whether_the_page_says_its_name_or_its_ticker() {
    let journey = Journey::new("assets");
    let at = "2026-11-25T12:00:00Z";
    let account = journey.put("account.json", r#"{"assets": ["BTC"]}"#);
    for said in ["Bitcoin deposits are suspended for maintenance.", "BTC deposits are suspended for maintenance."] {
        let page = HOME.replace("Good morning.", said);
        is(&journey.read(&page, PRO, at, &[]), "funding.crypto_deposit", ("unknown", None));
        is(&journey.read(&page, PRO, at, &["--account", &account]), "funding.crypto_deposit", ("blocked", Some("maintenance")));
        let other = page.replace("Bitcoin", "Monero").replace("BTC", "XMR");
        is(&journey.read(&other, PRO, at, &["--account", &account]), "funding.crypto_deposit", ("unknown", None));
    }
}
