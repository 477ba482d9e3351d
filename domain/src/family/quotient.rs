//! A family's quotient (quotient familial) over time.

use std::collections::BTreeMap;

use chrono::NaiveDate;

/// What a family gave to the town.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GivenQuotient {
    /// The civil day on which the town was given it.
    pub on: NaiveDate,
    /// None: it has none any more, or takes it back.
    pub value: Option<u32>,
    /// It counts from that day on whatever the rule book says, as a former program or the town itself decided.
    pub settled: bool,
}

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

    /// The same before a day, and what `others` say from it on.
    #[must_use]
    pub fn then(mut self, day: NaiveDate, others: &Self) -> Self {
        self.0.split_off(&day);
        self.0.insert(day, others.on(day));
        self.0.extend(others.0.range(day..));
        self
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
