//! From when, and for how long, a quotient counts.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::family::{GivenQuotient, Quotients};

/// What the rule book says of quotients.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotientRule {
    pub counts: CountsFrom,
    /// The last day of the year on which quotients count; they must be given anew after it. For ever without it.
    pub expires: Option<DayOfYear>,
}

/// From which day a value that was given to the town counts. It never reaches back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "form", rename_all = "snake_case")]
pub enum CountsFrom {
    /// The first of the month after it was given.
    #[default]
    NextMonth,
    /// The day on which it was given.
    AtOnce,
    /// One day a year: what the family's quotient was then counts for the year behind it.
    Snapshot {
        on: DayOfYear,
        /// The first such day from the snapshot on is the first on which it counts; the snapshot itself without it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        counts: Option<DayOfYear>,
        /// When what is given on another day than that of the snapshot counts: with the next snapshot without it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        changes: Option<Changes>,
    },
}

/// When a change between two snapshots counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Changes {
    NextMonth,
    AtOnce,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayOfYear {
    pub month: u8,
    pub day: u8,
}

impl DayOfYear {
    /// The day in a year; its month's last one where the month is too short.
    #[must_use]
    pub fn in_year(self, year: i32) -> Option<NaiveDate> {
        let first = NaiveDate::from_ymd_opt(year, self.month.into(), 1)?;
        first.with_day(u32::from(self.day).clamp(1, u32::from(first.num_days_in_month())))
    }

    /// The first such day from a day on.
    #[must_use]
    pub fn next_from(self, day: NaiveDate) -> Option<NaiveDate> {
        let this_year = self.in_year(day.year()).filter(|found| *found >= day);
        this_year.or_else(|| self.in_year(day.year() + 1))
    }
}

impl QuotientRule {
    /// The first day on which a value that was given counts; none where the calendar has no such day.
    #[must_use]
    pub fn counts_from(&self, given: &GivenQuotient) -> Option<NaiveDate> {
        match self.counts {
            _ if given.settled => Some(given.on),
            CountsFrom::AtOnce => Some(given.on),
            CountsFrom::NextMonth => next_month(given.on),
            CountsFrom::Snapshot { on, counts, changes } => {
                let snapshot = on.next_from(given.on)?;
                match changes.filter(|_| snapshot != given.on) {
                    Some(Changes::AtOnce) => Some(given.on),
                    Some(Changes::NextMonth) => next_month(given.on),
                    None => counts.map_or(Some(snapshot), |counts| counts.next_from(snapshot)),
                }
            }
        }
    }

    /// The last day on which a value counts that counts from a day on, should no other one come; none where it does for
    /// ever.
    #[must_use]
    pub fn counts_until(&self, from: NaiveDate) -> Option<NaiveDate> {
        self.expires.and_then(|expires| expires.next_from(from))
    }

    /// What counts when, of all that a family gave. A later gift wins over an earlier one from its own first day on; of two
    /// on one day, the one that stands behind.
    #[must_use]
    pub fn quotients(&self, given: &[GivenQuotient]) -> Quotients {
        let mut given = given.to_vec();
        given.sort_by_key(|one| one.on);
        let mut values: BTreeMap<NaiveDate, Option<u32>> = BTreeMap::new();
        for one in given {
            let Some(from) = self.counts_from(&one) else { continue };
            // What was to come of earlier ones does not.
            values.split_off(&from);
            values.insert(from, one.value);
            if let Some(after) = self
                .counts_until(from)
                .and_then(|last| last.checked_add_days(Days::new(1)))
            {
                values.insert(after, None);
            }
        }
        values.into_iter().collect()
    }
}

/// The first of the month after that of a day.
fn next_month(day: NaiveDate) -> Option<NaiveDate> {
    day.with_day(1)?.checked_add_months(Months::new(1))
}

/// What counts when under rules that follow each other, each from its first day on: on a day, what its own rule makes of
/// all that was given. `rules` stand in the order of their days; the first one has the days before it, too.
#[must_use]
pub fn quotients_under(rules: &[(NaiveDate, QuotientRule)], given: &[GivenQuotient]) -> Quotients {
    let mut under = Quotients::unknown();
    if given.is_empty() {
        return under;
    }
    for (nth, (from, rule)) in rules.iter().enumerate() {
        let from = if nth == 0 { NaiveDate::MIN } else { *from };
        under = under.then(from, &rule.quotients(given));
    }
    under
}
