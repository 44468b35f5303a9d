//! What to do around the checklist: pages to read, what to watch, what to know before signing in, which app, and what
//! may be behind a trouble. Pure functions from a report and what else is known to a few lines; a window draws them all alike.

mod apps;
mod pages;
pub mod timeline;
mod trouble;
mod watch;

pub use pages::{ToRead, pages_to_read};

use crate::engine::Given;
use crate::facts::regions::{Says, rules_of};
use crate::facts::troubles;
use crate::gather::Gather;
use crate::report::{Client, ItemId, NextStep, Report, State};

/// Adds a name to a list of them.
#[inline(never)]
fn enlist(list: &mut String, name: &str) {
    if !list.is_empty() {
        list.push_str(", ");
    }
    list.push_str(name);
}

/// A few lines under a title.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Its key, the same at each drawing.
    pub key: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// The lines.
    pub lines: Vec<Line>,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Line {
    /// What it looks like, where it is good or bad news.
    pub look: Option<State>,
    /// What it says.
    pub text: String,
    /// And what that means, or where it is from; may be empty.
    pub detail: String,
    /// Where to go.
    pub step: Option<NextStep>,
}

/// All sections that have something to say, in the order in which they are shown.
pub fn sections(report: &Report, given: &Given) -> Vec<Section> {
    let signing_in = report.page.client == Client::SignIn;
    let mut sections = Vec::new();
    let mut add = |key, title, lines| sections.push(Section { key, title, lines });
    if signing_in {
        add("before", "Before you sign in", before(report, given));
    } else {
        add("pages", "Read these pages to complete your checklist", pages::lines(report));
    }
    add("watch", "What to watch", watch::lines(given));
    add("apps", "Which Kraken app", apps::lines(report));
    add("region", "What is known of your region", region(given));
    for trouble in troubles() {
        add(trouble.key, trouble.title, trouble::lines(&trouble, report));
    }
    sections.retain(|section| !section.lines.is_empty());
    sections
}

/// What can be said on the sign-in page: whether the host is right, which app to go to, and what lies ahead.
fn before(report: &Report, given: &Given) -> Vec<Line> {
    let mut lines = Vec::new();
    if let Some(host) = report.item(ItemId::SessionOrigin) {
        lines.push(Line { look: Some(host.state), text: host.summary.clone(), ..Line::default() });
    }
    lines.extend(apps::for_plan(report.plan));
    lines.append(&mut watch::ahead(given));
    lines
}

/// What the facts say of the user's region.
fn region(given: &Given) -> Vec<Line> {
    let Some(region) = &given.account.region else { return Vec::new() };
    let line = |rule: crate::facts::regions::Rule| Line {
        look: (rule.says == Says::No && !rule.is_old(given.at)).then_some(State::Attention),
        text: rule.words(given.at),
        detail: rule.source.to_owned(),
        step: None,
    };
    rules_of(region).into_iter().map(line).gather()
}

#[cfg(test)]
mod tests;
