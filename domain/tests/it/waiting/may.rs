//! May this child wait? D14.

use preau_domain::booking::{Mark, Refusal, SlotKey, SlotState, view};
use preau_domain::calendar::Closure;
use preau_domain::rulebook::attendance::LateBooking;
use preau_domain::rulebook::model::{ActivityIx, WaitingList};
use preau_domain::waiting::{WaitRefusal, may_wait};

use crate::booking::town::{CANTEEN, EVENING, LATEST, MIDDAY, MORNING, NURSERY, STUDY, World, linked, rule_book, slot};
use crate::calendar::town::{at, code};

pub const MONDAY: &str = "2026-11-30";

/// Every activity keeps a list but the morning.
pub fn town() -> World {
    let mut rules = rule_book();
    for activity in &mut rules.activities[1..] {
        activity.waiting_list = Some(WaitingList { offer_hours: 24 });
    }
    World::of(rules, "cocteau")
}

/// Late requests for midday care and the canteen wait until the eve.
pub fn late_town() -> World {
    let mut world = town();
    for ix in [1, 2] {
        world.rules.activities[ix].attendance.late_booking = LateBooking::WaitingList { until: code("eve") };
    }
    world
}

pub fn full(world: World, of: &[ActivityIx]) -> World {
    of.iter()
        .fold(world, |world, &activity| world.taken(activity, MONDAY, 9, 9))
}

fn monday(activity: ActivityIx) -> SlotKey {
    slot(activity, MONDAY)
}

fn asked(world: &World, activity: ActivityIx) -> Result<Vec<SlotKey>, WaitRefusal> {
    may_wait(&world.situation(), monday(activity))
}

#[test]
fn one_waits_where_only_a_place_is_missing() {
    let pair = [MIDDAY, CANTEEN];
    let whole = Ok(vec![monday(CANTEEN), monday(MIDDAY)]);
    for (world, activity, expected) in [
        (full(town(), &[STUDY]), STUDY, Ok(vec![monday(STUDY)])),
        (full(town(), &pair), CANTEEN, whole.clone()),
        (full(town(), &[MIDDAY]), CANTEEN, whole.clone()),
        (full(town(), &[CANTEEN]), CANTEEN, whole),
        (
            full(town(), &[CANTEEN]).with(&[(MIDDAY, MONDAY)]),
            CANTEEN,
            Ok(vec![monday(CANTEEN)]),
        ),
        (full(town(), &[MIDDAY]).care_plan(), MIDDAY, Ok(vec![monday(MIDDAY)])),
        (town(), STUDY, Err(WaitRefusal::PlaceFree)),
        (full(town(), &[STUDY]), CANTEEN, Err(WaitRefusal::PlaceFree)),
        (
            full(town(), &[MORNING]),
            MORNING,
            Err(WaitRefusal::NoList { activity: MORNING }),
        ),
        (town().with(&[(STUDY, MONDAY)]), STUDY, Err(WaitRefusal::AlreadyBooked)),
        (
            full(town(), &[STUDY]).with(&[(EVENING, MONDAY)]),
            STUDY,
            Err(WaitRefusal::Rules(Refusal::Excluded { by: EVENING })),
        ),
        (town(), NURSERY, Err(WaitRefusal::Rules(Refusal::NotOffered))),
        (
            full(town(), &[STUDY]).at(LATEST),
            STUDY,
            Err(WaitRefusal::Rules(Refusal::TooLate { closed_at: at(LATEST) })),
        ),
    ] {
        assert_eq!(asked(&world, activity), expected, "{world:?} {activity:?}");
    }
    let wednesday = may_wait(&town().situation(), slot(STUDY, "2026-12-02"));
    assert_eq!(wednesday, Err(WaitRefusal::Rules(Refusal::Closed(Closure::Weekday))));
}

#[test]
fn a_full_part_without_a_list_is_named() {
    let mut world = full(town(), &[MIDDAY]);
    world.rules.activities[1].waiting_list = None;
    assert_eq!(asked(&world, CANTEEN), Err(WaitRefusal::NoList { activity: MIDDAY }));
    // One that has places need not keep any.
    let mut world = full(town(), &[CANTEEN]);
    world.rules.activities[1].waiting_list = None;
    assert_eq!(asked(&world, CANTEEN), Ok(vec![monday(CANTEEN), monday(MIDDAY)]));
}

#[test]
fn a_part_that_is_refused_refuses_the_whole() {
    let mut world = full(town(), &[CANTEEN]);
    world.rules.activities[1].schools = vec![code("tilleuls")];
    assert_eq!(
        asked(&world, CANTEEN),
        Err(WaitRefusal::Rules(linked(MIDDAY, Refusal::NotOffered)))
    );
}

#[test]
fn one_waits_once() {
    let until = at("2026-11-26T12:00:00+01:00");
    for mark in [Mark::Waiting { position: 3 }, Mark::Offered { until }] {
        let mut world = full(town(), &[STUDY]);
        world.marks.insert(monday(STUDY), mark);
        assert_eq!(asked(&world, STUDY), Err(WaitRefusal::AlreadyWaiting));
    }
}

#[test]
fn late_requests_wait_until_their_own_deadline_also_for_free_places() {
    let whole = Ok(vec![monday(CANTEEN), monday(MIDDAY)]);
    let eve = "2026-11-29T18:00:00+01:00";
    assert_eq!(asked(&late_town(), CANTEEN), Err(WaitRefusal::PlaceFree), "in time");
    assert_eq!(asked(&late_town().at(LATEST), CANTEEN), whole);
    assert_eq!(asked(&full(late_town(), &[MIDDAY]).at(LATEST), CANTEEN), whole);
    assert_eq!(asked(&late_town().at("2026-11-29T17:59:59+01:00"), CANTEEN), whole);
    assert_eq!(
        asked(&late_town().at(eve), CANTEEN),
        Err(WaitRefusal::Rules(Refusal::TooLate { closed_at: at(eve) }))
    );
    // Late requests may wait where requests in time do not.
    let mut world = full(late_town(), &[MIDDAY]);
    world.rules.activities[1].waiting_list = None;
    assert_eq!(asked(&world, CANTEEN), Err(WaitRefusal::NoList { activity: MIDDAY }));
    assert_eq!(asked(&world.at(LATEST), CANTEEN), whole);
}

#[test]
fn a_calendar_shows_where_one_may_wait() {
    let shown = |world: &World, activity| {
        let seen = view(&world.situation(), monday(activity));
        (seen.state, seen.can_wait)
    };
    assert_eq!(shown(&full(town(), &[STUDY]), STUDY), (SlotState::Full, true));
    assert_eq!(shown(&full(town(), &[MORNING]), MORNING), (SlotState::Full, false));
    assert_eq!(shown(&town(), STUDY), (SlotState::Available, false));
    assert_eq!(shown(&full(town(), &[MIDDAY]), CANTEEN), (SlotState::Full, true));
    assert_eq!(shown(&late_town().at(LATEST), CANTEEN), (SlotState::OutOfTime, true));
    assert_eq!(shown(&town().at(LATEST), STUDY), (SlotState::OutOfTime, false));
}
