use std::sync::{Arc, Mutex};

use chrono::{DateTime, Utc};
use preau_server::adapters::clock::FrozenClock;

/// Time as the servers of a house see it: it stands still until it is set.
pub struct Time {
    pub(crate) clock: Arc<FrozenClock>,
    now: Mutex<DateTime<Utc>>,
}

impl Time {
    pub(crate) fn at(instant: &str) -> Arc<Self> {
        let now = parse(instant);
        Arc::new(Self {
            clock: Arc::new(FrozenClock::new(now)),
            now: Mutex::new(now),
        })
    }

    /// Sets all clocks, to an instant such as `2026-11-26T09:59:59+01:00`.
    pub fn set(&self, instant: &str) {
        let now = parse(instant);
        self.clock.set(now);
        *self.now.lock().expect("no test failed here") = now;
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        *self.now.lock().expect("no test failed here")
    }
}

pub(crate) fn parse(instant: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(instant).expect("an instant").to_utc()
}
