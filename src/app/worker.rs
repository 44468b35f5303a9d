//! The background's door: JSON in, JSON out.

use super::background::{Event, Stored, handle};
use super::written;
use crate::data;
use crate::json::Json;
use crate::memory::History;
use crate::moment::Moment;
use crate::status::Status;
use wasm_bindgen::prelude::wasm_bindgen;

/// What to do about an event; `extension/background.js` calls it. An event that cannot be read changes nothing.
#[wasm_bindgen]
pub fn background(event: &str, snapshot: Option<String>, stored: &str, now: f64) -> String {
    let mut event = Event::read(&Json::parse(event).unwrap_or_default());
    event.failed |= !data::whole();
    let stored = Stored::read(&Json::parse(stored).unwrap_or_default());
    let effects = handle(&event, snapshot.as_deref(), &stored, Moment((now / 1000.0) as i64));
    written::effects(&effects)
}

/// What is wrong with a body of Kraken's status; nothing, when it can be used.
#[wasm_bindgen]
pub fn wrong(body: &str) -> String {
    Status::default().read(body, Moment::default()).err().map(|error| error.to_string()).unwrap_or_default()
}

/// What the windows show around the checklist; `extension/view/guide.js` calls it. `since` is when the window last showed what
/// is new, if it did.
#[wasm_bindgen]
pub fn guide(url: &str, tab: Option<String>, stored: &str, since: Option<String>, now: f64) -> String {
    let stored = Stored::read(&Json::parse(stored).unwrap_or_default());
    let since = since.and_then(|since| Moment::parse(&since).ok());
    super::guide::guide(url, tab.as_deref(), &stored, since, Moment((now / 1000.0) as i64))
}

/// The history as a table; `extension/options/options.js` calls it.
#[wasm_bindgen]
pub fn history_csv(text: &str) -> String {
    History::salvage(text).unwrap_or_default().0.to_csv()
}
