//! The popup, also as a page of its own (`popup.html?tab=ID`): draws what is stored, then follows it.
//! It never waits for the background, so it opens at once even when that has been stopped.

use super::sender::{HOSTS, host_of};
use super::state::{Settings, TabState};
use crate::browser::{self, Area, Tab, now};
use crate::checks::posture::posture;
use crate::data::{self, File};
use crate::engine::{self, Given};
use crate::hosts;
use crate::letters;
use crate::memory::Memory;
use crate::report::{ItemId, Origin, Plan, State};
use crate::snapshot::Snapshot;
use crate::status::Status;
use crate::view::model::{as_state, public_name};
use crate::view::{El, Look, el, icon, keep_place, protection, sheet_with, tick};
use js_sys::Promise;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Event, HtmlInputElement, HtmlSelectElement};

/// How often ages ("3 min ago") are brought up to date, in milliseconds.
const TICK: i32 = 20_000;

struct Popup {
    list: Element,
    plans: HtmlSelectElement,
    chip: HtmlInputElement,
    guard: HtmlInputElement,
    /// The tab asked for in the address; none for the active one.
    asked: Option<f64>,
    /// How many looks were begun, and the newest of those that were drawn: one that took longer than a later one is not
    /// drawn over it.
    looks: Cell<[u32; 2]>,
}

/// What a tab shows, as far as Preflight goes.
enum Place {
    /// A page that the extension reads.
    Readable,
    /// Kraken's, but none of those that are read.
    Own(String),
    /// Somebody else's.
    Foreign,
    /// The browser does not say.
    Unseen,
}

/// Everything that is known at one moment.
struct Known {
    tab: Option<Tab>,
    state: Option<TabState>,
    settings: Settings,
    memory: Option<String>,
    status: Option<String>,
    allowed: bool,
    guarded: bool,
    /// What a page that is not Kraken's shows of a sign-in.
    signs: Option<Snapshot>,
}

/// Starts the popup; `extension/popup/popup.js` calls it once. False when the page is not the popup's.
#[wasm_bindgen]
pub fn popup() -> bool {
    start().is_some()
}

fn start() -> Option<()> {
    let document = crate::view::document()?;
    let search = document.location()?.search().ok()?;
    let asked = search.strip_prefix("?tab=").and_then(letters::number).and_then(|id| u32::try_from(id).ok()).map(f64::from);
    let by_id = |id: &str| document.get_element_by_id(id);
    let (plans, chip) = (by_id("plan")?.dyn_into().ok()?, by_id("chip")?.dyn_into().ok()?);
    let popup = Rc::new(Popup {
        list: by_id("list")?,
        plans,
        chip,
        guard: by_id("guard")?.dyn_into().ok()?,
        asked,
        looks: Cell::default(),
    });
    popup.offer_plans();
    for kind in ["click", "change"] {
        listen(&document, kind, &popup);
    }
    let (stored, tabs, aged) = (popup.clone(), popup.clone(), popup.clone());
    browser::when_stored(move || refresh(&stored));
    browser::when_tabs_change(move || refresh(&tabs));
    let ticking = Closure::<dyn FnMut()>::new(move || tick(&aged.list, now())).into_js_value();
    web_sys::window()?.set_interval_with_callback_and_timeout_and_arguments_0(ticking.unchecked_ref(), TICK).ok()?;
    refresh(&popup);
    Some(())
}

fn refresh(popup: &Rc<Popup>) {
    let popup = popup.clone();
    let [begun, drawn] = popup.looks.get();
    let mine = begun + 1;
    popup.looks.set([mine, drawn]);
    browser::later(async move {
        let known = Known::look(popup.asked).await;
        let [begun, drawn] = popup.looks.get();
        if mine > drawn {
            popup.looks.set([begun, mine]);
            popup.draw(&known);
        }
    });
}

impl Known {
    async fn look(asked: Option<f64>) -> Known {
        let tab = browser::tab(asked).await;
        let private = tab.as_ref().is_some_and(|tab| tab.private);
        let state = match &tab {
            Some(tab) => browser::stored(Area::Session, &format!("tab:{}", (tab.id as i64))).await,
            None => None,
        };
        let settings = browser::stored(if private { Area::Session } else { Area::Local }, "settings").await;
        let memory = if private { None } else { browser::stored(Area::Local, "memory").await };
        let mut known = Known {
            tab,
            state: state.and_then(|json| TabState::parse(&json)),
            settings: settings.and_then(|json| Settings::parse(&json)).unwrap_or_default(),
            memory,
            status: browser::stored(Area::Session, "status").await,
            allowed: browser::may_read().await,
            guarded: browser::may_see_tabs().await,
            signs: None,
        };
        if let (Place::Foreign, Some(tab)) = (known.place(), &known.tab) {
            known.signs = browser::signs(tab.id).await.and_then(|json| Snapshot::parse(&json).ok());
        }
        known
    }

    fn place(&self) -> Place {
        let Some(url) = self.tab.as_ref().and_then(|tab| tab.url.as_deref()) else { return Place::Unseen };
        let secure = host_of(url);
        if secure.is_some_and(|host| HOSTS.contains(&host)) {
            return Place::Readable;
        }
        let plain = url.strip_prefix("http://").and_then(|rest| rest.split(['/', '?', '#'].as_slice()).next());
        let Some(host) = secure.or(plain) else { return Place::Unseen };
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
        match hosts::judge(name).origin {
            Origin::Official => Place::Own(host.to_owned()),
            Origin::Lookalike | Origin::Other => Place::Foreign,
        }
    }

    /// What earlier pages, and the address and signs of this one, say about it, as it was not read (yet).
    fn remembered(&self) -> TabState {
        let url = self.tab.as_ref().and_then(|tab| tab.url.clone()).unwrap_or_default();
        let memory =
            self.memory.as_deref().and_then(|text| Memory::salvage(text).ok()).map(|(memory, _)| memory).unwrap_or_default();
        let status = self.status.as_deref().map(Status::restore).unwrap_or_default();
        let given = Given { at: now(), account: self.settings.account.clone(), memory, status, ..Given::default() };
        let address = url.split(['?', '#'].as_slice()).next().unwrap_or_default().to_owned();
        // The page's own word for its address is not taken.
        let report = engine::report(&Snapshot { url: address, ..self.signs.clone().unwrap_or_default() }, &given);
        TabState { url, report: Some(report), ..TabState::default() }
    }
}

impl Popup {
    fn offer_plans(&self) {
        for plan in Plan::ALL {
            let option = el("option", "").attr("value", plan.name()).text(&crate::view::model::plan_name(*plan));
            El::of(Some(self.plans.clone().into())).child(option);
        }
    }

    fn draw(&self, known: &Known) {
        self.plans.set_value(known.settings.plan().name());
        self.chip.set_checked(known.settings.overlay);
        self.guard.set_checked(known.settings.guard && known.guarded);
        let body = el("div", "body").all(known.parts());
        keep_place(&self.list, || body.fill(&self.list));
        self.list.set_attribute("aria-busy", "false").ok();
    }
}

impl Known {
    /// The checklist, with how the account is protected.
    fn sheet(&self, state: &TabState, look: Look) -> Option<El> {
        let shown = state.report.as_ref().map(|report| protection(report, &posture(report, &self.settings.account)));
        sheet_with(state, look, shown, now())
    }

    fn parts(&self) -> Vec<El> {
        if !data::whole() {
            let text = "Files of the extension are missing or damaged, so it can tell nothing. Install it again.";
            return vec![card(Some(State::Blocked), "Preflight is damaged", text)];
        }
        let state = self.state.as_ref().filter(|state| state.report.is_some());
        let unread = || self.sheet(&self.remembered(), Look::Remembered);
        let mut parts = Vec::new();
        match (self.place(), state) {
            (Place::Readable, Some(state)) => {
                if !self.allowed {
                    parts.push(ask());
                } else if state.hidden {
                    parts.push(button("Show the chip on this tab again", "show", "quiet"));
                }
                parts.extend(self.sheet(state, Look::Full));
            }
            (Place::Readable, None) => {
                parts.push(if self.allowed { wait() } else { ask() });
                parts.extend(unread());
            }
            (Place::Foreign, _) => parts.extend(foreign(&self.remembered())),
            (Place::Own(host), _) => {
                let text = format!("{host} belongs to Kraken. Preflight reads only {}.", HOSTS.join(", "));
                parts.extend([card(None, "Nothing is read here", &text), doors()]);
            }
            (Place::Unseen, _) => {
                if !self.allowed {
                    parts.push(ask());
                }
                parts.extend([card(None, "Not a Kraken page", data::words_of(File::AppWords, "unseen")), doors()]);
            }
        }
        parts
    }
}

async fn answered(question: Option<Promise>) {
    if let Some(question) = question {
        wasm_bindgen_futures::JsFuture::from(question).await.ok();
    }
}

/// A page that is not Kraken's: a lookalike, one that imitates the sign-in, or another.
fn foreign(tab: &TabState) -> Option<El> {
    let report = tab.report.as_ref()?;
    let item = report.item(ItemId::SessionOrigin)?;
    let host = host_of(&tab.url).map_or_else(String::new, |host| format!("{host}: "));
    let (state, title, advice) = match item.state {
        State::Blocked => (Some(item.state), "This is not Kraken", "lookalike"),
        State::Attention => (Some(item.state), "Do not sign in here", "imitation"),
        _ => (None, "Not a Kraken page", "foreign"),
    };
    let advice = data::words_of(File::AppWords, advice);
    let card = card(state, title, &format!("{host}{} {advice}", item.summary))
        .attr("data-item", item.id.id())
        .attr("data-state", public_name(item.state))
        .attr("data-reason", item.reason.map_or("", public_name));
    let whole = el("div", "").attr("data-verdict", public_name(as_state(report.verdict))).attr("data-plan", report.plan.name());
    Some(whole.child(card).child(doors()))
}

fn card(state: Option<State>, title: &str, text: &str) -> El {
    let card = el("section", if state.is_some() { "card bad" } else { "card" });
    let words = el("div", "words").child(el("h2", "").text(title)).child(el("p", "").attr("dir", "auto").text(text));
    match state {
        Some(state) => card.attr("data-look", public_name(state)).child(icon(state)).child(words),
        None => card.child(words),
    }
}

fn button(words: &str, act: &str, class: &str) -> El {
    el("button", class).attr("type", "button").attr("data-act", act).attr("data-key", act).text(words)
}

fn ask() -> El {
    card(None, "Preflight may not read Kraken", data::words_of(File::AppWords, "ask")).child(button(
        "Allow on Kraken",
        "allow",
        "main",
    ))
}

fn wait() -> El {
    card(None, "This page has not been read yet", data::words_of(File::AppWords, "wait")).child(button(
        "Read it now",
        "read",
        "main",
    ))
}

fn doors() -> El {
    let door = |words: &str, url: &str| {
        el("a", "door").attr("href", url).attr("target", "_blank").attr("rel", "noopener noreferrer").text(words)
    };
    let doors = el("p", "doors").child(door("Open Kraken", "https://www.kraken.com/"));
    doors.child(door("Open Kraken Pro", "https://pro.kraken.com/"))
}

fn listen(document: &Document, kind: &'static str, popup: &Rc<Popup>) {
    let popup = popup.clone();
    let heard = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let act = target.and_then(|target| target.closest("[data-act]").ok().flatten());
        if let Some(act) = act.and_then(|element| element.get_attribute("data-act")) {
            popup.act(kind, &act);
        }
    });
    document.add_event_listener_with_callback(kind, heard.into_js_value().unchecked_ref()).ok();
}

impl Popup {
    fn act(self: &Rc<Self>, kind: &str, act: &str) {
        match (kind, act) {
            ("change", "plan") => self.tell(format!("\"kind\":\"settings\",\"plan\":\"{}\"", self.plans.value())),
            ("change", "chip") => {
                self.tell(format!("\"kind\":\"settings\",\"overlay\":{}", self.chip.checked()));
            }
            ("change", "guard") => {
                // Asked before anything is awaited, as below; stored whatever the answer, for the popup may close over
                // the question. Without leave the browser tells no addresses, and the box is not ticked.
                let wanted = self.guard.checked();
                let answer = browser::see_tabs(wanted);
                self.tell(format!("\"kind\":\"settings\",\"guard\":{wanted}"));
                self.after(answer);
            }
            ("click", "show") => self.tell("\"kind\":\"tab\",\"hidden\":false".to_owned()),
            ("click", "forget") => self.tell("\"kind\":\"forget\"".to_owned()),
            ("click", "allow") => {
                // Called before anything is awaited: browsers take the question only from within the click.
                let (answer, popup) = (browser::ask_to_read(), self.clone());
                browser::later(async move {
                    answered(answer).await;
                    if browser::may_read().await {
                        popup.read().await;
                    }
                    refresh(&popup);
                });
            }
            ("click", "read") => {
                let popup = self.clone();
                browser::later(async move { popup.read().await });
            }
            _ => {}
        }
    }

    /// Draws again when the user has answered.
    fn after(self: &Rc<Self>, answer: Option<Promise>) {
        let popup = self.clone();
        browser::later(async move {
            answered(answer).await;
            refresh(&popup);
        });
    }

    /// Tells the background what was chosen; the picture follows from what it stores.
    fn tell(self: &Rc<Self>, what: String) {
        let popup = self.clone();
        browser::later(async move {
            let tab = browser::tab(popup.asked).await.unwrap_or_default();
            let (id, private) = (tab.id as i64, tab.private);
            browser::send(&format!("{{\"v\":1,{what},\"tab\":{id},\"private\":{private}}}")).await;
            refresh(&popup);
        });
    }

    async fn read(&self) {
        if let Some(tab) = browser::tab(self.asked).await {
            browser::read_tab(tab.id).await;
        }
    }
}
