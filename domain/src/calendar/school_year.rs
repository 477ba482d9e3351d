//! School years: from 1 September, whatever the day on which classes begin.

use chrono::{Datelike, NaiveDate};

/// First month of a school year: September.
pub const FIRST_MONTH: u8 = 9;

/// The year in which the school year of a day begins.
#[must_use]
pub fn school_year(day: NaiveDate) -> i32 {
    day.year() - i32::from(day.month() < u32::from(FIRST_MONTH))
}

/// The first day of the school year that a day lies in; the day itself where the calendar has none.
#[must_use]
pub fn school_year_start(day: NaiveDate) -> NaiveDate {
    NaiveDate::from_ymd_opt(school_year(day), FIRST_MONTH.into(), 1).unwrap_or(day)
}
