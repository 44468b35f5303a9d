use super::*;
use crate::account::Deadline;
use crate::engine::without_page;
use crate::moment::{DAY, HOUR};
use proptest::prelude::*;
use serde_json::json;

const NOW: &str = "2026-11-22T12:00:00Z";

fn now() -> Moment {
    Moment::parse(NOW).unwrap()
}

fn given(plan: Plan, rail: Option<Rail>, by: i64, windows: &[(i64, Option<i64>)]) -> Given {
    let list: Vec<_> = windows
        .iter()
        .enumerate()
        .map(|(index, (start, end))| {
            let end = end.map(|end| now().plus(end).text());
            json!({"event_id": index, "title": format!("Exchange {index}"), "expected_start_utc": now().plus(*start).text(), "expected_end_utc": end, "affected_services": ["spot_trading"]})
        })
        .collect();
    let body =
        json!({"error": [], "result": {"status": "online", "timestamp": NOW, "upcoming_maintenance": list, "emergency": []}});
    let mut given = Given { at: now(), plan: Some(plan), ..Given::default() };
    given.status.read(&body.to_string(), now()).unwrap();
    given.account.deadline = Some(Deadline::Rail { at: now().plus(by), rail });
    given
}

fn line(given: &Given) -> TimeLine {
    time_line(&without_page("https://pro.kraken.com/app/home", given), given).unwrap()
}

fn start(given: &Given) -> Option<i64> {
    if let Latest::By(start) = line(given).latest { Some(start.since(now())) } else { None }
}

#[test]
fn without_a_deadline_there_is_none_and_a_passed_one_says_so() {
    let bare = Given::default();
    assert_eq!(time_line(&without_page("https://pro.kraken.com/", &bare), &bare), None);
    for by in [0, -1, -400 * DAY] {
        assert_eq!(line(&given(Plan::Spot, None, by, &[])).latest, Latest::Passed);
    }
}

#[test]
fn a_hold_is_counted_back_from_the_deadline_for_withdrawals_only() {
    assert_eq!(start(&given(Plan::Withdraw, Some(Rail::Ach), 10 * DAY, &[])), Some(3 * DAY));
    assert_eq!(start(&given(Plan::Withdraw, Some(Rail::Ach), 7 * DAY, &[])), Some(0), "now or never");
    assert_eq!(start(&given(Plan::FundByBank, Some(Rail::Ach), 2 * DAY, &[])), Some(2 * DAY));
    let late = line(&given(Plan::Withdraw, Some(Rail::Ach), 3 * DAY, &[]));
    assert_eq!(late.latest, Latest::TooLate);
    assert!(late.words().contains("too late"));
    assert!(late.bars.iter().any(|bar| bar.kind == BarKind::Hold && bar.source.contains("2026-11-22")));
    assert!(
        late.instead.iter().any(|text| text.starts_with("Trading"))
            && late.instead.iter().any(|text| text.contains("bank transfer"))
    );
}

#[test]
fn what_only_may_hold_it_up_does_not_make_it_too_late() {
    let short = line(&given(Plan::Withdraw, Some(Rail::Crypto), 6 * HOUR, &[]));
    assert_eq!(short.latest, Latest::Unsure);
    assert!(short.bars.iter().all(|bar| bar.maybe));
    assert_eq!(start(&given(Plan::Withdraw, Some(Rail::Crypto), 3 * DAY, &[])), Some(2 * DAY));
}

#[test]
fn windows_are_gone_around() {
    let spot = |by, windows: &[_]| start(&given(Plan::Spot, None, by, windows));
    assert_eq!(spot(10 * HOUR, &[(2 * HOUR, Some(4 * HOUR))]), Some(10 * HOUR));
    assert_eq!(spot(3 * HOUR, &[(2 * HOUR, Some(4 * HOUR))]), Some(2 * HOUR), "the deadline falls inside");
    assert_eq!(spot(10 * HOUR, &[(2 * HOUR, None)]), Some(2 * HOUR), "no end is announced");
    assert_eq!(spot(10 * HOUR, &[(4 * HOUR, Some(2 * HOUR))]), Some(4 * HOUR), "an end before the beginning is none");
    assert_eq!(spot(10 * HOUR, &[(-HOUR, Some(11 * HOUR))]), None, "from now to beyond the deadline");
    assert_eq!(spot(10 * HOUR, &[(-HOUR, Some(HOUR))]), Some(10 * HOUR));
    assert_eq!(spot(10 * HOUR, &[(-2 * DAY, Some(-DAY))]), Some(10 * HOUR), "over");
    assert_eq!(
        spot(10 * HOUR, &[(2 * HOUR, Some(6 * HOUR)), (5 * HOUR, Some(11 * HOUR))]),
        Some(2 * HOUR),
        "one after the other"
    );
    let both = given(Plan::Withdraw, Some(Rail::Ach), 10 * DAY, &[(2 * DAY, Some(4 * DAY)), (9 * DAY + HOUR, Some(11 * DAY))]);
    assert_eq!(start(&both), Some(2 * DAY), "the hold has to end before the last window");
}

#[test]
fn a_lock_that_is_on_takes_its_time_first() {
    let given = given(Plan::Withdraw, None, 40 * DAY, &[]);
    let mut report = without_page("https://pro.kraken.com/app/home", &given);
    let leads = |report: &Report| time_line(report, &given).unwrap().bars.iter().filter(|bar| bar.kind == BarKind::Lead).count();
    assert_eq!(leads(&report), 0);
    report.items.iter_mut().find(|item| item.id == ItemId::SettingsLock).unwrap().state = State::Ready;
    assert_eq!(leads(&report), 1);
}

#[test]
fn leap_days_and_clock_changes_are_seconds_like_any_other() {
    for by in ["2028-03-01T00:00:00Z", "2027-03-14T10:00:00Z", "2027-10-31T01:00:00Z", "2028-01-01T00:00:00Z"] {
        let mut given = given(Plan::Withdraw, Some(Rail::Ach), DAY, &[]);
        let by = Moment::parse(by).unwrap();
        given.account.deadline = Some(Deadline::Rail { at: by, rail: Some(Rail::Ach) });
        assert_eq!(line(&given).latest, Latest::By(by.plus(-7 * DAY)));
    }
}

fn windows() -> impl Strategy<Value = Vec<(i64, Option<i64>)>> {
    proptest::collection::vec((-2 * DAY..20 * DAY, proptest::option::of(-DAY..4 * DAY)), 0..6)
        .prop_map(|list| list.into_iter().map(|(start, length)| (start, length.map(|length| start + length))).collect())
}

proptest! {
    #[test]
    fn the_latest_start_is_safe_and_none_later_is(by in 1..18 * DAY, windows in windows(), ach in any::<bool>(), later in 1..12 * DAY) {
        let rail = if ach { Rail::Ach } else { Rail::Wire };
        let given = given(Plan::Withdraw, Some(rail), by, &windows);
        let report = without_page("https://pro.kraken.com/app/home", &given);
        let way = Way::of(&report, &given, now().plus(by), Some(rail));
        let shut = |moment: Moment| way.shut.iter().any(|(start, end)| *start < moment && end.is_none_or(|end| moment < end));
        // Done in time: some moment from the end of the hold to the deadline is open. Windows begin and end on whole
        // moments of the list, so that those are all that have to be tried.
        let works = |start: Moment| {
            let ready = start.plus(way.delay);
            let ends = way.shut.iter().flat_map(|(start, end)| [Some(*start), *end].into_iter().flatten());
            let tried = ends.chain([ready, now().plus(by)]).filter(|moment| *moment >= ready && *moment <= now().plus(by));
            !shut(start) && tried.into_iter().any(|moment| !shut(moment))
        };
        match way.latest(now(), now().plus(by)) {
            Latest::By(start) => {
                prop_assert!(works(start) && start >= now() && start <= now().plus(by));
                prop_assert!(!works(start.plus(later)));
            }
            // "Now" itself may stand at the very edge of a window that is under way.
            Latest::TooLate => prop_assert!(!works(now().plus(later))),
            Latest::Unsure | Latest::Passed => prop_assert!(false),
        }
    }

    #[test]
    fn everything_drawn_lies_on_the_line(by in 1..400 * DAY, windows in windows(), at in any::<i64>()) {
        let line = line(&given(Plan::Spot, None, by, &windows));
        prop_assert!((0..=1_000).contains(&line.place(Moment(at))));
        prop_assert_eq!(line.place(line.from), 0);
        for bar in &line.bars {
            prop_assert!(bar.start >= line.from && bar.start <= line.by, "nothing past is drawn, nor what begins after the deadline");
            prop_assert!(bar.end.is_none_or(|end| end >= bar.start));
        }
        prop_assert!(line.words().ends_with('.'));
    }

    #[test]
    fn a_time_says_the_same_in_every_zone(seconds in 0_i64..4_000_000_000, offset in -14_i64..=14, minutes in 0_i64..60) {
        let shift = offset * HOUR + offset.signum() * minutes * 60;
        let sign = if shift < 0 { '-' } else { '+' };
        let local = Moment(seconds).plus(shift).text();
        let written = format!("{}{sign}{:02}:{:02}", local.trim_end_matches('Z'), shift.abs() / HOUR, shift.abs() % HOUR / 60);
        prop_assert_eq!(Moment::parse(&written), Ok(Moment(seconds)));
    }
}
