//! Addresses: what is kept of them, and which pages are for signing in.

use super::fold::short;
use crate::data::{self, File};
use crate::snapshot::Mode;
use url::Url;

/// The address of the page, and the one that its links start from.
pub(super) struct Page {
    url: Url,
    base: Url,
}

impl Page {
    pub(super) fn new(url: Url, base: Option<&str>) -> Page {
        let base = base.and_then(|href| url.join(href).ok()).unwrap_or_else(|| url.clone());
        Page { url, base }
    }

    /// Scheme, host and path, ids cut out.
    pub(super) fn short(&self) -> String {
        format!("{}://{}{}", self.url.scheme(), host(&self.url), without_ids(self.url.path()))
    }

    /// The value of the query or hash key `dialog`.
    pub(super) fn dialog(&self) -> Option<String> {
        let pair = |text: &str| {
            url::form_urlencoded::parse(text.as_bytes()).find(|(key, _)| key == "dialog").map(|(_, value)| value.into_owned())
        };
        let hash = self.url.fragment().unwrap_or_default();
        let value = self
            .url
            .query()
            .and_then(pair)
            .or_else(|| hash.strip_prefix("dialog/").map(str::to_owned))
            .or_else(|| if hash.starts_with("dialog=") { pair(hash) } else { None })?;
        let value = value.split(['?', '&', '#']).next().unwrap_or_default();
        Some(short(&without_ids(value), 200)).filter(|value| !value.is_empty())
    }

    /// Path of a link, with its host when that is another one.
    pub(super) fn path_of(&self, href: &str) -> Option<String> {
        let target = self.base.join(href).ok()?;
        if !matches!(target.scheme(), "http" | "https") {
            return None;
        }
        let path = without_ids(target.path());
        let text = if host(&target) == host(&self.url) { path } else { host(&target) + &path };
        Some(short(&text, crate::snapshot::MAX_NAME))
    }

    /// What is taken from this page.
    pub(super) fn mode(&self) -> Mode {
        if self.url.host_str() == Some("id.kraken.com") || self.url.path().split('/').any(signs_in) {
            Mode::SignIn
        } else {
            Mode::Full
        }
    }
}

/// Host and port.
fn host(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// A path with `-` for every segment that looks like an id.
fn without_ids(path: &str) -> String {
    path.split('/').map(|segment| if is_id(segment) { "-" } else { segment }).collect::<Vec<_>>().join("/")
}

/// Whether a segment is a word for signing in.
fn signs_in(segment: &str) -> bool {
    data::is_one(File::Words, "sign_in", &segment.to_ascii_lowercase())
}

fn is_id(segment: &str) -> bool {
    let digits = segment.bytes().filter(u8::is_ascii_digit).count();
    let letters = segment.bytes().any(|byte| byte.is_ascii_alphabetic());
    // "2fa-verify" is a word.
    digits >= 6 || (digits > 0 && letters && segment.len() >= 8 && !signs_in(segment))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(url: &str) -> Page {
        Page::new(Url::parse(url).unwrap(), None)
    }

    #[test]
    fn only_host_path_and_dialog_are_kept() {
        let kept = page("https://user:pw@pro.kraken.com:8443/app/trade/btc-usd?code=secret&dialog=funding%2Fdeposit%2FBTC#x");
        assert_eq!(kept.short(), "https://pro.kraken.com:8443/app/trade/btc-usd");
        assert_eq!(kept.dialog().as_deref(), Some("funding/deposit/BTC"));
        assert_eq!(page("https://pro.kraken.com/app#dialog/add-spot-api-key").dialog().as_deref(), Some("add-spot-api-key"));
        assert_eq!(page("https://pro.kraken.com/app#dialog=key&code=1").dialog().as_deref(), Some("key"));
        assert_eq!(page("https://pro.kraken.com/app").dialog(), None);
    }

    #[test]
    fn ids_are_cut_out() {
        assert_eq!(page("https://a.b/x/0123456/y/ab12cd34ef/btc-usd/2fa").short(), "https://a.b/x/-/y/-/btc-usd/2fa");
    }

    #[test]
    fn links_lose_query_and_host() {
        let page = page("https://pro.kraken.com/app/trade");
        assert_eq!(page.path_of("settings?x=1#y").as_deref(), Some("/app/settings"));
        assert_eq!(page.path_of("https://www.kraken.com/legal").as_deref(), Some("www.kraken.com/legal"));
        assert_eq!(page.path_of("mailto:a@b.c"), None);
        assert_eq!(page.path_of("javascript:void 0"), None);
    }

    #[test]
    fn sign_in_pages_are_known_by_host_and_path() {
        for url in [
            "https://id.kraken.com/x",
            "https://www.kraken.com/sign-in",
            "https://www.kraken.com/de/login",
            "https://a.b/oauth/z",
            "https://a.b/OAuth2/z",
            "https://www.kraken.com/forgot-password",
            "https://pro.kraken.com/2fa-verify",
        ] {
            assert_eq!(page(url).mode(), Mode::SignIn, "{url}");
        }
        assert_eq!(page("https://www.kraken.com/learn/login-help").mode(), Mode::Full);
    }
}
