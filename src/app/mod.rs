//! The edges: what each of the extension's windows and its background do.
//! What they decide is pure and tested natively; what touches the browser is wasm only.

mod afresh;
pub mod background;
mod changes;
mod chosen;
pub mod guard;
pub mod guide;
pub mod sender;
pub mod shapes;
pub mod state;
pub mod written;

#[cfg(test)]
mod afresh_tests;
#[cfg(test)]
mod background_tests;
#[cfg(test)]
mod background_time_tests;

#[cfg(target_arch = "wasm32")]
mod overlay;
#[cfg(target_arch = "wasm32")]
mod popup;
#[cfg(target_arch = "wasm32")]
mod worker;
