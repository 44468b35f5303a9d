//! Draws a report into any root. Texts only ever go in as text, never as markup.

pub mod model;

#[cfg(target_arch = "wasm32")]
mod dom;
#[cfg(target_arch = "wasm32")]
mod icon;
#[cfg(target_arch = "wasm32")]
mod sheet;

#[cfg(target_arch = "wasm32")]
pub use dom::{El, el, folded_ones, keep_place, tick};
#[cfg(target_arch = "wasm32")]
pub use icon::icon;
#[cfg(target_arch = "wasm32")]
pub use sheet::{Look, sheet};
