//! When a task that failed is tried again.

use chrono::{DateTime, TimeDelta, Utc};

use crate::ports::Random;

/// A task that failed this often waits for a person.
pub(super) const ATTEMPTS: i32 = 12;

const FIRST_SECONDS: i64 = 30;
const LONGEST_SECONDS: i64 = 60 * 60;

/// The next try after `attempts` (1 and up) have failed; none when it was the last. Waits double from 30 seconds to an
/// hour, and are cut by up to a half at random, so that what failed together does not come back together.
pub(super) fn next_try(random: &dyn Random, attempts: i32, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    if attempts >= ATTEMPTS {
        return None;
    }
    let doublings = u32::try_from(attempts.saturating_sub(1)).unwrap_or(0);
    let longest = FIRST_SECONDS.saturating_mul(1 << doublings).min(LONGEST_SECONDS);
    let mut chance = [0];
    random.fill(&mut chance);
    let half = longest * 1000 / 2;
    let wait = half + half * i64::from(chance[0]) / i64::from(u8::MAX);
    now.checked_add_signed(TimeDelta::milliseconds(wait))
}
