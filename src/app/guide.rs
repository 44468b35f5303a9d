//! What the windows show around the checklist, as JSON: their scripts draw it (`extension/view/guide.js`).

use super::background::Stored;
use super::chosen::Chosen;
use super::state::TabState;
use crate::engine::{Given, without_page};
use crate::guide::timeline::{Bar, BarKind, Latest, TimeLine, time_line};
use crate::guide::{Line, sections};
use crate::memory::{Change, History, Memory};
use crate::moment::Moment;
use crate::report::{Origin, State};
use crate::status::Status;
use crate::status::spoken;
use crate::writer::Writer;

/// Everything around the checklist of a page: what changed since `since` (else since the user looked last), the way to the
/// deadline, and the guide's sections. The page's report is that of the tab, where it is of this page; else what is remembered.
pub fn guide(url: &str, tab: Option<&str>, stored: &Stored, since: Option<Moment>, now: Moment) -> String {
    let account = Chosen::read(stored).settings.account;
    let memory = stored.memory.as_deref().and_then(|text| Memory::salvage(text).ok());
    let (memory, _) = memory.unwrap_or_default();
    let status = stored.status.as_deref().map(Status::restore).unwrap_or_default();
    let given = Given { at: now, account, plan: None, memory, status };
    let report = tab.and_then(TabState::parse).filter(|tab| !tab.stale && tab.url == url).and_then(|tab| tab.report);
    let report = report.unwrap_or_else(|| without_page(url, &given));
    let history = stored.history.as_deref().and_then(|text| History::salvage(text).ok());
    let (mut history, _) = history.unwrap_or_default();
    let seen = since.unwrap_or(history.seen);
    history.seen = seen;

    let mut out = Writer::default();
    out.object(&mut |out| {
        out.time_of("seen", seen);
        out.key("news");
        out.list(&mut |out| history.news().iter().for_each(|change| line(out, &news(change))));
        out.key("way");
        // On a page that only looks like Kraken's nothing is said but that, by the checklist.
        let ours = report.page.origin == Origin::Official;
        match time_line(&report, &given).filter(|_| ours) {
            Some(found) => way(out, &found),
            None => out.raw("null"),
        }
        out.key("sections");
        let found = if ours { sections(&report, &given) } else { Vec::new() };
        out.list(&mut |out| {
            for section in &found {
                out.object(&mut |out| {
                    out.text_of("key", Some(section.key));
                    out.text_of("title", Some(section.title));
                    out.key("lines");
                    out.list(&mut |out| section.lines.iter().for_each(|one| line(out, one)));
                });
            }
        });
    });
    out.done()
}

fn news(change: &Change) -> Line {
    let detail = format!("Between {} and {}.", spoken(change.from.at), spoken(change.to.at));
    Line { look: Some(change.to.state), text: change.words(), detail, step: None }
}

fn line(out: &mut Writer, line: &Line) {
    out.object(&mut |out| {
        out.name_of("look", line.look);
        out.text_of("text", Some(&line.text));
        out.text_of("detail", Some(&line.detail));
        if let Some(step) = &line.step {
            out.text_of("label", Some(&step.label));
            out.text_of("url", Some(&step.url));
        }
    });
}

fn way(out: &mut Writer, of: &TimeLine) {
    out.object(&mut |out| {
        let look = match of.latest {
            Latest::By(_) => None,
            Latest::Unsure | Latest::Passed => Some(State::Attention),
            Latest::TooLate => Some(State::Blocked),
        };
        out.name_of("look", look);
        out.text_of("text", Some(&of.words()));
        out.number_of("deadline", of.place(of.by));
        let start = if let Latest::By(start) = of.latest { Some(start) } else { None };
        if let Some(start) = start {
            out.number_of("latest", of.place(start));
        }
        out.key("bars");
        out.list(&mut |out| of.bars.iter().for_each(|one| bar(out, one, of)));
        out.key("instead");
        out.list(&mut |out| of.instead.iter().for_each(|text| out.text(text)));
    });
}

fn bar(out: &mut Writer, bar: &Bar, of: &TimeLine) {
    let kind = match bar.kind {
        BarKind::Hold => "hold",
        BarKind::Lead => "lead",
        BarKind::Window => "window",
    };
    out.object(&mut |out| {
        out.text_of("kind", Some(kind));
        out.number_of("from", of.place(bar.start));
        out.number_of("to", bar.end.map_or(1_000, |end| of.place(end)));
        out.flag_of("maybe", Some(bar.maybe));
        out.text_of("text", Some(&bar.label));
        out.text_of("detail", Some(&bar.source));
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::state::Settings;
    use crate::app::written;
    use crate::moment::DAY;
    use serde_json::Value;

    const NOW: Moment = Moment(1_795_000_000);
    const PRO: &str = "https://pro.kraken.com/app/home";

    fn stored(account: &str) -> Stored {
        let settings = Settings { account: crate::account::Account::parse(account).unwrap(), ..Settings::default() };
        Stored { settings: Some(written::settings(&settings)), ..Stored::default() }
    }

    fn told(url: &str, stored: &Stored, since: Option<Moment>) -> Value {
        serde_json::from_str(&guide(url, None, stored, since, NOW)).unwrap()
    }

    #[test]
    fn without_anything_known_it_still_names_pages_and_troubles() {
        let all = told(PRO, &Stored::default(), None);
        assert_eq!((&all["news"], &all["way"]), (&serde_json::json!([]), &Value::Null));
        let keys: Vec<&str> = all["sections"].as_array().unwrap().iter().map(|one| one["key"].as_str().unwrap()).collect();
        assert_eq!(keys, ["pages", "apps", "product", "card", "key", "deposit", "withdrawal"]);
        assert!(told("https://www.krakken.com/", &stored(r#"{"deadline":"2030-01-01T00:00:00Z"}"#), None)["way"].is_null());
        assert_eq!(told("https://example.com/", &Stored::default(), None)["sections"], serde_json::json!([]));
    }

    #[test]
    fn the_way_to_the_deadline_is_drawn_in_thousandths() {
        let by = NOW.plus(9 * DAY).text();
        let all = told(PRO, &stored(&format!(r#"{{"plan":"withdraw","deadline":{{"at":"{by}","rail":"ach"}}}}"#)), None);
        let way = &all["way"];
        let number = |name: &str| way[name].as_i64().unwrap();
        assert!(0 < number("latest") && number("latest") < number("deadline") && number("deadline") < 1_000);
        assert_eq!((&way["bars"][0]["kind"], &way["bars"][0]["from"]), (&"hold".into(), &0.into()));
        assert!(way["instead"].as_array().is_some_and(|all| !all.is_empty()));
    }

    #[test]
    fn news_stay_in_a_window_that_had_them_when_it_was_opened() {
        let history = r#"{"v":1,"seen":"2026-01-01T00:00:00Z","changes":[{"id":"capability.margin",
            "from":{"state":"ready","reason":null,"at":"2026-11-03T09:00:00Z"},
            "to":{"state":"blocked","reason":"region","at":"2026-11-20T10:00:00Z"}}]}"#;
        let mut stored = Stored { history: Some(history.into()), ..Stored::default() };
        let all = told(PRO, &stored, None);
        assert_eq!(all["news"][0]["text"], "Margin trading: ready → blocked (region)");
        assert_eq!(all["news"][0]["detail"], "Between 2026-11-03 09:00 UTC and 2026-11-20 10:00 UTC.");
        let seen = Moment::parse(all["seen"].as_str().unwrap()).unwrap();
        stored.history = Some(history.replace("2026-01-01", "2026-11-21"));
        assert_eq!(told(PRO, &stored, None)["news"], serde_json::json!([]));
        assert_eq!(told(PRO, &stored, Some(seen))["news"][0]["look"], "blocked");
    }
}
