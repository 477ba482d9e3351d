//! The wall clock, one that runs from any instant, and one that stands still until it is told to move.

use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use preau_services::ports::Clock;

/// Digits kept behind the second: what both stores keep.
const MICROSECONDS: u16 = 6;

pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where the program reads the wall clock"
    )]
    fn now(&self) -> DateTime<Utc> {
        Utc::now().trunc_subsecs(MICROSECONDS)
    }
}

/// Runs at the pace of this day from an instant of another one: for rehearsals.
pub struct RunningClock(Mutex<(DateTime<Utc>, Instant)>);

impl RunningClock {
    pub fn new(at: DateTime<Utc>) -> Self {
        Self(Mutex::new((at, Instant::now())))
    }

    /// Runs on from this instant.
    pub fn set(&self, at: DateTime<Utc>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = (at, Instant::now());
    }
}

impl Clock for RunningClock {
    fn now(&self) -> DateTime<Utc> {
        let (at, since) = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let passed = TimeDelta::from_std(since.elapsed()).unwrap_or(TimeDelta::MAX);
        at.checked_add_signed(passed).unwrap_or(at).trunc_subsecs(MICROSECONDS)
    }
}

/// Shows the same instant until it is set or advanced: for tests, and for a demo of another day.
pub struct FrozenClock(Mutex<DateTime<Utc>>);

impl FrozenClock {
    pub fn new(at: DateTime<Utc>) -> Self {
        Self(Mutex::new(at.trunc_subsecs(MICROSECONDS)))
    }

    pub fn set(&self, at: DateTime<Utc>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = at.trunc_subsecs(MICROSECONDS);
    }

    /// Moves by `step`, backwards when it is negative. A step out of the calendar's range changes nothing.
    pub fn advance(&self, step: TimeDelta) {
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *now = now.checked_add_signed(step).unwrap_or(*now).trunc_subsecs(MICROSECONDS);
    }
}

impl Clock for FrozenClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
