//! What a simulation tells in the end.

use chrono::NaiveDate;
use serde::Serialize;

use super::reason::Reason;
use super::spread::Spread;
use super::tally::{Example, Kept};
use super::tier::Tier;
use crate::code::Code;
use crate::money::Money;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Summary {
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// Those that had a place.
    pub families: u64,
    pub children: u64,
    /// Places, all together: what was due for them.
    pub places: u64,
    pub before: Money,
    /// Those that the draft accepts, with what was and what would be paid for them.
    pub kept: Kept,
    /// Those that it refuses.
    pub refused: u64,
    pub before_refused: Money,
    /// Of the draft, in its order.
    pub activities: Vec<ActivitySummary>,
    /// Activities that were booked, and that the draft lacks.
    pub lacking: Vec<Lacking>,
    /// Slots in which more want a place than the draft has, in the order of its activities, then of days.
    pub crowded: Vec<CrowdedSlot>,
    /// Activities that need a complete file. Files are looked at as they stand today: what they were is not.
    pub files_of_today: Vec<Code>,
    pub spread: Spread,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ActivitySummary {
    pub activity: Code,
    pub kept: Kept,
    /// Those of `kept` that would be booked late.
    pub late: u64,
    /// `kept` by case and band.
    pub tiers: Vec<TierSummary>,
    pub refused: Vec<Refused>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct TierSummary {
    #[serde(flatten)]
    pub tier: Tier,
    #[serde(flatten)]
    pub kept: Kept,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refused {
    pub reason: Reason,
    pub places: u64,
    pub before: Money,
    /// The first few.
    pub examples: Vec<Example>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lacking {
    pub activity: Code,
    pub places: u64,
    pub before: Money,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CrowdedSlot {
    pub activity: Code,
    pub day: NaiveDate,
    /// Bookings that only the number of places keeps out, and those that found one.
    pub wanted: u32,
    pub capacity: u32,
}

impl CrowdedSlot {
    /// Bookings that found no place.
    #[must_use]
    pub fn over(&self) -> u32 {
        self.wanted.saturating_sub(self.capacity)
    }
}
