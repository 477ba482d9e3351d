//! The published calendars that every town shares: school holidays by zone, public holidays by territory.
//!
//! They are data files in `domain/data`, embedded and read once. A file that cannot be read is a value, never a panic;
//! the tests read both.

use std::fmt;
use std::sync::LazyLock;

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Deserializer};

use super::rules::{SchoolZone, Territory};

/// Why an embedded data file says nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DataError {
    /// The text is not what the reader expects.
    Malformed { file: &'static str, detail: String },
    /// School years overlap, leave a gap or stand in the wrong order.
    NotContiguous { year: String },
    /// Two holidays of a zone overlap, stand in the wrong order or lie outside their school year.
    Misplaced { holiday: String, from: NaiveDate },
}

impl fmt::Display for DataError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed { file, detail } => write!(f, "{file}: {detail}"),
            Self::NotContiguous { year } => write!(f, "school year {year} does not follow the one before"),
            Self::Misplaced { holiday, from } => {
                write!(f, "{holiday} from {from} is out of order or of its school year")
            }
        }
    }
}

impl std::error::Error for DataError {}

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

static SCHOOL: LazyLock<Result<SchoolHolidays, DataError>> =
    LazyLock::new(|| SchoolHolidays::read(include_str!("../../data/school-holidays.toml")));

static PUBLIC: LazyLock<Result<PublicHolidays, DataError>> =
    LazyLock::new(|| PublicHolidays::read(include_str!("../../data/public-holidays.toml")));

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

/// Easter Sunday of a Gregorian year, by the method of Meeus, Jones and Butcher. None outside what a date can hold.
#[must_use]
pub fn easter_sunday(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let (century, of_century) = (year.div_euclid(100), year.rem_euclid(100));
    let correction = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let epact = (19 * golden + century - century.div_euclid(4) - correction + 15).rem_euclid(30);
    let to_sunday = (32 + 2 * century.rem_euclid(4) + 2 * (of_century / 4) - epact - of_century % 4).rem_euclid(7);
    let shift = (golden + 11 * epact + 22 * to_sunday) / 451;
    let since_march = epact + to_sunday - 7 * shift + 114;
    let (month, day) = (since_march / 31, since_march % 31 + 1);
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

fn parse<T: for<'de> Deserialize<'de>>(file: &'static str, text: &str) -> Result<T, DataError> {
    toml::from_str(text).map_err(|error| DataError::Malformed {
        file,
        detail: error.to_string(),
    })
}

/// A date written as TOML writes dates, without quotes.
fn civil_date<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
    let written = toml::value::Datetime::deserialize(from)?;
    match (written.date, written.time) {
        (Some(date), None) => NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day)),
        _ => None,
    }
    .ok_or_else(|| serde::de::Error::custom(format!("{written} is not a civil day")))
}
