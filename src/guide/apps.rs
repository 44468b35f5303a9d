//! Which of Kraken's apps will do for the plan, and what each costs.

use super::Line;
use crate::facts::{App, apps};
use crate::names::Named;
use crate::report::{Plan, Report, State};

/// The app to go to for a plan: the plainest that will do.
pub(super) fn for_plan(plan: Plan) -> Option<Line> {
    let app = apps().find(|app| app.serves(plan))?;
    let text = format!("For {} go to {}.", plan.phrase(), app.name);
    Some(Line { look: None, text, detail: String::new(), step: app.step })
}

/// The app that one is in, what it costs where another would do as well, and then all of them.
pub(super) fn lines(report: &Report) -> Vec<Line> {
    let mut lines = Vec::new();
    if let Some(here) = apps().find(|app| app.key == report.page.client.public()) {
        lines.extend(advice(&here, report.plan));
    }
    for app in apps() {
        let serves = app.serves(report.plan);
        let text =
            format!("{}{}{}.", app.name, if serves { " will do for " } else { " is not known to do for " }, report.plan.phrase());
        let detail = format!("{}. {}.", app.does, app.minds);
        lines.push(Line { look: serves.then_some(State::Ready), text, detail, step: app.step.filter(|_| serves) });
    }
    lines
}

/// Where the plan does not need this app, what it costs to be in it; where it will not do, where to go.
fn advice(here: &App, plan: Plan) -> Option<Line> {
    let plainest = apps().find(|app| app.serves(plan))?;
    if plainest.key == here.key {
        return None;
    }
    let state = if here.serves(plan) { None } else { Some(State::Attention) };
    let text = format!("You are in {}; {} needs no more than {}.", here.name, plan.phrase(), plainest.name);
    Some(Line { look: state, text, detail: format!("{}.", here.minds), step: plainest.step })
}
