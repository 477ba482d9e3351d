//! Activities that come together, or never on the same day.

use serde::{Deserialize, Serialize};

use super::model::ActivityIx;
use crate::family::ChildFacts;

/// What a booking of one activity means for another of the same child and day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "form", rename_all = "snake_case")]
pub enum Link {
    /// Booking `activity` books `takes` with it, and cancelling `takes` cancels `activity`.
    Takes {
        activity: ActivityIx,
        takes: ActivityIx,
        unless: Option<ChildCondition>,
    },
    /// The two are never booked on the same day.
    Excludes { activity: ActivityIx, other: ActivityIx },
}

/// A fact about a child that a rule may hang on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChildCondition {
    /// An individual care plan (PAI) concerning food is in force.
    FoodCarePlan,
}

impl ChildCondition {
    /// Whether the condition is true of a child.
    #[must_use]
    pub fn holds(self, child: &ChildFacts) -> bool {
        match self {
            Self::FoodCarePlan => child.food_care_plan,
        }
    }
}
