//! The overlay's frame: a chip with the plan's verdict, and the checklist behind it. Read-only: whoever covers or
//! forges it gains nothing.

use super::state::TabState;
use crate::browser::{self, now};
use crate::report::{ItemId, Report};
use crate::view::model::{as_state, chip_words, public_name, state_word, worse_words};
use crate::view::{El, Look, close, document, el, fold, hide, icon, keep_place, mark, sheet, tick};
use js_sys::Function;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

const TICK: i32 = 20_000;
/// How large the panel is; the content script takes less where the page has less.
const PANEL: (i32, i32) = (368, 600);

#[derive(Default)]
struct Frame {
    /// Tells the content script how large to make the frame; `0, 0` for gone.
    size: Option<Function>,
    json: String,
    state: Option<TabState>,
    open: bool,
    /// It showed something of this page.
    shown: bool,
    /// Warnings that the user has put away.
    dismissed: Vec<ItemId>,
}

thread_local! {
    static FRAME: RefCell<Frame> = RefCell::default();
}

fn with<T>(work: impl FnOnce(&mut Frame) -> T) -> Option<T> {
    FRAME.with(|frame| frame.try_borrow_mut().ok().map(|mut frame| work(&mut frame)))
}

/// Starts the frame; `extension/overlay/frame.js` calls it once, with what resizes it. False when it cannot.
#[wasm_bindgen]
pub fn overlay(size: Function) -> bool {
    start(size).is_some()
}

fn start(size: Function) -> Option<()> {
    with(|frame| frame.size = Some(size))?;
    let document = document()?;
    let clicked = Closure::<dyn FnMut(Event)>::new(|event: Event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let act = target.and_then(|target| target.closest("[data-act]").ok().flatten());
        if let Some(act) = act.and_then(|element| element.get_attribute("data-act")) {
            act_on(&act);
        }
    });
    document.add_event_listener_with_callback("click", clicked.into_js_value().unchecked_ref()).ok()?;
    let typed = Closure::<dyn FnMut(KeyboardEvent)>::new(|event: KeyboardEvent| {
        if event.key() == "Escape" && with(|frame| frame.open) == Some(true) {
            act_on("fold");
        }
    });
    document.add_event_listener_with_callback("keydown", typed.into_js_value().unchecked_ref()).ok()?;
    let ticking = Closure::<dyn FnMut()>::new(|| {
        if let Some(app) = by_id("app") {
            tick(&app, now());
        }
    });
    let ticking = ticking.into_js_value();
    web_sys::window()?.set_interval_with_callback_and_timeout_and_arguments_0(ticking.unchecked_ref(), TICK).ok()?;
    Some(())
}

/// Shows a tab's state, as JSON; `collapsed` only where the background says so.
#[wasm_bindgen]
pub fn overlay_state(json: &str, collapsed: Option<bool>) {
    let fresh = with(|frame| {
        if let Some(collapsed) = collapsed {
            frame.open = !collapsed;
        }
        if frame.json == json && collapsed.is_none() {
            return false;
        }
        frame.json = json.to_owned();
        frame.state = TabState::parse(json);
        let spoken = frame.state.as_ref().map(spoken).unwrap_or_default();
        frame.dismissed.retain(|id| spoken.contains(id));
        true
    });
    if fresh == Some(true) {
        draw();
    }
}

fn by_id(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

fn act_on(act: &str) {
    let told = match act {
        "open" => with(|frame| frame.open = true).map(|()| "\"collapsed\":false"),
        "fold" => with(|frame| frame.open = false).map(|()| "\"collapsed\":true"),
        "hide" => with(|frame| {
            if let Some(state) = &mut frame.state {
                state.hidden = true;
            }
        })
        .map(|()| "\"hidden\":true"),
        "dismiss" => {
            with(|frame| frame.dismissed = frame.state.as_ref().map(spoken).unwrap_or_default());
            None
        }
        _ => return,
    };
    draw();
    let focus = if act == "open" { "[data-act=fold]" } else { "[data-act=open]" };
    let element = by_id("app").and_then(|app| app.query_selector(focus).ok().flatten());
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        element.focus().ok();
    }
    if let Some(told) = told {
        browser::later(async move {
            browser::send(&format!("{{\"v\":1,\"kind\":\"overlay\",{told}}}")).await;
        });
    }
}

fn draw() {
    let Some((app, live)) = by_id("app").zip(by_id("live")) else { return };
    with(|frame| {
        let report = frame.state.as_ref().filter(|state| !state.hidden).and_then(|state| state.report.as_ref());
        // What the tab showed before this page was loaded says nothing of it; after a route change it stays, greyed.
        let report = report.filter(|_| frame.shown || frame.state.as_ref().is_some_and(|state| !state.stale));
        let Some((state, report)) = frame.state.as_ref().zip(report) else {
            return frame.resize(0, 0);
        };
        frame.shown = true;
        let picture = if frame.open { panel(state, report) } else { chip(state, report) };
        keep_place(&app, || picture.fill(&app));
        frame.warn(&live, state, report);
        let root = document().and_then(|document| document.document_element());
        if let Some(root) = root {
            root.set_attribute("data-look", if frame.open { "panel" } else { "chip" }).ok();
        }
        if frame.open {
            frame.resize(PANEL.0, PANEL.1);
        } else if let Some(body) = document().and_then(|document| document.body()) {
            frame.resize(body.offset_width(), body.offset_height());
        }
    });
}

impl Frame {
    fn resize(&self, width: i32, height: i32) {
        if let Some(size) = &self.size {
            size.call3(&JsValue::NULL, &width.into(), &height.into(), &self.open.into()).ok();
        }
    }

    /// Says what must be known before the next click, and what got worse; once, politely. In the panel the checklist
    /// shows it, so it is only spoken.
    fn warn(&self, live: &Element, state: &TabState, report: &Report) {
        let mut words = String::new();
        for warning in report.warnings.iter().filter(|warning| !self.dismissed.contains(&warning.item)) {
            words.push_str(&warning.text);
            words.push(' ');
        }
        let mut worse = state.worse.clone();
        worse.retain(|id| !self.dismissed.contains(id));
        words.push_str(&worse_words(report, &worse).unwrap_or_default());
        let words = words.trim_end();
        live.set_attribute("class", if self.open { "sr" } else { "" }).ok();
        let drawn = [if self.open { "spoken: " } else { "shown: " }, words].concat();
        if live.get_attribute("data-said").as_deref() == Some(&drawn) {
            return;
        }
        live.set_attribute("data-said", &drawn).ok();
        live.set_text_content(Some(if self.open { words } else { "" }));
        if !words.is_empty() && !self.open {
            let put_away = el("button", "tool").attr("type", "button").attr("data-act", "dismiss").attr("aria-label", "Dismiss");
            El::of(Some(live.clone())).child(el("p", "").text(words)).child(put_away.child(close()));
        }
    }
}

/// What the overlay speaks up about.
fn spoken(state: &TabState) -> Vec<ItemId> {
    let mut spoken = state.worse.clone();
    if let Some(report) = &state.report {
        report.warnings.iter().for_each(|warning| spoken.push(warning.item));
    }
    spoken
}

fn chip(state: &TabState, report: &Report) -> El {
    let verdict = as_state(report.verdict);
    let chip = el("button", if state.stale { "chip stale" } else { "chip" })
        .attr("type", "button")
        .attr("data-act", "open")
        .attr("data-key", "chip")
        .attr("aria-expanded", "false")
        .attr("data-look", public_name(verdict))
        .attr("data-verdict", public_name(verdict))
        .attr("data-plan", report.plan.name());
    let said = el("span", "sr").text(&format!("Preflight: {}. ", state_word(verdict)));
    chip.child(icon(verdict)).child(said).child(el("span", "").text(&chip_words(report.plan, report.verdict)))
}

fn panel(state: &TabState, report: &Report) -> El {
    let tool = |act: &str, label: &str, picture: El| {
        let tool = el("button", "tool").attr("type", "button").attr("data-act", act).attr("data-key", act);
        tool.attr("aria-label", label).attr("title", label).child(picture)
    };
    let head = el("header", "bar")
        .child(mark())
        .child(el("strong", "").text("Preflight"))
        .child(el("span", "plan").text(&crate::view::model::plan_name(report.plan)))
        .child(tool("hide", "Hide on this tab", hide()))
        .child(tool("fold", "Fold to a chip", fold()).attr("aria-expanded", "true"));
    let list = el("div", "list").attr("tabindex", "0").attr("role", "region").attr("aria-label", "Checklist");
    let foot = el("footer", "").child(el("p", "").text(
        "A page can imitate this panel. The one to trust is the popup behind the toolbar button. Unofficial, not by Kraken.",
    ));
    el("div", "panel").child(head).child(list.all(sheet(state, Look::Full, now())).child(foot))
}
