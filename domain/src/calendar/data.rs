//! Reading the calendars that every town shares.
//!
//! They are data files in `domain/data`, embedded and read once. A file that cannot be read is a value, never a panic;
//! the tests read both.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer};

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

pub(super) fn parse<T: for<'de> Deserialize<'de>>(file: &'static str, text: &str) -> Result<T, DataError> {
    toml::from_str(text).map_err(|error| DataError::Malformed {
        file,
        detail: error.to_string(),
    })
}

/// A date written as TOML writes dates, without quotes.
pub(super) fn civil_date<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
    let written = toml::value::Datetime::deserialize(from)?;
    match (written.date, written.time) {
        (Some(date), None) => NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day)),
        _ => None,
    }
    .ok_or_else(|| serde::de::Error::custom(format!("{written} is not a civil day")))
}
