//! What a rule book says about days.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::rulebook::deadline::WeekdayKey;
use crate::rulebook::model::Code;

/// The calendar part of a rule book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarRules {
    pub school_zone: SchoolZone,
    pub territory: Territory,
    /// Weekdays with class, unless a school has its own.
    pub school_weekdays: BTreeSet<WeekdayKey>,
    /// Schools with a week of their own.
    pub school_weeks: Vec<SchoolWeek>,
    /// Days that differ from the published calendars; the last entry that fits a day and school wins.
    pub exceptions: Vec<DayException>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolWeek {
    pub school: Code,
    pub weekdays: BTreeSet<WeekdayKey>,
}

/// Zone of the national school calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SchoolZone {
    A,
    B,
    C,
}

/// Which list of public holidays applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Territory {
    Metropole,
    AlsaceMoselle,
    Guadeloupe,
    Guyane,
    Martinique,
    Mayotte,
    Reunion,
    SaintBarthelemy,
    SaintMartin,
}

/// Both ends included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayException {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub label: String,
    pub effect: DayEffect,
    /// Schools concerned; all of them when empty.
    pub schools: Vec<Code>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayEffect {
    /// Nothing runs.
    Closed,
    /// Class as on any school day, whatever the published calendar says.
    School,
    /// Lived as a day of school holidays.
    Holiday,
}

/// On which days an activity runs: a weekday of the set, and a kind of day of the set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceDays {
    /// The school's own weekdays with class when absent.
    pub weekdays: Option<BTreeSet<WeekdayKey>>,
    pub season: Season,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Season {
    /// Outside school holidays.
    #[default]
    SchoolTime,
    /// Only in school holidays.
    SchoolHolidays,
    /// Both.
    AllYear,
}
