//! Network addresses, told by how they are written.

use crate::letters::digits;

/// Whether a text is written as an IPv6 address is: groups of up to four hexadecimal digits, one run of zeros left out, or none. The
/// standard library's parser is stricter (it counts the groups), and adds 2 kB to the extension's module.
pub(crate) fn is_ipv6(text: &str) -> bool {
    let group = |group: &str| group.len() <= 4 && group.bytes().all(|b| b.is_ascii_hexdigit()) || is_ipv4(group);
    let colons = text.bytes().filter(|b| *b == b':').count();
    (colons == 7 || (colons <= 7 && text.contains("::"))) && text.split(':').all(group)
}

/// Whether a text is an IPv4 address in four decimal numbers.
pub(crate) fn is_ipv4(text: &str) -> bool {
    text.split('.').count() == 4 && text.split('.').all(|part| digits(part).is_some_and(|part| part < 256))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn network_addresses_are_told_from_times_and_names() {
        for six in ["::", "::1", "fe80::1", "2001:db8:0:0:0:0:0:1", "2001:DB8::ff00:42:8329", "::ffff:192.0.2.1"] {
            assert!(is_ipv6(six), "{six}");
        }
        for no in ["", "12:30:45", "kraken.com:443", "1:2:3:4:5:6:7:8:9", "fe80::12345", "::g", "a::b.c", "std::net"] {
            assert!(!is_ipv6(no), "{no}");
        }
        assert!(is_ipv4("203.0.113.7") && !is_ipv4("203.0.113") && !is_ipv4("203.0.113.256") && !is_ipv4("203.0.113.+7"));
    }
}
