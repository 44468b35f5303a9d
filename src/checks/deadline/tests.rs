use super::*;
use crate::moment::HOUR;
use crate::status::Status;
use proptest::prelude::*;
use serde_json::json;

const NOW: &str = "2026-11-22T12:00:00Z";

fn now() -> Moment {
    Moment::parse(NOW).unwrap()
}

fn given(plan: Plan, rail: Option<Rail>, seconds: i64) -> Given {
    let mut given = Given { at: now(), plan: Some(plan), ..Given::default() };
    given.account.deadline = Some(Deadline::Rail { at: now().plus(seconds), rail });
    given
}

/// A status body that is fresh, complete and lists these windows: start and end in seconds from now, service, and blocked orders.
fn status(windows: &[(i64, Option<i64>, &str)]) -> Status {
    let windows: Vec<_> = windows
        .iter()
        .enumerate()
        .map(|(index, (start, end, title))| {
            let end = end.map(|seconds| now().plus(seconds).to_string());
            json!({"event_id": index, "title": title, "expected_start_utc": now().plus(*start).to_string(), "expected_end_utc": end,
                   "affected_services": []})
        })
        .collect();
    let body =
        json!({"error": [], "result": {"status": "online", "timestamp": NOW, "upcoming_maintenance": windows, "emergency": []}});
    let mut status = Status::default();
    status.read(&body.to_string(), now()).unwrap();
    status
}

fn judged(given: &Given) -> (State, Option<Reason>) {
    let finding = check(given, &[]);
    assert_eq!(finding.id, ItemId::Deadline);
    assert!(finding.summary.is_some_and(|summary| summary.ends_with('.')));
    (finding.state, finding.reason)
}

const HOLD: Option<Reason> = Some(Reason::Hold);
const MAINTENANCE: Option<Reason> = Some(Reason::Maintenance);

#[test]
fn without_a_deadline_it_does_not_apply_and_a_passed_one_is_unknown() {
    assert_eq!(judged(&Given::default()), (State::NotApplicable, None));
    for seconds in [0, -1, -400 * DAY] {
        let mut given = given(Plan::FundByBank, Some(Rail::Ach), seconds);
        given.status = status(&[]);
        assert_eq!(judged(&given), (State::Unknown, None));
    }
}

#[test]
fn a_hold_stops_withdrawals_and_not_trading() {
    let ach = |plan, days: i64| judged(&given(plan, Some(Rail::Ach), days * DAY));
    assert_eq!(ach(Plan::Withdraw, 3), (State::Blocked, HOLD));
    assert_eq!(ach(Plan::Withdraw, 7), (State::Attention, HOLD), "tight");
    assert_eq!(ach(Plan::Withdraw, 8), (State::Unknown, None));
    assert_eq!(ach(Plan::FundByBank, 3), (State::Attention, HOLD), "it can be traded, not withdrawn");
    assert_eq!(ach(Plan::FundByBank, 7), (State::Unknown, None));
    assert_eq!(judged(&given(Plan::FundByBank, Some(Rail::Wire), HOUR)), (State::Unknown, None), "no lead time is known");
    assert_eq!(judged(&given(Plan::FundByCard, Some(Rail::Card), DAY)), (State::Attention, HOLD));
    assert_eq!(judged(&given(Plan::FundByCard, Some(Rail::Card), 3 * DAY)), (State::Unknown, None));
    assert_eq!(judged(&given(Plan::Withdraw, Some(Rail::Crypto), 20 * HOUR)), (State::Attention, HOLD));
    assert_eq!(judged(&given(Plan::Withdraw, None, 25 * HOUR)), (State::Unknown, None));
    assert_eq!(judged(&given(Plan::Spot, Some(Rail::Crypto), HOUR)), (State::Unknown, None));
    let finding = check(&given(Plan::Withdraw, Some(Rail::Ach), 3 * DAY), &[]);
    assert_eq!(finding.evidence[1].source, Source::Knowledge);
    assert!(finding.evidence[1].quote.contains("7 days; trading is not held (entered 2026-11-22)"), "{:?}", finding.evidence);
    assert_eq!(finding.until, Some(now().plus(7 * DAY)));
}

#[test]
fn ready_only_with_a_fresh_and_clear_status() {
    let mut given = given(Plan::FundByBank, Some(Rail::Wire), 3 * DAY);
    given.status = status(&[]);
    assert_eq!(judged(&given), (State::Ready, None));
    given.at = now().plus(901);
    assert_eq!(judged(&given), (State::Unknown, None), "old");
    given.at = now();
    given.status = Status::default();
    assert_eq!(judged(&given), (State::Unknown, None), "not read");
    given.status.read(r#"{"error":[],"result":{"events":[]}}"#, now()).unwrap();
    assert_eq!(judged(&given), (State::Unknown, None), "windows only");
}

#[test]
fn windows_before_around_and_after_it() {
    let judge = |start, end, title| {
        let mut given = given(Plan::FundByBank, Some(Rail::Wire), 2 * DAY);
        given.status = status(&[(start, end, title)]);
        judged(&given)
    };
    let wire = "Wire deposits maintenance";
    assert_eq!(judge(-HOUR, Some(3 * DAY), wire), (State::Blocked, MAINTENANCE), "spans it");
    assert_eq!(judge(-HOUR, Some(2 * DAY), wire), (State::Blocked, MAINTENANCE), "ends with it");
    assert_eq!(judge(-HOUR, Some(DAY), wire), (State::Attention, MAINTENANCE), "over before it");
    assert_eq!(judge(-HOUR, None, wire), (State::Attention, MAINTENANCE), "no end");
    assert_eq!(judge(DAY, Some(3 * DAY), wire), (State::Attention, MAINTENANCE), "falls inside");
    assert_eq!(judge(DAY, None, wire), (State::Attention, MAINTENANCE));
    assert_eq!(judge(2 * DAY + 1, Some(3 * DAY), wire), (State::Ready, None), "after it");
    assert_eq!(judge(-2 * HOUR, Some(-HOUR), wire), (State::Ready, None), "past");
    assert_eq!(judge(HOUR, Some(-HOUR), wire), (State::Attention, MAINTENANCE), "backwards");
    assert_eq!(judge(-HOUR, Some(3 * DAY), "Card purchases maintenance"), (State::Ready, None), "another rail");
    assert_eq!(judge(-HOUR, Some(3 * DAY), "Kraken Website Maintenance"), (State::Blocked, MAINTENANCE));
    assert_eq!(judge(-HOUR, Some(3 * DAY), "All deposits and withdrawals"), (State::Blocked, MAINTENANCE));
    assert_eq!(judge(-HOUR, Some(3 * DAY), "Bitcoin (BTC) deposits"), (State::Ready, None));
}

#[test]
fn a_window_more_than_72_hours_ahead_counts_when_the_deadline_is_later() {
    let mut given = given(Plan::Futures, None, 6 * DAY);
    given.status = status(&[(5 * DAY, Some(7 * DAY), "Derivatives Platform Maintenance")]);
    assert_eq!(judged(&given), (State::Attention, MAINTENANCE));
    given.plan = Some(Plan::Spot);
    assert_eq!(judged(&given), (State::Ready, None));
}

#[test]
fn holds_that_the_page_states_count_for_what_they_hold() {
    let hold = |state, until: Option<i64>| Finding {
        id: ItemId::CryptoWithdrawal,
        state,
        reason: HOLD,
        summary: None,
        evidence: Vec::new(),
        until: until.map(|seconds| now().plus(seconds)),
    };
    let judge = |plan, finding| {
        let finding = check(&given(plan, None, 3 * DAY), &[finding]);
        (finding.state, finding.reason)
    };
    assert_eq!(judge(Plan::Withdraw, hold(State::Blocked, Some(4 * DAY))), (State::Blocked, HOLD));
    assert_eq!(judge(Plan::Withdraw, hold(State::Attention, Some(4 * DAY))), (State::Attention, HOLD), "a part of the money");
    assert_eq!(judge(Plan::Withdraw, hold(State::Blocked, Some(3 * DAY - HOUR))), (State::Attention, HOLD), "tight");
    assert_eq!(judge(Plan::Withdraw, hold(State::Blocked, Some(DAY))), (State::Unknown, None));
    assert_eq!(judge(Plan::Withdraw, hold(State::Blocked, None)), (State::Attention, HOLD), "no end");
    assert_eq!(judge(Plan::Spot, hold(State::Blocked, Some(4 * DAY))), (State::Unknown, None));
    let page = |state, until: Option<i64>| {
        let evidence = vec![Evidence { source: Source::Page, quote: String::new(), r#where: None, seen_at: now() }];
        Finding { id: ItemId::Exchange, reason: MAINTENANCE, evidence, ..hold(state, until) }
    };
    assert_eq!(judge(Plan::Spot, page(State::Blocked, Some(4 * DAY))), (State::Blocked, MAINTENANCE));
    assert_eq!(judge(Plan::Spot, page(State::Blocked, None)), (State::Attention, MAINTENANCE));
    assert_eq!(judge(Plan::Spot, page(State::Attention, Some(4 * DAY))), (State::Attention, MAINTENANCE), "only announced");
}

#[test]
fn zones_midnight_and_leap_days_do_not_shift_it() {
    for (at, by) in [
        ("2028-02-28T23:30:00Z", "2028-03-06T23:29:59Z"),
        ("2026-10-31T22:00:00-05:00", "2026-11-07T21:59:59-05:00"),
        ("2026-03-28T23:59:59+01:00", "2026-04-05T00:59:58+02:00"),
    ] {
        let mut given = given(Plan::Withdraw, Some(Rail::Ach), 0);
        given.at = Moment::parse(at).unwrap();
        let by = Moment::parse(by).unwrap();
        given.account.deadline = Some(Deadline::Rail { at: by, rail: Some(Rail::Ach) });
        assert_eq!(judged(&given), (State::Blocked, HOLD), "one second short of 7 days");
        given.account.deadline = Some(Deadline::Rail { at: by.plus(1), rail: Some(Rail::Ach) });
        assert_eq!(judged(&given), (State::Attention, HOLD));
    }
}

proptest! {
    #[test]
    fn never_a_panic_and_never_ready_unread(at in any::<i64>(), by in any::<i64>(), plan in 0..Plan::ALL.len(), rail in 0..5_usize, until in any::<Option<i64>>()) {
        let rail = [None, Some(Rail::Ach), Some(Rail::Wire), Some(Rail::Card), Some(Rail::Crypto)][rail];
        let mut given = given(Plan::ALL[plan], rail, 0);
        given.at = Moment(at);
        given.account.deadline = Some(Deadline::Rail { at: Moment(by), rail });
        let hold = Finding {
            id: ItemId::CryptoWithdrawal,
            state: State::Blocked,
            reason: HOLD,
            summary: None,
            evidence: Vec::new(),
            until: until.map(Moment),
        };
        let finding = check(&given, &[hold]);
        prop_assert_ne!(finding.state, State::Ready);
        prop_assert!(finding.state != State::Blocked || by > at);
    }

    #[test]
    fn a_window_blocks_only_if_it_covers_all_the_time_left(start in -9 * DAY..9 * DAY, length in -2 * DAY..9 * DAY, left in 1..9 * DAY) {
        let mut given = given(Plan::FundByBank, Some(Rail::Wire), left);
        given.status = status(&[(start, Some(start + length), "Wire deposits maintenance")]);
        let (state, _) = judged(&given);
        let covers = start <= 0 && start + length >= left && length >= 0;
        prop_assert_eq!(state == State::Blocked, covers);
        let touches = start <= left && (start + length > 0 || (length < 0 && start > 0));
        prop_assert_eq!(state == State::Ready, !touches);
    }

    #[test]
    fn a_later_deadline_is_never_worse_by_a_hold(one in 1..30 * DAY, more in 0..30 * DAY, plan in 0..Plan::ALL.len(), rail in 0..5_usize) {
        let rail = [None, Some(Rail::Ach), Some(Rail::Wire), Some(Rail::Card), Some(Rail::Crypto)][rail];
        let rank = |seconds| match judged(&given(Plan::ALL[plan], rail, seconds)).0 {
            State::Blocked => 2,
            State::Attention => 1,
            _ => 0,
        };
        prop_assert!(rank(one) >= rank(one + more));
    }
}
