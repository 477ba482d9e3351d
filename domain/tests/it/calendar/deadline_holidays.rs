//! Deadlines whose closing day is a public holiday.

use preau_domain::calendar::Calendar;
use preau_domain::calendar::rules::{CalendarRules, Territory};
use preau_domain::rulebook::deadline::{DeadlineForm, HolidayCut, HolidayShift, Holidays, WeekdayKey};

use super::deadline::{closes, week_table, window_in};
use super::town::{at, rules, time};

#[test]
fn a_closing_on_a_public_holiday_moves_to_the_working_day_before() {
    let rows = [("mon", "thu", "10:00", 1), ("fri", "tue", "10:00", 0)];
    let moved = week_table(&rows, HolidayShift::PreviousWorkingDay);
    closes(
        &moved,
        &[
            ("2026-11-30", "2026-11-26T10:00:00+01:00"),
            // Ascension is Thursday 6 May.
            ("2027-05-10", "2027-05-05T10:00:00+02:00"),
            // Tuesday 14 July: Monday the 13th.
            ("2026-07-17", "2026-07-13T10:00:00+02:00"),
        ],
    );
    let easter_monday = week_table(&[("thu", "mon", "10:00", 0)], HolidayShift::PreviousWorkingDay);
    closes(&easter_monday, &[("2027-04-01", "2027-03-26T10:00:00+01:00")]);
    closes(
        &week_table(&rows, HolidayShift::Keep),
        &[("2027-05-10", "2027-05-06T10:00:00+02:00")],
    );
}

/// Whatever form has a closing day of its own.
#[test]
fn a_closing_on_a_given_holiday_falls_where_its_row_says() {
    let row = |weekday: &str, at: Option<&str>| HolidayCut {
        weekday: weekday.parse().unwrap(),
        at: at.map(time),
    };
    let key = |name: &str| WeekdayKey::try_from(name.to_owned()).unwrap();
    let holidays = |shift, rows: &[(&str, HolidayCut)]| Holidays {
        shift,
        weekend: HolidayShift::Keep,
        rows: rows.iter().map(|(name, cut)| (key(name), *cut)).collect(),
    };
    let wednesday = holidays(HolidayShift::Keep, &[("thu", row("wed", Some("17:00")))]);
    let table = |holidays| {
        let mut form = week_table(
            &[("mon", "thu", "10:00", 1), ("fri", "tue", "10:00", 0)],
            HolidayShift::Keep,
        );
        if let DeadlineForm::WeekTable { holidays: own, .. } = &mut form {
            *own = holidays;
        }
        form
    };
    closes(
        &table(wednesday.clone()),
        &[
            ("2026-11-30", "2026-11-26T10:00:00+01:00"),
            // Ascension is Thursday 6 May; Tuesday 14 July has no row.
            ("2027-05-10", "2027-05-05T17:00:00+02:00"),
            ("2026-07-17", "2026-07-14T10:00:00+02:00"),
        ],
    );
    // Without a time, the ordinary one; weekdays without a row go by the shift.
    let both = holidays(HolidayShift::PreviousWorkingDay, &[("thu", row("mon", None))]);
    closes(
        &table(both),
        &[
            ("2027-05-10", "2027-05-03T10:00:00+02:00"),
            ("2026-07-17", "2026-07-13T10:00:00+02:00"),
        ],
    );
    let eve = |holidays| DeadlineForm::DaysBefore {
        days: 1,
        at: time("18:00"),
        holidays,
    };
    closes(
        &eve(wednesday.clone()),
        &[
            ("2027-05-07", "2027-05-05T17:00:00+02:00"),
            ("2027-05-06", "2027-05-05T18:00:00+02:00"),
        ],
    );
    closes(
        &eve(HolidayShift::PreviousWorkingDay.into()),
        &[("2027-03-30", "2027-03-26T18:00:00+01:00")],
    );
    // The 11th of November is a Wednesday: closed with the Tuesday before; its own end of day without a row.
    let eleventh = |holidays| DeadlineForm::MonthWindow {
        months_before: 1,
        from_day: None,
        opens_at: None,
        to_day: 11,
        at: None,
        holidays,
    };
    let tuesday = holidays(HolidayShift::Keep, &[("wed", row("tue", None))]);
    closes(&eleventh(tuesday), &[("2026-12-04", "2026-11-11T00:00:00+01:00")]);
    closes(
        &eleventh(Holidays::default()),
        &[("2026-12-04", "2026-11-12T00:00:00+01:00")],
    );
}

/// Good Friday and the two days of Christmas are holidays in Alsace.
#[test]
fn a_row_that_leads_to_another_holiday_leads_on() {
    let calendar = Calendar::new(&CalendarRules {
        territory: Territory::AlsaceMoselle,
        ..rules()
    })
    .unwrap();
    let form = DeadlineForm::DaysBefore {
        days: 2,
        at: time("10:00"),
        holidays: Holidays {
            shift: HolidayShift::PreviousWorkingDay,
            weekend: HolidayShift::Keep,
            rows: [(
                WeekdayKey::try_from("sat".to_owned()).unwrap(),
                HolidayCut {
                    weekday: "fri".parse().unwrap(),
                    at: Some(time("11:00")),
                },
            )]
            .into(),
        },
    };
    // Saturday 26 December, by its row Friday the 25th, and from there the Thursday.
    let closes_at = window_in(&calendar, &form, "2026-12-28").closes_at;
    assert_eq!(closes_at, Some(at("2026-12-24T11:00:00+01:00")));
}

/// A Saturday or a Sunday, and what a public holiday makes of the day that it moves to.
#[test]
fn a_closing_on_a_weekend_moves_to_the_working_day_before() {
    let of = |shift, weekend| Holidays {
        shift,
        weekend,
        ..Holidays::default()
    };
    let (keep, moves) = (HolidayShift::Keep, HolidayShift::PreviousWorkingDay);
    let eve = |holidays| DeadlineForm::DaysBefore {
        days: 1,
        at: time("18:00"),
        holidays,
    };
    // The eve of Monday is a Sunday, that of Sunday a Saturday, that of Tuesday a Monday.
    let friday = [
        ("2026-11-30", "2026-11-27T18:00:00+01:00"),
        ("2026-11-29", "2026-11-27T18:00:00+01:00"),
        ("2026-12-01", "2026-11-30T18:00:00+01:00"),
    ];
    closes(&eve(of(keep, moves)), &friday);
    closes(&eve(of(moves, moves)), &friday);
    closes(&eve(of(moves, keep)), &[("2026-11-30", "2026-11-29T18:00:00+01:00")]);
    // Sunday 2 May 2027, behind Saturday 1 May; Saturday 8 May, which is a holiday.
    closes(&eve(of(keep, moves)), &[("2027-05-03", "2027-04-30T18:00:00+02:00")]);
    closes(&eve(of(keep, moves)), &[("2027-05-09", "2027-05-07T18:00:00+02:00")]);
    // Easter Monday itself stays unless holidays move, too; with both, nothing is left on either.
    closes(&eve(of(keep, moves)), &[("2027-03-30", "2027-03-29T18:00:00+02:00")]);
    closes(&eve(of(moves, moves)), &[("2027-03-30", "2027-03-26T18:00:00+01:00")]);
    // Saturday 2 January moves over the first.
    closes(&eve(of(keep, moves)), &[("2027-01-03", "2026-12-31T18:00:00+01:00")]);
    let mut table = week_table(&[("mon", "sun", "10:00", 1)], HolidayShift::Keep);
    if let DeadlineForm::WeekTable { holidays, .. } = &mut table {
        *holidays = of(keep, moves);
    }
    closes(&table, &[("2026-11-30", "2026-11-27T10:00:00+01:00")]);
    let fifteenth = DeadlineForm::MonthWindow {
        months_before: 1,
        from_day: None,
        opens_at: None,
        to_day: 15,
        at: None,
        holidays: of(keep, moves),
    };
    // 15 November 2026 is a Sunday: until the end of Friday the 13th.
    closes(&fifteenth, &[("2026-12-04", "2026-11-14T00:00:00+01:00")]);
}

/// A row that leads to a Saturday moves on.
#[test]
fn a_row_of_a_holiday_that_leads_to_a_weekend_moves_on() {
    let saturday = HolidayCut {
        weekday: "sat".parse().unwrap(),
        at: Some(time("12:00")),
    };
    let form = DeadlineForm::DaysBefore {
        days: 1,
        at: time("18:00"),
        holidays: Holidays {
            weekend: HolidayShift::PreviousWorkingDay,
            rows: [(WeekdayKey::try_from("thu".to_owned()).unwrap(), saturday)].into(),
            ..Holidays::default()
        },
    };
    // Ascension is Thursday 6 May 2027; the Saturday before is the first of May.
    closes(&form, &[("2027-05-07", "2027-04-30T12:00:00+02:00")]);
}
