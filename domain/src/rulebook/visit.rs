//! When a child came and left.

use chrono::{NaiveTime, Timelike};

/// What is known of a child's stay in an activity. Before the day, nothing: then prices are those of a whole session,
/// without brothers and sisters. Times count to the minute, as rule books write them: 17:00:59 is 17:00.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Visit {
    /// The start of the session where it is not known.
    pub arrived: Option<NaiveTime>,
    /// Its end where it is not known.
    pub left: Option<NaiveTime>,
    /// Brothers and sisters who came to the same activity that day.
    pub siblings_there: u32,
}

impl Visit {
    /// The minute of arriving.
    #[must_use]
    pub fn arrived_at(self) -> Option<NaiveTime> {
        self.arrived.map(minute)
    }

    /// The minute of leaving.
    #[must_use]
    pub fn left_at(self) -> Option<NaiveTime> {
        self.left.map(minute)
    }
}

fn minute(time: NaiveTime) -> NaiveTime {
    NaiveTime::from_hms_opt(time.hour(), time.minute(), 0).unwrap_or(time)
}
