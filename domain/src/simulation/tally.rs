//! Counts and amounts, as they grow.

use std::collections::BTreeMap;
use std::fmt::Display;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use super::reason::Reason;
use super::tier::Tier;
use crate::ids::{ChildId, FamilyId};
use crate::money::Money;

/// How many cases of a refusal are named.
const EXAMPLES: usize = 3;

/// Places that the draft accepts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Kept {
    pub places: u64,
    /// What was due for them.
    pub before: Money,
    /// What the family would pay.
    pub after: Money,
}

/// A case of a refusal: ids only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Example {
    #[serde(serialize_with = "shown")]
    pub family: FamilyId,
    #[serde(serialize_with = "shown")]
    pub child: ChildId,
    pub day: NaiveDate,
}

/// Places that it does not take.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Dropped {
    pub places: u64,
    pub before: Money,
    pub examples: Vec<Example>,
}

/// All of one activity of the draft.
#[derive(Clone, Debug, Default)]
pub(super) struct ActivityTally {
    pub tiers: BTreeMap<Tier, Kept>,
    pub refused: BTreeMap<Reason, Dropped>,
    /// Accepted as late ones.
    pub late: u64,
    /// By day: places that nothing but their number could keep from anybody.
    pub wanted: BTreeMap<NaiveDate, u32>,
}

impl Kept {
    pub(super) fn add(&mut self, other: Self) {
        self.places += other.places;
        self.before = self.before + other.before;
        self.after = self.after + other.after;
    }
}

impl Dropped {
    pub fn add(&mut self, before: Money, example: Example) {
        self.places += 1;
        self.before = self.before + before;
        if self.examples.len() < EXAMPLES {
            self.examples.push(example);
        }
    }
}

/// An id as the outside reads it.
pub(super) fn shown<T: Display, S: Serializer>(id: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(id)
}
