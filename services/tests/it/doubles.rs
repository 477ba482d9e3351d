//! Stand-ins for the outside of the portal.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use futures_util::StreamExt;
use futures_util::stream::{self, BoxStream};
use preau_domain::ids::CommuneId;
use preau_services::ports::counts::{CountsFault, MonthKey, SlotCount};
use preau_services::ports::{Bus, Clock, Counts, Random};

/// Shows the same instant until it is moved.
pub struct FrozenClock(Mutex<DateTime<Utc>>);

impl FrozenClock {
    pub fn new(at: DateTime<Utc>) -> Self {
        Self(Mutex::new(at))
    }

    pub fn set(&self, at: DateTime<Utc>) {
        *self.0.lock().unwrap() = at;
    }

    pub fn advance(&self, step: TimeDelta) {
        *self.0.lock().unwrap() += step;
    }
}

impl Clock for FrozenClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

/// The same bytes for the same seed, and never the same twice (splitmix64).
pub struct SeededRandom(AtomicU64);

impl SeededRandom {
    pub fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }
}

impl Random for SeededRandom {
    fn fill(&self, bytes: &mut [u8]) {
        const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
        for chunk in bytes.chunks_mut(8) {
            let mut z = self.0.fetch_add(STEP, Ordering::Relaxed).wrapping_add(STEP);
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            z ^= z >> 31;
            chunk.copy_from_slice(&z.to_le_bytes()[..chunk.len()]);
        }
    }
}

/// Chance that always says the same.
pub struct SteadyRandom(pub u8);

impl Random for SteadyRandom {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(self.0);
    }
}

/// Holds nothing, and notes what is published.
#[derive(Default)]
pub struct NotedCounts {
    pub published: Mutex<Vec<Vec<(MonthKey, SlotCount)>>>,
    /// When set, publishing fails for this reason.
    pub broken: Mutex<Option<String>>,
}

#[async_trait]
impl Counts for NotedCounts {
    async fn read(&self, keys: &[MonthKey]) -> Vec<Option<Vec<SlotCount>>> {
        vec![None; keys.len()]
    }

    async fn fill(&self, _: &[(MonthKey, Vec<SlotCount>)]) {}

    async fn publish(&self, changes: &[(MonthKey, SlotCount)]) -> Result<(), CountsFault> {
        if let Some(why) = self.broken.lock().unwrap().clone() {
            return Err(CountsFault(why));
        }
        self.published.lock().unwrap().push(changes.to_vec());
        Ok(())
    }
}

/// Wakes nobody.
pub struct SilentBus;

#[async_trait]
impl Bus for SilentBus {
    async fn announce(&self, _: CommuneId) {}

    fn listen(&self, _: CommuneId) -> BoxStream<'static, ()> {
        stream::pending().boxed()
    }
}
