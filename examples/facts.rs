//! Prints the bundled facts as a page to read: `cargo run --example facts > docs/facts.md`.
#![allow(clippy::print_stdout)]

fn main() {
    #[cfg(not(target_arch = "wasm32"))]
    print!("{}", preflight::facts::document());
}
