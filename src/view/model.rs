//! What a window shows of a report, as plain data: order, grouping and the small words. No web API.

use crate::gather::Gather;
use crate::moment::{DAY, HOUR, Moment};
use crate::names::{self, Named};
use crate::report::text::capital;
use crate::report::{Client, Evidence, Group, Item, ItemId, Origin, PageKind, Plan, Report, Source, State, Verdict, Where};

/// A group of the checklist.
#[derive(Debug, PartialEq)]
pub struct Section<'a> {
    /// Which.
    pub group: Group,
    /// The lines in the order in which they are shown: blocked first, what the plan requires first among equals.
    pub lines: Vec<&'a Item>,
    /// What nobody has read, or what does not apply; folded away.
    pub folded: Vec<&'a Item>,
}

impl Section<'_> {
    /// How the group stands, in a few words: "1 blocked, 2 ready".
    pub fn tally(&self) -> String {
        let mut words = String::new();
        for state in [State::Blocked, State::Attention, State::Ready] {
            let count = self.lines.iter().filter(|item| item.state == state).count();
            if count > 0 {
                words.push_str(if words.is_empty() { "" } else { ", " });
                words.push_str(&count.to_string());
                words.push(' ');
                words.push_str(tally_word(state));
            }
        }
        words
    }

    /// What the fold says: "3 not read yet, 1 does not apply".
    pub fn fold(&self) -> String {
        let unread = self.folded.iter().filter(|item| item.state == State::Unknown).count();
        let idle = self.folded.len() - unread;
        let mut words = String::new();
        if unread > 0 {
            words.push_str(&unread.to_string());
            words.push_str(" not read yet");
        }
        if idle > 0 {
            words.push_str(if words.is_empty() { "" } else { ", " });
            words.push_str(&idle.to_string());
            words.push_str(if idle == 1 { " does not apply" } else { " do not apply" });
        }
        words
    }
}

/// The checklist's groups in their order.
pub fn sections(report: &Report) -> Vec<Section<'_>> {
    let counted: Vec<ItemId> = report.counted().into_iter().map(|(id, _)| id).gather();
    let shown = |item: &Item| match item.state {
        State::NotApplicable => false,
        State::Unknown => counted.contains(&item.id),
        _ => true,
    };
    let section = |group: &Group| {
        let own = report.items.iter().filter(|item| item.id.group() == *group);
        let (lines, folded): (Vec<&Item>, Vec<&Item>) = own.partition(|item| shown(item));
        Section { group: *group, lines: ordered(lines, report.plan), folded: ordered(folded, report.plan) }
    };
    Group::ALL.iter().map(section).gather()
}

/// The items that the verdict rests on, the worst first.
pub fn needs(report: &Report) -> Vec<&Item> {
    ordered(report.counted().into_iter().filter_map(|(id, _)| report.item(id)).gather(), report.plan)
}

/// The worst first, and what the plan requires first among equals. By picking and not by sorting: there are a
/// handful of them, and a sort is five kilobytes.
fn ordered(items: Vec<&Item>, plan: Plan) -> Vec<&Item> {
    let mut ordered = Vec::with_capacity(items.len());
    for state in [State::Blocked, State::Attention, State::Unknown, State::Ready, State::NotApplicable] {
        for required in [true, false] {
            ordered.extend(items.iter().filter(|item| item.state == state && plan.requires(item.id) == required));
        }
    }
    ordered
}

/// The public name of a state, reason or the like, as in the report.
pub fn public_name<T: Named>(member: T) -> &'static str {
    member.public()
}

/// A verdict as the state that it looks like.
pub fn as_state(verdict: Verdict) -> State {
    match verdict {
        Verdict::Ready => State::Ready,
        Verdict::Attention => State::Attention,
        Verdict::Blocked => State::Blocked,
        Verdict::Unknown => State::Unknown,
    }
}

/// A state in words.
pub fn state_word(state: State) -> &'static str {
    names::phrase("label", state)
}

fn tally_word(state: State) -> &'static str {
    match state {
        State::Attention => "to look at",
        State::Blocked => "blocked",
        _ => "ready",
    }
}

/// Where a quote comes from, in words; what was read earlier says so itself.
pub fn origin_words(evidence: &Evidence) -> String {
    let from = match evidence.source {
        Source::Page => evidence.r#where.unwrap_or(Where::Text).public(),
        Source::Memory => return String::new(),
        Source::Status => "Kraken’s status page",
        Source::Knowledge => "published by Kraken",
        Source::Account => "you told Preflight",
        Source::Address => "address of the page",
    };
    from.to_owned() + ", "
}

/// When something was seen, in words; dated facts say their date.
pub fn seen_words(evidence: &Evidence, now: Moment) -> String {
    if evidence.source == Source::Knowledge {
        let date = evidence.seen_at.text();
        return format!("as of {}", date.get(..10).unwrap_or(&date));
    }
    format!("seen {}", ago(evidence.seen_at, now))
}

/// How long ago, in words. What lies ahead (a clock was set back) counts as now.
pub fn ago(then: Moment, now: Moment) -> String {
    let seconds = now.since(then);
    let (count, unit) = match seconds {
        ..60 => return "just now".to_owned(),
        60..HOUR => (seconds / 60, " min ago"),
        HOUR..172_800 => (seconds / HOUR, " h ago"),
        _ => (seconds / DAY, " days ago"),
    };
    [count.to_string().as_str(), unit].concat()
}

/// What the chip says: the plan and its verdict.
pub fn chip_words(plan: Plan, verdict: Verdict) -> String {
    let word = match verdict {
        Verdict::Ready => " ready",
        Verdict::Attention => " needs a look",
        Verdict::Blocked => " blocked",
        Verdict::Unknown => " not known yet",
    };
    plan_name(plan) + word
}

/// A plan as a name to choose.
pub fn plan_name(plan: Plan) -> String {
    capital(plan.phrase())
}

/// Which page a report was made from, in words: "Kraken Pro, trade page".
pub fn page_words(report: &Report) -> String {
    let client = match (report.page.origin, report.page.client) {
        (Origin::Lookalike, _) => "Not Kraken",
        (Origin::Other, _) => "Another site",
        (_, Client::Pro) => "Kraken Pro",
        (_, Client::SignIn) => "Kraken sign-in",
        (_, Client::Support) => "Kraken support",
        (_, Client::FuturesLegacy) => "Kraken Futures",
        (_, Client::Classic) => "Kraken classic",
        (_, Client::App | Client::Marketing | Client::None) => "Kraken",
    };
    match report.page.kind {
        PageKind::SignIn | PageKind::Other => client.to_owned(),
        kind => [client, kind.phrase()].join(", "),
    }
}

/// What got worse, in one sentence; none when nothing did.
pub fn worse_words(report: &Report, worse: &[ItemId]) -> Option<String> {
    let mut words = String::new();
    for item in worse.iter().filter_map(|id| report.item(*id)) {
        words.push_str(if words.is_empty() { "" } else { ", " });
        words.push_str(&item.title);
    }
    if words.is_empty() {
        return None;
    }
    words.push_str(if worse.len() == 1 { " was ready and is not any more." } else { " were ready and are not any more." });
    Some(words)
}

/// Whether a next step may be made a link: https, on one of Kraken's hosts. The table it comes from says so already;
/// a window does not rely on it.
pub fn is_safe_link(url: &str) -> bool {
    let Some(host) = crate::app::sender::host_of(url) else { return false };
    host == "kraken.com" || host.ends_with(".kraken.com")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Given, without_page};
    use crate::report::Reason;

    fn sample() -> Report {
        let mut report = without_page("https://pro.kraken.com/app", &Given::default());
        report.plan = Plan::Margin;
        for item in &mut report.items {
            item.state = match item.id {
                ItemId::Margin => State::Blocked,
                ItemId::Stocks => State::Blocked,
                ItemId::Futures | ItemId::SessionSignedIn => State::Attention,
                ItemId::Spot | ItemId::SessionOrigin => State::Ready,
                ItemId::Custody | ItemId::Deadline => State::NotApplicable,
                _ => State::Unknown,
            };
        }
        report.judge();
        report
    }

    fn ids(items: &[&Item]) -> Vec<ItemId> {
        items.iter().map(|item| item.id).collect()
    }

    #[test]
    fn plans_are_called_by_their_place_in_the_list() {
        let called = [Plan::Spot, Plan::Bot, Plan::Withdraw, Plan::Hold].map(plan_name);
        assert_eq!(called, ["Spot trading", "Running a bot", "Withdrawing crypto", "Holding long-term"]);
    }

    #[test]
    fn every_item_stands_in_its_group_once_and_the_groups_in_order() {
        let report = sample();
        let sections = sections(&report);
        assert_eq!(sections.iter().map(|section| section.group).collect::<Vec<_>>(), Group::ALL);
        let mut all: Vec<ItemId> =
            sections.iter().flat_map(|section| ids(&section.lines).into_iter().chain(ids(&section.folded))).collect();
        all.sort();
        assert_eq!(all, ItemId::ALL);
    }

    #[test]
    fn blocked_comes_first_and_what_nobody_read_is_folded_unless_the_plan_hangs_on_it() {
        let report = sample();
        let sections = sections(&report);
        let products = &sections[2];
        assert_eq!(ids(&products.lines), [ItemId::Margin, ItemId::Stocks, ItemId::Futures, ItemId::Spot]);
        assert_eq!(ids(&products.folded), [ItemId::Staking, ItemId::Custody]);
        assert_eq!(products.tally(), "2 blocked, 1 to look at, 1 ready");
        assert_eq!(products.fold(), "1 not read yet, 1 does not apply");
        assert_eq!(ids(&sections[1].lines), [ItemId::VerificationLevel]);
        assert_eq!(sections[3].fold(), "6 not read yet");
        assert_eq!(ids(&needs(&report))[0], ItemId::Margin);
    }

    #[test]
    fn ages_are_told_in_the_largest_unit_that_says_something() {
        let now = Moment(1_000_000);
        for (seconds, words) in [
            (-90, "just now"),
            (0, "just now"),
            (59, "just now"),
            (60, "1 min ago"),
            (3_599, "59 min ago"),
            (3 * HOUR, "3 h ago"),
            (47 * HOUR, "47 h ago"),
            (48 * HOUR, "2 days ago"),
            (9 * DAY, "9 days ago"),
        ] {
            assert_eq!(ago(now.plus(-seconds), now), words, "{seconds}");
        }
    }

    #[test]
    fn a_dated_fact_says_its_date_and_not_how_long_ago_it_was_seen() {
        let at = Moment::parse("2026-11-01T00:00:00Z").unwrap();
        let fact = Evidence { source: Source::Knowledge, quote: String::new(), r#where: None, seen_at: at };
        assert_eq!(seen_words(&fact, at.plus(9 * DAY)), "as of 2026-11-01");
        let read = Evidence { source: Source::Memory, ..fact };
        assert_eq!(seen_words(&read, at.plus(2 * HOUR)), "seen 2 h ago");
    }

    #[test]
    fn names_are_the_reports_and_links_lead_to_kraken_only() {
        for item in sample().items {
            assert_eq!(serde_json::to_value(item.state).unwrap(), public_name(item.state));
        }
        let reasons = [Reason::SettingsLock, Reason::NotEnabled, Reason::CardAuthentication, Reason::SecuritySetup];
        for reason in reasons {
            assert_eq!(serde_json::to_value(reason).unwrap(), public_name(reason));
        }
        assert!(is_safe_link("https://support.kraken.com/articles/1"));
        for url in ["javascript:alert(1)", "http://www.kraken.com/", "https://kraken.com.example/", "https://notkraken.com/"] {
            assert!(!is_safe_link(url), "{url}");
        }
    }

    #[test]
    fn what_got_worse_is_one_sentence() {
        let report = sample();
        assert_eq!(worse_words(&report, &[]), None);
        let one = worse_words(&report, &[ItemId::Margin]).unwrap();
        assert_eq!(one, "Margin trading was ready and is not any more.");
        assert_eq!(chip_words(Plan::Margin, Verdict::Blocked), "Margin trading blocked");
    }
}
