//! The host check as a whole: invented lookalikes, honest names, and properties that hold for any text.
#![allow(clippy::panic)]

use preflight::{hosts::judge, report::Origin};
use proptest::prelude::*;

const OWN: &str = include_str!("../src/hosts/data/own.tsv");

/// The rows of a table with two columns, none of them left out; so many at least.
fn rows(text: &'static str, least: usize) -> Vec<(&'static str, &'static str)> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let rows: Vec<_> = lines.map(|line| line.split_once('\t').unwrap_or_else(|| panic!("no tab in {line:?}"))).collect();
    assert!(rows.len() >= least, "only {} rows were read", rows.len());
    rows
}

fn own() -> Vec<&'static str> {
    rows(OWN, 3).into_iter().map(|(domain, _)| domain).collect()
}

#[track_caller]
fn is(host: &str, origin: Origin) {
    let verdict = judge(host);
    assert_eq!(verdict.origin, origin, "{host}: {}", verdict.why);
    assert!(!verdict.why.is_empty() && verdict.why.ends_with('.'), "{host}: {}", verdict.why);
}

#[test]
fn lookalikes_are_recognised() {
    for (_, host) in rows(include_str!("hosts/lookalike.tsv"), 50) {
        is(host, Origin::Lookalike);
    }
}

#[test]
fn honest_names_are_left_alone() {
    for (_, host) in rows(include_str!("hosts/honest.tsv"), 60) {
        is(host, Origin::Other);
    }
    for host in ["gitkraken.com", "kraken.example", "kraken-band.de", "kraken.com.my"] {
        assert!(judge(host).why.starts_with("Shares Kraken's name, is not Kraken"), "{host}");
    }
    assert!(judge("app.staked.us").why.contains("Staked"));
    is("app.staked.us", Origin::Other);
}

#[test]
fn kraken_own_hosts_are_official_however_given() {
    for domain in own() {
        for host in [
            domain.to_owned(),
            format!("www.{domain}"),
            domain.to_uppercase(),
            format!("{domain}."),
            format!("{domain}:443"),
            format!("https://{domain}"),
            format!("HTTPS://Pro.{domain}:8443/app/trade?x=@evil.example#/login"),
            format!("  //{domain}/c\n"),
            format!("https://user:word@{domain}/"),
            format!("xn--mnchen-3ya.{domain}"),
        ] {
            is(&host, Origin::Official);
        }
    }
}

#[test]
fn tricks_are_never_official() {
    for domain in own() {
        for trick in [
            format!("{domain}.evil.example"),
            format!("https://{domain}@evil.example"),
            format!("https://{domain}:443@evil.example/"),
            format!("https://{domain}%2f@evil.example/"),
            format!("https://{domain}\\@evil.example/"),
            format!("https://evil.example\\@{domain}/"),
            format!("https://evil.example/@{domain}/"),
            format!("https://evil.example#@{domain}/"),
            format!("https://evil.example?@{domain}/"),
            format!("javascript://{domain}/%0aalert(1)"),
            format!("data:text/html,https://{domain}/"),
            format!("{domain}%2eevil.example"),
            format!("{domain}%00.evil.example"),
            format!("{domain}%00"),
            format!("x{domain}"),
            format!("{domain}x"),
            format!("{domain}-x.example"),
            format!("{domain}:99999"),
            format!("{domain}:evil"),
            format!("{domain}.."),
            format!(".{domain}"),
            format!("evil.example {domain}"),
            format!("evil.example,{domain}"),
            format!("evil.example\u{2044}.{domain}"),
            domain.replace('.', "\u{3002}"),
            domain.replace('.', "%2e"),
            domain.replace('.', "\t."),
            domain.replace('k', "\u{212a}"),
            domain.replace('a', "\u{430}"),
            domain.replace('a', "a\u{301}"),
            domain.replace('r', "r\u{ad}"),
            domain.replace('r', "r\u{200d}"),
        ] {
            assert_ne!(judge(&trick).origin, Origin::Official, "{trick}");
        }
    }
    for host in ["https://kraken.com@evil.example", "kraken.com.evil.example", "kraken.com\\@evil.example", "kr%61ken.com"] {
        is(host, Origin::Lookalike);
    }
}

/// Kraken's own, by a rule written a second time and as plainly as can be.
fn plainly_own(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    own().iter().any(|domain| host == *domain || host.ends_with(&format!(".{domain}")))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gets_a_verdict(text in any::<String>()) {
        let verdict = judge(&text);
        prop_assert!(!verdict.why.is_empty());
        prop_assert_ne!(verdict.origin, Origin::Official);
    }

    #[test]
    fn what_looks_like_an_address_gets_a_verdict(text in "(https?:)?(//)?([a-z@:.%-]{0,8}[@:/\\\\])?(kraken|krаken|xn--[a-z0-9-]{1,9}|[a-z0-9._-]{0,9}|\\PC{0,4})[.-]?(kraken|login)?[.@%:\\\\](com|krak\\.app|\\PC{0,3})(:[0-9]{0,6})?[./\\\\]?") {
        let verdict = judge(&text);
        if verdict.origin == Origin::Official {
            // The host as every reading of the address has it.
            let rest = text.trim().rsplit("//").next().unwrap_or("").trim_start_matches("https:").trim_start_matches("http:");
            let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
            let host = authority.rsplit('@').next().unwrap_or("").split(':').next().unwrap_or("").trim_end_matches('.');
            prop_assert!(plainly_own(host), "{}", text);
            prop_assert!(host.bytes().all(|b| b.is_ascii_alphanumeric() || b".-_".contains(&b)), "{}", text);
        }
    }

    #[test]
    fn a_host_is_official_only_if_it_is_plainly_kraken_own(host in "[a-z0-9]{1,9}([.-][a-z0-9]{1,9}){0,3}\\.(kraken\\.com|kraken\\.co|com|krak\\.app|app|kraken)") {
        prop_assert_eq!(judge(&host).origin == Origin::Official, plainly_own(&host));
    }

    #[test]
    fn the_form_does_not_matter(host in "([a-z]{1,9}[.-]){0,2}(kraken|krakeen|gitkraken|example)(-?[a-z]{1,9})?\\.(com|xyz|webflow\\.io|co\\.uk)") {
        let verdict = judge(&host);
        for form in [
            host.to_uppercase(),
            format!("{host}."),
            format!("{host}:443"),
            format!("https://{host}/path?kraken-login#login"),
            format!(" http://{host}:80 "),
            format!("//{host}"),
        ] {
            prop_assert_eq!(&judge(&form), &verdict, "{}", form);
        }
    }
}
