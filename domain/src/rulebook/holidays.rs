//! What becomes of a closing day that is a public holiday, or a Saturday or a Sunday.

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
    /// Of a closing day that is a Saturday or a Sunday.
    #[serde(rename = "when_weekend", skip_serializing_if = "HolidayShift::keeps")]
    pub weekend: HolidayShift,
    /// By weekday of the holiday.
    #[serde(rename = "on_holiday", skip_serializing_if = "BTreeMap::is_empty")]
    pub rows: BTreeMap<WeekdayKey, HolidayCut>,
}

/// What replaces a closing day that falls on a public holiday, or on a weekend; the time of day stays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HolidayShift {
    /// The closing stays where it is.
    #[default]
    Keep,
    /// The nearest earlier day that is neither a weekend day nor a public holiday.
    PreviousWorkingDay,
}

impl HolidayShift {
    #[must_use]
    pub fn keeps(&self) -> bool {
        *self == Self::Keep
    }
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
            ..Self::default()
        }
    }
}

impl Holidays {
    /// Whether a closing ever moves.
    #[must_use]
    pub fn moves(&self) -> bool {
        !self.shift.keeps() || !self.weekend.keeps() || !self.rows.is_empty()
    }

    /// Where the closing of a day falls, and its time of day where a row names one.
    #[must_use]
    pub fn moved(&self, from: NaiveDate, calendar: &Calendar) -> Option<(NaiveDate, Option<NaiveTime>)> {
        let (mut day, mut at) = (from, None);
        loop {
            let is_holiday = calendar.public_holiday(day).is_some();
            let row = self.rows.get(&WeekdayKey::from(day.weekday()));
            if let Some(cut) = row.filter(|_| is_holiday) {
                day = nearest_before(day, cut.weekday)?;
                at = cut.at.or(at);
            } else if is_holiday && !self.shift.keeps() || is_weekend(day) && !self.weekend.keeps() {
                day = working_day_before(day, calendar)?;
            } else {
                return Some((day, at));
            }
        }
    }
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

fn working_day_before(day: NaiveDate, calendar: &Calendar) -> Option<NaiveDate> {
    let mut earlier = day.pred_opt()?;
    while !calendar.is_working_day(earlier) {
        earlier = earlier.pred_opt()?;
    }
    Some(earlier)
}

fn nearest_before(day: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    let mut earlier = day.pred_opt()?;
    while earlier.weekday() != weekday {
        earlier = earlier.pred_opt()?;
    }
    Some(earlier)
}
