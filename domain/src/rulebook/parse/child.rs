//! Facts about a child that rules hang on.

use crate::rulebook::link::ChildCondition;

pub(super) const CONDITIONS: [(&str, ChildCondition); 1] = [("food_care_plan", ChildCondition::FoodCarePlan)];
