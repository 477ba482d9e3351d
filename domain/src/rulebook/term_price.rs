//! What one term costs a child, and when its parts are due.

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::customer::Customer;
use crate::money::Money;

/// A price by the term: due once, however many places the child has in the term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermPrice {
    pub first_day: NaiveDate,
    /// Included.
    pub last_day: NaiveDate,
    /// Of the whole term; the sum of its instalments.
    pub price: Money,
    /// In the order of their months.
    pub instalments: Vec<Instalment>,
}

/// A part of the price of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instalment {
    /// The first day of the month with whose services it is due.
    pub month: NaiveDate,
    pub amount: Money,
}

impl TermPrice {
    /// The term around the customer's day and its price, reckoned as of the term's first day. None where the child pays by
    /// the day, the day is in no term, or the term costs nothing.
    #[must_use]
    pub fn around(customer: &Customer<'_>) -> Option<Self> {
        let terms = customer.activity.price.terms(customer).iter();
        let mut around = terms.filter_map(|term| Some((term, term.whole_telling(customer, &mut |_| {})?)));
        let (term, (first_day, price)) = around.next()?;
        let parts = price.split(u32::from(term.instalments.max(1)));
        let month = |nth| first_day.checked_add_months(Months::new(nth));
        let instalments = (0..).zip(parts).filter_map(|(nth, amount)| {
            let month = month(nth)?;
            Some(Instalment { month, amount })
        });
        (price != Money::ZERO).then_some(Self {
            first_day,
            last_day: term.last_day(first_day)?,
            price,
            instalments: instalments.collect(),
        })
    }

    /// The instalments of the months that two days and those between them lie in.
    pub fn due_in(&self, from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = Instalment> {
        let first = from.with_day(1).unwrap_or(from);
        let within = move |part: &Instalment| first <= part.month && part.month <= to;
        self.instalments.iter().copied().filter(within)
    }
}
