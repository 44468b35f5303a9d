//! Prints what is understood as a page to read: `cargo run --example lexicon > docs/lexicon.md`.
#![allow(clippy::print_stdout)]

fn main() {
    #[cfg(not(target_arch = "wasm32"))]
    print!("{}", preflight::reading::understood());
}
