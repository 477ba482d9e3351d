//! What is said of a closing that a weekend or a public holiday moved.

use preau_domain::explain::{Limit, Step, When};
use preau_domain::locale::Locale;
use preau_domain::rulebook::deadline::{DeadlineForm, HolidayShift, Holidays};

use super::town::rules;
use crate::calendar::town::{at, code, time};

/// A month that is open to the end of its last day closes when the next one begins; a deadline at midnight closes with its own.
#[test]
fn a_day_that_closing_is_moved_from_is_named_by_what_ends() {
    let weekend = Holidays {
        weekend: HolidayShift::PreviousWorkingDay,
        ..Holidays::default()
    };
    let limit = |limit| {
        let step = Step::Booking(limit);
        [Locale::Fr, Locale::En].map(|locale| step.say(locale, &rules()))
    };
    let moved = |rule, from: &str| {
        limit(Limit {
            deadline: code("veille"),
            rule: Some(rule),
            opens_at: None,
            closes_at: Some(at("2026-12-19T00:00:00+01:00")),
            moved_from: Some(at(from)),
            now: at("2026-12-18T12:00:00+01:00"),
            when: When::Never,
        })
        .map(|said| said.rsplit(").").next().unwrap().trim().to_owned())
    };
    let month = |at| DeadlineForm::MonthWindow {
        months_before: 1,
        from_day: None,
        opens_at: None,
        to_day: 20,
        at,
        holidays: weekend.clone(),
    };
    assert_eq!(
        moved(month(None), "2026-12-21T00:00:00+01:00"),
        [
            "Le dimanche 20 décembre 2026 au soir tombe un week-end ou un jour férié : la clôture est avancée.",
            "The end of Sunday 20 December 2026 is on a weekend or a public holiday: it closes earlier.",
        ]
    );
    let at_midnight = [
        "Le dimanche 20 décembre 2026 à 00:00 tombe un week-end ou un jour férié : la clôture est avancée.",
        "Sunday 20 December 2026 at 00:00 is on a weekend or a public holiday: it closes earlier.",
    ];
    let days_before = DeadlineForm::DaysBefore {
        days: 2,
        at: time("00:00"),
        holidays: weekend.clone(),
    };
    for rule in [month(Some(time("00:00"))), days_before] {
        assert_eq!(moved(rule, "2026-12-20T00:00:00+01:00"), at_midnight);
    }
}
