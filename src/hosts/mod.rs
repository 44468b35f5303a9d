//! Whose host it is: Kraken's own, one that only looks like it, or another.
//!
//! Offline, from the name alone, and without a list of bad hosts: a host is a lookalike when it has Kraken's name, or
//! something near it, *and* a sign that it wants Kraken's customers. The lists are data files beside this one.

mod align;
mod brand;
mod fold;
mod lists;
mod name;
mod punycode;
mod signs;
mod why;

use crate::report::Origin;
use brand::{Found, Spelling};
use lists::{LISTS, under};
use name::Name;
use signs::{Signs, View};

/// What is said of a host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostVerdict {
    /// Official, lookalike or other.
    pub origin: Origin,
    /// Why, in words.
    pub why: String,
    /// What a page on it could still change about that.
    pub bearing: Bearing,
}

/// How a host's name bears on what its pages may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bearing {
    /// The name settles it: it is listed, a lookalike, or no host of the web.
    Known,
    /// It shares Kraken's name.
    Shared,
    /// It has nothing of Kraken's name.
    Strange,
}

/// Judges a host: a bare name or a URL, with a port, user-info or a trailing dot, in Unicode or punycode, an IP
/// address, or anything else. Never fails; what is not Kraken's own is never official.
pub fn judge(name: &str) -> HostVerdict {
    match name::read(name) {
        Name::Nothing => other(why::say("nothing", &[]), Bearing::Known),
        Name::NotWeb => other(why::say("not_web", &[]), Bearing::Known),
        Name::Numbers => other(why::say("numbers", &[]), Bearing::Strange),
        Name::Host(host) => judge_host(&host),
    }
}

fn other(why: String, bearing: Bearing) -> HostVerdict {
    HostVerdict { origin: Origin::Other, why, bearing }
}

fn lookalike(why: String) -> HostVerdict {
    HostVerdict { origin: Origin::Lookalike, why, bearing: Bearing::Known }
}

fn judge_host(host: &name::Host<'_>) -> HostVerdict {
    let folded = fold::fold(&host.text);
    let text = folded.text.as_str();
    // Compared as written, before anything is decoded or folded.
    if let Some(own) = under(&LISTS.own, &host.text) {
        return if host.odd || !host.text.is_ascii() {
            lookalike(why::odd(own))
        } else {
            HostVerdict { origin: Origin::Official, why: why::official(own), bearing: Bearing::Known }
        };
    }
    if let Some(own) = under(&LISTS.own, text) {
        return lookalike(why::disguised(own));
    }
    if let Some(own) = host.user.and_then(own_before_at) {
        return lookalike(why::before_at(own, text));
    }
    if let Some(related) = under(&LISTS.related, &host.text) {
        return other(why::related(related), Bearing::Known);
    }
    if let Some(honest) = under(&LISTS.honest, &host.text) {
        return other(why::honest(honest), Bearing::Known);
    }
    let mut labels = [""; MOST_LABELS];
    let Some(labels) = cut(text, &mut labels) else { return other(why::say("not_kraken", &[]), Bearing::Strange) };
    let (suffix, shared) = suffix(labels, text);
    let body = labels.len().saturating_sub(suffix);
    match find(labels, body, &folded) {
        Some((at, found)) => weigh(&View { labels, body, shared, at, found }),
        None => other(why::say("not_kraken", &[]), Bearing::Strange),
    }
}

/// More labels than this are no real host.
const MOST_LABELS: usize = 128;

fn cut<'a, 'b>(text: &'a str, labels: &'b mut [&'a str; MOST_LABELS]) -> Option<&'b [&'a str]> {
    let mut count = 0;
    for label in text.split('.') {
        *labels.get_mut(count)? = label;
        count += 1;
    }
    labels.get(..count)
}

/// Kraken's own domain, if it stands before an `@`.
fn own_before_at(user: &str) -> Option<&'static lists::Domain> {
    let user = fold::fold(user).text;
    LISTS.own.iter().find(|own| user.contains(own.name))
}

/// How many labels the public suffix has, and its kind if anyone can have a name under it.
fn suffix(labels: &[&str], text: &str) -> (usize, Option<bool>) {
    let mut rest = text;
    for left in 1..labels.len() {
        rest = rest.split_once('.').map_or("", |(_, rest)| rest);
        if labels.len() - left <= 3
            && let Some(docs) = LISTS.suffix(rest)
        {
            return (labels.len() - left, Some(docs));
        }
    }
    let second = labels.len().checked_sub(2).and_then(|at| labels.get(at)).copied().unwrap_or("");
    let country = labels.last().is_some_and(|tld| tld.len() == 2);
    let registry = matches!(
        second,
        "com" | "co" | "net" | "org" | "gov" | "edu" | "ac" | "or" | "ne" | "go" | "gob" | "nom" | "biz" | "info"
    );
    let long = country && registry && labels.len() > 2;
    (if labels.len() < 2 { 0 } else { 1 + usize::from(long) }, None)
}

/// The label with the name in it that counts most: well spelt before misspelt, registrable before the rest.
fn find(labels: &[&str], body: usize, folded: &fold::Folded) -> Option<(usize, Found)> {
    let mut best: Option<(usize, Found)> = None;
    let mut start = 0;
    for (at, label) in labels.iter().enumerate().take(body) {
        let strange = folded.strange.get(start..start + label.len()).unwrap_or_default();
        start += label.len() + 1;
        if let Some(found) = brand::find(label, strange) {
            let better = best.is_none_or(|(_, best)| found.hit.cost <= best.hit.cost);
            if better {
                best = Some((at, found));
            }
        }
    }
    best
}

/// Kraken's name is there: is there a sign too?
fn weigh(view: &View<'_>) -> HostVerdict {
    let signs = signs::collect(view);
    if is_lookalike(view, &signs) {
        return lookalike(why::lookalike(view, &signs));
    }
    match view.found.spelling {
        Spelling::Near => other(why::say("not_kraken", &[]), Bearing::Strange),
        _ => other(why::say("shares", &[]), Bearing::Shared),
    }
}

fn is_lookalike(view: &View<'_>, signs: &Signs) -> bool {
    let found = &view.found;
    let any = !signs.full.is_empty();
    let label = view.labels.get(view.at).copied().unwrap_or("");
    let written = label.get(found.hit.start..found.hit.end).unwrap_or("");
    if signs::spelling_tells(found, written, written == label && view.at + 1 == view.body) {
        return true;
    }
    if found.spelling != Spelling::Near {
        return any || signs.halves >= 2;
    }
    let lead = label.get(..found.hit.start).and_then(|before| before.rsplit(['-', '_'].as_slice()).next()).unwrap_or("");
    // The farther the spelling, the more it takes; less where anyone makes a page in a minute.
    let cost = found.hit.cost;
    let half = signs.halves > 0;
    let two = signs.full.len() + usize::from(half) > 1;
    let close = any || (found.tight && half);
    match (view.shared, cost) {
        (Some(false), 0..=3) => close,
        _ if !brand::is_kin(lead, written, cost) => false,
        (Some(false), _) if !found.edge => false,
        (Some(false), 4..=5) => signs.sign_in || two || (found.whole && (any || half)),
        (Some(false), _) => signs.sign_in,
        _ if LISTS.bare.contains(&written) => any && two,
        (_, 0..=3) => found.edge && close,
        (_, 4) => found.whole && any,
        (_, 5) => found.whole && any && two,
        _ => false,
    }
}
