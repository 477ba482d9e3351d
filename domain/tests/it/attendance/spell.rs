//! Which days of absence are one absence.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use preau_domain::attendance::spells;
use preau_domain::calendar::zone::day_start;

use crate::calendar::town::day;

/// The absences among days written `2026-11-30` (absent) or `2026-11-30 came`: each day with its first one and its number.
fn told(days: &[&str]) -> Vec<(String, String, u32)> {
    let zone = chrono_tz::Europe::Paris;
    let booked: BTreeMap<NaiveDate, bool> = days
        .iter()
        .map(|text| (day(&text[..10]), !text.ends_with("came")))
        .collect();
    let found = spells(&booked, |day| day_start(zone, day));
    found
        .into_iter()
        .map(|(day, spell)| {
            let began = spell.began_at.with_timezone(&zone).date_naive();
            (day.to_string(), began.to_string(), spell.nth_day)
        })
        .collect()
}

fn one(day: &str, began: &str, nth: u32) -> (String, String, u32) {
    (day.to_owned(), began.to_owned(), nth)
}

#[test]
fn days_without_school_do_not_end_an_absence() {
    assert_eq!(
        told(&["2026-12-03", "2026-12-04", "2026-12-07"]),
        [
            one("2026-12-03", "2026-12-03", 1),
            one("2026-12-04", "2026-12-03", 2),
            one("2026-12-07", "2026-12-03", 3),
        ]
    );
}

#[test]
fn a_day_on_which_it_came_ends_an_absence() {
    assert_eq!(
        told(&["2026-12-03", "2026-12-04 came", "2026-12-07"]),
        [one("2026-12-03", "2026-12-03", 1), one("2026-12-07", "2026-12-07", 1)]
    );
}

#[test]
fn the_same_day_of_the_next_week_goes_on_and_a_day_more_is_another_absence() {
    assert_eq!(
        told(&["2026-12-02", "2026-12-09", "2026-12-17"]),
        [
            one("2026-12-02", "2026-12-02", 1),
            one("2026-12-09", "2026-12-02", 2),
            one("2026-12-17", "2026-12-17", 1),
        ]
    );
    assert_eq!(told(&[]), []);
}

/// Of each day of absence: how many the absence has, and the day of the return.
fn lengths(days: &[&str]) -> Vec<(String, u32, Option<String>)> {
    let zone = chrono_tz::Europe::Paris;
    let booked: BTreeMap<NaiveDate, bool> = days
        .iter()
        .map(|text| (day(&text[..10]), !text.ends_with("came")))
        .collect();
    let found = spells(&booked, |day| day_start(zone, day));
    let told = |(day, spell): (NaiveDate, preau_domain::attendance::Spell)| {
        let returned = spell.returned_at.map(|at| at.with_timezone(&zone).date_naive());
        (day.to_string(), spell.length, returned.map(|day| day.to_string()))
    };
    found.into_iter().map(told).collect()
}

#[test]
fn the_whole_of_an_absence_and_its_end() {
    let one = |day: &str, length, returned: Option<&str>| (day.to_owned(), length, returned.map(str::to_owned));
    assert_eq!(
        lengths(&["2026-12-03", "2026-12-04", "2026-12-07 came", "2026-12-08"]),
        [
            one("2026-12-03", 2, Some("2026-12-07")),
            one("2026-12-04", 2, Some("2026-12-07")),
            one("2026-12-08", 1, None),
        ]
    );
    // The next booked day is that of the return, be the child absent again.
    assert_eq!(
        lengths(&["2026-11-30", "2026-12-08"]),
        [one("2026-11-30", 1, Some("2026-12-08")), one("2026-12-08", 1, None)]
    );
}
