//! The view in a real browser: what it draws, and that what a page says stays text.
#![cfg(target_arch = "wasm32")]

use preflight::app::state::TabState;
use preflight::engine::{Given, without_page};
use preflight::moment::{HOUR, Moment};
use preflight::report::{Evidence, ItemId, NextStep, Plan, Reason, Report, Source, State, Verdict, Where};
use preflight::view::{Look, document, keep_place, sheet, tick};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement};

wasm_bindgen_test_configure!(run_in_browser);

const NOW: Moment = Moment(1_795_000_000);
const MARKUP: &str = "<img src=x onerror=alert(1)> \"&lt;b&gt;\" </li><script>alert(2)</script>";

fn report() -> Report {
    let mut report = without_page("https://pro.kraken.com/app", &Given { at: NOW, ..Given::default() });
    report.plan = Plan::Margin;
    for item in &mut report.items {
        (item.state, item.reason, item.next_step) = (State::Unknown, None, None);
        item.evidence.clear();
    }
    let margin = report.items.iter_mut().find(|item| item.id == ItemId::Margin).unwrap();
    (margin.state, margin.reason) = (State::Blocked, Some(Reason::Verification));
    margin.summary = MARKUP.into();
    for quote in [MARKUP, "two", "three", "four"] {
        let evidence = Evidence { source: Source::Page, quote: quote.into(), r#where: Some(Where::Dialog), seen_at: NOW };
        margin.evidence.push(evidence);
    }
    margin.next_step =
        Some(NextStep { label: "Open verification".into(), url: "https://pro.kraken.com/app/settings/account".into() });
    let futures = report.items.iter_mut().find(|item| item.id == ItemId::Futures).unwrap();
    futures.state = State::Ready;
    futures.next_step = Some(NextStep { label: "Elsewhere".into(), url: "javascript:alert(3)".into() });
    report.judge();
    report
}

fn tab(report: Report) -> TabState {
    TabState { url: "https://pro.kraken.com/app".into(), report: Some(report), ..TabState::default() }
}

fn root() -> Element {
    let document = document().unwrap();
    let root = document.create_element("main").unwrap();
    document.body().unwrap().append_child(&root).unwrap();
    root
}

fn drawn(state: &TabState) -> Element {
    let root = root();
    sheet(state, Look::Full, NOW).unwrap().fill(&root);
    root
}

fn all(root: &Element, selector: &str) -> Vec<Element> {
    let found = root.query_selector_all(selector).unwrap();
    (0..found.length()).map(|index| found.item(index).unwrap().unchecked_into()).collect()
}

fn one(root: &Element, selector: &str) -> Element {
    root.query_selector(selector).unwrap().unwrap_or_else(|| panic!("no {selector}"))
}

fn text(element: &Element) -> String {
    element.text_content().unwrap_or_default()
}

#[wasm_bindgen_test]
fn every_item_is_marked_once_and_the_whole_with_its_verdict() {
    let root = drawn(&tab(report()));
    let whole = all(&root, "[data-verdict]");
    assert_eq!(whole.len(), 1);
    assert_eq!(whole[0].get_attribute("data-verdict").as_deref(), Some("blocked"));
    assert_eq!(whole[0].get_attribute("data-plan").as_deref(), Some("margin"));
    assert_eq!(all(&root, "[data-item]").len(), ItemId::ALL.len());
    for id in ItemId::ALL {
        assert_eq!(all(&root, &format!("li[data-item='{}']", id.id())).len(), 1, "{}", id.id());
    }
    let margin = one(&root, "[data-item='capability.margin']");
    assert_eq!(margin.get_attribute("data-state").as_deref(), Some("blocked"));
    assert_eq!(margin.get_attribute("data-reason").as_deref(), Some("verification"));
    assert_eq!(one(&root, "[data-item='capability.futures']").get_attribute("data-reason").as_deref(), Some(""));
    root.remove();
}

#[wasm_bindgen_test]
fn markup_in_what_a_page_says_stays_text() {
    let mut report = report();
    report.notices[0].text = MARKUP.into();
    report.headline = MARKUP.into();
    report.items[0].title = MARKUP.into();
    let root = drawn(&tab(report));
    assert!(all(&root, "img, script, b").is_empty());
    assert_eq!(text(&one(&root, "[data-item='capability.margin'] q")), MARKUP);
    assert_eq!(text(&one(&root, ".headline")), MARKUP);
    assert_eq!(text(&one(&root, ".notice")), MARKUP);
    root.remove();
}

#[wasm_bindgen_test]
fn a_line_says_state_summary_quotes_where_when_and_what_next() {
    let root = drawn(&tab(report()));
    let margin = one(&root, "[data-item='capability.margin']");
    assert_eq!(text(&one(&margin, ".state")), "Blocked · verification");
    assert!(margin.query_selector("svg[aria-hidden='true']").unwrap().is_some());
    assert!(text(&one(&margin, ".from")).contains("dialog, seen just now"));
    assert_eq!(all(&margin, "q").len(), 4);
    assert_eq!(all(&margin, "details q").len(), 2, "what is more than two is folded");
    let link = one(&margin, "a.next");
    assert_eq!(link.get_attribute("href").as_deref(), Some("https://pro.kraken.com/app/settings/account"));
    assert_eq!(link.get_attribute("target").as_deref(), Some("_blank"));
    assert!(link.get_attribute("rel").unwrap().contains("noopener"));
    let futures = one(&root, "[data-item='capability.futures']");
    assert!(futures.query_selector("a").unwrap().is_none(), "a link that does not lead to Kraken is none");
    root.remove();
}

#[wasm_bindgen_test]
fn blocked_comes_first_and_the_unread_is_folded() {
    let root = drawn(&tab(report()));
    let groups: Vec<String> = all(&root, ".group h2").iter().map(text).collect();
    assert_eq!(groups, ["Session", "Verification", "Products", "Funding", "Security", "Operations"]);
    let products = all(&root, ".group")[2].clone();
    assert_eq!(all(&products, "li[data-item]")[0].get_attribute("data-item").as_deref(), Some("capability.margin"));
    assert_eq!(text(&one(&products, ".fold summary")), "4 not read yet");
    assert!(all(&products, ".fold [data-item='capability.custody']").len() == 1);
    root.remove();
}

#[wasm_bindgen_test]
fn what_got_worse_is_said_at_the_top() {
    let state = TabState { worse: vec![ItemId::Margin], ..tab(report()) };
    let root = drawn(&state);
    assert!(text(&one(&root, ".notice.bad")).contains("Margin trading was ready and is not any more."));
    root.remove();
}

#[wasm_bindgen_test]
fn a_redraw_keeps_what_was_open_and_where_the_focus_was() {
    let root = drawn(&tab(report()));
    one(&root, ".fold").set_attribute("open", "").unwrap();
    let key = one(&root, ".fold").get_attribute("data-key").unwrap();
    let button = document().unwrap().create_element("button").unwrap();
    button.set_attribute("data-key", "mine").unwrap();
    root.append_child(&button).unwrap();
    button.dyn_ref::<HtmlElement>().unwrap().focus().unwrap();
    let again = button.clone_node_with_deep(true).unwrap();
    keep_place(&root, || {
        sheet(&tab(report()), Look::Full, NOW).unwrap().fill(&root);
        root.append_child(&again).unwrap();
    });
    assert!(one(&root, &format!("[data-key='{key}']")).has_attribute("open"));
    let focused = document().unwrap().active_element().unwrap();
    assert_eq!(focused.get_attribute("data-key").as_deref(), Some("mine"));
    root.remove();
}

#[wasm_bindgen_test]
fn ages_follow_the_clock() {
    let root = drawn(&tab(report()));
    tick(&root, NOW.plus(3 * HOUR));
    assert_eq!(text(&one(&root, "[data-item='capability.margin'] time")), "seen 3 h ago");
    root.remove();
}

#[wasm_bindgen_test]
fn a_page_that_failed_shows_every_item_as_unread() {
    let failed = preflight::engine::failed("https://pro.kraken.com/app", &Given { at: NOW, ..Given::default() });
    assert_eq!(failed.verdict, Verdict::Unknown);
    let root = drawn(&tab(failed));
    assert!(text(&one(&root, ".notice")).to_lowercase().contains("could not read this page"));
    assert_eq!(all(&root, "[data-state='unknown']").len(), ItemId::ALL.len());
    root.remove();
}
