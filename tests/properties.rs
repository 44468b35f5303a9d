//! What must not matter: invisible text, adverts and help beside what the page says, spans around words, the order of
//! sections that have nothing to do with one another. And whatever bytes come in, no panic.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod corpus;

use corpus::{Fixture, fixtures, sets};
use preflight::engine::{self, Given};
use preflight::html;
use preflight::report::{Report, State};
use proptest::prelude::*;
use std::sync::OnceLock;

/// What nobody sees, whatever it says.
const INVISIBLE: &[&str] = &[
    "<div hidden><p>Margin trading is not available in your region.</p></div>",
    "<p style=\"display:none\">Futures: Enabled</p>",
    "<div><div aria-hidden=\"true\"><h2>Staking</h2><span>Suspended for your account</span></div></div>",
    "<template><p>All withdrawals are suspended.</p></template>",
    "<script type=\"application/json\">{\"text\": \"Your account is restricted\"}</script>",
    "<dialog><h2>Verify to unlock margin trading</h2></dialog>",
    "<!-- ACH is not available in your state -->",
];

/// Promotional cards: offers to everyone.
const ADVERTS: &[&str] = &[
    "<aside><h3>Introducing futures</h3><p>Trade futures with up to 50x leverage.</p><a href=\"/features/futures\">Learn more</a></aside>",
    "<section aria-label=\"New on Kraken\"><h3>Earn up to 21% APY</h3><p>Put your crypto to work with staking.</p><a href=\"/earn\">Start earning</a></section>",
    "<article><h4>Stocks are here</h4><p>Discover commission-free stocks and ETFs.</p><a href=\"/stocks\">Explore stocks</a></article>",
];

/// Help: what is so in general, or would be.
const HELP: &[&str] = &[
    "<section><h2>Frequently asked questions</h2><h3>Why is margin trading unavailable?</h3><p>Margin trading is unavailable in some regions, and until you are verified to Intermediate.</p></section>",
    "<section aria-label=\"Help\"><h2>Help centre</h2><p>If your withdrawal is on hold, wait for the hold to end. Holds last 72 hours.</p><a href=\"/help\">Read more</a></section>",
];

fn all() -> &'static [Fixture] {
    static ALL: OnceLock<Vec<Fixture>> = OnceLock::new();
    ALL.get_or_init(|| sets().iter().flat_map(|set| fixtures(set)).collect())
}

fn report(page: &str, fixture: &Fixture) -> Report {
    engine::report(&html::snapshot(page, fixture.url()).unwrap(), &fixture.given())
}

/// Every item with its state and reason.
fn items(report: &Report) -> Vec<String> {
    report.items.iter().map(|item| format!("{} {:?} {:?}", item.id.id(), item.state, item.reason)).collect()
}

/// The items that differ, after a change that is to change none.
fn differing(fixture: &Fixture, changed: &str) -> Vec<String> {
    let (before, after) = (items(&fixture.report()), items(&report(changed, fixture)));
    before
        .into_iter()
        .zip(after)
        .filter(|(before, after)| before != after)
        .map(|(before, after)| format!("{}: {before} → {after}", fixture.name))
        .collect()
}

/// A page with a snippet in front of the last `</body>` or `</main>`, or behind the first `<body>` or `<main>`.
fn with(page: &str, snippet: &str, place: &str) -> Option<String> {
    let at = if place.starts_with("</") {
        page.rfind(place)?
    } else {
        page.find(place).and_then(|tag| Some(tag + page[tag..].find('>')? + 1))?
    };
    Some(format!("{}{snippet}{}", &page[..at], &page[at..]))
}

fn changes_nothing(snippets: &[&str], places: &[&str]) {
    let mut wrong = Vec::new();
    let mut tried = 0;
    // Words are read in the page's language, which is that of most of its words where the page does not say it.
    let says_its_language =
        |fixture: &&Fixture| fixture.language() == "en" || fixture.html.contains(&format!("lang=\"{}", fixture.language()));
    for fixture in all().iter().filter(says_its_language) {
        for (snippet, place) in snippets.iter().flat_map(|snippet| places.iter().map(move |place| (snippet, place))) {
            if let Some(changed) = with(&fixture.html, snippet, place) {
                tried += 1;
                wrong.extend(differing(fixture, &changed).into_iter().map(|line| format!("{line} with {snippet} at {place}")));
            }
        }
    }
    assert!(tried > 500, "only {tried} changes were tried");
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
}

#[test]
fn what_nobody_sees_changes_no_item() {
    changes_nothing(INVISIBLE, &["<body", "<main", "</main>", "</body>"]);
}

#[test]
fn adverts_change_no_item() {
    changes_nothing(ADVERTS, &["</main>", "</body>"]);
}

#[test]
fn help_changes_no_item() {
    changes_nothing(HELP, &["</main>", "</body>"]);
}

/// The texts of a page in which spans may stand: from and to, as bytes.
fn texts(page: &str) -> Vec<(usize, usize)> {
    let closed = ["script", "style", "title", "textarea", "option", "template"];
    let mut found = Vec::new();
    let mut at = page.find("<body").unwrap_or(0);
    while let Some(end) = page[at..].find('>').map(|end| at + end) {
        let tag: String = page[at + 1..].chars().take_while(|letter| letter.is_ascii_alphanumeric()).collect();
        if page[at..].starts_with("<!--") {
            let Some(end) = page[at..].find("-->") else { break };
            at += end + 2;
        } else if closed.contains(&tag.to_ascii_lowercase().as_str()) {
            let Some(end) = page[at..].find(&format!("</{tag}")) else { break };
            at += end;
            continue;
        } else {
            at = end;
        }
        let from = at + 1;
        let Some(next) = page[from..].find('<') else { break };
        if !page[from..from + next].trim().is_empty() {
            found.push((from, from + next));
        }
        at = from + next;
    }
    found
}

#[test]
fn spans_around_texts_change_no_item() {
    let mut wrong = Vec::new();
    let mut put = 0;
    for fixture in all() {
        let mut page = fixture.html.clone();
        for (from, to) in texts(&fixture.html).into_iter().rev() {
            page.insert_str(to, "</span>");
            page.insert_str(from, "<span>");
            put += 1;
        }
        wrong.extend(differing(fixture, &page));
    }
    assert!(put > 50_000, "only {put} spans were put around texts");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The content of a page's `main`.
fn main_of(fixture: &Fixture) -> Option<&str> {
    let from = fixture.html.find("<main").and_then(|tag| Some(tag + fixture.html[tag..].find('>')? + 1))?;
    let to = fixture.html.rfind("</main>").filter(|to| *to > from)?;
    Some(&fixture.html[from..to])
}

#[test]
fn the_order_of_sections_changes_no_item() {
    let mut wrong = Vec::new();
    let mut tried = 0;
    let pages: Vec<(&Fixture, &str)> = all().iter().filter_map(|fixture| Some((fixture, main_of(fixture)?))).collect();
    for pair in pages.windows(2) {
        let [(one, first), (other, second)] = pair else { continue };
        // A dialog changes what the page under it is; and each page's words are read as what its address says it is.
        if one.url() != other.url() || one.language() != other.language() || first.contains("dialog") || second.contains("dialog")
        {
            continue;
        }
        tried += 1;
        let page = |first: &str, second: &str| {
            format!("<html lang=\"{}\"><main><section>{first}</section><section>{second}</section></main>", one.language())
        };
        let (before, after) = (items(&report(&page(first, second), one)), items(&report(&page(second, first), one)));
        wrong.extend(
            before
                .iter()
                .zip(&after)
                .filter(|(before, after)| before != after)
                .map(|(before, after)| format!("{} and {}: {before} → {after}", one.name, other.name)),
        );
    }
    assert!(tried > 20, "only {tried} pairs were tried");
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
}

/// One place in so many is cut; `PREFLIGHT_CUTS=1` cuts at every one, which takes a quarter of an hour.
const CUTS: usize = 199;

/// A text cut in two by spans says what it said, wherever it is cut.
#[test]
fn texts_split_over_spans_say_the_same() {
    let every = std::env::var("PREFLIGHT_CUTS").ok().and_then(|step| step.parse().ok()).unwrap_or(CUTS);
    let places = |fixture: &Fixture| -> Vec<(usize, usize, usize)> {
        let texts = texts(&fixture.html).into_iter();
        let cuts = texts.flat_map(|(from, to)| fixture.html[from..to].char_indices().map(move |(at, _)| (from, from + at, to)));
        // "&am" and "p;" is another text.
        let entity = |from: usize, at: usize| {
            fixture.html[from..at].rfind('&').is_some_and(|start| !fixture.html[from + start..at].contains(';'))
        };
        cuts.filter(|(from, at, _)| from != at && !entity(*from, *at)).collect()
    };
    let (mut seen, mut tried, mut wrong) = (0, 0, Vec::new());
    for fixture in all() {
        for (from, at, to) in places(fixture) {
            seen += 1;
            if seen % every == 0 {
                tried += 1;
                let page = &fixture.html;
                let (first, second) = (&page[from..at], &page[at..to]);
                let changed = format!("{}<span>{first}</span><span>{second}</span>{}", &page[..from], &page[to..]);
                let text = page[from..to].trim();
                wrong
                    .extend(differing(fixture, &changed).into_iter().map(|line| format!("{line}, “{text}” cut after “{first}”")));
            }
        }
    }
    assert!(tried > 4_000, "only {tried} cuts were tried");
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        let page = html::snapshot(&html::decode(&bytes), "https://pro.kraken.com/app/home").unwrap();
        let report = engine::report(&page, &Given::default());
        prop_assert!(report.items.iter().all(|item| item.state != State::Ready || item.id.id().starts_with("session.")));
    }

    /// A page with bytes taken out, put in or written twice still gives a report.
    #[test]
    fn damaged_pages_are_read_without_a_panic(page in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), length in 0..200_usize, noise in prop::collection::vec(any::<u8>(), 0..40)) {
        let fixture = page.get(all());
        let mut bytes = fixture.html.clone().into_bytes();
        let at = at.index(bytes.len());
        let to = (at + length).min(bytes.len());
        bytes.splice(at..to, noise);
        let page = html::snapshot(&html::decode(&bytes), fixture.url()).unwrap();
        prop_assert_eq!(engine::report(&page, &fixture.given()).items.len(), fixture.report().items.len());
    }
}
