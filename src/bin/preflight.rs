//! The native command: the same engine on saved pages.

fn main() {}
