//! Until when something is possible, by which deadline.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::Serialize;

use crate::booking::permit::{in_time, setting, window};
use crate::booking::{Refusal, Situation, SlotKey};
use crate::rulebook::closing::Window;
use crate::rulebook::deadline::{DeadlineForm, Holidays, WeekdayKey};
use crate::rulebook::holidays::Leap;
use crate::rulebook::model::Code;

/// A named deadline as it falls for one slot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Limit {
    pub deadline: Code,
    /// Only what it says of this service day; none where the rule book does not define it.
    pub rule: Option<DeadlineForm>,
    /// Open at any time before the closing without it.
    pub opens_at: Option<DateTime<Utc>>,
    /// The first instant that is too late; the day is not open at all without it.
    pub closes_at: Option<DateTime<Utc>>,
    /// When it would have closed, had that day not been a public holiday, or on a weekend.
    pub moved_from: Option<DateTime<Utc>>,
    /// How it came from there: each day that it left, and the clause of the deadline that says so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub moved_by: Vec<Leap>,
    pub now: DateTime<Utc>,
    pub when: When,
}

/// Where the present stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    Before,
    Within,
    After,
    /// The deadline gives this day no closing.
    Never,
}

impl Limit {
    pub(super) fn of(situation: &Situation<'_>, slot: SlotKey, deadline: &Code) -> Self {
        let rule = situation.rules.deadlines.get(deadline);
        let whole = window(situation, slot, deadline);
        let Window { opens_at, closes_at } = whole;
        let unmoved = unmoved(situation, slot, deadline).and_then(|window| window.closes_at);
        let moved_from = unmoved.filter(|at| Some(*at) != closes_at);
        let leaps = rule.filter(|_| moved_from.is_some());
        let leaps = leaps.map(|form| form.leaps(slot.day, setting(situation, slot)));
        Self {
            deadline: deadline.clone(),
            rule: rule.map(|form| only(form, slot.day)),
            opens_at,
            closes_at,
            moved_from,
            moved_by: leaps.unwrap_or_default(),
            now: situation.now,
            when: When::of(&in_time(situation, whole)),
        }
    }
}

impl When {
    fn of(in_time: &Result<(), Refusal>) -> Self {
        match in_time {
            Ok(()) => Self::Within,
            Err(Refusal::NotOpenYet { .. }) => Self::Before,
            Err(Refusal::TooLate { .. }) => Self::After,
            Err(_) => Self::Never,
        }
    }
}

/// The window of a deadline as if no public holiday and no weekend moved it; none for those that are never moved.
fn unmoved(situation: &Situation<'_>, slot: SlotKey, deadline: &Code) -> Option<Window> {
    let form = situation.rules.deadlines.get(deadline)?;
    let moves = form.holidays().is_some_and(Holidays::moves);
    moves.then(|| form.clone().unmoved().window(slot.day, setting(situation, slot)))
}

/// A deadline without what it says of other service days.
pub(super) fn only(form: &DeadlineForm, day: NaiveDate) -> DeadlineForm {
    match form {
        DeadlineForm::WeekTable { rows, holidays } => {
            let own = WeekdayKey::from(day.weekday());
            let own = rows.iter().filter(|(weekday, _)| **weekday == own);
            DeadlineForm::WeekTable {
                rows: own.map(|(weekday, cut)| (*weekday, *cut)).collect(),
                holidays: holidays.clone(),
            }
        }
        DeadlineForm::Dated { periods } => {
            let own = periods.iter().find(|period| period.holds(day));
            DeadlineForm::Dated {
                periods: own.cloned().into_iter().collect(),
            }
        }
        simple => simple.clone(),
    }
}
