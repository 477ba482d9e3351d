//! One activity in place of another on the same day, under a deadline of its own.

use preau_domain::booking::OutcomeKind::Cancelled;
use preau_domain::booking::{Decision, Refusal, SlotState, view};
use preau_domain::rulebook::model::ActivityIx;

use super::town::{
    CANTEEN, EVENING, LATEST, MIDDAY, MORNING, STUDY, World, along, book, booked, cancel, priced, refused, rule_book,
    slot, slots, wished,
};
use crate::calendar::town::{at, code};

const DAY: &str = "2026-11-30";
const EVE: &str = "2026-11-29T18:00:00+01:00";
const TUESDAY: &str = "2026-12-01";

/// Study and evening can be changed until the eve, while Thursday counts for booking and giving back.
fn world() -> World {
    changeable(&[STUDY, EVENING])
}

fn changeable(activities: &[ActivityIx]) -> World {
    let mut rules = rule_book();
    for activity in activities {
        rules.activities[usize::from(activity.0)].deadlines.modify = Some(code("eve"));
    }
    World::of(rules, "cocteau").with(&[(EVENING, DAY)]).at(LATEST)
}

fn too_late(closed_at: &str) -> Refusal {
    Refusal::TooLate {
        closed_at: at(closed_at),
    }
}

fn change_refused(activity: ActivityIx, because: Refusal) -> Refusal {
    Refusal::ChangeRefused {
        activity,
        because: Box::new(because),
    }
}

#[test]
fn a_change_has_a_deadline_of_its_own() {
    let changed = priced(Decision {
        outcomes: vec![
            wished(slot(STUDY, DAY), booked(260)),
            wished(slot(EVENING, DAY), Cancelled),
        ],
        book: slots(&[(STUDY, DAY)]),
        cancel: slots(&[(EVENING, DAY)]),
        ..Decision::default()
    });
    let change = [book(STUDY, DAY), cancel(EVENING, DAY)];
    assert_eq!(world().decide(&change), changed);
    assert_eq!(world().at("2026-11-29T17:59:59+01:00").decide(&change), changed);

    let late = Decision {
        outcomes: vec![
            wished(slot(STUDY, DAY), refused(too_late(EVE))),
            wished(slot(EVENING, DAY), refused(too_late(EVE))),
        ],
        ..Decision::default()
    };
    assert_eq!(world().at(EVE).decide(&change), late);
}

#[test]
fn booking_or_giving_back_alone_keeps_its_own_deadline() {
    let refusal = |activity| vec![wished(slot(activity, DAY), refused(too_late(LATEST)))];
    assert_eq!(world().decide(&[cancel(EVENING, DAY)]).outcomes, refusal(EVENING));
    let free = World {
        booked: slots(&[]),
        ..world()
    };
    assert_eq!(free.decide(&[book(STUDY, DAY)]).outcomes, refusal(STUDY));
    // One day's cancelling and another day's booking are no change.
    let apart = world().decide(&[cancel(EVENING, DAY), book(STUDY, TUESDAY)]);
    let told = [
        wished(slot(EVENING, DAY), refused(too_late(LATEST))),
        wished(slot(STUDY, TUESDAY), refused(too_late(LATEST))),
    ];
    assert_eq!(apart.outcomes, told);
}

#[test]
fn a_change_is_made_whole_or_not_at_all() {
    let full = world().taken(STUDY, DAY, 30, 30);
    let nothing = Decision {
        outcomes: vec![
            wished(slot(EVENING, DAY), refused(change_refused(STUDY, Refusal::Full))),
            wished(slot(STUDY, DAY), refused(Refusal::Full)),
        ],
        ..Decision::default()
    };
    assert_eq!(full.decide(&[cancel(EVENING, DAY), book(STUDY, DAY)]), nothing);
}

#[test]
fn what_has_no_deadline_for_changing_goes_by_the_others() {
    // The morning is booked by Thursday: it is neither part of the change nor in its way.
    let decision = world().decide(&[cancel(EVENING, DAY), book(MORNING, DAY), book(STUDY, DAY)]);
    let expected = priced(Decision {
        outcomes: vec![
            wished(slot(EVENING, DAY), Cancelled),
            wished(slot(MORNING, DAY), refused(too_late(LATEST))),
            wished(slot(STUDY, DAY), booked(260)),
        ],
        book: slots(&[(STUDY, DAY)]),
        cancel: slots(&[(EVENING, DAY)]),
        ..Decision::default()
    });
    assert_eq!(decision, expected);
}

#[test]
fn what_comes_along_must_be_in_time_too() {
    // The canteen takes the midday, which has no deadline for changing.
    let half = changeable(&[CANTEEN, EVENING]);
    let midday = Refusal::Linked {
        activity: MIDDAY,
        because: Box::new(too_late(LATEST)),
    };
    let change = [cancel(EVENING, DAY), book(CANTEEN, DAY)];
    let told = [
        wished(slot(EVENING, DAY), refused(change_refused(CANTEEN, midday.clone()))),
        wished(slot(CANTEEN, DAY), refused(midday)),
    ];
    assert_eq!(half.decide(&change).outcomes, told);

    let whole = changeable(&[CANTEEN, MIDDAY, EVENING]).decide(&change);
    let told = [
        wished(slot(EVENING, DAY), Cancelled),
        wished(slot(CANTEEN, DAY), booked(315)),
        along(slot(MIDDAY, DAY), CANTEEN, booked(170)),
    ];
    assert_eq!(whole.outcomes, told);
    assert_eq!(whole.book, slots(&[(CANTEEN, DAY), (MIDDAY, DAY)]));
}

#[test]
fn a_family_sees_until_when_a_booked_day_can_be_changed() {
    let seen = |world: &World, activity| view(&world.situation(), slot(activity, DAY));
    let evening = seen(&world(), EVENING);
    assert_eq!(
        (evening.state, evening.obstacle, evening.change_closes_at),
        (SlotState::Booked, Some(too_late(LATEST)), Some(at(EVE)))
    );
    // Not booked, or without such a deadline: nothing to change.
    assert_eq!(seen(&world(), STUDY).change_closes_at, None);
    let plain = World::new().with(&[(EVENING, DAY)]);
    assert_eq!(seen(&plain, EVENING).change_closes_at, None);
}

/// What closes first counts: giving the one back, or taking the last of those that can be taken in its place.
#[test]
fn a_change_is_shown_for_as_long_as_something_can_be_taken() {
    let until = |world: &World| view(&world.situation(), slot(EVENING, DAY)).change_closes_at;
    let alone = changeable(&[EVENING]);
    assert_eq!(until(&alone), None);
    let mut sooner = changeable(&[STUDY, EVENING]);
    sooner.rules.activities[usize::from(STUDY.0)].deadlines.modify = Some(code("thursday"));
    assert_eq!(until(&sooner), Some(at(LATEST)));
    sooner.rules.activities[usize::from(MORNING.0)].deadlines.modify = Some(code("eve"));
    assert_eq!(until(&sooner), Some(at(EVE)));
    // What is booked already takes nobody's place, and what is for another school never does.
    assert_eq!(until(&sooner.clone().with(&[(MORNING, DAY)])), Some(at(LATEST)));
    sooner.rules.activities[usize::from(MORNING.0)].schools = vec![code("tilleuls")];
    assert_eq!(until(&sooner), Some(at(LATEST)));
}
