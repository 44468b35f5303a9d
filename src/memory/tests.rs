use super::*;
use crate::report::Client;
use proptest::prelude::*;

const AT: Moment = Moment(1_795_348_800);

fn page(origin: Origin, kind: PageKind, signed_in: Option<bool>) -> Page {
    Page { origin, client: Client::Pro, kind, locale: None, signed_in }
}

fn trade() -> Page {
    page(Origin::Official, PageKind::Trade, Some(true))
}

fn finding(id: ItemId, state: State, reason: Option<Reason>, source: Source) -> Finding {
    let evidence = vec![Evidence { source, quote: "words of the page".to_owned(), r#where: None, seen_at: AT }];
    Finding { id, state, reason, summary: None, evidence, until: None }
}

fn margin() -> Finding {
    finding(ItemId::Margin, State::Blocked, Some(Reason::Verification), Source::Page)
}

fn reading(id: ItemId, reason: Option<Reason>, until: Option<i64>) -> Reading {
    let until = until.map(|seconds| AT.plus(seconds));
    Reading { id, state: State::Blocked, reason, kind: PageKind::Trade, at: AT, until }
}

#[test]
fn states_and_reasons_are_called_by_their_place_in_the_list() {
    assert_eq!([State::Ready, State::Unknown, State::NotApplicable].map(State::phrase), ["ready", "unknown", "does not apply"]);
    let called = [Reason::Verification, Reason::Client, Reason::NotEnabled, Reason::Unstated].map(Reason::phrase);
    assert_eq!(called, ["verification", "other Kraken app", "not switched on", "no reason given"]);
}

#[test]
fn a_page_is_remembered_in_our_own_words() {
    let mut memory = Memory::default();
    memory.absorb(&trade(), &[margin()], AT);
    let later = memory.findings(AT.plus(HOUR));
    assert_eq!(later.len(), 1);
    assert_eq!(later[0].evidence[0].quote, "Margin trading: blocked (verification), read on the trade page");
    assert_eq!(later[0].evidence[0].source, Source::Memory);
    assert_eq!(later[0].evidence[0].seen_at, AT);
    assert!(!memory.to_json().contains("words of the page"));
}

#[test]
fn only_what_the_page_itself_says_is_taken() {
    let mut memory = Memory::default();
    memory.absorb(
        &trade(),
        &[
            finding(ItemId::SessionSignedIn, State::Ready, None, Source::Page),
            finding(ItemId::Deadline, State::Blocked, Some(Reason::Hold), Source::Page),
            finding(ItemId::Spot, State::Unknown, None, Source::Page),
            finding(ItemId::Futures, State::Ready, None, Source::Memory),
            finding(ItemId::Staking, State::Attention, Some(Reason::Region), Source::Knowledge),
            finding(ItemId::Exchange, State::Ready, None, Source::Status),
        ],
        AT,
    );
    assert_eq!(memory, Memory::default());
    memory.absorb(&page(Origin::Lookalike, PageKind::Trade, Some(true)), &[margin()], AT);
    memory.absorb(&page(Origin::Other, PageKind::Trade, None), &[margin()], AT);
    memory.absorb(&page(Origin::Official, PageKind::SignIn, Some(false)), &[margin()], AT);
    assert_eq!(memory, Memory::default());
}

#[test]
fn a_sign_out_starts_afresh_and_a_lookalike_changes_nothing() {
    let mut memory = Memory::default();
    memory.absorb(&trade(), &[margin()], AT);
    let before = memory.clone();
    memory.absorb(&page(Origin::Lookalike, PageKind::SignIn, Some(false)), &[], AT);
    memory.absorb(&page(Origin::Official, PageKind::Other, None), &[], AT);
    assert_eq!(memory, before);
    memory.absorb(&page(Origin::Official, PageKind::SignIn, Some(false)), &[], AT);
    assert_eq!(memory, Memory::default());
}

#[test]
fn newer_goes_before_older_and_the_more_restrictive_of_one_page() {
    let ready = || finding(ItemId::Margin, State::Ready, None, Source::Page);
    let mut memory = Memory::default();
    memory.absorb(&trade(), &[ready(), margin(), ready()], AT);
    assert_eq!(memory.readings()[0].state, State::Blocked);
    memory.absorb(&trade(), &[ready()], AT.plus(-1));
    assert_eq!(memory.readings()[0].state, State::Blocked);
    memory.absorb(&trade(), &[ready()], AT.plus(1));
    assert_eq!(memory.readings()[0].state, State::Ready);
    assert_eq!(memory.readings().len(), 1);
}

#[test]
fn readings_hold_as_long_as_the_contract_says() {
    let cases = [
        (ItemId::Spot, None, DAY, DAY),
        (ItemId::Wire, Some(Reason::Region), DAY, DAY),
        (ItemId::Wire, Some(Reason::Maintenance), HOUR, HOUR),
        (ItemId::Exchange, None, HOUR, HOUR),
        (ItemId::CryptoWithdrawal, Some(Reason::Hold), DAY, DAY),
        (ItemId::Passkey, Some(Reason::SecuritySetup), 7 * DAY, 30 * DAY),
        (ItemId::VerificationLevel, None, 7 * DAY, 30 * DAY),
        (ItemId::VerificationNotice, Some(Reason::Verification), 7 * DAY, 30 * DAY),
    ];
    for (id, reason, fresh, shown) in cases {
        let reading = reading(id, reason, None);
        assert_eq!(reading.age(AT), Age::Fresh);
        assert_eq!(reading.age(AT.plus(fresh)), Age::Fresh, "{id:?}");
        let after = if fresh == shown { Age::Gone } else { Age::Old };
        assert_eq!(reading.age(AT.plus(fresh + 1)), after, "{id:?}");
        assert_eq!(reading.age(AT.plus(shown + 1)), Age::Gone, "{id:?}");
        assert_eq!(reading.age(AT.plus(-1)), Age::Gone, "from the future");
    }
    let old = reading(ItemId::Passkey, Some(Reason::SecuritySetup), None).finding(AT.plus(12 * DAY)).unwrap();
    assert_eq!(old.summary.as_deref(), Some("Read as blocked on the trade page 12 days ago; it may have changed."));
}

#[test]
fn a_stated_end_goes_before_the_usual_time() {
    for (reason, id) in [(Reason::Maintenance, ItemId::Spot), (Reason::Hold, ItemId::CryptoWithdrawal)] {
        let long = reading(id, Some(reason), Some(5 * DAY));
        assert_eq!(long.age(AT.plus(5 * DAY - 1)), Age::Fresh);
        assert_eq!(long.age(AT.plus(5 * DAY)), Age::Gone);
        let short = reading(id, Some(reason), Some(60));
        assert_eq!(short.age(AT.plus(60)), Age::Gone);
        let backwards = reading(id, Some(reason), Some(-60));
        assert_eq!(backwards.age(AT.plus(60)), Age::Fresh);
    }
    assert_eq!(reading(ItemId::Spot, Some(Reason::Region), Some(60)).age(AT.plus(120)), Age::Fresh, "an end of something else");
}

#[test]
fn what_is_written_is_what_was_read() {
    let mut memory = Memory::default();
    assert_eq!(Memory::parse(&memory.to_json()), Ok(Memory::default()));
    memory.absorb(&trade(), &[margin(), finding(ItemId::Passkey, State::Ready, None, Source::Page)], AT);
    let mut hold = finding(ItemId::CryptoWithdrawal, State::Blocked, Some(Reason::Hold), Source::Page);
    hold.until = Some(AT.plus(3 * DAY));
    memory.absorb(&trade(), &[hold], AT.plus(5));
    assert_eq!(Memory::parse(&memory.to_json()), Ok(memory.clone()));
    let text = memory.to_json();
    for cut in 0..text.trim_end().len() {
        assert!(Memory::parse(&text[..cut]).is_err(), "{cut}");
        assert!(Memory::salvage(&text[..cut]).is_ok_and(|(_, damaged)| damaged));
    }
}

#[test]
fn a_damaged_memory_is_named_and_its_good_part_can_be_kept() {
    let mut memory = Memory::default();
    memory.absorb(&trade(), &[margin(), finding(ItemId::Passkey, State::Ready, None, Source::Page)], AT);
    let broken = memory.to_json().replacen("\"blocked\"", "\"bolcked\"", 1);
    assert_eq!(Memory::parse(&broken).unwrap_err().to_string(), "item 1 has no good \"state\"");
    let (good, damaged) = Memory::salvage(&broken).unwrap();
    assert!(damaged && good.readings().len() == 1 && good.readings()[0].id == ItemId::Passkey);
    for (text, says) in [
        ("", "empty"),
        ("{\"v\": 1, \"items\": [", "cut off"),
        ("nonsense", "not JSON"),
        ("[]", "not a memory"),
        ("{\"v\": 1}", "list of items"),
        ("{\"items\": []}", "version"),
        ("{\"v\": 2, \"items\": []}", "newer version (2)"),
    ] {
        assert!(Memory::parse(text).unwrap_err().to_string().contains(says), "{text}");
    }
    assert!(Memory::salvage("{\"v\": 9}").is_err(), "what a newer version wrote is not touched");
    let foreign = r#"{"v":1,"items":[{"id":"session.signed_in","state":"ready","kind":"home","at":"2026-11-22T12:00:00Z"}]}"#;
    assert_eq!(Memory::parse(foreign), Ok(Memory::default()), "the session is never remembered");
}

proptest! {
    #[test]
    fn freshness_only_ever_falls(item in 0..ItemId::ALL.len(), reason in 0..4_usize, until in proptest::option::of(any::<i64>()), one in any::<i64>(), other in any::<i64>()) {
        let reason = [None, Some(Reason::Maintenance), Some(Reason::Hold), Some(Reason::Region)][reason];
        let mut reading = reading(ItemId::ALL[item], reason, None);
        reading.until = until.map(Moment);
        let (early, late) = (Moment(one.min(other)).max(AT), Moment(one.max(other)).max(AT));
        let rank = |age: Age| match age { Age::Fresh => 0, Age::Old => 1, Age::Gone => 2 };
        prop_assert!(rank(reading.age(early)) <= rank(reading.age(late)));
        prop_assert!(reading.finding(late).is_none_or(|finding| finding.evidence.iter().all(|one| one.source == Source::Memory)));
    }

    #[test]
    fn any_text_is_a_memory_or_an_error(text in "\\PC{0,200}") {
        let _ = Memory::parse(&text);
        let _ = Memory::salvage(&text);
    }
}

#[test]
fn of_a_half_written_memory_the_whole_readings_are_kept() {
    let mut memory = Memory::default();
    for id in [ItemId::Spot, ItemId::Margin, ItemId::Ach] {
        memory.put(Reading { id, state: State::Ready, reason: None, kind: PageKind::Trade, at: Moment(9), until: None });
    }
    let text = memory.to_json();
    for cut in 0..text.trim_end().len() {
        let (kept, damaged) = Memory::salvage(&text[..cut]).unwrap();
        assert!(damaged);
        let whole = text[..cut].matches("}").count();
        assert_eq!(kept.readings(), &memory.readings()[..whole], "cut at {cut}");
    }
}
