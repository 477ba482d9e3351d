//! May this be written down?

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};

use super::due::ChildDay;
use super::log::{Entry, Fact};
use crate::booking::offer::Check;
use crate::booking::{Refusal, Situation, SlotKey};
use crate::calendar::zone::{civil_day, day_start};
use crate::rulebook::model::ActivityIx;

/// How far the clock of a device may run ahead.
pub const CLOCK_AHEAD: TimeDelta = TimeDelta::minutes(5);

/// How long before a day its absence may be told.
const TOLD_BEFORE: Days = Days::new(366);

/// Why an entry is not written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryRefusal {
    /// Nothing runs there that day, and the child has no place: the reason is that of a booking.
    NotOffered(Refusal),
    /// It speaks of what is still to come: the clock of the device is wrong. From `retry_at` on it does not any more.
    Future { retry_at: DateTime<Utc> },
    /// It comes from before the rule book: the clock of the device is wrong.
    BeforeRules,
    /// A child comes and goes on the day itself.
    OtherDay,
}

/// Holds an entry about an activity on a day against the rules of the day. A child that has no place may come wherever
/// the activity runs: one that stands there is counted, whatever its school and age.
pub fn may_write(
    at: ChildDay<'_>,
    activity: ActivityIx,
    booked: bool,
    entry: &Entry,
    now: DateTime<Utc>,
) -> Result<(), EntryRefusal> {
    let zone = at.rules.town.zone;
    let speaks_of = match &entry.fact {
        Fact::CheckedIn(then) | Fact::CheckedOut(then) | Fact::Certificate(then) => *then,
        Fact::Reported(report) => report.at,
        Fact::Absent(_) | Fact::Undone(_) => entry.stamp.at,
    };
    let seen = matches!(entry.fact, Fact::CheckedIn(_) | Fact::CheckedOut(_) | Fact::Absent(_));
    let dawn = seen.then(|| day_start(zone, at.day));
    let latest = dawn.into_iter().fold(entry.stamp.at.max(speaks_of), DateTime::max);
    // Nothing is ahead of a clock at the beginning of time.
    let retry_at = latest.checked_sub_signed(CLOCK_AHEAD).unwrap_or(latest);
    if now < retry_at {
        return Err(EntryRefusal::Future { retry_at });
    }
    let first = if seen {
        at.rules.valid_from
    } else {
        at.day.checked_sub_days(TOLD_BEFORE).unwrap_or(NaiveDate::MIN)
    };
    if entry.stamp.at.min(speaks_of) < day_start(zone, first) {
        return Err(EntryRefusal::BeforeRules);
    }
    let on_the_day = matches!(entry.fact, Fact::CheckedIn(_) | Fact::CheckedOut(_));
    if on_the_day && civil_day(zone, speaks_of) != at.day {
        return Err(EntryRefusal::OtherDay);
    }
    if booked {
        return Ok(());
    }
    runs(at, activity, now).map_err(EntryRefusal::NotOffered)
}

/// Whether the activity runs that day, whoever comes.
pub(crate) fn runs(at: ChildDay<'_>, activity: ActivityIx, now: DateTime<Utc>) -> Result<(), Refusal> {
    let (none, no_marks, no_counts) = (BTreeSet::new(), BTreeMap::new(), BTreeMap::new());
    let situation = Situation {
        rules: at.rules,
        calendar: at.calendar,
        child: at.child,
        booked: &none,
        late: &none,
        agreed: &BTreeMap::new(),
        held: &none,
        marks: &no_marks,
        occupancy: &no_counts,
        now,
    };
    let slot = SlotKey { activity, day: at.day };
    let checks = [Check::Period, Check::RuleBook, Check::Day];
    checks.into_iter().try_for_each(|check| check.pass(&situation, slot))
}
