//! From when on it is open, where a deadline says so.

use preau_domain::rulebook::closing::Window;
use preau_domain::rulebook::deadline::{DatedPeriod, DeadlineForm, Holidays};

use super::deadline::window_in;
use super::town::{at, calendar, day, time};

/// From the day and time that a period names, or the start of that day.
#[test]
fn a_period_opens_on_its_own_day() {
    let period = |opens_on: Option<&str>, opens_at: Option<&str>| DatedPeriod {
        from: day("2027-02-06"),
        to: day("2027-02-21"),
        closes_on: day("2027-01-10"),
        closes_at: time("12:00"),
        opens_on: opens_on.map(day),
        opens_at: opens_at.map(time),
    };
    for (opens_on, opens_at, expected) in [
        (None, None, None),
        (Some("2026-12-07"), None, Some("2026-12-07T00:00:00+01:00")),
        (Some("2026-12-07"), Some("08:30"), Some("2026-12-07T08:30:00+01:00")),
        (Some("2027-01-10"), Some("11:59"), Some("2027-01-10T11:59:00+01:00")),
    ] {
        let form = DeadlineForm::Dated {
            periods: vec![period(opens_on, opens_at)],
        };
        let window = Window {
            opens_at: expected.map(at),
            closes_at: Some(at("2027-01-10T12:00:00+01:00")),
        };
        assert_eq!(window_in(&calendar(), &form, "2027-02-06"), window);
        assert_eq!(window_in(&calendar(), &form, "2027-02-21"), window);
        let none = Window {
            opens_at: None,
            closes_at: None,
        };
        assert_eq!(window_in(&calendar(), &form, "2027-02-22"), none);
    }
}

#[test]
fn a_month_opens_at_its_time_of_day() {
    let form = DeadlineForm::MonthWindow {
        months_before: 1,
        from_day: Some(31),
        opens_at: Some(time("08:30")),
        to_day: 31,
        at: Some(time("18:00")),
        holidays: Holidays::default(),
    };
    let window = Window {
        opens_at: Some(at("2026-11-30T08:30:00+01:00")),
        closes_at: Some(at("2026-11-30T18:00:00+01:00")),
    };
    assert_eq!(window_in(&calendar(), &form, "2026-12-07"), window);
}
