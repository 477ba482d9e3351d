//! Chance, for ids and secrets.

use chrono::{DateTime, Utc};
use ulid::Ulid;

pub trait Random: Send + Sync + 'static {
    /// Fills `bytes` with unpredictable bytes.
    fn fill(&self, bytes: &mut [u8]);
}

/// A fresh id that sorts by `now`, to the millisecond.
pub fn ulid(random: &dyn Random, now: DateTime<Utc>) -> Ulid {
    let mut bytes = [0; 16];
    random.fill(&mut bytes);
    let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
    Ulid::from_parts(millis, u128::from_le_bytes(bytes))
}
