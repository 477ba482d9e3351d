//! A child's class as the town has it in its files, of one school year.

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use super::class::SchoolClass;
use crate::calendar::school_year;

/// What is filed once holds for other school years too: a child goes up one class a year. One that repeats a year, or
/// skips one, is filed anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FiledClass {
    pub class: SchoolClass,
    /// The year in which the school year begins.
    pub year: i32,
}

impl FiledClass {
    /// Years in which the school year of a class can begin: no school of today was in others.
    pub const YEARS: RangeInclusive<i32> = 2000..=2100;

    /// The class on a day; none before the first class and behind the last.
    #[must_use]
    pub fn on(self, day: NaiveDate) -> Option<SchoolClass> {
        self.class.later(school_year(day).checked_sub(self.year)?)
    }
}
