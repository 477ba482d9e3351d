//! Who a price is asked for, and for what.

use chrono::{NaiveDate, NaiveTime};

use super::condition::Traits;
use super::model::Activity;
use super::visit::Visit;
use crate::family::ChildFacts;

/// A child on a day in an activity.
#[derive(Clone, Copy, Debug)]
pub struct Customer<'a> {
    pub child: &'a ChildFacts,
    pub activity: &'a Activity,
    pub day: NaiveDate,
    pub visit: Visit,
}

impl<'a> Customer<'a> {
    /// Before the day: a whole session is reckoned with.
    #[must_use]
    pub fn planned(child: &'a ChildFacts, activity: &'a Activity, day: NaiveDate) -> Self {
        Self {
            child,
            activity,
            day,
            visit: Visit::default(),
        }
    }

    /// Arriving and leaving, held between the session's own times; nobody leaves before the earliest exit or before
    /// arriving.
    #[must_use]
    pub fn stay(&self) -> (NaiveTime, NaiveTime) {
        let Activity { starts_at, ends_at, .. } = *self.activity;
        let arrived = self.visit.arrived_at().unwrap_or(starts_at).clamp(starts_at, ends_at);
        let earliest = self.activity.earliest_exit.unwrap_or(arrived).max(arrived);
        let left = self.visit.left_at().unwrap_or(ends_at).max(earliest).min(ends_at);
        (arrived, left)
    }

    /// As who the child pays a term that begins on a day: the quotient is the one of that day, or of the customer's own day
    /// where the town knew none by then.
    #[must_use]
    pub fn as_of_term(&self, first_day: NaiveDate) -> Self {
        let known = self.child.quotients.on(first_day).is_some();
        Self {
            day: if known { first_day } else { self.day },
            ..*self
        }
    }

    /// The family's quotient on the day.
    #[must_use]
    pub fn quotient(&self) -> Option<u32> {
        self.child.quotients.on(self.day)
    }

    /// What conditions are asked of: the quotient is that of the day, and only children who go to a school of the
    /// activity count among the family's.
    #[must_use]
    pub fn traits(&self) -> Traits<'a> {
        let Self {
            child, activity, visit, ..
        } = *self;
        Traits {
            school: &child.school,
            class: child.class_on(self.day),
            food_care_plan: child.food_care_plan,
            residence: child.residence,
            regime: child.regime,
            frequency: child.frequency_in(&activity.code),
            rank: child.rank_among(&activity.schools),
            children: child.children_among(&activity.schools),
            quotient: self.quotient(),
            siblings_there: visit.siblings_there,
        }
    }
}
