//! The time of the deployment. Nothing else reads a clock.

use chrono::{DateTime, Utc};

pub trait Clock: Send + Sync + 'static {
    /// The current instant, to the microsecond (what both stores keep).
    fn now(&self) -> DateTime<Utc>;
}
