//! A town's calendar rules, and short ways to write days and instants.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use preau_domain::calendar::Calendar;
use preau_domain::calendar::rules::{CalendarRules, DayEffect, DayException, SchoolZone, Territory};
use preau_domain::rulebook::deadline::WeekdayKey;
use preau_domain::rulebook::model::Code;
use proptest::test_runner::{Config, RngSeed};

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn time(text: &str) -> NaiveTime {
    text.parse().unwrap()
}

/// An instant written with its offset, such as `2026-11-26T10:00:00+01:00`.
pub fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

pub fn code(text: &str) -> Code {
    Code(text.to_owned())
}

/// Weekdays by their English names, blanks between.
pub fn weekdays(text: &str) -> BTreeSet<WeekdayKey> {
    text.split(' ')
        .map(|name| WeekdayKey::try_from(name.to_owned()).unwrap())
        .collect()
}

/// Both ends included; all schools when `schools` is empty.
pub fn exception(from: &str, to: &str, label: &str, effect: DayEffect, schools: &[&str]) -> DayException {
    DayException {
        activities: Vec::new(),
        from: day(from),
        to: day(to),
        label: label.to_owned(),
        effect,
        schools: schools.iter().map(|name| code(name)).collect(),
    }
}

/// Zone C, metropolitan France, class on Monday, Tuesday, Thursday and Friday, nothing special.
pub fn rules() -> CalendarRules {
    CalendarRules {
        school_zone: Some(SchoolZone::C),
        territory: Territory::Metropole,
        school_weekdays: weekdays("mon tue thu fri"),
        school_weeks: Vec::new(),
        exceptions: Vec::new(),
    }
}

pub fn calendar() -> Calendar {
    Calendar::new(&rules()).unwrap()
}

/// Property tests that draw the same cases every time and leave no files behind.
pub fn seeded() -> Config {
    Config {
        cases: 512,
        rng_seed: RngSeed::Fixed(20_261_126),
        failure_persistence: None,
        ..Config::default()
    }
}
