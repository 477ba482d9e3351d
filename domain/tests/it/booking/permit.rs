//! One slot: may it be booked or given back, and what the calendar shows of it.

use preau_domain::booking::{Refusal, SlotState, SlotView, WhenBookable, may_book, may_cancel, view, when_bookable};
use preau_domain::calendar::Closure;
use preau_domain::calendar::rules::DayEffect;
use preau_domain::money::Money;
use preau_domain::rulebook::deadline::{DeadlineForm, Holidays};
use preau_domain::rulebook::model::ActivityIx;

use super::town::{
    CANTEEN, EVENING, IN_TIME, LATEST, MIDDAY, MORNING, NURSERY, STUDY, WEDNESDAY, World, linked, rule_book, slot,
};
use crate::calendar::town::{at, code, exception};

const DAY: &str = "2026-11-30";

fn permit(world: &World, activity: ActivityIx, text: &str) -> Result<Money, Refusal> {
    may_book(&world.situation(), slot(activity, text)).map(|permit| permit.price)
}

fn seen(world: &World, activity: ActivityIx, text: &str) -> SlotView {
    view(&world.situation(), slot(activity, text))
}

fn too_late(closed_at: &str) -> Refusal {
    Refusal::TooLate {
        closed_at: at(closed_at),
    }
}

#[test]
fn a_slot_in_order_is_permitted_at_its_price() {
    assert_eq!(permit(&World::new(), MIDDAY, DAY), Ok(Money::from_cents(170)));
    let shown = SlotView {
        state: SlotState::Available,
        booked: false,
        obstacle: None,
        closes_at: Some(at(LATEST)),
        ordinary_until: None,
        change_closes_at: None,
        late: false,
        mark: None,
        price: Money::from_cents(170),
        places_left: Some(120),
        can_wait: false,
    };
    assert_eq!(seen(&World::new(), MIDDAY, DAY), shown);
}

#[test]
fn the_first_reason_that_applies_is_given() {
    let mut world = World::new()
        .at(LATEST)
        .with(&[(EVENING, DAY)])
        .taken(STUDY, DAY, 30, 30)
        .taken(NURSERY, DAY, 20, 20);
    assert_eq!(permit(&world, NURSERY, DAY), Err(Refusal::NotOffered));
    assert_eq!(
        permit(&world, STUDY, "2026-12-02"),
        Err(Refusal::Closed(Closure::Weekday))
    );
    assert_eq!(permit(&world, STUDY, DAY), Err(too_late(LATEST)));
    world.now = at(IN_TIME);
    assert_eq!(permit(&world, STUDY, DAY), Err(Refusal::Excluded { by: EVENING }));
    world.booked.clear();
    assert_eq!(permit(&world, STUDY, DAY), Err(Refusal::Full));
    world.occupancy.clear();
    assert_eq!(permit(&world, STUDY, DAY), Ok(Money::from_cents(260)));
}

#[test]
fn a_day_outside_the_rule_book_is_closed() {
    let world = World::new();
    let outside = Err(Refusal::Closed(Closure::OutsideRuleBook));
    assert_eq!(permit(&world, MIDDAY, "2025-08-31"), outside);
    assert_eq!(permit(&world, MIDDAY, "2027-07-03"), outside);
    assert_eq!(permit(&world, MIDDAY, "2027-07-02"), Ok(Money::from_cents(170)));
}

#[test]
fn a_window_that_has_not_begun_and_a_day_without_a_deadline() {
    let mut rules = rule_book();
    let month = DeadlineForm::MonthWindow {
        months_before: 1,
        from_day: Some(1),
        opens_at: None,
        to_day: 20,
        at: None,
        holidays: Holidays::default(),
    };
    rules.deadlines.insert(code("thursday"), month);
    rules.deadlines.remove(&code("eve"));
    rules.activities[0].deadlines.book = code("eve");
    let mut world = World::of(rules, "cocteau").at("2026-11-30T23:59:59+01:00");
    let opens_at = at("2026-12-01T00:00:00+01:00");
    assert_eq!(
        permit(&world, MIDDAY, "2027-01-04"),
        Err(Refusal::NotOpenYet { opens_at })
    );
    assert_eq!(seen(&world, MIDDAY, "2027-01-04").state, SlotState::OutOfTime);
    assert_eq!(permit(&world, MORNING, "2027-01-04"), Err(Refusal::NoDeadline));
    world.now = opens_at;
    assert_eq!(permit(&world, MIDDAY, "2027-01-04"), Ok(Money::from_cents(170)));
}

#[test]
fn the_cancelling_deadline_is_its_own_and_asks_nothing_else() {
    let mut rules = rule_book();
    let closed = exception("2026-12-02", "2026-12-02", "Travaux", DayEffect::Closed, &[]);
    rules.calendar.exceptions.push(closed);
    let world = World::of(rules, "cocteau").with(&[(WEDNESDAY, "2026-12-02")]);
    let give_back = |now: &str| may_cancel(&world.clone().at(now).situation(), slot(WEDNESDAY, "2026-12-02"));
    assert_eq!(give_back("2026-12-01T17:59:59+01:00"), Ok(()));
    assert_eq!(
        give_back("2026-12-01T18:00:00+01:00"),
        Err(too_late("2026-12-01T18:00:00+01:00"))
    );
    let shown = SlotView {
        state: SlotState::Booked,
        booked: true,
        obstacle: None,
        closes_at: Some(at("2026-12-01T18:00:00+01:00")),
        ordinary_until: None,
        change_closes_at: None,
        late: false,
        mark: None,
        price: Money::from_cents(1050),
        places_left: None,
        can_wait: false,
    };
    assert_eq!(seen(&world, WEDNESDAY, "2026-12-02"), shown);
}

#[test]
fn a_companion_that_is_refused_is_the_obstacle_with_a_matching_state() {
    let world = World::new().taken(CANTEEN, DAY, 120, 120);
    let midday = seen(&world, MIDDAY, DAY);
    assert_eq!(midday.state, SlotState::Full);
    assert_eq!(midday.obstacle, Some(linked(CANTEEN, Refusal::Full)));
    assert_eq!(midday.places_left, Some(120));
    let canteen = seen(&world, CANTEEN, DAY);
    assert_eq!(
        (canteen.state, canteen.obstacle),
        (SlotState::Full, Some(Refusal::Full))
    );
    assert_eq!(canteen.places_left, Some(0));
    assert_eq!(seen(&world.care_plan(), MIDDAY, DAY).state, SlotState::Available);
}

#[test]
fn the_closing_shown_is_the_earliest_of_all_that_comes_along() {
    let mut rules = rule_book();
    rules.activities[1].deadlines.book = code("eve");
    rules.activities[2].deadlines.cancel = code("eve");
    let world = World::of(rules, "cocteau");
    assert_eq!(seen(&world, MIDDAY, DAY).closes_at, Some(at(LATEST)));
    assert_eq!(
        seen(&world.clone().care_plan(), MIDDAY, DAY).closes_at,
        Some(at("2026-11-29T18:00:00+01:00"))
    );
    let booked = world.with(&[(MIDDAY, DAY), (CANTEEN, DAY)]).at(LATEST);
    let canteen = seen(&booked, CANTEEN, DAY);
    assert_eq!(canteen.state, SlotState::Booked);
    assert_eq!(canteen.closes_at, Some(at(LATEST)));
    assert_eq!(canteen.obstacle, Some(linked(MIDDAY, too_late(LATEST))));
}

#[test]
fn a_slot_that_does_not_run_shows_no_closing_and_no_places() {
    let shown = SlotView {
        state: SlotState::Closed,
        booked: false,
        obstacle: Some(Refusal::Closed(Closure::PublicHoliday {
            name: "Armistice 1918".to_owned(),
        })),
        closes_at: None,
        ordinary_until: None,
        change_closes_at: None,
        late: false,
        mark: None,
        price: Money::from_cents(1050),
        places_left: None,
        can_wait: false,
    };
    assert_eq!(seen(&World::new(), WEDNESDAY, "2026-11-11"), shown);
    assert_eq!(seen(&World::new(), NURSERY, DAY).obstacle, Some(Refusal::NotOffered));
}

#[test]
fn places_are_shown_where_the_town_shows_them() {
    assert_eq!(seen(&World::new(), MORNING, DAY).places_left, None);
    let lowered = World::new().taken(STUDY, DAY, 12, 10);
    assert_eq!(seen(&lowered, STUDY, DAY).places_left, Some(0));
    assert_eq!(seen(&lowered, STUDY, "2026-12-01").places_left, Some(30));
}

#[test]
fn when_a_slot_can_be_booked() {
    let when = |world: &World, activity, on: &str| when_bookable(&world.situation(), slot(activity, on));
    let world = World::new();
    assert_eq!(when(&world, MIDDAY, DAY), Some(WhenBookable::Now));
    // Booked, full, a Wednesday, too late, and a holiday.
    let busy = world.clone().with(&[(MIDDAY, DAY)]);
    assert_eq!(when(&busy, MIDDAY, DAY), None);
    let full = world.clone().taken(CANTEEN, "2026-12-01", 120, 120);
    assert_eq!(when(&full, MIDDAY, "2026-12-01"), None);
    assert_eq!(when(&full, CANTEEN, "2026-12-03"), Some(WhenBookable::Now));
    assert_eq!(when(&world, MIDDAY, "2026-12-02"), None);
    assert_eq!(when(&world.clone().at(LATEST), MIDDAY, DAY), None);
    assert_eq!(when(&world, MIDDAY, "2026-12-21"), None);
}

/// Booking of a month begins on the first of the month before; that of what comes along, on the fifth.
#[test]
fn when_booking_has_yet_to_begin() {
    let window = |from_day| DeadlineForm::MonthWindow {
        months_before: 1,
        from_day: Some(from_day),
        opens_at: None,
        to_day: 20,
        at: None,
        holidays: Holidays::default(),
    };
    let mut rules = rule_book();
    rules.deadlines.insert(code("first"), window(1));
    rules.deadlines.insert(code("fifth"), window(5));
    rules.activities[1].deadlines.book = code("first");
    rules.activities[2].deadlines.book = code("fifth");
    let when = |world: &World, on: &str| when_bookable(&world.situation(), slot(CANTEEN, on));
    let world = World::of(rules, "cocteau").at("2026-11-21T00:00:00+01:00");
    assert_eq!(when(&world, "2026-12-01"), None, "too late by a day");
    let from = |instant| Some(WhenBookable::From(at(instant)));
    // Both must be open, whichever is later.
    assert_eq!(when(&world, "2027-01-04"), from("2026-12-05T00:00:00+01:00"));
    let alone = world.clone().with(&[(MIDDAY, "2027-01-04")]);
    assert_eq!(when(&alone, "2027-01-04"), from("2026-12-05T00:00:00+01:00"));
    // To wait for it helps nothing where it is full.
    let full = world.clone().taken(CANTEEN, "2027-01-04", 120, 120);
    assert_eq!(when(&full, "2027-01-04"), None);
    assert_eq!(
        when(&world.at("2026-12-05T00:00:00+01:00"), "2027-01-04"),
        Some(WhenBookable::Now)
    );
}
