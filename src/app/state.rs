//! What is kept between two events: one entry a tab for the session, settings for good.

use super::shapes::{account, flag, names, number, report, text, texts};
use crate::account::Account;
use crate::gather::Gather;
use crate::json::Json;
use crate::report::{ItemId, Plan, Report, State};
use serde::Serialize;

/// What is known of one tab. Lives as long as the browser's session, in memory only.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TabState {
    /// Version of this shape: 1.
    pub v: u32,
    /// Scheme, host and path of the page that was read.
    pub url: String,
    /// What was read; none when only `hidden` is known.
    pub report: Option<Report>,
    /// The tab shows another page by now.
    pub stale: bool,
    /// Items that the plan requires and that turned from ready to something worse on this page.
    pub worse: Vec<ItemId>,
    /// The user hid the overlay on this tab.
    pub hidden: bool,
}

impl Default for TabState {
    fn default() -> Self {
        TabState { v: 1, url: String::new(), report: None, stale: false, worse: Vec::new(), hidden: false }
    }
}

impl TabState {
    /// Reads an entry; none for what another version wrote: a new reading replaces it soon.
    pub fn parse(json: &str) -> Option<TabState> {
        let entry = Json::parse(json).filter(|entry| number(entry, "v") == Some(1))?;
        Some(TabState {
            v: 1,
            url: text(&entry, "url")?,
            report: entry.get("report").and_then(report),
            stale: flag(&entry, "stale")?,
            worse: names(&entry, "worse")?,
            hidden: flag(&entry, "hidden")?,
        })
    }

    /// Notes which items got worse than the tab's last report had them. One that did so before stays noted
    /// until it is mended, or the tab shows another page.
    pub(super) fn compare(&mut self, before: &TabState) {
        let (Some(now), Some(then)) = (&self.report, &before.report) else { return };
        let lost = |id: &ItemId| {
            let state = now.item(*id).map(|item| item.state);
            let was_ready = then.item(*id).is_some_and(|item| item.state == State::Ready);
            let noted = before.url == self.url && before.worse.contains(id);
            matches!(state, Some(State::Attention | State::Blocked)) && (was_ready || noted)
        };
        self.worse = ItemId::ALL.iter().copied().filter(|id| now.plan.requires(*id) && lost(id)).gather();
    }
}

/// The user's choices.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Settings {
    /// Version of this shape: 1.
    pub v: u32,
    /// What the user told us; holds the plan.
    pub account: Account,
    /// Whether pages get an overlay at all.
    pub overlay: bool,
    /// Whether the overlay starts as a chip.
    pub collapsed: bool,
    /// Whether a tab that opens a lookalike is stopped.
    pub guard: bool,
    /// Lookalikes that are let pass all the same.
    pub passed: Vec<String>,
    /// Whether Kraken's status is fetched.
    pub status: bool,
    /// Whether a change for the worse is notified.
    pub notify: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            v: 1,
            account: Account::default(),
            overlay: true,
            collapsed: true,
            guard: false,
            passed: Vec::new(),
            status: false,
            notify: false,
        }
    }
}

impl Settings {
    /// Reads settings; none when they are no JSON. What is missing is as if never chosen.
    pub fn parse(json: &str) -> Option<Settings> {
        let chosen = Json::parse(json).filter(|chosen| chosen.fields().is_some())?;
        let otherwise = Settings::default();
        Some(Settings {
            v: 1,
            account: chosen.get("account").map(account).unwrap_or_default(),
            overlay: flag(&chosen, "overlay").unwrap_or(otherwise.overlay),
            collapsed: flag(&chosen, "collapsed").unwrap_or(otherwise.collapsed),
            guard: flag(&chosen, "guard").unwrap_or(otherwise.guard),
            passed: texts(&chosen, "passed").unwrap_or_default(),
            status: flag(&chosen, "status").unwrap_or_default(),
            notify: flag(&chosen, "notify").unwrap_or_default(),
        })
    }

    /// The chosen plan.
    pub fn plan(&self) -> Plan {
        self.account.plan.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Given, without_page};

    fn state(url: &str, spot: State) -> TabState {
        let mut report = without_page("https://pro.kraken.com/app", &Given::default());
        for item in report.items.iter_mut().filter(|item| item.id == ItemId::Spot || item.id == ItemId::Staking) {
            item.state = spot;
        }
        TabState { url: url.into(), report: Some(report), ..TabState::default() }
    }

    #[test]
    fn only_what_the_plan_requires_and_was_ready_is_noted() {
        let mut now = state("a", State::Blocked);
        now.compare(&state("a", State::Ready));
        assert_eq!(now.worse, [ItemId::Spot]);
        let mut later = state("a", State::Attention);
        later.compare(&now);
        assert_eq!(later.worse, [ItemId::Spot], "stays until mended");
        let mut elsewhere = state("b", State::Attention);
        elsewhere.compare(&now);
        assert_eq!(elsewhere.worse, []);
        let mut unread = state("a", State::Unknown);
        unread.compare(&state("a", State::Ready));
        assert_eq!(unread.worse, []);
    }

    #[test]
    fn what_another_version_wrote_is_not_read() {
        let json = serde_json::to_string(&state("a", State::Ready)).unwrap();
        assert_eq!(TabState::parse(&json), Some(state("a", State::Ready)));
        assert_eq!(TabState::parse(&json.replacen("\"v\":1", "\"v\":2", 1)), None);
        assert_eq!(TabState::parse("nonsense"), None);
        assert_eq!(Settings::parse("{}"), Some(Settings::default()));
        assert_eq!(Settings::parse("[]"), None);
        let chosen =
            Settings { collapsed: false, overlay: false, guard: true, passed: vec!["a.example".into()], ..Settings::default() };
        assert_eq!(Settings::parse(&serde_json::to_string(&chosen).unwrap()), Some(chosen));
    }
}
