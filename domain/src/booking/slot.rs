//! One activity on one day, as one child meets it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::refusal::Refusal;
use crate::calendar::Calendar;
use crate::ids::ChildId;
use crate::money::Money;
use crate::rulebook::RuleBook;
use crate::rulebook::model::{ActivityIx, Code};

/// An activity of the rule book on a civil day. Ordered by activity, then day: the order in which rows are locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SlotKey {
    pub activity: ActivityIx,
    pub day: NaiveDate,
}

/// What the rules need to know of a child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChildFacts {
    pub id: ChildId,
    pub school: Code,
    /// An individual care plan (PAI) concerning food is in force.
    pub food_care_plan: bool,
    /// The family quotient, if the town holds one.
    pub quotient: Option<u32>,
}

/// How full a slot is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occupancy {
    pub capacity: u32,
    pub taken: u32,
}

/// All that a decision about one child looks at. A slot without an entry in `occupancy` has nobody in it yet and
/// the capacity that the rule book gives.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    pub rules: &'a RuleBook,
    pub calendar: &'a Calendar,
    pub child: &'a ChildFacts,
    pub booked: &'a BTreeSet<SlotKey>,
    pub occupancy: &'a BTreeMap<SlotKey, Occupancy>,
    pub now: DateTime<Utc>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SlotState {
    /// A place can be booked now.
    Available,
    /// A place is booked. With an obstacle beside it, it can no longer be given back.
    Booked,
    /// The activity does not run for this child that day.
    Closed,
    /// Too early or too late to book.
    OutOfTime,
    Full,
    /// Another booking of the day stands in the way.
    Blocked,
}

/// What a family sees of a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotView {
    pub state: SlotState,
    /// Why the family cannot change it now.
    pub obstacle: Option<Refusal>,
    /// The instant at which changing it closes (booking, or giving back when booked); none where nothing runs.
    pub closes_at: Option<DateTime<Utc>>,
    pub price: Money,
    /// None where the town does not show places, or nothing runs.
    pub places_left: Option<u32>,
}
