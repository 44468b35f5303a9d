//! Preflight: a readiness checklist over a signed-in Kraken page.
//!
//! A chain of plain data, each step one module: [`snapshot`] → [`reading`] → [`checks`] → [`report`].
//! [`engine`] runs the chain. Nothing below `view`, `browser` and `app` (wasm only) knows a web API,
//! so the same code serves the extension, the native command and the tests.

pub mod account;
pub mod checks;
pub mod engine;
pub mod facts;
pub mod hosts;
pub mod memory;
pub mod moment;
pub mod reading;
pub mod report;
pub mod snapshot;
pub mod status;

#[cfg(not(target_arch = "wasm32"))]
pub mod command;
#[cfg(not(target_arch = "wasm32"))]
pub mod html;

#[cfg(target_arch = "wasm32")]
mod app;
#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
pub mod view;
