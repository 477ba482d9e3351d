//! A copy of the slot counters for fast calendars. The store is the truth: a cache that fails is a miss, and a booking
//! is never decided here.

use async_trait::async_trait;
use chrono::NaiveDate;
use preau_domain::ids::{ActivityId, CommuneId};

/// One activity in one month of one town: the unit that is kept, read and expires together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MonthKey {
    pub commune: CommuneId,
    pub activity: ActivityId,
    /// First day of the month.
    pub month: NaiveDate,
}

/// A slot's counter as of `version`. Slots that nobody ever booked have no counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotCount {
    pub day: NaiveDate,
    pub taken: u32,
    /// Grows with every change of the slot: the larger one is the newer.
    pub version: i64,
}

/// The cache could not be written; the caller leaves the work to the worker's retry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountsFault(pub String);

#[async_trait]
pub trait Counts: Send + Sync + 'static {
    /// For each key, in order: every counter of the month by day, or none when the month is not held (or the cache
    /// does not answer in time).
    async fn read(&self, keys: &[MonthKey]) -> Vec<Option<Vec<SlotCount>>>;

    /// Completes months that were missed with what the store says. A day already held with a larger version stays.
    async fn fill(&self, months: &[(MonthKey, Vec<SlotCount>)]);

    /// Tells of counters that a committed booking changed. A day already held with a larger version stays; a month
    /// that is not held stays a miss, but remembers the version until it is filled.
    async fn publish(&self, changes: &[(MonthKey, SlotCount)]) -> Result<(), CountsFault>;
}
