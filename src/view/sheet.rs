//! The checklist itself, as every window shows it.

use super::dom::{El, age, el, seen};
use super::icon::{icon, leaving};
use super::model::{
    Section, as_state, is_safe_link, needs, origin_words, page_words, public_name, sections, state_word, worse_words,
};
use crate::app::state::TabState;
use crate::gather::Gather;
use crate::moment::Moment;
use crate::report::{Evidence, Item, NextStep, NoticeKind, Report, Source};

/// Quotes shown of one item before the rest is folded away.
const QUOTES: usize = 2;

/// What the same checklist looks like in different windows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// The popup: all of it.
    Full,
    /// What earlier pages showed, as this tab was not read (yet).
    Remembered,
}

/// The checklist of a tab, none while it has no report.
pub fn sheet(state: &TabState, look: Look, now: Moment) -> Option<El> {
    sheet_with(state, look, None, now)
}

/// The same, with how the account is protected under the verdict.
pub fn sheet_with(state: &TabState, look: Look, protection: Option<El>, now: Moment) -> Option<El> {
    let report = state.report.as_ref()?;
    let whole = el("div", "sheet").attr("data-verdict", verdict_name(report)).attr("data-plan", report.plan.name());
    let whole = whole.all(warnings(report)).all(worse(state, report)).child(verdict(state, report, look, now));
    let whole = whole.all(protection).all(notices(report));
    Some(whole.all(sections(report).iter().map(|section| group(section, report, now))))
}

fn verdict_name(report: &Report) -> &'static str {
    public_name(as_state(report.verdict))
}

fn warnings(report: &Report) -> Vec<El> {
    report.warnings.iter().map(|warning| el("p", "notice bad").child(el("strong", "").text(&warning.text))).gather()
}

fn worse(state: &TabState, report: &Report) -> Option<El> {
    let words = worse_words(report, &state.worse)?;
    Some(el("p", "notice bad").child(el("span", "").text("Changed on this page: ")).child(el("strong", "").text(&words)))
}

fn verdict(tab: &TabState, report: &Report, look: Look, now: Moment) -> El {
    let state = as_state(report.verdict);
    let words = el("div", "words")
        .child(el("p", "word").text(match look {
            Look::Remembered => "From earlier pages",
            Look::Full => verdict_word(report),
        }))
        .child(el("h2", "headline").attr("dir", "auto").text(&report.headline))
        .child(when(tab, report, look, now));
    let needed = needs(report).into_iter().map(|item| {
        let pill = el("a", "pill").attr("href", &format!("#{}", item.id.id())).attr("data-look", public_name(item.state));
        let said = el("span", "sr").text(&format!(": {}", state_word(item.state)));
        el("li", "").child(pill.child(icon(item.state)).child(el("span", "").text(&item.title)).child(said))
    });
    let needs = el("ul", "needs").attr("aria-label", "What it needs").all(needed);
    let card = el("section", "verdict").attr("data-look", public_name(state)).attr("aria-label", "Verdict");
    card.child(el("div", "top").child(icon(state)).child(words)).child(needs)
}

fn verdict_word(report: &Report) -> &'static str {
    match report.verdict {
        crate::report::Verdict::Unknown => "Not known yet",
        crate::report::Verdict::Attention => "Needs attention",
        verdict => state_word(as_state(verdict)),
    }
}

fn when(tab: &TabState, report: &Report, look: Look, now: Moment) -> El {
    let line = el("p", "when");
    if look == Look::Remembered {
        return line.text("This page has not been read yet.");
    }
    let page = el("span", "").text(&page_words(report));
    if tab.stale {
        return line
            .child(page)
            .child(el("span", "").text(" · the tab has moved on since"))
            .child(age(", read ", report.at, now));
    }
    line.child(page).child(age(" · read ", report.at, now))
}

fn notices(report: &Report) -> Vec<El> {
    let one = |notice: &crate::report::Notice| {
        // That outages were not checked holds all the time: it is said, but does not shout.
        let class = if notice.kind == NoticeKind::StatusNotChecked { "notice quiet" } else { "notice" };
        el("p", class).attr("dir", "auto").text(&notice.text)
    };
    let (quiet, loud): (Vec<_>, Vec<_>) = report.notices.iter().partition(|notice| notice.kind == NoticeKind::StatusNotChecked);
    loud.into_iter().chain(quiet).map(one).gather()
}

fn group(section: &Section<'_>, report: &Report, now: Moment) -> El {
    let id = format!("group-{}", section.group.title());
    let head = el("div", "head")
        .child(el("h2", "").attr("id", &id).text(section.group.title()))
        .child(el("span", "tally").text(&section.tally()));
    let whole = el("section", "group").attr("aria-labelledby", &id).child(head);
    let list = |items: &[&Item]| el("ul", "lines").all(items.iter().map(|item| line(item, report, now)));
    let whole = if section.lines.is_empty() { whole } else { whole.child(list(&section.lines)) };
    if section.folded.is_empty() {
        return whole;
    }
    let fold = el("details", "fold").attr("data-key", &id);
    whole.child(fold.child(el("summary", "").text(&section.fold())).child(list(&section.folded)))
}

fn line(item: &Item, report: &Report, now: Moment) -> El {
    let state = public_name(item.state);
    let line = el("li", "line")
        .attr("id", item.id.id())
        .attr("tabindex", "-1")
        .attr("data-item", item.id.id())
        .attr("data-state", state)
        .attr("data-reason", item.reason.map_or("", public_name));
    let mut word = state_word(item.state).to_owned();
    if let Some(reason) = item.reason {
        word.push_str(" · ");
        word.push_str(reason.phrase());
    }
    let mut title = el("p", "title").child(el("span", "name").text(&item.title)).child(el("span", "state").text(&word));
    if report.plan.requires(item.id) {
        title = title.attr("data-required", "");
    }
    let body = el("div", "body").child(title).child(el("p", "summary").attr("dir", "auto").text(&item.summary));
    let body = body.all(proofs(item, report, now)).all(next(item));
    line.child(icon(item.state)).child(body)
}

fn proofs(item: &Item, report: &Report, now: Moment) -> Vec<El> {
    let list = |evidence: &[Evidence]| el("ul", "proofs").all(evidence.iter().map(|one| proof(one, report, now)));
    let (first, rest) = item.evidence.split_at(item.evidence.len().min(QUOTES));
    let mut lists = Vec::new();
    if !first.is_empty() {
        lists.push(list(first));
    }
    if !rest.is_empty() {
        let words = format!("{} more", rest.len());
        let fold = el("details", "more").attr("data-key", &format!("more-{}", item.id.id()));
        lists.push(fold.child(el("summary", "").text(&words)).child(list(rest)));
    }
    lists
}

fn proof(evidence: &Evidence, report: &Report, now: Moment) -> El {
    let from =
        el("span", "from").child(el("span", "").text(&format!(" — {}", origin_words(evidence)))).child(seen(evidence, now));
    let words = match evidence.source {
        Source::Page => {
            let quote = el("q", "").attr("dir", "auto").text(&evidence.quote);
            match &report.page.locale {
                Some(locale) => quote.attr("lang", locale),
                None => quote,
            }
        }
        _ => el("span", "said").attr("dir", "auto").text(&evidence.quote),
    };
    el("li", "").child(words).child(from)
}

fn next(item: &Item) -> Option<El> {
    step(item.next_step.as_ref()?)
}

/// A step as a link, if it leads to Kraken.
pub fn step(step: &NextStep) -> Option<El> {
    if !is_safe_link(&step.url) {
        return None;
    }
    let link = el("a", "next").attr("href", &step.url).attr("target", "_blank").attr("rel", "noopener noreferrer");
    Some(link.child(el("span", "").text(&step.label)).child(leaving()).child(el("span", "sr").text(" (opens in a new tab)")))
}
