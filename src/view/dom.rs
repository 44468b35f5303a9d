//! A few words for building elements. A browser never refuses one of our constant tags and attributes; should one
//! do so all the same, the part is missing from the picture and everything else is drawn.

use super::model::{ago, seen_words};
use crate::gather::Gather;
use crate::moment::Moment;
use crate::report::{Evidence, Source};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

/// An element under construction.
#[derive(Clone)]
pub struct El(Option<Element>);

/// The page's document.
pub fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// A new element of this class (none when empty).
pub fn el(tag: &str, class: &str) -> El {
    let new = El(document().and_then(|document| document.create_element(tag).ok()));
    if class.is_empty() { new } else { new.attr("class", class) }
}

/// A new element of SVG.
pub fn svg(tag: &str) -> El {
    El(document().and_then(|document| document.create_element_ns(Some("http://www.w3.org/2000/svg"), tag).ok()))
}

impl El {
    /// An element that is there already.
    pub fn of(element: Option<Element>) -> El {
        El(element)
    }

    /// Sets an attribute.
    pub fn attr(self, name: &str, value: &str) -> El {
        if let Some(element) = &self.0 {
            element.set_attribute(name, value).ok();
        }
        self
    }

    /// Sets the text. It stays text whatever it holds.
    pub fn text(self, text: &str) -> El {
        if let Some(element) = &self.0 {
            element.set_text_content(Some(text));
        }
        self
    }

    /// Appends a child.
    pub fn child(self, child: El) -> El {
        if let (Some(element), Some(child)) = (&self.0, &child.0) {
            element.append_child(child).ok();
        }
        self
    }

    /// Appends children.
    pub fn all(self, children: impl IntoIterator<Item = El>) -> El {
        children.into_iter().fold(self, El::child)
    }

    /// Makes this the only content of a root.
    pub fn fill(self, root: &Element) {
        root.set_text_content(None);
        if let Some(element) = &self.0 {
            root.append_child(element).ok();
        }
    }
}

/// Redraws and leaves what the user had opened open, and the focus where it was.
pub fn keep_place(root: &Element, redraw: impl FnOnce()) {
    let (open, focused) = place(root);
    redraw();
    take_place(root, &open, focused.as_deref());
}

/// The keys of what is open, and of what has the focus.
fn place(root: &Element) -> (Vec<String>, Option<String>) {
    let open = keyed(root, "details[open][data-key]").into_iter().map(|(key, _)| key).gather();
    let focused = document().and_then(|document| document.active_element()).filter(|element| root.contains(Some(element)));
    (open, focused.and_then(|element| element.get_attribute("data-key")))
}

fn take_place(root: &Element, open: &[String], focused: Option<&str>) {
    for (key, element) in keyed(root, "[data-key]") {
        if open.contains(&key) {
            element.set_attribute("open", "").ok();
        }
        if let (true, Some(element)) = (focused == Some(&*key), element.dyn_ref::<HtmlElement>()) {
            element.focus().ok();
        }
    }
}

fn keyed(root: &Element, selector: &str) -> Vec<(String, Element)> {
    elements(root, selector)
        .into_iter()
        .filter_map(|element| element.get_attribute("data-key").map(|key| (key, element)))
        .gather()
}

fn elements(root: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = root.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|index| found.item(index)?.dyn_into().ok()).gather()
}

/// A time that [`tick`] keeps up to date: "seen 3 h ago".
pub fn seen(evidence: &Evidence, now: Moment) -> El {
    let time = el("time", "").attr("datetime", &evidence.seen_at.text()).text(&seen_words(evidence, now));
    if evidence.source == Source::Knowledge { time } else { time.attr("data-age", "seen ") }
}

/// A time that [`tick`] keeps up to date, after a few words.
pub fn age(words: &str, then: Moment, now: Moment) -> El {
    let text = [words, &ago(then, now)].concat();
    el("time", "").attr("datetime", &then.text()).attr("data-age", words).text(&text)
}

/// Brings every age under the root up to date.
pub fn tick(root: &Element, now: Moment) {
    for time in elements(root, "time[data-age]") {
        let then = time.get_attribute("datetime").and_then(|text| Moment::parse(&text).ok());
        if let (Some(then), Some(words)) = (then, time.get_attribute("data-age")) {
            let text = [words.as_str(), &ago(then, now)].concat();
            if time.text_content().as_deref() != Some(&text) {
                time.set_text_content(Some(&text));
            }
        }
    }
}
