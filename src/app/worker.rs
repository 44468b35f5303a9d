//! The background's door: JSON in, JSON out.

use super::background::{Event, Stored, handle};
use super::written;
use crate::data;
use crate::json::Json;
use crate::moment::Moment;
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
