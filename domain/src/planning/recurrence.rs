//! Days that repeat by the week.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use crate::rulebook::deadline::WeekdayKey;

/// Days from the first to the last of a recurrence: a school year and the summer behind it.
pub const MAX_DAYS: u16 = 400;

/// Weeks after which a rota must begin again.
pub const MAX_ROTA: usize = 10;

/// Certain weekdays of certain weeks, from one day to another, both included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Recurrence {
    from: NaiveDate,
    to: NaiveDate,
    pattern: Pattern,
}

/// Which days of a week. Weeks begin on Monday.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Pattern {
    Weekly(BTreeSet<WeekdayKey>),
    /// Weeks with an odd number in the calendar on the wall (ISO 8601). The last week of a year may be followed by
    /// another odd one: week 53, then week 1.
    OddWeeks(BTreeSet<WeekdayKey>),
    EvenWeeks(BTreeSet<WeekdayKey>),
    /// Week after week from the week of the first day on, and then again from its beginning. A week may be empty.
    Rota(Vec<BTreeSet<WeekdayKey>>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecurrenceRefusal {
    /// The last day comes before the first.
    Reversed,
    TooLong {
        most: u16,
    },
    /// No weekday at all.
    NoWeekday,
    /// A rota of too many weeks.
    RotaTooLong {
        most: usize,
    },
}

impl Recurrence {
    pub fn new(from: NaiveDate, to: NaiveDate, pattern: Pattern) -> Result<Self, RecurrenceRefusal> {
        if to < from {
            return Err(RecurrenceRefusal::Reversed);
        }
        if (to - from).num_days() >= i64::from(MAX_DAYS) {
            return Err(RecurrenceRefusal::TooLong { most: MAX_DAYS });
        }
        let weeks = pattern.weeks();
        if weeks.len() > MAX_ROTA {
            return Err(RecurrenceRefusal::RotaTooLong { most: MAX_ROTA });
        }
        if weeks.iter().all(BTreeSet::is_empty) {
            return Err(RecurrenceRefusal::NoWeekday);
        }
        Ok(Self { from, to, pattern })
    }

    /// First and last day, both included.
    #[must_use]
    pub fn span(&self) -> (NaiveDate, NaiveDate) {
        (self.from, self.to)
    }

    /// The days, in order. Whether anything runs on them is not asked.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> {
        self.from
            .iter_days()
            .take_while(|&day| day <= self.to)
            .filter(|&day| self.includes(day))
    }

    fn includes(&self, day: NaiveDate) -> bool {
        let weekday = WeekdayKey::from(day.weekday());
        match &self.pattern {
            Pattern::Weekly(days) => days.contains(&weekday),
            Pattern::OddWeeks(days) => day.iso_week().week() % 2 == 1 && days.contains(&weekday),
            Pattern::EvenWeeks(days) => day.iso_week().week().is_multiple_of(2) && days.contains(&weekday),
            Pattern::Rota(weeks) => {
                let week = weeks_between(self.from, day);
                week.checked_rem(weeks.len())
                    .and_then(|nth| weeks.get(nth))
                    .is_some_and(|days| days.contains(&weekday))
            }
        }
    }
}

impl Pattern {
    fn weeks(&self) -> &[BTreeSet<WeekdayKey>] {
        match self {
            Self::Weekly(days) | Self::OddWeeks(days) | Self::EvenWeeks(days) => std::slice::from_ref(days),
            Self::Rota(weeks) => weeks,
        }
    }
}

/// How many Mondays lie behind the week of `first`, up to the week of `later`.
fn weeks_between(first: NaiveDate, later: NaiveDate) -> usize {
    let into_week = i64::from(first.weekday().num_days_from_monday());
    usize::try_from(((later - first).num_days() + into_week) / 7).unwrap_or(0)
}
