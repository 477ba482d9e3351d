//! When a deadline closes, for one service day.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

use super::deadline::{DeadlineForm, Open, WeekCut, WeekdayKey};
use super::holidays::{Leap, TellLeap};
use super::model::{Activity, Code};
use crate::calendar::Calendar;
use crate::calendar::rules::Service;
use crate::calendar::zone::{day_end, day_start, instant};

/// How far back an open day is looked for: longer than any holidays.
const LONGEST_BREAK_DAYS: u64 = 366;

/// Between which instants a change is accepted: from `opens_at` on, and before `closes_at`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Always open before the closing without it.
    pub opens_at: Option<DateTime<Utc>>,
    /// The first instant that is too late. Without it the day is not open at all.
    pub closes_at: Option<DateTime<Utc>>,
}

/// What a deadline looks at beside the service day.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// Start of the session, in the town's zone.
    pub session_start: NaiveTime,
    /// The school whose days with class count; the town's when absent.
    pub school: Option<&'a Code>,
    /// What runs, and on which days.
    pub service: Service<'a>,
    pub calendar: &'a Calendar,
    pub zone: Tz,
}

impl<'a> Setting<'a> {
    /// Of an activity, for the pupils of a school.
    #[must_use]
    pub fn of(activity: &'a Activity, school: Option<&'a Code>, calendar: &'a Calendar, zone: Tz) -> Self {
        Self {
            session_start: activity.starts_at,
            school,
            service: activity.into(),
            calendar,
            zone,
        }
    }
}

impl DeadlineForm {
    /// The window of a service day.
    ///
    /// Whatever the form says, it closes at the latest with the service day itself: a past day is always too late.
    #[must_use]
    pub fn window(&self, day: NaiveDate, setting: Setting<'_>) -> Window {
        let zone = setting.zone;
        let opens_at = self
            .opening(day)
            .map(|(on, at)| at.map_or_else(|| day_start(zone, on), |at| instant(zone, on, at)));
        // A closing on an earlier day of UTC comes before the end of the service day in every zone.
        let capped = |at: DateTime<Utc>| {
            if at.date_naive() < day {
                at
            } else {
                at.min(day_end(zone, day))
            }
        };
        let closes_at = self.closing(day, setting, &mut |_| {}).map(capped);
        Window { opens_at, closes_at }
    }

    /// How public holidays and weekends move the closing of a service day, one move after the other.
    #[must_use]
    pub fn leaps(&self, day: NaiveDate, setting: Setting<'_>) -> Vec<Leap> {
        let mut leaps = Vec::new();
        self.closing(day, setting, &mut |leap| leaps.push(leap));
        leaps
    }

    /// The day on which it opens, and the time of day where it is not the day's start.
    fn opening(&self, day: NaiveDate) -> Option<(NaiveDate, Option<NaiveTime>)> {
        match self {
            Self::MonthWindow {
                months_before,
                from_day: Some(from),
                opens_at,
                ..
            } => Some((day_of_month(day, *months_before, *from)?, *opens_at)),
            Self::Dated { periods } => {
                let period = periods.iter().find(|period| period.holds(day))?;
                Some((period.opens_on?, period.opens_at))
            }
            _ => None,
        }
    }

    fn closing(&self, day: NaiveDate, setting: Setting<'_>, tell: &mut TellLeap<'_>) -> Option<DateTime<Utc>> {
        let Setting { calendar, zone, .. } = setting;
        match self {
            Self::WeekTable { rows, holidays } => {
                let cut = rows.get(&WeekdayKey::from(day.weekday()))?;
                let (on, at) = holidays.moved(cut_day(day, cut)?, calendar, tell)?;
                Some(instant(zone, on, at.unwrap_or(cut.at)))
            }
            Self::DaysBefore { days, at, holidays } => {
                let (on, instead) = holidays.moved(days_before(day, *days)?, calendar, tell)?;
                Some(instant(zone, on, instead.unwrap_or(*at)))
            }
            // Hours that pass, not hours that clocks show: 24 h before Monday 08:30 is Sunday 07:30 or 09:30 when
            // clocks change in between.
            Self::HoursBefore { hours } => {
                instant(zone, day, setting.session_start).checked_sub_signed(TimeDelta::hours(i64::from(*hours)))
            }
            Self::OpenDaysBefore { days, at, of } => {
                let on = open_day_before(day, *days, *of, setting)?;
                Some(instant(zone, on, *at))
            }
            // The end of the day before the clear days is the start of the first of them.
            Self::ClearDays { days } => Some(day_start(zone, days_before(day, *days)?)),
            Self::MonthWindow {
                months_before,
                to_day,
                at,
                holidays,
                ..
            } => {
                let (last, instead) = holidays.moved(day_of_month(day, *months_before, *to_day)?, calendar, tell)?;
                Some(
                    instead
                        .or(*at)
                        .map_or_else(|| day_end(zone, last), |at| instant(zone, last, at)),
                )
            }
            Self::Dated { periods } => periods
                .iter()
                .find(|period| period.holds(day))
                .map(|period| instant(zone, period.closes_on, period.closes_at)),
            Self::Never => None,
        }
    }
}

fn days_before(day: NaiveDate, days: u16) -> Option<NaiveDate> {
    day.checked_sub_days(Days::new(u64::from(days)))
}

/// The day of a week table's cut, in weeks that begin on Monday.
fn cut_day(day: NaiveDate, cut: &WeekCut) -> Option<NaiveDate> {
    let monday = day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday())))?;
    monday
        .checked_sub_days(Days::new(7 * u64::from(cut.weeks_before)))?
        .checked_add_days(Days::new(u64::from(cut.weekday.num_days_from_monday())))
}

/// The nth open day before a day; the day itself for 0. An activity's `period` plays no part: what closes before its
/// first day closes when it would if it had run before.
fn open_day_before(day: NaiveDate, nth: u16, of: Open, setting: Setting<'_>) -> Option<NaiveDate> {
    let Setting {
        calendar,
        school,
        service,
        ..
    } = setting;
    let is_open = |day: NaiveDate| match of {
        Open::School => calendar.has_class(day, school),
        Open::Activity => calendar.runs(service, school, day).is_ok(),
        Open::TownHall => calendar.is_working_day(day),
    };
    let earliest = day.checked_sub_days(Days::new(LONGEST_BREAK_DAYS + 7 * u64::from(nth)))?;
    let mut found = day;
    for _ in 0..nth {
        found = found.pred_opt()?;
        while !is_open(found) {
            found = found.pred_opt().filter(|candidate| *candidate >= earliest)?;
        }
    }
    Some(found)
}

/// The nth of the month so many months before a day's, or that month's last day when it is shorter.
fn day_of_month(day: NaiveDate, months_before: u8, nth: u8) -> Option<NaiveDate> {
    let first = day
        .with_day(1)?
        .checked_sub_months(Months::new(u32::from(months_before)))?;
    first.with_day(u32::from(nth).clamp(1, u32::from(first.num_days_in_month())))
}
