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

/// What takes a closing away from a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Clause {
    /// The row of the holiday's weekday.
    OnHoliday,
    WhenPublicHoliday,
    WhenWeekend,
}

impl Clause {
    /// As the file writes it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::OnHoliday => "on_holiday",
            Self::WhenPublicHoliday => "when_public_holiday",
            Self::WhenWeekend => "when_weekend",
        }
    }
}

/// One move of a closing to an earlier day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Leap {
    /// The day that it leaves.
    pub from: NaiveDate,
    pub by: Clause,
}

/// Who wants to hear of each move, in their order.
pub type TellLeap<'t> = dyn FnMut(Leap) + 't;

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
    pub fn moved(
        &self,
        from: NaiveDate,
        calendar: &Calendar,
        tell: &mut TellLeap<'_>,
    ) -> Option<(NaiveDate, Option<NaiveTime>)> {
        let (mut day, mut at) = (from, None);
        while let Some((by, cut)) = self.clause(day, calendar) {
            tell(Leap { from: day, by });
            day = match cut {
                Some(cut) => nearest_before(day, cut.weekday)?,
                None => working_day_before(day, calendar)?,
            };
            at = cut.and_then(|cut| cut.at).or(at);
        }
        Some((day, at))
    }

    /// What takes a closing away from a day, and the row that says so.
    fn clause(&self, day: NaiveDate, calendar: &Calendar) -> Option<(Clause, Option<&HolidayCut>)> {
        let is_holiday = calendar.public_holiday(day).is_some();
        let row = self.rows.get(&WeekdayKey::from(day.weekday()));
        if let Some(cut) = row.filter(|_| is_holiday) {
            return Some((Clause::OnHoliday, Some(cut)));
        }
        if is_holiday && !self.shift.keeps() {
            return Some((Clause::WhenPublicHoliday, None));
        }
        (is_weekend(day) && !self.weekend.keeps()).then_some((Clause::WhenWeekend, None))
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
