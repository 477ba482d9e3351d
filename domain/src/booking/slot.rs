//! One activity on one day, as one child meets it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::state::Mark;
use crate::calendar::Calendar;
use crate::family::ChildFacts;
use crate::money::Money;
use crate::rulebook::RuleBook;
use crate::rulebook::model::ActivityIx;

/// An activity of the rule book on a civil day. Ordered by activity, then day: the order in which rows are locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SlotKey {
    pub activity: ActivityIx,
    pub day: NaiveDate,
}

/// How full a slot is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occupancy {
    pub capacity: u32,
    pub taken: u32,
}

/// What was agreed on for a place that is booked, whatever the rules of today ask for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed {
    pub price: Money,
    /// Other activities of the day that it was priced together with.
    pub with: BTreeSet<ActivityIx>,
}

/// All that a decision about one child looks at. A slot without an entry in `occupancy` has nobody in it yet and
/// the capacity that the rule book gives.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    pub rules: &'a RuleBook,
    pub calendar: &'a Calendar,
    pub child: &'a ChildFacts,
    /// Places that the child holds, whatever is still to be decided about them.
    pub booked: &'a BTreeSet<SlotKey>,
    /// Those of `booked` that were booked late.
    pub late: &'a BTreeSet<SlotKey>,
    /// What was agreed on for those of `booked`; of any other, the rules say what it costs.
    pub agreed: &'a BTreeMap<SlotKey, Agreed>,
    /// Slots in which one of the places counted as taken is kept for this child by its family's cart, until it books it or
    /// lets it go.
    pub held: &'a BTreeSet<SlotKey>,
    /// What else is known of some slots. Where staff have yet to decide about a place, it says so. A place that is offered
    /// is kept for the child, and counted as taken. Nothing else of it decides.
    pub marks: &'a BTreeMap<SlotKey, Mark>,
    pub occupancy: &'a BTreeMap<SlotKey, Occupancy>,
    pub now: DateTime<Utc>,
}

impl Occupancy {
    /// None below zero: a capacity lowered under what is taken leaves no place.
    #[must_use]
    pub fn places_left(self) -> u32 {
        self.capacity.saturating_sub(self.taken)
    }
}
