//! The guard: a tab that opens a lookalike is stopped, unless the user let its host pass before. Off until switched on.

use super::background::{Effects, Message, Reply, Stored};
use super::chosen::Chosen;
use super::state::Settings;
use crate::hosts;
use crate::report::Origin;
use serde::Serialize;

/// A lookalike that a tab has opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Danger {
    /// The tab.
    pub tab: i64,
    /// The address, for whoever goes there all the same.
    pub url: String,
    /// Its host.
    pub host: String,
    /// Why it is no page of Kraken's.
    pub why: String,
    /// The user lets this host pass.
    pub passed: bool,
}

/// Hosts that are let pass, at most: the oldest goes first.
const MOST: usize = 200;

/// A tab has opened an address.
pub(super) fn on_opened(message: &Message, stored: &Stored) -> Effects {
    let danger = message.tab.zip(message.url.as_deref());
    let danger = danger.and_then(|(tab, url)| opened(tab, url, &Chosen::read(stored).settings));
    Effects { reply: Reply::OK, danger, ..Effects::default() }
}

/// The user goes to a lookalike all the same.
pub(super) fn on_passed(message: &Message, stored: &Stored) -> Effects {
    let Some(host) = &message.host else { return Effects::default() };
    let mut chosen = Chosen::read(stored);
    pass(host, &mut chosen.settings);
    Effects { reply: Reply::OK, settings: chosen.written(), ..Effects::default() }
}

/// What there is to say of the address that a tab has opened.
pub fn opened(tab: i64, url: &str, settings: &Settings) -> Option<Danger> {
    let host = host(url).filter(|_| settings.guard)?;
    let verdict = hosts::judge(url);
    (verdict.origin == Origin::Lookalike).then(|| Danger {
        tab,
        url: url.to_owned(),
        passed: settings.passed.iter().any(|passed| passed == host),
        host: host.to_owned(),
        why: verdict.why,
    })
}

/// Lets a host pass from now on.
pub fn pass(host: &str, settings: &mut Settings) {
    settings.passed.retain(|passed| passed != host);
    settings.passed.push(host.to_owned());
    if settings.passed.len() > MOST {
        settings.passed.remove(0);
    }
}

/// The host of a web address, as browsers write it.
fn host(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let authority = rest.split(['/', '?', '#'].as_slice()).next()?;
    let host = authority.rsplit('@').next()?;
    let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
    (!host.is_empty()).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on() -> Settings {
        Settings { guard: true, ..Settings::default() }
    }

    #[test]
    fn a_lookalike_is_stopped_only_while_the_guard_is_on() {
        let url = "https://kraken-login.example/a?b=c#d";
        assert_eq!(opened(7, url, &Settings::default()), None);
        let danger = opened(7, url, &on()).unwrap();
        assert_eq!((danger.tab, danger.host.as_str(), danger.url.as_str()), (7, "kraken-login.example", url));
        assert!(!danger.passed && danger.why.contains("login"));
        assert!(opened(7, "http://kraken-login.example:8080/", &on()).is_some());
        assert!(
            opened(7, "https://www.kraken.com@kraken-login.example/", &on())
                .is_some_and(|danger| danger.host == "kraken-login.example")
        );
    }

    #[test]
    fn honest_hosts_kraken_and_what_is_no_web_page_are_left_alone() {
        for url in [
            "https://www.kraken.com/sign-in",
            "https://support.kraken.com/",
            "https://gitkraken.com/",
            "https://kraken-band.example/",
            "https://example.com/kraken-login",
            "about:blank",
            "chrome://settings/",
            "chrome-extension://kraken-login/x.html",
            "file:///kraken-login.html",
            "",
        ] {
            assert_eq!(opened(7, url, &on()), None, "{url}");
        }
    }

    #[test]
    fn a_host_that_was_let_pass_stays_so_and_no_other() {
        let mut settings = on();
        pass("kraken-login.example", &mut settings);
        pass("kraken-login.example", &mut settings);
        assert_eq!(settings.passed, ["kraken-login.example"]);
        let passed = |url: &str| opened(7, url, &settings).unwrap().passed;
        assert!(passed("https://kraken-login.example/other"));
        assert!(!passed("https://www.kraken-login.example/"));
        assert!(!passed("https://kraken-signin.example/"));
        let mut many = on();
        (0..300).for_each(|index| pass(&format!("kraken-login{index}.example"), &mut many));
        assert_eq!(many.passed.len(), MOST);
        assert_eq!(many.passed.last().unwrap(), "kraken-login299.example");
    }
}
