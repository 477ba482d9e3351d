use chrono_tz::{America, Europe, Pacific, Tz};
use preau_domain::calendar::zone::{civil_day, day_end, day_start, instant};

use super::town::{at, day, time};

const PARIS: Tz = Europe::Paris;

#[test]
fn a_civil_time_is_an_instant_in_winter_and_in_summer() {
    assert_eq!(
        instant(PARIS, day("2026-11-26"), time("10:00")),
        at("2026-11-26T09:00:00Z")
    );
    assert_eq!(
        instant(PARIS, day("2026-06-25"), time("10:00")),
        at("2026-06-25T08:00:00Z")
    );
}

#[test]
fn a_time_that_clocks_skip_is_the_first_instant_after_the_gap() {
    for skipped in ["02:00:00", "02:00:01", "02:30:00", "02:59:59"] {
        assert_eq!(
            instant(PARIS, day("2026-03-29"), time(skipped)),
            at("2026-03-29T01:00:00Z"),
            "{skipped}"
        );
    }
    assert_eq!(
        instant(PARIS, day("2026-03-29"), time("01:59:59")),
        at("2026-03-29T00:59:59Z")
    );
    assert_eq!(
        instant(PARIS, day("2026-03-29"), time("03:00:00")),
        at("2026-03-29T01:00:00Z")
    );
}

#[test]
fn a_time_that_clocks_show_twice_is_the_earlier_instant() {
    assert_eq!(
        instant(PARIS, day("2026-10-25"), time("02:00")),
        at("2026-10-25T00:00:00Z")
    );
    assert_eq!(
        instant(PARIS, day("2026-10-25"), time("02:59:59")),
        at("2026-10-25T00:59:59Z")
    );
    assert_eq!(
        instant(PARIS, day("2026-10-25"), time("03:00")),
        at("2026-10-25T02:00:00Z")
    );
}

#[test]
fn a_day_lasts_as_long_as_clocks_say() {
    let lasts = |text: &str| (day_end(PARIS, day(text)) - day_start(PARIS, day(text))).num_hours();
    assert_eq!(
        [lasts("2026-03-29"), lasts("2026-10-25"), lasts("2026-11-26")],
        [23, 25, 24]
    );
}

#[test]
fn a_day_without_midnight_begins_after_the_gap() {
    // Clocks of Havana go from 23:59:59 to 01:00:00.
    assert_eq!(
        day_start(America::Havana, day("2026-03-08")),
        at("2026-03-08T05:00:00Z")
    );
    // Samoa had no 30 December 2011 at all.
    assert_eq!(
        instant(Pacific::Apia, day("2011-12-30"), time("12:00")),
        at("2011-12-30T10:00:00Z")
    );
}

#[test]
fn the_civil_day_turns_at_midnight_of_the_town() {
    assert_eq!(civil_day(PARIS, at("2026-11-26T22:59:59Z")), day("2026-11-26"));
    assert_eq!(civil_day(PARIS, at("2026-11-26T23:00:00Z")), day("2026-11-27"));
    assert_eq!(civil_day(PARIS, at("2026-06-25T22:00:00Z")), day("2026-06-26"));
    assert_eq!(
        civil_day(Tz::Indian__Reunion, at("2026-11-26T20:00:00Z")),
        day("2026-11-27")
    );
}
