//! Public holidays by territory, from the data file that every town shares.

use std::sync::LazyLock;

use chrono::{Datelike, Days, NaiveDate};
use serde::Deserialize;

use super::data::{DataError, civil_date, parse};
use super::easter::easter_sunday;
use super::rules::Territory;

/// Public holidays, as rules that give a day in every year.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicHolidays {
    #[serde(deserialize_with = "civil_date")]
    from: NaiveDate,
    holidays: Vec<PublicHoliday>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicHoliday {
    pub name: String,
    pub on: Recurrence,
    /// Every territory without it.
    pub territories: Option<Vec<Territory>>,
}

/// Where a public holiday falls in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Recurrence {
    Fixed {
        month: u32,
        day: u32,
    },
    /// So many days after Easter Sunday; before it when negative.
    Easter {
        easter: i32,
    },
}

static PUBLIC: LazyLock<Result<PublicHolidays, DataError>> =
    LazyLock::new(|| PublicHolidays::read(include_str!("../../data/public-holidays.toml")));

impl PublicHolidays {
    /// The embedded file `domain/data/public-holidays.toml`.
    pub fn published() -> Result<&'static Self, DataError> {
        PUBLIC.as_ref().map_err(Clone::clone)
    }

    pub fn read(text: &str) -> Result<Self, DataError> {
        parse("public-holidays.toml", text)
    }

    /// First civil day from which the list holds. It holds until the law changes it.
    #[must_use]
    pub fn from(&self) -> NaiveDate {
        self.from
    }

    pub fn of(&self, territory: Territory) -> impl Iterator<Item = &PublicHoliday> {
        self.holidays.iter().filter(move |holiday| {
            holiday
                .territories
                .as_ref()
                .is_none_or(|those| those.contains(&territory))
        })
    }
}

impl Recurrence {
    /// The day of the holiday in a year of our calendar; none in a year that lacks it.
    #[must_use]
    pub fn in_year(self, year: i32) -> Option<NaiveDate> {
        match self {
            Self::Fixed { month, day } => NaiveDate::from_ymd_opt(year, month, day),
            Self::Easter { easter } => {
                let days = Days::new(u64::from(easter.unsigned_abs()));
                let sunday = easter_sunday(year)?;
                if easter < 0 {
                    sunday.checked_sub_days(days)
                } else {
                    sunday.checked_add_days(days)
                }
            }
        }
    }

    /// Whether the holiday is on `day`, when Easter Sunday of that year is `easter_sunday`.
    #[must_use]
    pub fn is_on(self, day: NaiveDate, easter_sunday: NaiveDate) -> bool {
        match self {
            Self::Fixed { month, day: nth } => day.month() == month && day.day() == nth,
            Self::Easter { easter } => day.signed_duration_since(easter_sunday).num_days() == i64::from(easter),
        }
    }
}
