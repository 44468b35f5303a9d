//! Kraken's public status: announced windows and incidents.

/// What the status end points said, as far as they were read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Status {}
