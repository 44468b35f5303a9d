//! Who sent a message, by what the browser says of it; nothing in the message itself is believed.

use super::shapes::{flag, number, text};
use crate::json::Json;

/// The hosts that the extension may read.
pub const HOSTS: &[&str] = &["www.kraken.com", "pro.kraken.com", "id.kraken.com"];

/// What the browser says of a sender.
#[derive(Debug, Clone, Default)]
pub struct Sender {
    /// The extension that the sender belongs to.
    pub id: String,
    /// Address of the sending frame.
    pub url: String,
    /// Its origin, where the browser tells it.
    pub origin: Option<String>,
    /// 0 is a tab's top frame.
    pub frame_id: Option<i64>,
    /// The tab, if it is in one.
    pub tab: Option<i64>,
    /// In a private window.
    pub private: bool,
}

/// The extension itself, as the browser names it.
#[derive(Debug, Clone, Default)]
pub struct Own {
    /// Its id.
    pub id: String,
    /// The address that all its pages begin with.
    pub base: String,
}

/// What a sender turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// Our content script in the top frame of a Kraken page, with the page's host.
    Page {
        /// The tab.
        tab: i64,
        /// The page's host.
        host: String,
    },
    /// Our frame inside a page.
    Frame {
        /// The tab.
        tab: i64,
    },
    /// One of our own windows: the popup, the options page.
    Window,
    /// Anything else: not answered.
    Stranger,
}

impl Sender {
    /// From what the glue passes on.
    pub fn read(of: &Json) -> Sender {
        Sender {
            id: text(of, "id").unwrap_or_default(),
            url: text(of, "url").unwrap_or_default(),
            origin: text(of, "origin"),
            frame_id: number(of, "frameId"),
            tab: number(of, "tab"),
            private: flag(of, "private") == Some(true),
        }
    }

    /// What this sender is.
    pub fn role(&self, own: &Own) -> Role {
        if own.id.is_empty() || own.base.is_empty() || self.id != own.id {
            return Role::Stranger;
        }
        let ours = self.url.starts_with(&own.base);
        match (self.tab, self.frame_id) {
            (Some(tab), Some(frame)) if ours && frame > 0 => Role::Frame { tab },
            (_, None | Some(0)) if ours => Role::Window,
            (Some(tab), Some(0)) => match host_of(&self.url) {
                Some(host) if HOSTS.contains(&host) && self.origin_agrees(host) => Role::Page { tab, host: host.to_owned() },
                _ => Role::Stranger,
            },
            _ => Role::Stranger,
        }
    }

    fn origin_agrees(&self, host: &str) -> bool {
        self.origin.as_deref().is_none_or(|origin| origin.strip_prefix("https://") == Some(host))
    }
}

/// The host of an https address as browsers write it, with its port if it names one; none for anything else.
pub fn host_of(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("https://")?;
    let end = rest.find(['/', '?', '#'].as_slice()).unwrap_or(rest.len());
    let host = rest.get(..end)?;
    (!host.is_empty() && !host.contains('@')).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own() -> Own {
        Own { id: "ours".into(), base: "chrome-extension://ours/".into() }
    }

    fn sender(url: &str, frame: Option<i64>, tab: Option<i64>) -> Sender {
        Sender { id: "ours".into(), url: url.into(), frame_id: frame, tab, ..Sender::default() }
    }

    #[test]
    fn only_the_top_frame_of_krakens_three_hosts_is_a_page() {
        let page = Role::Page { tab: 7, host: "pro.kraken.com".into() };
        assert_eq!(sender("https://pro.kraken.com/app/trade?x=1", Some(0), Some(7)).role(&own()), page);
        for url in [
            "http://pro.kraken.com/app",
            "https://pro.kraken.com.example/app",
            "https://pro.kraken.com@example.com/",
            "https://pro.kraken.com:8443/",
            "https://support.kraken.com/",
            "https://kraken.com/",
            "about:blank",
            "",
        ] {
            assert_eq!(sender(url, Some(0), Some(7)).role(&own()), Role::Stranger, "{url}");
        }
        assert_eq!(sender("https://pro.kraken.com/", Some(3), Some(7)).role(&own()), Role::Stranger);
        assert_eq!(sender("https://pro.kraken.com/", Some(0), None).role(&own()), Role::Stranger);
        let forged = Sender { origin: Some("https://example.com".into()), ..sender("https://pro.kraken.com/", Some(0), Some(7)) };
        assert_eq!(forged.role(&own()), Role::Stranger);
        let elsewhere = Sender { id: "theirs".into(), ..sender("https://pro.kraken.com/", Some(0), Some(7)) };
        assert_eq!(elsewhere.role(&own()), Role::Stranger);
    }

    #[test]
    fn a_frame_inside_a_page_is_not_one_of_our_windows() {
        let url = "chrome-extension://ours/overlay/frame.html";
        assert_eq!(sender(url, Some(4), Some(7)).role(&own()), Role::Frame { tab: 7 });
        assert_eq!(sender("chrome-extension://ours/popup.html", None, None).role(&own()), Role::Window);
        assert_eq!(sender("chrome-extension://ours/popup.html?tab=7", Some(0), Some(9)).role(&own()), Role::Window);
        assert_eq!(sender("chrome-extension://other/popup.html", None, None).role(&own()), Role::Stranger);
        assert_eq!(sender(url, Some(4), Some(7)).role(&Own::default()), Role::Stranger);
    }
}
