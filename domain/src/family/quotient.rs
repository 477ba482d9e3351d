//! A family's quotient (quotient familial) over time.

use std::collections::BTreeMap;

use chrono::NaiveDate;

/// What the town knows of a family's quotient, by the civil day from which it counts. A new value never reaches back:
/// days before it keep the value that was theirs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quotients(BTreeMap<NaiveDate, Option<u32>>);

impl Quotients {
    /// Nothing is known of the family.
    #[must_use]
    pub fn unknown() -> Self {
        Self::default()
    }

    /// The same for every day.
    #[must_use]
    pub fn always(value: u32) -> Self {
        Self::from_iter([(NaiveDate::MIN, Some(value))])
    }

    /// The quotient that counts on a day; none where the town holds none.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Option<u32> {
        self.0.range(..=day).next_back().and_then(|(_, value)| *value)
    }
}

/// Each value with its first day; none ends the one before without another.
impl FromIterator<(NaiveDate, Option<u32>)> for Quotients {
    fn from_iter<I: IntoIterator<Item = (NaiveDate, Option<u32>)>>(values: I) -> Self {
        Self(values.into_iter().collect())
    }
}
