//! Writes what we store and answer, field by field as serde's derived code does natively; a test holds both together.

use super::background::{Effects, Reply};
use super::guard::Danger;
use super::state::{Settings, TabState};
use crate::account::{Account, Deadline};
use crate::names::Named;
use crate::report::{Evidence, Item, KeyReport, Report};
use crate::writer::Writer;

/// A tab's entry.
pub fn tab(state: &TabState) -> String {
    let mut out = Writer::default();
    out.object(&mut |out| {
        out.number_of("v", state.v.into());
        out.text_of("url", Some(&state.url));
        out.key("report");
        match &state.report {
            Some(made) => report(out, made),
            None => out.raw("null"),
        }
        out.flag_of("stale", Some(state.stale));
        out.key("worse");
        out.list(&mut |out| state.worse.iter().for_each(|item| out.text(item.id())));
        out.flag_of("hidden", Some(state.hidden));
    });
    out.done()
}

/// The settings.
pub fn settings(chosen: &Settings) -> String {
    let mut out = Writer::default();
    out.object(&mut |out| {
        out.number_of("v", chosen.v.into());
        out.key("account");
        account(out, &chosen.account);
        out.flag_of("overlay", Some(chosen.overlay));
        out.flag_of("collapsed", Some(chosen.collapsed));
        out.flag_of("guard", Some(chosen.guard));
        out.key("passed");
        out.list(&mut |out| chosen.passed.iter().for_each(|host| out.text(host)));
        out.flag_of("status", Some(chosen.status));
        out.flag_of("notify", Some(chosen.notify));
    });
    out.done()
}

/// What is to be done.
pub fn effects(of: &Effects) -> String {
    let mut out = Writer::default();
    out.object(&mut |out| {
        out.key("reply");
        reply(out, &of.reply);
        text(out, "memory", of.memory.as_deref());
        text(out, "history", of.history.as_deref());
        text(out, "settings", of.settings.as_deref());
        text(out, "notify", of.notify.as_deref());
        text(out, "marks", of.marks.as_deref());
        if !of.tabs.is_empty() {
            out.key("tabs");
            out.list(&mut |out| of.tabs.iter().for_each(|tab| tab_effect(out, tab)));
        }
        if !of.reread.is_empty() {
            out.key("reread");
            out.list(&mut |out| of.reread.iter().for_each(|tab| out.raw(&tab.to_string())));
        }
        flag(out, "forget", of.forget);
        if let Some(found) = &of.danger {
            out.key("danger");
            danger(out, found);
        }
    });
    out.done()
}

fn danger(out: &mut Writer, of: &Danger) {
    out.object(&mut |out| {
        out.number_of("tab", of.tab);
        out.text_of("url", Some(&of.url));
        out.text_of("host", Some(&of.host));
        out.text_of("why", Some(&of.why));
        out.flag_of("passed", Some(of.passed));
    });
}

fn tab_effect(out: &mut Writer, of: &super::background::TabEffect) {
    out.object(&mut |out| {
        out.number_of("tab", of.tab);
        out.text_of("state", Some(&of.state));
        if let Some(badge) = &of.badge {
            out.key("badge");
            out.object(&mut |out| {
                out.text_of("text", Some(&badge.text));
                out.text_of("color", Some(badge.color));
                out.text_of("title", Some(&badge.title));
            });
        }
    });
}

fn reply(out: &mut Writer, of: &Reply) {
    out.object(&mut |out| {
        flag(out, "ok", of.ok);
        flag(out, "reload", of.reload);
        text(out, "state", of.state.as_deref());
        if of.collapsed.is_some() {
            out.flag_of("collapsed", of.collapsed);
        }
    });
}

/// Only where there is one.
fn text(out: &mut Writer, key: &str, text: Option<&str>) {
    if text.is_some() {
        out.text_of(key, text);
    }
}

/// Only where it is so.
fn flag(out: &mut Writer, key: &str, flag: bool) {
    if flag {
        out.flag_of(key, Some(true));
    }
}

fn report(out: &mut Writer, of: &Report) {
    out.object(&mut |out| {
        out.number_of("schema", of.schema.into());
        out.time_of("at", of.at);
        out.key("page");
        out.object(&mut |out| {
            out.name_of("origin", Some(of.page.origin));
            out.name_of("client", Some(of.page.client));
            out.name_of("kind", Some(of.page.kind));
            out.text_of("locale", of.page.locale.as_deref());
            out.flag_of("signedIn", of.page.signed_in);
        });
        out.name_of("plan", Some(of.plan));
        out.name_of("verdict", Some(of.verdict));
        out.text_of("headline", Some(&of.headline));
        out.key("notices");
        out.list(&mut |out| {
            for notice in &of.notices {
                out.object(&mut |out| {
                    out.name_of("kind", Some(notice.kind));
                    out.text_of("text", Some(&notice.text));
                });
            }
        });
        out.key("items");
        out.list(&mut |out| of.items.iter().for_each(|one| item(out, one)));
        out.key("keys");
        out.list(&mut |out| of.keys.iter().for_each(|one| key(out, one)));
        out.key("warnings");
        out.list(&mut |out| {
            for warning in &of.warnings {
                out.object(&mut |out| {
                    out.name_of("item", Some(warning.item));
                    out.text_of("text", Some(&warning.text));
                });
            }
        });
    });
}

fn key(out: &mut Writer, of: &KeyReport) {
    out.object(&mut |out| {
        out.number_of("key", of.key);
        out.number_of("of", of.of);
        out.key("risks");
        out.list(&mut |out| of.risks.iter().for_each(|risk| out.text(risk.public())));
    });
}

fn item(out: &mut Writer, of: &Item) {
    out.object(&mut |out| {
        out.name_of("id", Some(of.id));
        out.name_of("state", Some(of.state));
        out.name_of("reason", of.reason);
        out.text_of("title", Some(&of.title));
        out.text_of("summary", Some(&of.summary));
        out.key("evidence");
        out.list(&mut |out| of.evidence.iter().for_each(|one| evidence(out, one)));
        out.key("nextStep");
        match &of.next_step {
            Some(step) => out.object(&mut |out| {
                out.text_of("label", Some(&step.label));
                out.text_of("url", Some(&step.url));
            }),
            None => out.raw("null"),
        }
    });
}

fn evidence(out: &mut Writer, of: &Evidence) {
    out.object(&mut |out| {
        out.name_of("source", Some(of.source));
        out.text_of("quote", Some(&of.quote));
        out.name_of("where", of.r#where);
        out.time_of("seenAt", of.seen_at);
    });
}

fn account(out: &mut Writer, of: &Account) {
    out.object(&mut |out| {
        out.text_of("region", of.region.as_deref());
        out.text_of("plan", of.plan.map(Named::public));
        out.name_of("holdings", of.holdings);
        out.flag_of("usesApiKeys", of.uses_api_keys);
        out.key("assets");
        out.list(&mut |out| of.assets.iter().for_each(|asset| out.text(asset)));
        match &of.deadline {
            None => out.text_of("deadline", None),
            Some(Deadline::Time(at)) => out.time_of("deadline", *at),
            Some(Deadline::Rail { at, rail }) => {
                out.key("deadline");
                out.object(&mut |out| {
                    out.time_of("at", *at);
                    out.name_of("rail", *rail);
                });
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::super::background::{BadgeEffect, TabEffect};
    use super::*;
    use crate::account::{Holdings, Rail};
    use crate::engine::{Given, without_page};
    use crate::moment::Moment;
    use crate::report::{ItemId, KeyRisk, NextStep, Plan, Reason, Source, State, Warning, Where};

    #[test]
    fn tabs_are_what_serde_writes() {
        let at = Moment(1_795_000_000);
        let mut made = without_page("https://pro.kraken.com/app", &Given { at, ..Given::default() });
        made.page.locale = Some("en".into());
        made.page.signed_in = Some(false);
        let first = &mut made.items[0];
        (first.state, first.reason) = (State::Blocked, Some(Reason::Lookalike));
        let quote = "a \"quoted\" <b>ü</b>\n".to_owned();
        first.evidence.push(Evidence { source: Source::Page, quote, r#where: Some(Where::Row), seen_at: at });
        first.evidence.push(Evidence { source: Source::Memory, quote: String::new(), r#where: None, seen_at: Moment(-1) });
        first.next_step = Some(NextStep { label: "Go".into(), url: "https://www.kraken.com/".into() });
        made.keys.push(KeyReport { key: 1, of: 1, risks: vec![KeyRisk::NoExpiry, KeyRisk::Old] });
        made.warnings.push(Warning { item: ItemId::TwoFactorFunding, text: "\"".into() });
        let worse = vec![ItemId::Spot, ItemId::Api];
        let whole = TabState { url: "https://x/".into(), report: Some(made), worse, stale: true, ..TabState::default() };
        for state in [whole, TabState::default()] {
            assert_eq!(tab(&state), serde_json::to_string(&state).unwrap());
        }
    }

    #[test]
    fn settings_are_what_serde_writes() {
        let mut chosen = Settings { guard: true, passed: vec!["a.example".into(), "b.example".into()], ..Settings::default() };
        assert_eq!(settings(&chosen), serde_json::to_string(&chosen).unwrap());
        let at = Moment(1_795_000_000);
        for deadline in [Deadline::Time(at), Deadline::Rail { at, rail: Some(Rail::Ach) }, Deadline::Rail { at, rail: None }] {
            chosen.account = Account {
                region: Some("US-TX".into()),
                plan: Some(Plan::FundByBank),
                holdings: Some(Holdings::Small),
                uses_api_keys: Some(true),
                assets: vec!["BTC".into(), "ETH".into()],
                deadline: Some(deadline),
            };
            assert_eq!(settings(&chosen), serde_json::to_string(&chosen).unwrap());
        }
    }

    #[test]
    fn effects_are_what_serde_writes() {
        let badge = BadgeEffect { text: "!".into(), color: "#fff", title: "Margin".into() };
        let tabs = vec![
            TabEffect { tab: 7, state: "{\"a\":1}".into(), badge: Some(badge) },
            TabEffect { tab: -1, ..TabEffect::default() },
        ];
        let reply = Reply { ok: true, reload: true, state: Some("{}".into()), collapsed: Some(false) };
        let [memory, history, settings, notify, marks] = ["m", "h", "s", "n", "email a\n"].map(|text| Some(text.to_owned()));
        let danger = Some(Danger { tab: 7, url: "https://a/".into(), host: "a".into(), why: "\"".into(), passed: true });
        let whole = Effects { reply, memory, history, settings, notify, tabs, reread: vec![1, 2], forget: true, marks, danger };
        for of in [whole, Effects::default()] {
            assert_eq!(effects(&of), serde_json::to_string(&of).unwrap());
        }
    }
}
