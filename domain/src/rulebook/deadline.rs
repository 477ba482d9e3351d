//! Until when a place may be booked or given back.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime, Weekday};
use serde::{Deserialize, Serialize};

pub use super::holidays::{HolidayCut, HolidayShift, Holidays};

/// A form of deadline. The closing instant itself is already too late: "until Thursday 10:00" accepts 09:59:59.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "form", rename_all = "snake_case")]
pub enum DeadlineForm {
    /// By weekday of the service day: a weekday and time, so many weeks before. Weeks begin on Monday.
    WeekTable {
        rows: BTreeMap<WeekdayKey, WeekCut>,
        #[serde(flatten)]
        holidays: Holidays,
    },
    /// So many days before, at a time of day (0 is the service day itself).
    DaysBefore {
        days: u16,
        at: NaiveTime,
        #[serde(flatten)]
        holidays: Holidays,
    },
    /// So many hours before the session starts, to the minute of the start.
    HoursBefore { hours: u16 },
    /// The nth open day before, at a time of day.
    OpenDaysBefore {
        days: u16,
        at: NaiveTime,
        #[serde(default)]
        of: Open,
    },
    /// So many whole days strictly between the closing and the service day (jours francs): closes at the end of
    /// the day before them.
    ClearDays { days: u16 },
    /// From one day of the month to another, so many months before the service day's month.
    MonthWindow {
        months_before: u8,
        /// First day on which it is open; always open before the closing without it.
        from_day: Option<u8>,
        /// From when on that first day; from 00:00 without it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        opens_at: Option<NaiveTime>,
        /// Last day; a month that is shorter closes on its own last day.
        to_day: u8,
        /// Closing time on the last day; its end without it.
        at: Option<NaiveTime>,
        #[serde(flatten)]
        holidays: Holidays,
    },
    /// Service days listed by period, each with its own closing; days outside them are not open.
    Dated { periods: Vec<DatedPeriod> },
    /// Open for no day: what is booked is firm.
    Never,
}

impl DeadlineForm {
    /// What it says of closing days that are public holidays, or on a weekend; nothing where it cannot say it.
    #[must_use]
    pub fn holidays(&self) -> Option<&Holidays> {
        match self {
            Self::WeekTable { holidays, .. }
            | Self::DaysBefore { holidays, .. }
            | Self::MonthWindow { holidays, .. } => Some(holidays),
            Self::HoursBefore { .. }
            | Self::OpenDaysBefore { .. }
            | Self::ClearDays { .. }
            | Self::Dated { .. }
            | Self::Never => None,
        }
    }

    /// The same, but that no public holiday and no weekend moves it.
    #[must_use]
    pub fn unmoved(mut self) -> Self {
        if let Self::WeekTable { holidays, .. }
        | Self::DaysBefore { holidays, .. }
        | Self::MonthWindow { holidays, .. } = &mut self
        {
            *holidays = Holidays::default();
        }
        self
    }
}

/// A weekday with an order (Monday first), so that it can be a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WeekdayKey(u8);

impl From<Weekday> for WeekdayKey {
    fn from(weekday: Weekday) -> Self {
        Self(u8::try_from(weekday.num_days_from_monday()).unwrap_or(0))
    }
}

impl From<WeekdayKey> for String {
    fn from(key: WeekdayKey) -> Self {
        super::model::WEEK[usize::from(key.0)].to_string().to_lowercase()
    }
}

impl TryFrom<String> for WeekdayKey {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse::<Weekday>()
            .map(Self::from)
            .map_err(|_| format!("{text} is not a weekday"))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekCut {
    pub weekday: Weekday,
    pub at: NaiveTime,
    /// 0 is the week of the service day, 1 the week before.
    pub weeks_before: u8,
}

/// Whose open days are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Open {
    /// Days with class at the child's school.
    #[default]
    School,
    /// Days on which the activity runs for it.
    Activity,
    /// Monday to Friday, without public holidays.
    TownHall,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatedPeriod {
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// Closing, as day and time in the town's zone.
    pub closes_on: NaiveDate,
    pub closes_at: NaiveTime,
    /// Opening, likewise; always open before the closing without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens_on: Option<NaiveDate>,
    /// From 00:00 of that day without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens_at: Option<NaiveTime>,
}

impl DatedPeriod {
    /// Whether it is for this service day.
    #[must_use]
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }
}
