//! What a family owes its town, and what the town's staff decided because of it.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::money::Money;

/// As far as rules look at it, for one child. What is paid or lifted is not in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// One for each cash desk at most.
    pub debts: Vec<Debt>,
    /// Those of the whole family, and those of this child alone.
    pub suspensions: Vec<Suspended>,
    /// Last civil day on which staff let the family book in spite of what it owes.
    pub spared_until: Option<NaiveDate>,
}

/// What is owed to a cash desk.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Debt {
    pub cash_desk: Code,
    /// Above nothing.
    pub amount: Money,
    /// The civil day at whose end it was so.
    pub as_of: NaiveDate,
}

impl Debt {
    /// The most that can be noted: a million euros.
    pub const MOST_CENTS: i64 = 100_000_000;

    /// Whether so much can be owed: nothing is, where all is paid.
    #[must_use]
    pub fn may_be(cents: i64) -> bool {
        (0..=Self::MOST_CENTS).contains(&cents)
    }
}

/// Places that staff withhold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suspended {
    /// First and last day of the places; without end where it is left open.
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
    /// All activities without it.
    pub activities: Option<BTreeSet<Code>>,
    /// Nothing was withheld before.
    pub decided_at: DateTime<Utc>,
}

/// What is owed in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owed {
    pub amount: Money,
    /// The latest day of which that is known.
    pub as_of: NaiveDate,
}

impl Account {
    /// What the family is known to owe on a day; none where that is nothing.
    #[must_use]
    pub fn owed(&self, today: NaiveDate) -> Option<Owed> {
        let as_of = self.known_debts(today).map(|debt| debt.as_of).max()?;
        let amount = self.known_debts(today).map(|debt| debt.amount).sum();
        (amount > Money::ZERO).then_some(Owed { amount, as_of })
    }

    /// What each cash desk is known to be owed on a day.
    pub fn known_debts(&self, today: NaiveDate) -> impl Iterator<Item = &Debt> {
        self.debts.iter().filter(move |debt| debt.as_of <= today)
    }

    /// Whether staff let it book in spite of that on a day.
    #[must_use]
    pub fn is_spared(&self, today: NaiveDate) -> bool {
        self.spared_until.is_some_and(|last| today <= last)
    }

    /// What keeps the child, at an instant, from a place in an activity on a day.
    #[must_use]
    pub fn suspended(&self, activity: &Code, day: NaiveDate, now: DateTime<Utc>) -> Option<&Suspended> {
        let of_day = |one: &&Suspended| one.decided_at <= now && one.covers(activity, day);
        self.suspensions.iter().find(of_day)
    }
}

impl Suspended {
    #[must_use]
    pub fn covers(&self, activity: &Code, day: NaiveDate) -> bool {
        let within = self.from <= day && self.until.is_none_or(|until| day <= until);
        within && self.activities.as_ref().is_none_or(|ones| ones.contains(activity))
    }
}
