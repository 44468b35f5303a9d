//! Which of Kraken's pages would settle most of what nobody has read yet.

use super::{Line, enlist};
use crate::facts;
use crate::gather::Gather;
use crate::report::{Group, ItemId, NextStep, Report, State};

/// Most pages that are named.
const PAGES: usize = 3;

/// A page, and what it would settle.
#[derive(Debug, Clone, PartialEq)]
pub struct ToRead {
    /// The page.
    pub step: NextStep,
    /// The items, in their order.
    pub items: Vec<ItemId>,
}

/// The pages that would settle the most unknown items; of equals the one that settles more of what the plan requires.
/// Operations are not among them: status settles those.
pub fn pages_to_read(report: &Report) -> Vec<ToRead> {
    let mut pages: Vec<ToRead> = Vec::new();
    let unread = |id: &ItemId| report.item(*id).is_some_and(|item| item.state == State::Unknown);
    for id in ItemId::ALL.iter().copied().filter(|id| id.group() != Group::Operations && unread(id)) {
        let Some(step) = facts::next_step(id, State::Unknown, None, report.page.client) else { continue };
        match pages.iter_mut().find(|page| page.step.url == step.url) {
            Some(page) => page.items.push(id),
            None => pages.push(ToRead { step, items: vec![id] }),
        }
    }
    let worth = |page: &ToRead| {
        let required = page.items.iter().filter(|id| report.plan.requires(**id)).count();
        (page.items.len(), required)
    };
    let mut best = Vec::new();
    // By picking: a sort weighs five kilobytes.
    while best.len() < PAGES
        && let Some(at) = (0..pages.len()).rev().max_by_key(|at| pages.get(*at).map(worth))
    {
        best.push(pages.remove(at));
    }
    best
}

pub(super) fn lines(report: &Report) -> Vec<Line> {
    let line = |page: ToRead| {
        let mut text = String::new();
        for id in &page.items {
            enlist(&mut text, id.title());
        }
        Line { look: Some(State::Unknown), text, detail: String::new(), step: Some(page.step) }
    };
    pages_to_read(report).into_iter().map(line).gather()
}
