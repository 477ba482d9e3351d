//! Every form that the types offer can be written, and comes back from JSON.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveTime, Weekday};
use preau_domain::calendar::rules::{DayEffect, DayException, SchoolWeek, Season, ServiceDays};
use preau_domain::rulebook::RuleBook;
use preau_domain::rulebook::deadline::{DatedPeriod, DeadlineForm, HolidayCut, HolidayShift, Holidays, Open, WeekCut};
use preau_domain::rulebook::link::Link;
use preau_domain::rulebook::model::{ActivityIx, Code};

use super::village::{VILLAGE, book, village_with};

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

pub fn through_json(book: &RuleBook) -> RuleBook {
    serde_json::from_str(&serde_json::to_string(book).unwrap()).unwrap()
}

fn deadline(body: &str) -> DeadlineForm {
    let was = "form = \"days_before\"\ndays = 1\nat = \"09:00\"";
    let village = book(&village_with(was, body));
    assert_eq!(through_json(&village), village);
    village.deadlines[&Code("veille".to_owned())].clone()
}

#[test]
fn deadlines_by_weekday() {
    let body = r#"form = "week_table"
when_public_holiday = "previous_working_day"
[deadlines.veille.rows]
monday = { weekday = "friday", at = "10:00", weeks_before = 1 }
thursday = { weekday = "tuesday", at = "23:59", weeks_before = 0 }"#;
    let cut = |weekday, at, weeks_before| WeekCut {
        weekday,
        at,
        weeks_before,
    };
    let rows = [
        (Weekday::Mon.into(), cut(Weekday::Fri, time(10, 0), 1)),
        (Weekday::Thu.into(), cut(Weekday::Tue, time(23, 59), 0)),
    ];
    assert_eq!(
        deadline(body),
        DeadlineForm::WeekTable {
            rows: rows.into(),
            holidays: HolidayShift::PreviousWorkingDay.into(),
        }
    );
}

#[test]
fn deadlines_by_distance() {
    assert_eq!(
        deadline("form = \"days_before\"\ndays = 0\nat = \"08:30\""),
        DeadlineForm::DaysBefore {
            days: 0,
            at: time(8, 30),
            holidays: Holidays::default()
        }
    );
    assert_eq!(
        deadline("form = \"hours_before\"\nhours = 48"),
        DeadlineForm::HoursBefore { hours: 48 }
    );
    assert_eq!(
        deadline("form = \"open_days_before\"\ndays = 2\nat = \"17:00\""),
        DeadlineForm::OpenDaysBefore {
            days: 2,
            at: time(17, 0),
            of: Open::School
        }
    );
    for (word, of) in [
        ("school", Open::School),
        ("activity", Open::Activity),
        ("town_hall", Open::TownHall),
    ] {
        assert_eq!(
            deadline(&format!(
                "form = \"open_days_before\"\ndays = 1\nat = \"17:00\"\nof = \"{word}\""
            )),
            DeadlineForm::OpenDaysBefore {
                days: 1,
                at: time(17, 0),
                of
            }
        );
    }
    assert_eq!(
        deadline("form = \"clear_days\"\ndays = 5"),
        DeadlineForm::ClearDays { days: 5 }
    );
}

#[test]
fn deadlines_on_public_holidays() {
    let rows =
        "on_holiday = { thursday = { weekday = \"wednesday\", at = \"17:00\" }, monday = { weekday = \"friday\" } }";
    let shift = "when_public_holiday = \"previous_working_day\"";
    let expected = Holidays {
        shift: HolidayShift::PreviousWorkingDay,
        rows: [
            (
                Weekday::Thu.into(),
                HolidayCut {
                    weekday: Weekday::Wed,
                    at: Some(time(17, 0)),
                },
            ),
            (
                Weekday::Mon.into(),
                HolidayCut {
                    weekday: Weekday::Fri,
                    at: None,
                },
            ),
        ]
        .into(),
        weekend: HolidayShift::PreviousWorkingDay,
    };
    let shift = format!("{shift}\nwhen_weekend = \"previous_working_day\"");
    for form in [
        "form = \"days_before\"\ndays = 1\nat = \"18:00\"",
        "form = \"month_window\"\nmonths_before = 1\nto_day = 20",
        "form = \"week_table\"\nweekday = \"thursday\"\nat = \"10:00\"\nweeks_before = 1",
    ] {
        let form = deadline(&format!("{form}\n{shift}\n{rows}"));
        assert_eq!(form.holidays(), Some(&expected));
        let json = serde_json::to_string(&form).unwrap();
        assert_eq!(serde_json::from_str::<DeadlineForm>(&json).unwrap(), form);
    }
    // As stores hold it since before there were any.
    let stored = r#"{"form":"days_before","days":1,"at":"18:00:00"}"#;
    let form = deadline("form = \"days_before\"\ndays = 1\nat = \"18:00\"");
    assert_eq!(serde_json::from_str::<DeadlineForm>(stored).unwrap(), form);
}

#[test]
fn deadlines_by_month() {
    assert_eq!(
        deadline(
            "form = \"month_window\"\nmonths_before = 1\nfrom_day = 5\nopens_at = \"08:30\"\nto_day = 20\nat = \"12:00\""
        ),
        DeadlineForm::MonthWindow {
            months_before: 1,
            from_day: Some(5),
            opens_at: Some(time(8, 30)),
            to_day: 20,
            at: Some(time(12, 0)),
            holidays: Holidays::default(),
        }
    );
    assert_eq!(
        deadline("form = \"month_window\"\nmonths_before = 1\nto_day = 31"),
        DeadlineForm::MonthWindow {
            months_before: 1,
            from_day: None,
            opens_at: None,
            to_day: 31,
            at: None,
            holidays: Holidays::default(),
        }
    );
}

#[test]
fn deadlines_by_period() {
    let body = r#"form = "dated"
other_days = "closed"
[[deadlines.veille.periods]]
from = 2026-02-21
to = 2026-03-08
closes_on = 2026-01-24
closes_at = "23:59"
[[deadlines.veille.periods]]
from = 2026-04-18
to = 2026-05-03
closes_on = 2026-03-21
closes_at = "12:00"
opens_on = 2026-02-23
opens_at = "08:30""#;
    let period = |from, to, closes_on, closes_at, opens: Option<(NaiveDate, NaiveTime)>| DatedPeriod {
        from,
        to,
        closes_on,
        closes_at,
        opens_on: opens.map(|(on, _)| on),
        opens_at: opens.map(|(_, at)| at),
    };
    assert_eq!(
        deadline(body),
        DeadlineForm::Dated {
            periods: vec![
                period(day(2026, 2, 21), day(2026, 3, 8), day(2026, 1, 24), time(23, 59), None),
                period(
                    day(2026, 4, 18),
                    day(2026, 5, 3),
                    day(2026, 3, 21),
                    time(12, 0),
                    Some((day(2026, 2, 23), time(8, 30)))
                ),
            ],
        }
    );
}

#[test]
fn no_deadline_for_giving_back() {
    let was = r#"deadlines = { book = "veille", cancel = "veille" }"#;
    let firm = "deadlines = { book = \"veille\", cancel = \"ferme\" }\n[deadlines.ferme]\nform = \"never\"";
    let village = book(&village_with(was, firm));
    assert_eq!(through_json(&village), village);
    assert_eq!(village.deadlines[&Code("ferme".to_owned())], DeadlineForm::Never);
    assert_eq!(village.activities[0].deadlines.cancel, Code("ferme".to_owned()));
}

#[test]
fn schools_and_activities_with_their_own_days() {
    let source = village_with(
        "name = \"École du hameau\"",
        "name = \"École du hameau\"\nweekdays = [\"wednesday\"]",
    );
    let source = source.replacen("ends_at = \"13:30\"", "ends_at = \"13:30\"\ndays = { season = \"all_year\", weekdays = [\"friday\", \"monday\"] }\nshows_places = false", 1);
    let source = source.replacen(
        "ends_at = \"18:30\"",
        "ends_at = \"18:30\"\ndays = { season = \"school_holidays\" }",
        1,
    );
    let village = book(&source);
    let week = |weekdays: &[Weekday]| weekdays.iter().copied().map(Into::into).collect::<BTreeSet<_>>();
    assert_eq!(
        village.calendar.school_weeks,
        [SchoolWeek {
            school: Code("hameau".to_owned()),
            weekdays: week(&[Weekday::Wed]),
        }]
    );
    let days = |weekdays, season| ServiceDays { weekdays, season };
    assert_eq!(
        village.activities[0].days,
        days(Some(week(&[Weekday::Mon, Weekday::Fri])), Season::AllYear)
    );
    assert_eq!(village.activities[1].days, days(None, Season::SchoolHolidays));
    assert_eq!(
        [false, true],
        [0, 1].map(|ix: usize| village.activities[ix].shows_places)
    );
    assert_eq!(through_json(&village), village);
}

#[test]
fn exceptions_of_the_calendar() {
    let exceptions = r#"
[[calendar.exceptions]]
from = 2026-07-02
label = "Journée rattrapée"
effect = "school"
schools = ["hameau"]
[[calendar.exceptions]]
from = 2026-05-14
to = 2026-05-17
label = "Pont"
effect = "holiday"
"#;
    let exception = |from, to, label: &str, effect, schools| DayException {
        activities: Vec::new(),
        from,
        to,
        label: label.to_owned(),
        effect,
        schools,
    };
    assert_eq!(
        book(&(VILLAGE.to_owned() + exceptions)).calendar.exceptions,
        [
            exception(
                day(2026, 7, 2),
                day(2026, 7, 2),
                "Journée rattrapée",
                DayEffect::School,
                vec![Code("hameau".to_owned())]
            ),
            exception(
                day(2026, 5, 14),
                day(2026, 5, 17),
                "Pont",
                DayEffect::Holiday,
                Vec::new()
            ),
        ]
    );
}

#[test]
fn links_that_exclude() {
    let village = book(&(VILLAGE.to_owned() + "[[links]]\nactivity = \"midi\"\nexcludes = \"soir\"\n"));
    assert_eq!(
        village.links,
        [Link::Excludes {
            activity: ActivityIx(0),
            other: ActivityIx(1),
        }]
    );
}

#[test]
fn a_last_day_of_validity() {
    let village = book(&village_with(
        "valid_from = 2025-09-01",
        "valid_from = 2025-09-01\nvalid_to = 2025-09-01",
    ));
    assert_eq!(village.valid_to, Some(day(2025, 9, 1)));
}
