//! Closings in the night in which clocks change.

use chrono::{DateTime, TimeDelta, Utc};
use preau_domain::booking::{Decision, Refusal};
use preau_domain::rulebook::deadline::{DeadlineForm, HolidayShift};

use super::deadline::week_table;
use super::town::{at, code};
use crate::booking::town::{MORNING, World, book, booked, priced, refused, rule_book, slot, slots, wished};

/// What becomes of booking the morning of a day at an instant, under a form.
fn decided(form: &DeadlineForm, service: &str, now: DateTime<Utc>) -> Decision {
    let mut rules = rule_book();
    rules.deadlines.insert(code("thursday"), form.clone());
    let mut world = World::of(rules, "cocteau");
    world.now = now;
    world.decide(&[book(MORNING, service)])
}

#[track_caller]
fn closes_sharp(form: &DeadlineForm, service: &str, closed_at: DateTime<Utc>) {
    let accepted = priced(Decision {
        outcomes: vec![wished(slot(MORNING, service), booked(195))],
        book: slots(&[(MORNING, service)]),
        cancel: slots(&[]),
        ..Decision::default()
    });
    assert_eq!(decided(form, service, closed_at - TimeDelta::seconds(1)), accepted);
    for later in [TimeDelta::zero(), TimeDelta::hours(1)] {
        let late = Decision {
            outcomes: vec![wished(slot(MORNING, service), refused(Refusal::TooLate { closed_at }))],
            ..Decision::default()
        };
        assert_eq!(decided(form, service, closed_at + later), late);
    }
}

#[test]
fn a_closing_in_the_hour_that_clocks_skip_is_the_end_of_the_gap() {
    let sunday_night = week_table(&[("tue", "sun", "02:30", 1)], HolidayShift::Keep);
    closes_sharp(&sunday_night, "2027-03-30", at("2027-03-28T03:00:00+02:00"));
}

#[test]
fn a_closing_in_the_hour_that_clocks_show_twice_is_the_first_of_the_two() {
    // The week after is holidays. An hour later clocks show 02:30 again: that is too late.
    let sunday_night = week_table(&[("mon", "sun", "02:30", 2)], HolidayShift::Keep);
    closes_sharp(&sunday_night, "2026-11-02", at("2026-10-25T02:30:00+02:00"));
}
