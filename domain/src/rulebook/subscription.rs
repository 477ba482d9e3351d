//! Prices paid by the term: a year in ten instalments, a month, a quarter.

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::customer::Customer;
use super::price::PriceForm;
use super::telling::Tell;
use crate::money::Money;

/// Whole months that are paid for together, the same every year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// 1 (January) to 12.
    pub first_month: u8,
    /// Before the first where the term runs over the New Year; at most twelve months in all.
    pub last_month: u8,
    /// Of the whole term; it has no term of its own.
    pub price: Box<PriceForm>,
    /// Equal parts due in the first months of the term, one each; 1 to the number of its months.
    pub instalments: u8,
    /// Days of service that the price pays for, from which a single one's worth is reckoned.
    pub days: Option<u16>,
    #[serde(default)]
    pub joined_later: JoinedLater,
}

/// What a child pays whose first place is behind the first month of the term.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JoinedLater {
    /// The whole price: instalments of earlier months are due with the month of the first place.
    #[default]
    Whole,
    /// The instalments of the month of the first place and those behind it.
    Remaining,
}

impl Term {
    /// How many months the term has.
    #[must_use]
    pub fn months(&self) -> u8 {
        (self.last_month + 12 - self.first_month) % 12 + 1
    }

    /// The first day of the term that a day lies in; none outside.
    #[must_use]
    pub fn start_around(&self, day: NaiveDate) -> Option<NaiveDate> {
        let months_in = (day.month() + 12 - u32::from(self.first_month)) % 12;
        if months_in >= u32::from(self.months()) {
            return None;
        }
        day.with_day(1)?.checked_sub_months(Months::new(months_in))
    }

    /// The last day of the term that begins on a day.
    #[must_use]
    pub fn last_day(&self, first_day: NaiveDate) -> Option<NaiveDate> {
        first_day
            .checked_add_months(Months::new(self.months().into()))?
            .pred_opt()
    }

    /// What is due in the month of the customer's day of a child that is there from the beginning; nothing outside the
    /// term and behind its last instalment.
    ///
    /// Who the child is counts as of the first day of the term ([`Customer::as_of_term`]). Cents that do not divide are
    /// due first: 100.00 in three is 33.34, 33.33 and 33.33.
    #[must_use]
    pub fn due(&self, customer: &Customer<'_>) -> Money {
        let Some((start, whole)) = self.whole_telling(customer, &mut |_| {}) else {
            return Money::ZERO;
        };
        let nth = (customer.day.month() + 12 - start.month()) % 12;
        let parts = whole.split(u32::from(self.instalments.max(1)));
        usize::try_from(nth)
            .ok()
            .and_then(|nth| parts.get(nth).copied())
            .unwrap_or(Money::ZERO)
    }

    /// The first day of the term around the customer's day and what all of it costs, for someone who wants to hear how
    /// that comes about; nothing outside the term.
    pub fn whole_telling(&self, customer: &Customer<'_>, tell: &mut Tell<'_>) -> Option<(NaiveDate, Money)> {
        let start = self.start_around(customer.day)?;
        Some((start, self.price.line_telling(&customer.as_of_term(start), 1, tell)))
    }

    /// What one day of service is worth, rounded as the town rounds; none where the rule book does not say for how many days the
    /// price is.
    #[must_use]
    pub fn worth_of_a_day(&self, customer: &Customer<'_>) -> Option<Money> {
        let (_, whole) = self.whole_telling(customer, &mut |_| {})?;
        let euros = whole.euros().checked_div(self.days?.into())?;
        Some(Money::rounded(euros, customer.activity.rounding))
    }
}
