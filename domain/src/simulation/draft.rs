//! The rule book that is tried.

use chrono::NaiveDate;

use crate::calendar::Calendar;
use crate::calendar::data::DataError;
use crate::rulebook::RuleBook;

/// A rule book as if it had held throughout a period.
#[derive(Clone, Debug)]
pub struct Draft {
    pub(super) rules: RuleBook,
    pub(super) calendar: Calendar,
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
}

impl Draft {
    /// Next year's file is tried against last year's bookings: the dates of its validity are stretched over the period
    /// (both ends included). The dates of single activities, of closures and of other exceptions stay what they are.
    pub fn new(mut rules: RuleBook, from: NaiveDate, to: NaiveDate) -> Result<Self, DataError> {
        rules.valid_from = rules.valid_from.min(from);
        rules.valid_to = rules.valid_to.map(|last| last.max(to));
        let calendar = Calendar::new(&rules.calendar)?;
        Ok(Self {
            rules,
            calendar,
            from,
            to,
        })
    }

    #[must_use]
    pub fn rules(&self) -> &RuleBook {
        &self.rules
    }

    #[must_use]
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }
}
