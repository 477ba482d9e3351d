//! What becomes of a closing day that is a public holiday.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use serde::{Deserialize, Serialize};

use super::deadline::WeekdayKey;
use crate::calendar::Calendar;

/// A row for the weekday of the holiday counts before the shift; the day that it leads to may be one, too, and moves on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Holidays {
    #[serde(rename = "when_public_holiday")]
    pub shift: HolidayShift,
    /// By weekday of the holiday.
    #[serde(rename = "on_holiday", skip_serializing_if = "BTreeMap::is_empty")]
    pub rows: BTreeMap<WeekdayKey, HolidayCut>,
}

/// What replaces a closing day that falls on a public holiday; the time of day stays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HolidayShift {
    /// The closing stays where it is.
    #[default]
    Keep,
    /// The nearest earlier day that is neither a weekend day nor a public holiday.
    PreviousWorkingDay,
}

/// The closing in place of one on a holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolidayCut {
    /// The nearest one before the holiday.
    pub weekday: Weekday,
    /// The ordinary time of day without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<NaiveTime>,
}

impl From<HolidayShift> for Holidays {
    fn from(shift: HolidayShift) -> Self {
        Self {
            shift,
            rows: BTreeMap::new(),
        }
    }
}

impl Holidays {
    /// Whether a closing ever moves.
    #[must_use]
    pub fn moves(&self) -> bool {
        self.shift != HolidayShift::Keep || !self.rows.is_empty()
    }

    /// Where the closing of a day falls, and its time of day where a row names one.
    #[must_use]
    pub fn moved(&self, from: NaiveDate, calendar: &Calendar) -> Option<(NaiveDate, Option<NaiveTime>)> {
        let (mut day, mut at) = (from, None);
        while calendar.public_holiday(day).is_some() {
            if let Some(cut) = self.rows.get(&WeekdayKey::from(day.weekday())) {
                day = nearest_before(day, cut.weekday)?;
                at = cut.at.or(at);
            } else if self.shift == HolidayShift::PreviousWorkingDay {
                day = day.pred_opt()?;
                while !calendar.is_working_day(day) {
                    day = day.pred_opt()?;
                }
            } else {
                break;
            }
        }
        Some((day, at))
    }
}

fn nearest_before(day: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    let mut earlier = day.pred_opt()?;
    while earlier.weekday() != weekday {
        earlier = earlier.pred_opt()?;
    }
    Some(earlier)
}
