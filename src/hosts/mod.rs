//! Whose host it is: Kraken's own, one that only looks like it, or another.

/// What is said of a host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostVerdict {
    /// Official, lookalike or other.
    pub origin: crate::report::Origin,
    /// Why, in words.
    pub why: String,
}

/// Judges a host name (ASCII or Unicode, lower or upper case, no scheme, no port).
pub fn judge(host: &str) -> HostVerdict {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let own = host == "kraken.com" || host.ends_with(".kraken.com");
    let origin = if own { crate::report::Origin::Official } else { crate::report::Origin::Other };
    HostVerdict { origin, why: String::new() }
}
