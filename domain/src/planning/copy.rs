//! A week as it is, once more: in later weeks, or for a brother or sister.

use chrono::{Datelike, Days, NaiveDate};
use serde::Serialize;

/// Weeks that one copy may fill: a school year and the summer behind it.
pub const MAX_WEEKS: u16 = 57;

/// The days of one week, to be had again in so many weeks from another on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct WeekCopy {
    /// A Monday.
    pub source: NaiveDate,
    /// The Monday of the first week to fill; the source itself for a copy to a sibling.
    first: NaiveDate,
    weeks: u16,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyRefusal {
    NoWeek,
    TooManyWeeks { most: u16 },
}

impl WeekCopy {
    /// Any day names its week.
    pub fn new(source: NaiveDate, first: NaiveDate, weeks: u16) -> Result<Self, CopyRefusal> {
        if weeks == 0 {
            return Err(CopyRefusal::NoWeek);
        }
        if weeks > MAX_WEEKS {
            return Err(CopyRefusal::TooManyWeeks { most: MAX_WEEKS });
        }
        let (source, first) = (monday(source), monday(first));
        Ok(Self { source, first, weeks })
    }

    /// The last day of the week that is copied.
    #[must_use]
    pub fn source_end(&self) -> NaiveDate {
        later(self.source, 6)
    }

    /// First and last day of all that is filled.
    #[must_use]
    pub fn target(&self) -> (NaiveDate, NaiveDate) {
        (self.first, later(self.first, u64::from(self.weeks) * 7 - 1))
    }

    /// How many weeks are filled.
    #[must_use]
    pub fn weeks(&self) -> u16 {
        self.weeks
    }

    /// The day of the source week that a day of the target stands for.
    #[must_use]
    pub fn source_of(&self, day: NaiveDate) -> NaiveDate {
        later(self.source, u64::from(day.weekday().num_days_from_monday()))
    }

    /// The days that stand for a day of the source week, one in each week filled.
    pub fn days_for(&self, day: NaiveDate) -> impl Iterator<Item = NaiveDate> + use<> {
        let (first, into_week) = (self.first, u64::from(day.weekday().num_days_from_monday()));
        (0..u64::from(self.weeks)).map(move |week| later(first, week * 7 + into_week))
    }
}

fn monday(day: NaiveDate) -> NaiveDate {
    let back = Days::new(u64::from(day.weekday().num_days_from_monday()));
    day.checked_sub_days(back).unwrap_or(day)
}

/// Saturates at the end of the calendar, which no request reaches.
fn later(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX)
}
