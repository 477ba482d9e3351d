//! What a child pays by the term.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::code::Code;
use crate::money::Money;
use crate::rulebook::customer::Customer;
use crate::rulebook::term_price::TermPrice;

/// The terms for which a child is already reckoned.
#[derive(Debug, Default)]
pub(super) struct Terms {
    seen: BTreeSet<(Code, NaiveDate)>,
}

impl Terms {
    /// What a place adds: with the first one within a term, all that is due of the term in the months of the period; once
    /// for a child, an activity and a month. Nothing where the child pays by the day.
    pub fn due(&mut self, customer: &Customer<'_>, (from, to): (NaiveDate, NaiveDate)) -> Money {
        let Some(term) = TermPrice::around(customer) else {
            return Money::ZERO;
        };
        if self.seen.insert((customer.activity.code.clone(), term.first_day)) {
            term.due_in(from, to).map(|part| part.amount).sum()
        } else {
            Money::ZERO
        }
    }

    pub fn clear(&mut self) {
        self.seen.clear();
    }
}
