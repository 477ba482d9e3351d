//! What a child pays by the term.

use chrono::NaiveDate;

use crate::code::Code;
use crate::money::Money;
use crate::rulebook::customer::Customer;
use crate::rulebook::term_price::TakenUp;

/// The terms for which a child is already reckoned.
#[derive(Debug, Default)]
pub(super) struct Terms(Option<TakenUp<Code>>);

impl Terms {
    /// What a place adds: with the first one within a term, all that is due of the term in the months of the period; once
    /// for a child, an activity and a month. Nothing where the child pays by the day. Who was there before the period is
    /// not known, so a term that began before it is reckoned as taken up at its beginning.
    pub fn due(&mut self, customer: &Customer<'_>, (from, to): (NaiveDate, NaiveDate)) -> Money {
        let taken_up = self.0.get_or_insert_with(|| TakenUp::known_from(from));
        let begun = taken_up.place(customer.activity.code.clone(), customer);
        begun.map_or(Money::ZERO, |term| term.due_in(from, to).map(|part| part.amount).sum())
    }

    pub fn clear(&mut self) {
        self.0 = None;
    }
}
