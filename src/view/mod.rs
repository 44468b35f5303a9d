//! Draws a report into any root. Texts only ever go in as text, never as markup.

pub mod model;
pub mod words;

#[cfg(target_arch = "wasm32")]
mod dom;
#[cfg(target_arch = "wasm32")]
mod icon;
#[cfg(target_arch = "wasm32")]
mod pen;
#[cfg(target_arch = "wasm32")]
mod protection;
#[cfg(target_arch = "wasm32")]
mod sheet;

#[cfg(target_arch = "wasm32")]
pub use dom::{El, age, document, el, keep_place, tick};
#[cfg(target_arch = "wasm32")]
pub use icon::{close, fold, hide, icon, mark};
#[cfg(target_arch = "wasm32")]
pub use protection::protection;
#[cfg(target_arch = "wasm32")]
pub use sheet::{Look, sheet, sheet_with};
