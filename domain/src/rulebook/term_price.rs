//! What one term costs a child, and when its parts are due.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::customer::Customer;
use super::subscription::JoinedLater;
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
    /// The term around the customer's day and its price for a child that is there from the beginning, reckoned as of the
    /// term's first day ([`Customer::as_of_term`]). None where the child pays by the day, the day is in no term, or the term
    /// costs nothing.
    #[must_use]
    pub fn around(customer: &Customer<'_>) -> Option<Self> {
        let (_, whole) = Self::whole(customer)?;
        (whole.price != Money::ZERO).then_some(whole)
    }

    /// Of the months before that of a day.
    fn passed(&self, day: NaiveDate) -> impl Iterator<Item = &Instalment> {
        let month = month_of(day);
        self.instalments.iter().take_while(move |part| part.month < month)
    }

    /// What it costs a child whose first place within it is that of a day.
    fn joined(mut self, later: JoinedLater, day: NaiveDate) -> Self {
        let month = month_of(day);
        let passed = self.passed(day).count();
        let passed: Money = self.instalments.drain(..passed).map(|part| part.amount).sum();
        match later {
            JoinedLater::Remaining => self.price = self.price - passed,
            JoinedLater::Whole if passed == Money::ZERO => {}
            JoinedLater::Whole => match self.instalments.first_mut() {
                Some(first) if first.month == month => first.amount = first.amount + passed,
                _ => self.instalments.insert(0, Instalment { month, amount: passed }),
            },
        }
        self
    }

    fn whole(customer: &Customer<'_>) -> Option<(JoinedLater, Self)> {
        let terms = customer.activity.price.terms(customer).iter();
        let mut around = terms.filter_map(|term| Some((term, term.whole_telling(customer, &mut |_| {})?)));
        let (term, (first_day, price)) = around.next()?;
        let parts = price.split(u32::from(term.instalments.max(1)));
        let month = |nth| first_day.checked_add_months(Months::new(nth));
        let instalments = (0..).zip(parts).filter_map(|(nth, amount)| {
            let month = month(nth)?;
            Some(Instalment { month, amount })
        });
        let whole = Self {
            first_day,
            last_day: term.last_day(first_day)?,
            price,
            instalments: instalments.collect(),
        };
        Some((term.joined_later, whole))
    }

    fn holds(&self, day: NaiveDate) -> bool {
        self.first_day <= day && day <= self.last_day
    }

    /// The instalments of the months that two days and those between them lie in.
    pub fn due_in(&self, from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = Instalment> {
        let first = month_of(from);
        let within = move |part: &Instalment| first <= part.month && part.month <= to;
        self.instalments.iter().copied().filter(within)
    }
}

/// The first day of a day's month.
fn month_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// A term of a child that joins it behind its first months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    pub rule: JoinedLater,
    /// The instalments of the months before.
    pub passed: Money,
    /// What is due of it, and when.
    pub term: TermPrice,
}

impl Joined {
    /// With the customer's day as the first one within the term; none where nothing of it is due before.
    #[must_use]
    pub fn on(customer: &Customer<'_>) -> Option<Self> {
        let (rule, whole) = TermPrice::whole(customer)?;
        let passed: Money = whole.passed(customer.day).map(|part| part.amount).sum();
        (passed != Money::ZERO).then(|| Self {
            rule,
            passed,
            term: whole.joined(rule, customer.day),
        })
    }
}

/// The terms that children take up, by whatever tells a child and an activity apart: places come in the order of their days.
///
/// The first place within a term takes it up, under the rule book that governs that place, and its price stands for all others
/// within it: a term that runs on takes no other one up, even where another rule book governs meanwhile or the child would
/// pay otherwise.
#[derive(Clone, Debug)]
pub struct TakenUp<K> {
    terms: BTreeMap<K, Vec<TermPrice>>,
    /// Places before this day are not known: a term that began before it was taken up at its beginning.
    known_from: Option<NaiveDate>,
}

impl<K> Default for TakenUp<K> {
    fn default() -> Self {
        Self {
            terms: BTreeMap::new(),
            known_from: None,
        }
    }
}

impl<K> TakenUp<K> {
    /// Where places before a day are not known.
    #[must_use]
    pub fn known_from(day: NaiveDate) -> Self {
        Self {
            terms: BTreeMap::new(),
            known_from: Some(day),
        }
    }
}

impl<K: Ord> TakenUp<K> {
    /// Takes the next place of a child in an activity. What it takes up with it, where that costs anything.
    pub fn place(&mut self, of: K, customer: &Customer<'_>) -> Option<&TermPrice> {
        let terms = self.terms.entry(of).or_default();
        if terms.iter().any(|term| term.holds(customer.day)) {
            return None;
        }
        let (joined_later, whole) = TermPrice::whole(customer)?;
        let is_known = self.known_from.is_none_or(|from| from <= whole.first_day);
        terms.push(if is_known {
            whole.joined(joined_later, customer.day)
        } else {
            whole
        });
        terms.last().filter(|term| term.price != Money::ZERO)
    }

    /// All that costs anything, those of a child and an activity in the order of their days.
    pub fn into_prices(self) -> impl Iterator<Item = (K, TermPrice)>
    where
        K: Clone,
    {
        let each = self.terms.into_iter();
        let each = each.flat_map(|(of, terms)| terms.into_iter().map(move |term| (of.clone(), term)));
        each.filter(|(_, term)| term.price != Money::ZERO)
    }
}
