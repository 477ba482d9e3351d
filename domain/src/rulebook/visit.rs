//! When a child came and left.

use chrono::NaiveTime;

/// What is known of a child's stay in an activity. Before the day, nothing: then prices are those of a whole session,
/// without brothers and sisters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Visit {
    /// The start of the session where it is not known.
    pub arrived: Option<NaiveTime>,
    /// Its end where it is not known.
    pub left: Option<NaiveTime>,
    /// Brothers and sisters who came to the same activity that day.
    pub siblings_there: u32,
}
