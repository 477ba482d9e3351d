//! What is known of one month.

use std::collections::BTreeMap;
use std::time::Instant;

use chrono::NaiveDate;
use preau_services::ports::counts::SlotCount;

/// Counters by day, each as of its version; complete once the store has told of the whole month.
pub(super) struct Month {
    complete: bool,
    days: BTreeMap<NaiveDate, (i64, u32)>,
    /// Gone from this instant on.
    pub(super) expires: Instant,
}

impl Month {
    pub(super) fn unknown(expires: Instant) -> Self {
        Self {
            complete: false,
            days: BTreeMap::new(),
            expires,
        }
    }

    pub(super) fn counts(&self) -> Option<Vec<SlotCount>> {
        let count = |(&day, &(version, taken))| SlotCount { day, taken, version };
        self.complete.then(|| self.days.iter().map(count).collect())
    }

    pub(super) fn fill(&mut self, counts: &[SlotCount], expires: Instant) {
        for count in counts {
            self.learn(count);
        }
        self.complete = true;
        self.expires = expires;
    }

    pub(super) fn publish(&mut self, count: &SlotCount, expires: Instant) {
        self.learn(count);
        if !self.complete {
            self.expires = expires;
        }
    }

    fn learn(&mut self, count: &SlotCount) {
        let held = self.days.entry(count.day).or_insert((count.version, count.taken));
        if held.0 < count.version {
            *held = (count.version, count.taken);
        }
    }
}
