//! Who a price is asked for, and for what.

use chrono::NaiveDate;

use super::condition::Traits;
use super::model::Activity;
use crate::family::ChildFacts;

/// A child on a day in an activity.
#[derive(Clone, Copy, Debug)]
pub struct Customer<'a> {
    pub child: &'a ChildFacts,
    pub activity: &'a Activity,
    pub day: NaiveDate,
}

impl<'a> Customer<'a> {
    /// What conditions are asked of: the quotient is that of the day, and only children who go to a school of the
    /// activity count among the family's.
    #[must_use]
    pub fn traits(&self) -> Traits<'a> {
        let Self { child, activity, day } = *self;
        Traits {
            school: &child.school,
            food_care_plan: child.food_care_plan,
            residence: child.residence,
            regime: child.regime,
            frequency: child.frequency_in(&activity.code),
            rank: child.rank_among(&activity.schools),
            children: child.children_among(&activity.schools),
            quotient: child.quotients.on(day),
        }
    }
}
