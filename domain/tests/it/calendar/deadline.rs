//! The forms of deadline, on the words of real règlements.

use chrono::{DateTime, Utc};
use chrono_tz::Europe::Paris;
use preau_domain::calendar::Calendar;
use preau_domain::calendar::rules::{CalendarRules, DayEffect, Season, ServiceDays};
use preau_domain::rulebook::closing::{Setting, Window};
use preau_domain::rulebook::deadline::{DatedPeriod, DeadlineForm, HolidayShift, Holidays, Open, WeekCut, WeekdayKey};

use super::town::{at, calendar, code, day, exception, rules, time, weekdays};

pub fn week_table(rows: &[(&str, &str, &str, u8)], when_public_holiday: HolidayShift) -> DeadlineForm {
    let key = |name: &str| WeekdayKey::try_from(name.to_owned()).unwrap();
    DeadlineForm::WeekTable {
        rows: rows
            .iter()
            .map(|&(service, weekday, at, weeks_before)| {
                let cut = WeekCut {
                    weekday: weekday.parse().unwrap(),
                    at: time(at),
                    weeks_before,
                };
                (key(service), cut)
            })
            .collect(),
        holidays: when_public_holiday.into(),
    }
}

fn month_window(months_before: u8, from_day: Option<u8>, to_day: u8) -> DeadlineForm {
    DeadlineForm::MonthWindow {
        months_before,
        from_day,
        opens_at: None,
        to_day,
        at: None,
        holidays: Holidays::default(),
    }
}

pub fn window_in(calendar: &Calendar, form: &DeadlineForm, service: &str) -> Window {
    let days = ServiceDays {
        weekdays: None,
        season: Season::SchoolTime,
    };
    window_of(calendar, &days, form, service)
}

/// For an activity that runs on these days.
fn window_of(calendar: &Calendar, days: &ServiceDays, form: &DeadlineForm, service: &str) -> Window {
    let setting = Setting {
        session_start: time("08:30"),
        school: Some(&code("cocteau")),
        service: days.into(),
        calendar,
        zone: Paris,
    };
    form.window(day(service), setting)
}

fn closing(form: &DeadlineForm, service: &str) -> Option<DateTime<Utc>> {
    window_in(&calendar(), form, service).closes_at
}

#[track_caller]
pub fn closes(form: &DeadlineForm, vectors: &[(&str, &str)]) {
    for (service, expected) in vectors {
        assert_eq!(closing(form, service), Some(at(expected)), "service of {service}");
    }
}

#[test]
fn milly_thursday_ten_for_the_next_week() {
    let form = week_table(
        &[
            ("mon", "thu", "10:00", 1),
            ("tue", "thu", "10:00", 1),
            ("thu", "thu", "10:00", 1),
            ("fri", "thu", "10:00", 1),
        ],
        HolidayShift::Keep,
    );
    closes(
        &form,
        &[
            ("2026-11-30", "2026-11-26T10:00:00+01:00"),
            ("2026-12-04", "2026-11-26T10:00:00+01:00"),
            ("2026-06-29", "2026-06-25T10:00:00+02:00"),
            // Clocks go back on 25 October, forward on 29 March: the closing lies before, the service after.
            ("2026-10-26", "2026-10-22T10:00:00+02:00"),
            ("2026-11-02", "2026-10-29T10:00:00+01:00"),
            ("2026-03-30", "2026-03-26T10:00:00+01:00"),
            ("2026-04-06", "2026-04-02T10:00:00+02:00"),
            // Across the new year.
            ("2027-01-04", "2026-12-31T10:00:00+01:00"),
        ],
    );
    assert_eq!(closing(&form, "2026-12-02"), None, "no row for Wednesday");
}

#[test]
fn la_tessoualle_three_days_before_at_the_end_of_the_evening() {
    let form = DeadlineForm::DaysBefore {
        days: 3,
        at: time("23:59"),
        holidays: Holidays::default(),
    };
    closes(
        &form,
        &[
            ("2026-11-30", "2026-11-27T23:59:00+01:00"),
            ("2026-12-01", "2026-11-28T23:59:00+01:00"),
            ("2026-12-03", "2026-11-30T23:59:00+01:00"),
            ("2026-12-04", "2026-12-01T23:59:00+01:00"),
        ],
    );
}

#[test]
fn caumont_monday_midnight_of_the_week_before() {
    let end_of_monday = ["mon", "tue", "thu", "fri"].map(|service| (service, "tue", "00:00", 1));
    let form = week_table(&end_of_monday, HolidayShift::Keep);
    closes(
        &form,
        &[
            ("2026-11-30", "2026-11-24T00:00:00+01:00"),
            ("2026-12-01", "2026-11-24T00:00:00+01:00"),
            ("2026-12-04", "2026-11-24T00:00:00+01:00"),
        ],
    );
}

#[test]
fn les_lutins_du_vexin_two_closings_a_week() {
    let form = week_table(
        &[
            ("mon", "fri", "10:00", 1),
            ("tue", "fri", "10:00", 1),
            ("thu", "tue", "10:00", 0),
            ("fri", "tue", "10:00", 0),
        ],
        HolidayShift::Keep,
    );
    closes(
        &form,
        &[
            ("2026-11-30", "2026-11-27T10:00:00+01:00"),
            ("2026-12-01", "2026-11-27T10:00:00+01:00"),
            ("2026-12-03", "2026-12-01T10:00:00+01:00"),
            ("2026-12-04", "2026-12-01T10:00:00+01:00"),
        ],
    );
}

#[test]
fn distre_monday_for_wednesday() {
    let form = week_table(&[("wed", "tue", "00:00", 0)], HolidayShift::Keep);
    closes(&form, &[("2026-12-02", "2026-12-01T00:00:00+01:00")]);
}

#[test]
fn bouillargues_from_the_first_to_the_twentieth_of_the_month_before() {
    let form = month_window(1, Some(1), 20);
    let expected = |opens: &str, closes: &str| Window {
        opens_at: Some(at(opens)),
        closes_at: Some(at(closes)),
    };
    for (service, window) in [
        (
            "2026-12-01",
            expected("2026-11-01T00:00:00+01:00", "2026-11-21T00:00:00+01:00"),
        ),
        (
            "2026-12-18",
            expected("2026-11-01T00:00:00+01:00", "2026-11-21T00:00:00+01:00"),
        ),
        (
            "2027-01-04",
            expected("2026-12-01T00:00:00+01:00", "2026-12-21T00:00:00+01:00"),
        ),
        (
            "2026-11-30",
            expected("2026-10-01T00:00:00+02:00", "2026-10-21T00:00:00+02:00"),
        ),
    ] {
        assert_eq!(window_in(&calendar(), &form, service), window, "{service}");
    }
}

#[test]
fn argenteuil_the_seventh_of_the_month_before_and_more_than_seven_days() {
    let wednesdays = month_window(1, None, 7);
    closes(&wednesdays, &[("2026-12-02", "2026-11-08T00:00:00+01:00")]);
    assert_eq!(window_in(&calendar(), &wednesdays, "2026-12-02").opens_at, None);

    let evenings = DeadlineForm::DaysBefore {
        days: 7,
        at: time("00:00"),
        holidays: Holidays::default(),
    };
    closes(&evenings, &[("2026-12-03", "2026-11-26T00:00:00+01:00")]);

    let holidays = DeadlineForm::Dated {
        periods: vec![DatedPeriod {
            from: day("2027-02-06"),
            to: day("2027-02-21"),
            closes_on: day("2027-01-10"),
            closes_at: time("00:00"),
            opens_on: None,
            opens_at: None,
        }],
    };
    closes(
        &holidays,
        &[
            ("2027-02-06", "2027-01-10T00:00:00+01:00"),
            ("2027-02-21", "2027-01-10T00:00:00+01:00"),
        ],
    );
    assert_eq!(closing(&holidays, "2027-02-05"), None);
    assert_eq!(closing(&holidays, "2027-02-22"), None);
}

#[test]
fn a_month_that_is_too_short_closes_on_its_own_last_day() {
    closes(
        &month_window(1, None, 31),
        &[
            ("2027-03-08", "2027-03-01T00:00:00+01:00"),
            ("2026-12-01", "2026-12-01T00:00:00+01:00"),
            ("2028-03-06", "2028-03-01T00:00:00+01:00"),
        ],
    );
    let at_noon = DeadlineForm::MonthWindow {
        months_before: 2,
        from_day: Some(31),
        opens_at: None,
        to_day: 31,
        at: Some(time("12:00")),
        holidays: Holidays::default(),
    };
    let window = Window {
        opens_at: Some(at("2027-02-28T00:00:00+01:00")),
        closes_at: Some(at("2027-02-28T12:00:00+01:00")),
    };
    assert_eq!(window_in(&calendar(), &at_noon, "2027-04-01"), window);
}

#[test]
fn hours_before_the_session_are_hours_that_pass() {
    let one = DeadlineForm::HoursBefore { hours: 1 };
    closes(&one, &[("2026-12-01", "2026-12-01T07:30:00+01:00")]);
    let day_long = DeadlineForm::HoursBefore { hours: 24 };
    closes(
        &day_long,
        &[
            ("2026-12-01", "2026-11-30T08:30:00+01:00"),
            ("2026-03-29", "2026-03-28T07:30:00+01:00"),
            ("2026-10-25", "2026-10-24T09:30:00+02:00"),
        ],
    );
}

#[test]
fn open_days_before_count_the_days_with_class() {
    let eve = |days| DeadlineForm::OpenDaysBefore {
        days,
        at: time("09:00"),
        of: Open::School,
    };
    closes(
        &eve(1),
        &[
            ("2026-12-01", "2026-11-30T09:00:00+01:00"),
            // Over the Wednesday, the weekend, the holidays.
            ("2026-12-03", "2026-12-01T09:00:00+01:00"),
            ("2026-12-07", "2026-12-04T09:00:00+01:00"),
            ("2026-11-02", "2026-10-16T09:00:00+02:00"),
            ("2026-09-01", "2026-07-03T09:00:00+02:00"),
        ],
    );
    closes(&eve(2), &[("2026-12-03", "2026-11-30T09:00:00+01:00")]);
    closes(&eve(0), &[("2026-12-03", "2026-12-03T09:00:00+01:00")]);
    assert_eq!(closing(&eve(1), "2024-09-02"), None, "nothing is published before");

    let made_up = exception(
        "2026-12-02",
        "2026-12-02",
        "Rattrapage",
        DayEffect::School,
        &["cocteau"],
    );
    let calendar = Calendar::new(&CalendarRules {
        exceptions: vec![made_up],
        ..rules()
    })
    .unwrap();
    let closes_at = window_in(&calendar, &eve(1), "2026-12-03").closes_at;
    assert_eq!(closes_at, Some(at("2026-12-02T09:00:00+01:00")));
}

#[test]
fn open_days_are_those_of_the_school_the_activity_or_the_town_hall() {
    let eve = |days, of| DeadlineForm::OpenDaysBefore {
        days,
        at: time("12:00"),
        of,
    };
    let holiday_centre = ServiceDays {
        weekdays: Some(weekdays("mon tue wed thu fri")),
        season: Season::SchoolHolidays,
    };
    let closes = |form: &DeadlineForm, service: &str| {
        let window = window_of(&calendar(), &holiday_centre, form, service);
        window.closes_at
    };
    for (of, service, expected) in [
        // The centre's own Monday; the school's last Friday.
        (Open::Activity, "2026-12-29", "2026-12-28T12:00:00+01:00"),
        (Open::School, "2026-12-29", "2026-12-18T12:00:00+01:00"),
        (Open::TownHall, "2026-12-29", "2026-12-28T12:00:00+01:00"),
        // Over Christmas Day and the weekend.
        (Open::Activity, "2026-12-28", "2026-12-24T12:00:00+01:00"),
        (Open::TownHall, "2026-12-28", "2026-12-24T12:00:00+01:00"),
        // The first day of its holidays: the last one of those before. The town hall is open on the Friday.
        (Open::Activity, "2026-12-21", "2026-10-30T12:00:00+01:00"),
        (Open::TownHall, "2026-12-21", "2026-12-18T12:00:00+01:00"),
    ] {
        assert_eq!(closes(&eve(1, of), service), Some(at(expected)), "{of:?} {service}");
    }
    let two = closes(&eve(2, Open::Activity), "2026-12-29");
    assert_eq!(two, Some(at("2026-12-24T12:00:00+01:00")));
}

#[test]
fn clear_days_lie_wholly_between() {
    closes(
        &DeadlineForm::ClearDays { days: 2 },
        &[
            ("2026-12-04", "2026-12-02T00:00:00+01:00"),
            ("2026-10-26", "2026-10-24T00:00:00+02:00"),
        ],
    );
    closes(
        &DeadlineForm::ClearDays { days: 0 },
        &[("2026-12-04", "2026-12-04T00:00:00+01:00")],
    );
}

#[test]
fn no_form_stays_open_past_the_service_day() {
    let end = at("2026-12-02T00:00:00+01:00");
    let late = DatedPeriod {
        from: day("2026-12-01"),
        to: day("2026-12-01"),
        closes_on: day("2026-12-24"),
        closes_at: time("12:00"),
        opens_on: None,
        opens_at: None,
    };
    for form in [
        month_window(0, None, 20),
        week_table(&[("tue", "fri", "10:00", 0)], HolidayShift::Keep),
        DeadlineForm::Dated { periods: vec![late] },
    ] {
        assert_eq!(closing(&form, "2026-12-01"), Some(end), "{form:?}");
    }
}
