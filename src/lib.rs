//! Preflight: a readiness checklist over a signed-in Kraken page.
//!
//! A chain of plain data, each step one module: [`snapshot`] → [`reading`] → [`checks`] → [`report`].
//! [`engine`] runs the chain. Only `view`, `browser` and `app` know a web API, and only when built for
//! wasm, so the same code serves the extension, the native command and the tests.

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

pub mod account;
pub mod checks;
mod data;
pub mod engine;
pub mod facts;
mod gather;
pub mod guide;
pub mod hosts;
mod ip;
pub mod json;
mod letters;
pub mod memory;
pub mod moment;
pub mod names;
pub mod reading;
pub mod report;
pub mod snapshot;
pub mod status;
mod table;
pub mod writer;

#[cfg(not(target_arch = "wasm32"))]
pub mod command;
#[cfg(not(target_arch = "wasm32"))]
pub mod html;

pub mod app;
#[cfg(target_arch = "wasm32")]
mod browser;
pub mod view;
