//! What a child pays by the term.

use std::collections::BTreeSet;

use chrono::{Datelike, Months, NaiveDate};

use crate::code::Code;
use crate::money::Money;
use crate::rulebook::customer::Customer;

/// The terms for which a child is already reckoned.
#[derive(Debug, Default)]
pub(super) struct Terms {
    seen: BTreeSet<(Code, NaiveDate)>,
}

impl Terms {
    /// What a place adds: with the first one within a term, all that is due of the term in the months of the period; once
    /// for a child, an activity and a month. Nothing where the child pays by the day.
    pub fn due(&mut self, customer: &Customer<'_>, (from, to): (NaiveDate, NaiveDate)) -> Money {
        let mut due = Money::ZERO;
        for term in customer.activity.price.terms(customer) {
            let Some(start) = term.start_around(customer.day) else {
                continue;
            };
            if self.seen.insert((customer.activity.code.clone(), start)) {
                let within = months(from, to).filter(|&month| term.start_around(month) == Some(start));
                due = due + within.map(|day| term.due(&Customer { day, ..*customer })).sum();
            }
        }
        due
    }

    pub fn clear(&mut self) {
        self.seen.clear();
    }
}

/// The first days of the months that two days and those between them lie in.
fn months(from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let first = from.with_day(1).unwrap_or(from);
    let next = |month: &NaiveDate| month.checked_add_months(Months::new(1));
    std::iter::successors(Some(first), next).take_while(move |&month| month <= to)
}
