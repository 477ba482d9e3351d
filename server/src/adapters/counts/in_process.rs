//! Counters kept by the process itself, for a deployment of one process.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use preau_services::ports::Counts;
use preau_services::ports::counts::{CountsFault, MonthKey, SlotCount};

use super::month::Month;

/// A second process on the same store would not hear of this one's changes before `lifetime` is over: give such a
/// deployment Redis.
pub struct InProcessCounts {
    months: Mutex<HashMap<MonthKey, Month>>,
    /// The most months kept. About a kilobyte each.
    capacity: usize,
    lifetime: Duration,
}

impl InProcessCounts {
    pub fn new(capacity: usize, lifetime: Duration) -> Self {
        Self {
            months: Mutex::default(),
            capacity: capacity.max(1),
            lifetime,
        }
    }

    /// How many months are kept at present, complete or not.
    pub fn held(&self) -> usize {
        self.months().len()
    }

    fn months(&self) -> MutexGuard<'_, HashMap<MonthKey, Month>> {
        self.months.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The living month of `key`, begun anew where there is none.
    fn living<'a>(&self, months: &'a mut HashMap<MonthKey, Month>, key: MonthKey, now: Instant) -> &'a mut Month {
        if !months.contains_key(&key) && months.len() >= self.capacity {
            make_room(months, self.capacity / 2, now);
        }
        let month = months.entry(key).or_insert_with(|| Month::unknown(now + self.lifetime));
        if month.expires <= now {
            *month = Month::unknown(now + self.lifetime);
        }
        month
    }
}

/// Drops what has expired and then, of the rest, what expires first, down to `target`: half at once, so that a full
/// map is not sorted for every newcomer.
fn make_room(months: &mut HashMap<MonthKey, Month>, target: usize, now: Instant) {
    months.retain(|_, month| now < month.expires);
    if months.len() > target {
        let mut by_expiry: Vec<_> = months.iter().map(|(key, month)| (month.expires, *key)).collect();
        by_expiry.sort_unstable();
        for (_, key) in &by_expiry[..by_expiry.len() - target] {
            months.remove(key);
        }
    }
}

#[async_trait]
impl Counts for InProcessCounts {
    async fn read(&self, keys: &[MonthKey]) -> Vec<Option<Vec<SlotCount>>> {
        let now = Instant::now();
        let months = self.months();
        let living = |key| months.get(key).filter(|month| now < month.expires);
        keys.iter().map(|key| living(key).and_then(Month::counts)).collect()
    }

    async fn fill(&self, filled: &[(MonthKey, Vec<SlotCount>)]) {
        let now = Instant::now();
        let mut months = self.months();
        for (key, counts) in filled {
            self.living(&mut months, *key, now).fill(counts, now + self.lifetime);
        }
    }

    async fn publish(&self, changes: &[(MonthKey, SlotCount)]) -> Result<(), CountsFault> {
        let now = Instant::now();
        let mut months = self.months();
        for (key, count) in changes {
            self.living(&mut months, *key, now).publish(count, now + self.lifetime);
        }
        Ok(())
    }
}
