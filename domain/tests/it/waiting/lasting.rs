//! How long one waits, and what ends a wait. D14.

use chrono::{DateTime, TimeDelta, Utc};
use preau_domain::booking::Refusal;
use preau_domain::rulebook::attendance::LateBooking;
use preau_domain::waiting::{End, lasts, may_wait, offer, runs};
use proptest::prelude::*;

use super::may::{MONDAY, full, late_town, town};
use crate::booking::town::{CANTEEN, LATEST, MIDDAY, STUDY, World, slot};
use crate::calendar::town::{at, code, seeded};

const EVE: &str = "2026-11-29T18:00:00+01:00";

fn asked(world: &World, activity: preau_domain::rulebook::model::ActivityIx) -> Result<DateTime<Utc>, End> {
    lasts(&world.situation(), slot(activity, MONDAY))
}

/// The canteen closes days before midday care, which comes along with it.
fn early_canteen() -> World {
    let mut world = town();
    world.rules.activities[1].deadlines.book = code("eve");
    world
}

fn without_lists(mut world: World, of: &[usize]) -> World {
    for &ix in of {
        world.rules.activities[ix].waiting_list = None;
    }
    world
}

fn elsewhere(mut world: World, ix: usize) -> World {
    world.rules.activities[ix].schools = vec![code("tilleuls")];
    world
}

fn accepting(mut world: World) -> World {
    for ix in [1, 2] {
        let (until, surcharges) = (code("eve"), Vec::new());
        world.rules.activities[ix].attendance.late_booking = LateBooking::Accept { until, surcharges };
    }
    world
}

#[test]
fn one_waits_until_the_first_closing_of_the_whole() {
    for (why, world, activity, expected) in vec![
        ("in time", town(), STUDY, Ok(at(LATEST))),
        ("full or not", full(town(), &[STUDY]), STUDY, Ok(at(LATEST))),
        (
            "a second before",
            town().at("2026-11-26T09:59:59+01:00"),
            STUDY,
            Ok(at(LATEST)),
        ),
        ("the instant itself", town().at(LATEST), STUDY, Err(End::Expired)),
        (
            "the day is past",
            town().at("2026-12-05T09:00:00+01:00"),
            STUDY,
            Err(End::Expired),
        ),
        ("the part that closes first", early_canteen(), CANTEEN, Ok(at(LATEST))),
        (
            "by itself it is open longer",
            early_canteen().care_plan(),
            MIDDAY,
            Ok(at(EVE)),
        ),
        (
            "what is booked closes nothing any more",
            late_town().with(&[(MIDDAY, MONDAY)]),
            CANTEEN,
            Ok(at(EVE)),
        ),
        ("late requests wait", late_town().at(LATEST), CANTEEN, Ok(at(EVE))),
        (
            "until their own closing",
            late_town().at(EVE),
            CANTEEN,
            Err(End::Expired),
        ),
        (
            "late requests are taken",
            accepting(town()).at(LATEST),
            CANTEEN,
            Ok(at(EVE)),
        ),
    ] {
        assert_eq!(asked(&world, activity), expected, "{why}");
    }
}

#[test]
fn one_waits_no_longer_than_a_list_is_kept_and_the_activity_runs() {
    for (why, world, activity, expected) in [
        (
            "no list any more",
            without_lists(town(), &[3]),
            STUDY,
            Err(End::Withdrawn),
        ),
        (
            "one list is enough for a pair",
            without_lists(town(), &[1]),
            CANTEEN,
            Ok(at(LATEST)),
        ),
        (
            "neither keeps one",
            without_lists(town(), &[1, 2]),
            CANTEEN,
            Err(End::Withdrawn),
        ),
        (
            "one for late requests is one",
            without_lists(late_town(), &[1, 2]),
            CANTEEN,
            Ok(at(EVE)),
        ),
        (
            "for another school now",
            elsewhere(town(), 3),
            STUDY,
            Err(End::Withdrawn),
        ),
        (
            "what comes along is",
            elsewhere(town(), 1),
            CANTEEN,
            Err(End::Withdrawn),
        ),
        (
            "over before the list was",
            without_lists(town(), &[3]).at(LATEST),
            STUDY,
            Err(End::Expired),
        ),
    ] {
        assert_eq!(asked(&world, activity), expected, "{why}");
    }
    let wednesday = lasts(&town().situation(), slot(STUDY, "2026-12-02"));
    assert_eq!(wednesday, Err(End::Withdrawn), "it does not run that day");
}

#[test]
fn an_offer_needs_no_list_to_stay() {
    let mut world = town();
    world.rules.activities[3].waiting_list = None;
    assert!(runs(&world.situation(), [slot(STUDY, MONDAY)]));
    assert!(runs(&world.at(LATEST).situation(), [slot(STUDY, MONDAY)]));
    let mut world = town();
    world.rules.activities[1].schools = vec![code("tilleuls")];
    assert!(runs(&world.situation(), [slot(CANTEEN, MONDAY)]));
    assert!(!runs(&world.situation(), [slot(CANTEEN, MONDAY), slot(MIDDAY, MONDAY)]));
}

fn worlds() -> impl Strategy<Value = World> {
    let minutes = 0..14_i64 * 24 * 60;
    let full_of = prop::collection::btree_set(0..3_usize, 0..4);
    (any::<bool>(), minutes, full_of, any::<bool>(), 0..4_usize).prop_map(|(late, minutes, of, booked, listless)| {
        let mut world = if late { late_town() } else { town() };
        if let Some(activity) = world.rules.activities[1..].get_mut(listless) {
            activity.waiting_list = None;
        }
        let of: Vec<_> = of.into_iter().map(|nth| [MIDDAY, CANTEEN, STUDY][nth]).collect();
        world = full(world, &of);
        if booked {
            world = world.with(&[(MIDDAY, MONDAY)]);
        }
        world.now = at("2026-11-18T08:00:00+01:00") + TimeDelta::minutes(minutes);
        world
    })
}

proptest! {
    #![proptest_config(seeded())]

    /// Whoever may join waits until an instant ahead, and nothing but that instant comes in between; behind it nothing
    /// can be offered.
    #[test]
    fn a_wait_lasts_until_the_instant_that_was_told(mut world in worlds(), nth in 0..3_usize, later in 0..10_000_i64) {
        let activity = [MIDDAY, CANTEEN, STUDY][nth];
        let monday = slot(activity, MONDAY);
        if may_wait(&world.situation(), monday).is_err() {
            return Ok(());
        }
        let until = lasts(&world.situation(), monday);
        prop_assert!(until.is_ok_and(|until| world.now < until), "{:?}", until);
        let until = until.unwrap();
        world.now = (world.now + TimeDelta::minutes(later)).min(until - TimeDelta::seconds(1));
        prop_assert_eq!(lasts(&world.situation(), monday), Ok(until));
        world.now = until;
        prop_assert_eq!(lasts(&world.situation(), monday), Err(End::Expired));
        world.occupancy.clear();
        let refused = offer(&world.situation(), monday).map_err(|refusal| refusal.root().clone());
        prop_assert!(matches!(refused, Err(Refusal::TooLate { .. })), "{:?}", refused);
    }
}
