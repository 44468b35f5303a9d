//! The host out of whatever was given: a bare name, a URL, with a port, user-info, a trailing dot, or garbage.

use crate::ip::is_ipv6;
use crate::letters::digits;
use std::borrow::Cow;

/// What a given name is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Name<'a> {
    /// No host can be made out.
    Nothing,
    /// An address of something that is no web page.
    NotWeb,
    /// An IP address.
    Numbers,
    /// A host.
    Host(Host<'a>),
}

/// A host as given.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Host<'a> {
    /// The name without port, user-info and trailing dot; any case, any letters.
    pub(super) text: Cow<'a, str>,
    /// Written so that programs or people may read it differently: such a name is never official.
    pub(super) odd: bool,
    /// What stands before an `@`.
    pub(super) user: Option<&'a str>,
}

/// More than any real host, however encoded.
const LONGEST: usize = 1024;
const WEB: &str = "http https ws wss ftp";
const NOT_WEB: &str = "javascript data blob about mailto file view-source chrome chrome-extension moz-extension edge tel filesystem \
    urn";

/// Reads a name.
pub(super) fn read(given: &str) -> Name<'_> {
    let given = given.trim_matches([' ', '\t', '\r', '\n'].as_slice());
    let mut odd = false;
    let rest = match scheme(given) {
        Some((scheme, _)) if is_one_of(scheme, NOT_WEB) => return Name::NotWeb,
        Some((scheme, rest)) => {
            odd |= !is_one_of(scheme, WEB);
            rest
        }
        None => given,
    };
    let start = rest.trim_start_matches(['/', '\\'].as_slice());
    let slashes = rest.get(..rest.len() - start.len()).unwrap_or("");
    odd |= !matches!(slashes, "" | "//");
    let end = start.find(['/', '\\', '?', '#'].as_slice()).unwrap_or(start.len());
    let (authority, path) = start.split_at(end);
    odd |= path.starts_with('\\');
    if authority.len() > LONGEST {
        return Name::Nothing;
    }
    let (user, host) = match authority.rsplit_once('@') {
        Some((user, host)) => (Some(user), host),
        None => (None, authority),
    };
    if host.starts_with('[') || is_ipv6(host) {
        let inner = host.strip_prefix('[').and_then(|host| host.split(']').next()).unwrap_or(host);
        return if is_ipv6(inner) { Name::Numbers } else { Name::Nothing };
    }
    let host = match host.split_once(':') {
        Some((host, port)) => {
            odd |= !(port.is_empty() || digits(port).is_some_and(|port| port < 65_536));
            host
        }
        None => host,
    };
    let text = plain(host, &mut odd);
    if text.is_empty() {
        return Name::Nothing;
    }
    if ends_in_number(&text) {
        return Name::Numbers;
    }
    odd |= text.len() > 253 || text.split('.').any(|label| label.is_empty() || label.len() > 63);
    Name::Host(Host { text, odd, user })
}

fn is_one_of(scheme: &str, list: &str) -> bool {
    list.split(' ').any(|one| one.eq_ignore_ascii_case(scheme))
}

/// The scheme and what follows its colon. `kraken.com:443` and `user:word@host` have none.
fn scheme(given: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = given.split_once(':')?;
    let first = scheme.bytes().next()?;
    let formed = first.is_ascii_alphabetic() && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    let port = rest.bytes().next().is_some_and(|b| b.is_ascii_digit());
    let known = is_one_of(scheme, WEB) || is_one_of(scheme, NOT_WEB);
    (formed && (rest.starts_with("//") || (known && !port))).then_some((scheme, rest))
}

/// The name without percent-encoding, white space, controls, foreign dots and the trailing dot; notes what was odd.
fn plain<'a>(host: &'a str, odd: &mut bool) -> Cow<'a, str> {
    let clean = |b: u8| b.is_ascii_alphanumeric() || b".-_".contains(&b);
    let mut text = Cow::Borrowed(host);
    if !host.bytes().all(clean) {
        let decoded = decode_percent(host);
        let dots = |c: char| if matches!(c, '\u{3002}' | '\u{ff0e}' | '\u{ff61}' | '\u{2024}') { '.' } else { c };
        let seen: String = decoded.chars().filter(|c| !c.is_whitespace() && !c.is_control()).map(dots).collect();
        *odd |= seen != host || host.bytes().any(|b| b.is_ascii() && !clean(b));
        text = Cow::Owned(seen);
    }
    let trimmed = match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.strip_suffix('.').unwrap_or(text)),
        Cow::Owned(text) => Cow::Owned(text.strip_suffix('.').unwrap_or(&text).to_owned()),
    };
    if trimmed.ends_with('.') || trimmed.starts_with('.') {
        *odd = true;
        return Cow::Owned(trimmed.trim_matches('.').to_owned());
    }
    trimmed
}

fn decode_percent(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = |b: &u8| char::from(*b).to_digit(16).and_then(|d| u8::try_from(d).ok());
        match (first, tail) {
            (b'%', [high, low, after @ ..]) if hex(high).is_some() && hex(low).is_some() => {
                out.push(hex(high).unwrap_or(0) * 16 + hex(low).unwrap_or(0));
                rest = after;
            }
            _ => {
                out.push(*first);
                rest = tail;
            }
        }
    }
    Cow::Owned(String::from_utf8_lossy(&out).into_owned())
}

/// Browsers take a host whose last label is a number for an IPv4 address.
fn ends_in_number(host: &str) -> bool {
    let last = host.rsplit('.').next().unwrap_or(host);
    let hex = last.strip_prefix("0x").or_else(|| last.strip_prefix("0X"));
    let number = last.bytes().all(|b| b.is_ascii_digit()) || hex.is_some_and(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()));
    number && !last.is_empty()
}

#[cfg(test)]
mod tests {
    use super::{Host, Name, read};
    use std::borrow::Cow;

    fn host(given: &str) -> (String, bool, Option<&str>) {
        match read(given) {
            Name::Host(Host { text, odd, user }) => (Cow::into_owned(text), odd, user),
            other => panic!("{given}: {other:?}"),
        }
    }

    #[test]
    fn takes_the_host_out_of_what_was_given() {
        for (given, text) in [
            ("pro.kraken.com", "pro.kraken.com"),
            ("kraken.com.", "kraken.com"),
            ("kraken.com:443", "kraken.com"),
            ("https://kraken.com:8443/a?b#c", "kraken.com"),
            ("HTTPS://user:word@kraken.com/", "kraken.com"),
            ("https:kraken.com", "kraken.com"),
            ("//kraken.com/x", "kraken.com"),
            (" kraken.com/x@y\n", "kraken.com"),
            ("kraken.com?x=@evil.example", "kraken.com"),
        ] {
            let (found, odd, _) = host(given);
            assert_eq!((found.as_str(), odd), (text, false), "{given}");
        }
        assert_eq!(host("https://kraken.com@evil.example").2, Some("kraken.com"));
        assert_eq!(host("https://kraken.com:443@evil.example").0, "evil.example");
    }

    #[test]
    fn marks_what_is_oddly_written() {
        for given in [
            "kraken.com\\@evil.example",
            "https:\\\\kraken.com",
            "kraken%2ecom",
            "kra ken.com",
            "kra\tken.com",
            "kraken.com\u{0}",
            "kraken.com:evil",
            "kraken.com:99999",
            "kraken.com..",
            ".kraken.com",
            "a..kraken.com",
            "foo://kraken.com",
            "https:///kraken.com",
            "kraken.com,evil",
            "kraken\u{3002}com",
            "kra\u{a0}ken.com",
        ] {
            assert!(host(given).1, "{given}");
        }
    }

    #[test]
    fn knows_what_is_no_host() {
        for given in ["", "  ", "https://", "://", "@", ":443", ".", "...", "[kraken.com]", "%"] {
            assert!(matches!(read(given), Name::Nothing) || given == "%", "{given}");
        }
        for given in ["javascript://kraken.com/%0aalert(1)", "data:text/html,kraken.com", "file:///kraken.com", "about:blank"] {
            assert_eq!(read(given), Name::NotWeb, "{given}");
        }
        for given in ["127.0.0.1", "http://127.0.0.1:80/", "::1", "[::1]:443", "0x7f.1", "2130706433", "https://[2001:db8::1]/"] {
            assert_eq!(read(given), Name::Numbers, "{given}");
        }
    }
}
