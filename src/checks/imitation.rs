//! What a page on somebody else's host shows of Kraken's sign-in. The name of a host alone cannot settle all; a page that
//! asks for a password in Kraken's name can.

use crate::data::{self, File};
use crate::hosts::Bearing;
use crate::letters;
use crate::reading::{Quote, quote};
use crate::report::Where;
use crate::snapshot::{Kind, Mode, Snapshot};

/// Why the page imitates Kraken's sign-in, and the words that name it; none where it does not.
pub(super) fn imitates(page: &Snapshot, bearing: Bearing) -> Option<(&'static str, Quote)> {
    let mut asks = page.mode == Mode::SignIn;
    let (mut username, mut code) = (false, false);
    for extra in page.nodes.iter().filter(|node| node.kind == Kind::Textbox).filter_map(|node| node.extra.as_ref()) {
        asks |= extra.input.as_deref() == Some("password");
        username |= extra.name.as_deref() == Some("username");
        code |= extra.name.as_deref() == Some("tfa");
    }
    if !asks || bearing == Bearing::Known {
        return None;
    }
    let shared = bearing == Bearing::Shared;
    let copied = username && code;
    let title = titles(page).into_iter().find(|title| names_kraken(title, shared || copied))?;
    let why = data::words_of(File::CheckWords, if shared { "shares_name" } else { "asks_in_name" });
    let place = if title == page.title { Where::Text } else { Where::Heading };
    Some((why, Quote { text: quote(&title), place }))
}

/// The page's title and its headings.
fn titles(page: &Snapshot) -> Vec<String> {
    let mut titles = vec![page.title.clone()];
    let mut heading = None;
    for node in &page.nodes {
        match (heading, titles.last_mut()) {
            (Some(depth), Some(title)) if node.depth > depth => title.push_str(&node.text),
            _ if node.kind == Kind::Heading => {
                heading = Some(node.depth);
                titles.push(String::new());
            }
            _ => heading = None,
        }
    }
    titles
}

/// Whether a title names Kraken; unless anything may stand beside it, it must say nothing but that and signing in.
fn names_kraken(title: &str, anything: bool) -> bool {
    let small = letters::small(title);
    let (mut kraken, mut enters, mut strange) = (false, false, false);
    for word in small.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let (own, enter) = (word == "kraken", data::is_one(File::Words, "enter", word));
        kraken |= own;
        enters |= enter;
        strange |= !own && !enter && !data::is_one(File::Words, "beside", word);
    }
    kraken && (anything || (enters && !strange))
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
