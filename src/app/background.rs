//! What the background does with an event: a pure function from the event and what is stored to what is to be
//! stored, shown and answered. The glue around it (`extension/background.js`) reads and writes; it may be killed
//! between any two events, so nothing is remembered here.

use super::afresh;
use super::changes::{note, seen};
use super::chosen::Chosen;
use super::guard::{self, Danger};
use super::sender::{Own, Role, Sender, host_of};
use super::shapes::{self, flag, number, text};
use super::state::TabState;
use super::written;
use crate::account::Account;
use crate::data::{self, File};
use crate::engine::{self, Given, Outcome};
use crate::json::Json;
use crate::memory::Memory;
use crate::moment::Moment;
use crate::report::{Notice, NoticeKind, Plan, Report, Tone};
use crate::snapshot::Snapshot;
use crate::status::Status;
use serde::Serialize;

/// The version of the messages; a script of an older build, still running in a page, speaks another.
pub const VERSION: u32 = 1;

/// A message as it came in, without its snapshot (that travels beside it, as it is big).
#[derive(Debug, Clone, Default)]
pub struct Message {
    /// Version.
    pub v: u32,
    /// What it is.
    pub kind: String,
    /// `settings`: the plan to judge for.
    pub plan: Option<Plan>,
    /// `settings`: what else the user told; all of it at once.
    pub account: Option<Account>,
    /// `settings`: whether pages get an overlay.
    pub overlay: Option<bool>,
    /// `settings`: whether Kraken's status is fetched.
    pub status: Option<bool>,
    /// `settings`: whether a change for the worse is notified.
    pub notify: Option<bool>,
    /// `overlay`: whether it starts as a chip.
    pub collapsed: Option<bool>,
    /// `overlay`, `tab`: hidden on this tab.
    pub hidden: Option<bool>,
    /// `overlay`: when the page was loaded, in seconds since 1970.
    pub since: Option<i64>,
    /// `tab`, `opened`: which.
    pub tab: Option<i64>,
    /// `settings`: whether lookalikes are stopped.
    pub guard: Option<bool>,
    /// `opened`: the address.
    pub url: Option<String>,
    /// `passed`: a lookalike that the user goes to all the same.
    pub host: Option<String>,
}

/// An event: who said what.
#[derive(Debug, Clone, Default)]
pub struct Event {
    /// The message.
    pub message: Message,
    /// Its sender.
    pub sender: Sender,
    /// The extension itself.
    pub own: Own,
    /// The engine failed on this very event: it is not tried again.
    pub failed: bool,
    /// The page's marks are another account's than those before.
    pub another: bool,
}

impl Event {
    /// From what the glue passes on. What is not understood is as if it was not there.
    pub fn read(of: &Json) -> Event {
        let empty = Json::Null;
        let part = |name: &str| of.get(name).unwrap_or(&empty);
        let (message, own) = (part("message"), part("own"));
        Event {
            message: Message {
                v: number(message, "v").and_then(|version| u32::try_from(version).ok()).unwrap_or_default(),
                kind: text(message, "kind").unwrap_or_default(),
                plan: shapes::named(message, "plan"),
                account: message.get("account").map(shapes::account),
                overlay: flag(message, "overlay"),
                status: flag(message, "status"),
                notify: flag(message, "notify"),
                collapsed: flag(message, "collapsed"),
                hidden: flag(message, "hidden"),
                since: number(message, "since"),
                tab: number(message, "tab"),
                guard: flag(message, "guard"),
                url: text(message, "url"),
                host: text(message, "host"),
            },
            sender: Sender::read(part("sender")),
            own: Own { id: text(own, "id").unwrap_or_default(), base: text(own, "base").unwrap_or_default() },
            failed: flag(of, "failed") == Some(true),
            another: flag(of, "another") == Some(true),
        }
    }
}

/// What storage held when the event came.
#[derive(Debug, Clone, Default)]
pub struct Stored {
    /// What earlier pages showed.
    pub memory: Option<String>,
    /// What changed.
    pub history: Option<String>,
    /// The user's choices.
    pub settings: Option<String>,
    /// Kraken's status, as it was fetched.
    pub status: Option<String>,
    /// Tabs by id; those the event is about.
    pub tabs: Vec<(i64, String)>,
}

impl Stored {
    /// From what the glue passes on.
    pub fn read(of: &Json) -> Stored {
        let tabs = of.get("tabs").and_then(Json::fields).unwrap_or_default();
        let tab = |(id, state): &(String, Json)| Some((id.parse().ok()?, state.text()?.to_owned()));
        let [memory, history, settings, status] = ["memory", "history", "settings", "status"].map(|name| text(of, name));
        Stored { memory, history, settings, status, tabs: tabs.iter().filter_map(tab).collect() }
    }

    fn tab(&self, id: i64) -> Option<TabState> {
        self.tabs.iter().find(|(tab, _)| *tab == id).and_then(|(_, json)| TabState::parse(json))
    }
}

/// What is to be done.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Effects {
    /// The answer to the sender.
    pub reply: Reply,
    /// To be stored, if it changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub memory: Option<String>,
    /// To be stored, if it changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub history: Option<String>,
    /// To be stored, if it changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settings: Option<String>,
    /// Words for a notification.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notify: Option<String>,
    /// The account's marks on the page, for their hashes to be compared; empty where nobody is signed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marks: Option<String>,
    /// Tabs to be stored, shown in their overlays and on the badge.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tabs: Vec<TabEffect>,
    /// Tabs whose reader has to look again: the plan is another.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reread: Vec<i64>,
    /// All that was read is to be deleted: what is remembered, and the tabs' reports.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub forget: bool,
    /// A tab has opened a lookalike.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub danger: Option<Danger>,
}

/// What becomes of one tab.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct TabEffect {
    /// Which.
    pub tab: i64,
    /// Its new state.
    pub state: String,
    /// Its badge, if that may have changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub badge: Option<BadgeEffect>,
}

/// The toolbar's badge.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct BadgeEffect {
    /// At most a few characters.
    pub text: String,
    /// Its background.
    pub color: &'static str,
    /// The same as a sentence.
    pub title: String,
}

/// The answer to a message.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Reply {
    /// It was taken in.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub ok: bool,
    /// The sender is of another version: the page has to be reloaded.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub reload: bool,
    /// For the overlay: the tab's state, as JSON.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// For the overlay: whether it starts as a chip.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collapsed: Option<bool>,
}

impl Reply {
    pub(super) const OK: Reply = Reply { ok: true, reload: false, state: None, collapsed: None };
    const RELOAD: Reply = Reply { ok: false, reload: true, state: None, collapsed: None };
}

/// What to do about an event. A stranger, and a message that makes no sense, gets an empty answer and changes nothing.
pub fn handle(event: &Event, snapshot: Option<&str>, stored: &Stored, now: Moment) -> Effects {
    let role = event.sender.role(&event.own);
    if role == Role::Stranger {
        return Effects::default();
    }
    if event.message.v != VERSION {
        return Effects { reply: Reply::RELOAD, ..Effects::default() };
    }
    match (event.message.kind.as_str(), role) {
        ("snapshot", Role::Page { tab, host }) => reading(event, tab, &host, snapshot.unwrap_or_default(), stored, now),
        ("route" | "left", Role::Page { tab, .. }) => mark(tab, stored, &|state| state.stale = true),
        ("back", Role::Page { tab, .. }) => {
            let mut effects = mark(tab, stored, &|state| state.stale = false);
            for effect in &mut effects.tabs {
                effect.badge = TabState::parse(&effect.state).and_then(|state| state.report.as_ref().map(badge));
            }
            effects
        }
        ("overlay", Role::Frame { tab }) => overlay(&event.message, tab, stored),
        ("tab", Role::Window) => match (event.message.tab, event.message.hidden) {
            (Some(tab), Some(hidden)) => mark(tab, stored, &|state| state.hidden = hidden),
            _ => Effects::default(),
        },
        ("forget", Role::Window) => Effects { reply: Reply::OK, forget: true, ..Effects::default() },
        ("settings", Role::Window) => choose(&event.message, stored),
        ("opened", Role::Window) => guard::on_opened(&event.message, stored),
        ("passed", Role::Window) => guard::on_passed(&event.message, stored),
        ("seen", Role::Window) => Effects { reply: Reply::OK, history: seen(stored, now), ..Effects::default() },
        _ => Effects::default(),
    }
}

/// A page was read.
fn reading(event: &Event, tab: i64, host: &str, json: &str, stored: &Stored, now: Moment) -> Effects {
    let Ok(page) = Snapshot::parse(json) else {
        return Effects { reply: Reply::RELOAD, ..Effects::default() };
    };
    if host_of(&page.url) != Some(host) {
        return Effects::default();
    }
    let chosen = Chosen::read(stored);
    let settings = &chosen.settings;
    // A private window knows nothing of the others, and they nothing of it.
    let known = stored.memory.as_deref().filter(|_| !event.sender.private);
    // What a newer version wrote is left alone: it is not read, and nothing is written over it.
    let (memory, memory_damaged, newer) = match known.map(Memory::salvage) {
        None => (Memory::default(), false, false),
        Some(Ok((memory, damaged))) => (memory, damaged, false),
        Some(Err(_)) => (Memory::default(), true, true),
    };
    let damaged = chosen.damaged || memory_damaged;
    let status = stored.status.as_deref().map(Status::restore).unwrap_or_default();
    let mut given = Given { at: now, account: settings.account.clone(), plan: None, memory, status };
    // What was read of another account says nothing of this one.
    if event.another {
        given.memory.forget();
    }
    let mut outcome = if event.failed {
        Outcome { report: engine::failed(&page.url, &given), findings: Vec::new(), marks: String::new() }
    } else {
        provoked(&page);
        engine::read(&page, &given)
    };
    if damaged {
        let text = data::words_of(File::AppWords, if newer || chosen.newer { "newer" } else { "damaged" });
        outcome.report.notices.push(Notice { kind: NoticeKind::StoredDataDamaged, text: text.to_owned() });
    }
    let mut effects = Effects { reply: Reply::OK, ..Effects::default() };
    if !event.sender.private && !event.failed && !newer {
        let before = given.memory.clone();
        outcome.remember(&mut given.memory);
        effects.marks = afresh::marks(&outcome);
        note(&mut effects, stored, settings, [&before, &given.memory], now);
        effects.memory = Some(given.memory.to_json()).filter(|new| event.another || known != Some(new));
    }
    let before = stored.tab(tab).unwrap_or_default();
    afresh::tell(&mut outcome.report, event, &before, &page.url);
    let mut state = TabState { url: page.url, report: Some(outcome.report), hidden: before.hidden, ..TabState::default() };
    if !event.another {
        state.compare(&before);
    }
    effects.tabs.push(effect(tab, &state, true));
    effects
}

/// What the overlay's frame asks and tells. Its size and whether it shows is all it may change.
fn overlay(message: &Message, tab: i64, stored: &Stored) -> Effects {
    let mut chosen = Chosen::read(stored);
    let mut state = stored.tab(tab).unwrap_or_default();
    let mut effects = Effects::default();
    if let Some(collapsed) = message.collapsed.filter(|collapsed| *collapsed != chosen.settings.collapsed) {
        chosen.settings.collapsed = collapsed;
        effects.settings = chosen.written();
    }
    let settings = chosen.settings;
    // A page that was left while the background was stopped may have been unable to say so.
    let older = |report: &Report| message.since.is_some_and(|since| report.at < Moment(since));
    let left = !state.stale && state.report.as_ref().is_some_and(older);
    state.stale |= left;
    let hidden = message.hidden.unwrap_or(state.hidden);
    if left || hidden != state.hidden {
        state.hidden = hidden;
        effects.tabs.push(effect(tab, &state, false));
    }
    state.hidden |= !settings.overlay;
    effects.reply = Reply { state: Some(written::tab(&state)), collapsed: Some(settings.collapsed), ..Reply::OK };
    effects
}

/// The user chose in the popup or the options page. What was read stays; it is read again with what was told.
fn choose(message: &Message, stored: &Stored) -> Effects {
    let mut chosen = Chosen::read(stored);
    let before = chosen.settings.clone();
    let settings = &mut chosen.settings;
    if let Some(account) = &message.account {
        settings.account = account.clone();
    }
    settings.account.plan = message.plan.or(settings.account.plan);
    settings.overlay = message.overlay.unwrap_or(settings.overlay);
    settings.guard = message.guard.unwrap_or(settings.guard);
    settings.status = message.status.unwrap_or(settings.status);
    settings.notify = message.notify.unwrap_or(settings.notify);
    let mut effects = Effects { reply: Reply::OK, settings: chosen.written(), ..Effects::default() };
    let settings = &chosen.settings;
    if settings.account == before.account && settings.status == before.status {
        return effects;
    }
    for (tab, json) in &stored.tabs {
        let Some(mut state) = TabState::parse(json) else { continue };
        let Some(report) = &mut state.report else { continue };
        effects.reread.push(*tab);
        if settings.plan() != before.plan() {
            report.plan = settings.plan();
            report.judge();
            state.worse.clear();
            effects.tabs.push(effect(*tab, &state, !state.stale));
        }
    }
    effects
}

/// Changes what is known of a tab.
fn mark(tab: i64, stored: &Stored, change: &dyn Fn(&mut TabState)) -> Effects {
    let mut effects = Effects { reply: Reply::OK, ..Effects::default() };
    if let Some(mut state) = stored.tab(tab) {
        // By what is written: copying and comparing reports weighs two kilobytes.
        let before = written::tab(&state);
        change(&mut state);
        if written::tab(&state) != before {
            effects.tabs.push(effect(tab, &state, false));
        }
    }
    effects
}

fn effect(tab: i64, state: &TabState, with_badge: bool) -> TabEffect {
    let badge = state.report.as_ref().filter(|_| with_badge).map(badge);
    TabEffect { tab, state: written::tab(state), badge }
}

fn badge(report: &Report) -> BadgeEffect {
    let badge = report.badge();
    // White text stands at 4.5 to 1 or better on each of these.
    let color = match badge.tone {
        Tone::Bad => "#b42318",
        Tone::Warn => "#93570a",
        Tone::Unsure => "#596275",
        Tone::Good => "#0b7a4b",
    };
    BadgeEffect { text: badge.text, color, title: badge.title }
}

/// In builds made for the tests only: a page of this title makes the engine panic.
#[cfg(feature = "provoke")]
#[allow(clippy::panic)]
fn provoked(page: &Snapshot) {
    if page.title.contains("preflight-provoke-panic") {
        panic!("provoked");
    }
}

#[cfg(not(feature = "provoke"))]
fn provoked(_page: &Snapshot) {}
