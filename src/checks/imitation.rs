//! What a page on somebody else's host shows of Kraken's sign-in. The name of a host alone cannot settle all; a page that
//! asks for a password in Kraken's name can.

use crate::hosts::Bearing;
use crate::reading::{Quote, quote};
use crate::report::Where;
use crate::snapshot::{Kind, Mode, Node, Snapshot};

/// Words that stand beside Kraken's name on a sign-in page, and say nothing else.
const SIGN_IN: &[&str] = &[
    "sign",
    "in",
    "signin",
    "log",
    "login",
    "on",
    "to",
    "up",
    "your",
    "my",
    "account",
    "welcome",
    "back",
    "secure",
    "access",
    "pro",
    "exchange",
    "official",
    "the",
    "with",
    "us",
    "com",
    "verify",
    "verification",
    "portal",
    "page",
    "website",
    "wallet",
    "crypto",
];
/// Of these at least one.
const ENTER: &[&str] = &["sign", "signin", "log", "login", "account", "welcome", "verify", "verification"];

/// Why the page imitates Kraken's sign-in, and the words that name it; none where it does not.
pub(super) fn imitates(page: &Snapshot, bearing: Bearing) -> Option<(&'static str, Quote)> {
    let asks = page.mode == Mode::SignIn || page.nodes.iter().any(|node| field(node).0 == "password");
    if !asks || bearing == Bearing::Known {
        return None;
    }
    let named = titles(page).into_iter().filter(|(title, _)| words(title).any(|word| word == "kraken"));
    let copied = ["username", "tfa"].iter().all(|name| page.nodes.iter().any(|node| field(node).1 == *name));
    let (title, place) = match bearing {
        Bearing::Shared => named.into_iter().next(),
        _ => named.into_iter().find(|(title, _)| copied || is_sign_in(title)),
    }?;
    let why = match bearing {
        Bearing::Shared => "This host shares Kraken's name and asks for a password, and is not Kraken's.",
        _ => "This page asks for a password in Kraken's name, and is not on one of Kraken's hosts.",
    };
    Some((why, Quote { text: quote(&title), place }))
}

/// Type and name of a field; empty for what is none.
fn field(node: &Node) -> (&str, &str) {
    let extra = node.extra.as_ref().filter(|_| node.kind == Kind::Textbox);
    extra.map_or(("", ""), |extra| (extra.input.as_deref().unwrap_or_default(), extra.name.as_deref().unwrap_or_default()))
}

/// The page's title and its headings.
fn titles(page: &Snapshot) -> Vec<(String, Where)> {
    let mut titles = vec![(page.title.clone(), Where::Text)];
    let mut above = None;
    for node in &page.nodes {
        if above.is_some_and(|depth| node.depth <= depth) {
            above = None;
        }
        match (above, titles.last_mut()) {
            (None, _) if node.kind == Kind::Heading => {
                above = Some(node.depth);
                titles.push((String::new(), Where::Heading));
            }
            (Some(_), Some((title, _))) => title.push_str(&node.text),
            _ => {}
        }
    }
    titles
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(crate::letters::small)
}

/// Says nothing but Kraken and signing in.
fn is_sign_in(title: &str) -> bool {
    words(title).any(|word| ENTER.contains(&word.as_str()))
        && words(title).all(|word| word == "kraken" || SIGN_IN.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use crate::engine::{Given, report};
    use crate::html;
    use crate::report::{ItemId, Reason, State};

    fn origin(url: &str, title: &str, body: &str) -> (State, Option<Reason>) {
        let page = html::snapshot(&format!("<title>{title}</title><main>{body}</main>"), url).unwrap();
        let report = report(&page, &Given::default());
        let item = report.item(ItemId::SessionOrigin).unwrap();
        assert!(item.state == State::NotApplicable || !item.evidence.is_empty());
        let known = |id: &ItemId| report.item(*id).is_some_and(|item| item.state != State::Unknown);
        let others = [ItemId::SessionSignedIn, ItemId::Spot, ItemId::TwoFactorSignIn];
        assert!(item.state == State::Ready || !others.iter().any(known), "nothing else is evidence there");
        (item.state, item.reason)
    }

    const PASSWORD: &str = "<form><label>Password <input type=password name=password></label></form>";
    const WARNED: (State, Option<Reason>) = (State::Attention, Some(Reason::Lookalike));
    const QUIET: (State, Option<Reason>) = (State::NotApplicable, None);

    #[test]
    fn a_shared_name_and_a_password_in_krakens_name_is_a_warning() {
        let shared = "https://kraken-ak.de/";
        assert_eq!(origin(shared, "Kraken", PASSWORD), WARNED);
        assert_eq!(origin(shared, "Welcome", &format!("<h1>Sign in to <b>Kraken</b></h1>{PASSWORD}")), WARNED);
        assert_eq!(origin("https://kraken-ak.de/login", "Kraken", "<h1>Welcome</h1>"), WARNED, "a sign-in page by its address");
        assert_eq!(origin(shared, "Kraken", "<p>Rum</p>"), QUIET, "no password");
        assert_eq!(origin(shared, "Rum", PASSWORD), QUIET, "not in Kraken's name");
        assert_eq!(origin(shared, "GitKraken", PASSWORD), QUIET, "another word");
    }

    #[test]
    fn any_host_may_imitate_a_page_that_only_signs_in_to_kraken() {
        let strange = "https://profile-trade.example/";
        for title in ["Sign in to Kraken", "Kraken - Login", "Log in | Kraken Pro", "Kraken: welcome back"] {
            assert_eq!(origin(strange, title, PASSWORD), WARNED, "{title}");
        }
        for title in
            ["Kraken", "Connect your Kraken account to TaxTool", "Kraken Rum - Log in", "Sign in to GitKraken", "Sign in"]
        {
            assert_eq!(origin(strange, title, PASSWORD), QUIET, "{title}");
        }
        assert_eq!(origin(strange, "Sign in to Kraken", "<p>How to sign in</p>"), QUIET, "a guide asks for nothing");
        let copy = "<form><input aria-label=username><input aria-label=tfa><input type=password></form>";
        assert_eq!(origin(strange, "Kraken", copy), WARNED, "a copy of the form");
    }

    #[test]
    fn who_is_known_to_be_honest_or_bad_stays_so() {
        assert_eq!(origin("https://kraken.io/", "Kraken login", PASSWORD), QUIET);
        assert_eq!(origin("https://www.gitkraken.com/", "Kraken login", PASSWORD), QUIET);
        assert_eq!(origin("https://kraken-login.example/", "Rum", "").0, State::Blocked);
        assert_eq!(origin("https://id.kraken.com/", "Sign in to Kraken", "").0, State::Ready);
    }
}
