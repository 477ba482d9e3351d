//! What a rule book says about days.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::rulebook::deadline::WeekdayKey;
use crate::rulebook::model::{Activity, Code};

/// The calendar part of a rule book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarRules {
    /// None overseas: their rectors set school holidays of their own, which the exceptions tell.
    pub school_zone: Option<SchoolZone>,
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

impl Territory {
    /// Beyond the sea, where rectors set the school holidays of their academy.
    #[must_use]
    pub fn is_overseas(self) -> bool {
        !matches!(self, Self::Metropole | Self::AlsaceMoselle)
    }

    /// That of a commune's INSEE code; none of those where the rules here are not known to hold.
    #[must_use]
    pub fn of_commune(insee: &str) -> Option<Self> {
        let department = insee.get(
            ..if insee.starts_with("97") || insee.starts_with("98") {
                3
            } else {
                2
            },
        )?;
        Some(match department {
            "57" | "67" | "68" => Self::AlsaceMoselle,
            "971" => Self::Guadeloupe,
            "972" => Self::Martinique,
            "973" => Self::Guyane,
            "974" => Self::Reunion,
            "976" => Self::Mayotte,
            "977" => Self::SaintBarthelemy,
            "978" => Self::SaintMartin,
            _ if department.len() == 2 => Self::Metropole,
            _ => return None,
        })
    }

    /// What its clocks show.
    #[must_use]
    pub fn zone(self) -> Tz {
        match self {
            Self::Metropole | Self::AlsaceMoselle => Tz::Europe__Paris,
            Self::Guadeloupe => Tz::America__Guadeloupe,
            Self::Guyane => Tz::America__Cayenne,
            Self::Martinique => Tz::America__Martinique,
            Self::Mayotte => Tz::Indian__Mayotte,
            Self::Reunion => Tz::Indian__Reunion,
            Self::SaintBarthelemy => Tz::America__St_Barthelemy,
            Self::SaintMartin => Tz::America__Marigot,
        }
    }
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
    /// Activities that it closes, and no others; where it is empty, the day itself is another one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub activities: Vec<Code>,
}

/// What may run on a day: an activity, or days of service that belong to none.
#[derive(Clone, Copy, Debug)]
pub struct Service<'a> {
    pub activity: Option<&'a Code>,
    pub days: &'a ServiceDays,
}

impl<'a> From<&'a Activity> for Service<'a> {
    fn from(activity: &'a Activity) -> Self {
        Self {
            activity: Some(&activity.code),
            days: &activity.days,
        }
    }
}

impl<'a> From<&'a ServiceDays> for Service<'a> {
    fn from(days: &'a ServiceDays) -> Self {
        Self { activity: None, days }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayEffect {
    /// Nothing runs.
    Closed,
    /// A single day: class, whatever the published calendar says. Several: school time, in which weekdays without class and
    /// public holidays stay what they are.
    School,
    /// Lived as a day of school holidays; among several days, public holidays stay what they are.
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
