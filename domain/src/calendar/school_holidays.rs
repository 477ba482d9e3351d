//! School holidays by zone, from the data file that every town shares.

use std::sync::LazyLock;

use chrono::{Days, NaiveDate};
use serde::Deserialize;

use super::data::{DataError, civil_date, parse};
use super::rules::SchoolZone;

/// School holidays of the three zones of metropolitan France, for the school years published.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchoolHolidays {
    /// In order, each beginning the day after the one before ends.
    years: Vec<SchoolYear>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SchoolYear {
    name: String,
    #[serde(deserialize_with = "civil_date")]
    from: NaiveDate,
    #[serde(deserialize_with = "civil_date")]
    to: NaiveDate,
    holidays: Vec<SchoolHoliday>,
}

/// Days without class, both ends included.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchoolHoliday {
    pub name: String,
    pub zones: Vec<SchoolZone>,
    #[serde(deserialize_with = "civil_date")]
    pub from: NaiveDate,
    #[serde(deserialize_with = "civil_date")]
    pub to: NaiveDate,
}

static SCHOOL: LazyLock<Result<SchoolHolidays, DataError>> =
    LazyLock::new(|| SchoolHolidays::read(include_str!("../../data/school-holidays.toml")));

impl SchoolHolidays {
    /// The embedded file `domain/data/school-holidays.toml`.
    pub fn published() -> Result<&'static Self, DataError> {
        SCHOOL.as_ref().map_err(Clone::clone)
    }

    /// Reads a file of this kind, and checks that its ranges are in order.
    pub fn read(text: &str) -> Result<Self, DataError> {
        let read: Self = parse("school-holidays.toml", text)?;
        let mut expected = None;
        for year in &read.years {
            if year.from > year.to || expected.is_some_and(|day| day != year.from) {
                return Err(DataError::NotContiguous {
                    year: year.name.clone(),
                });
            }
            expected = year.to.checked_add_days(Days::new(1));
            for zone in [SchoolZone::A, SchoolZone::B, SchoolZone::C] {
                let mut free_from = year.from;
                for holiday in year.holidays.iter().filter(|holiday| holiday.zones.contains(&zone)) {
                    if holiday.from < free_from || holiday.to < holiday.from || holiday.to > year.to {
                        return Err(DataError::Misplaced {
                            holiday: holiday.name.clone(),
                            from: holiday.from,
                        });
                    }
                    free_from = holiday.to.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX);
                }
            }
        }
        Ok(read)
    }

    /// First and last civil day the file speaks of; none for an empty file.
    #[must_use]
    pub fn covered(&self) -> Option<(NaiveDate, NaiveDate)> {
        Some((self.years.first()?.from, self.years.last()?.to))
    }

    /// The holidays of a zone, in order and apart from each other.
    pub fn of(&self, zone: SchoolZone) -> impl Iterator<Item = &SchoolHoliday> {
        self.years
            .iter()
            .flat_map(|year| &year.holidays)
            .filter(move |holiday| holiday.zones.contains(&zone))
    }
}
