//! What a family pays for one place on one day.

use chrono::NaiveTime;
use rust_decimal::Decimal;

use super::customer::Customer;
use super::price::{Band, PriceForm, RoundingPlace, TimeRow};
use super::subscription::Term;
use crate::family::{ChildFacts, Quotients};
use crate::money::Money;

impl PriceForm {
    /// The price for this child on this day. A family without a quotient pays the most: the last band, or the ceiling.
    ///
    /// A band includes its upper bound. A rate is applied to the quotient (held between its bounds first), rounded to
    /// the cent as the rule book says, then held between floor and ceiling. A table without bands is free; rule books
    /// with one are refused when they are read. Of several cases, the first that fits the child is the one. A day that
    /// is paid by the term costs nothing more.
    #[must_use]
    pub fn price(&self, customer: &Customer<'_>) -> Money {
        self.line(customer, 1)
    }

    /// The price of so many places, or units of time, at once. It differs from the price of one so many times where
    /// the rule book rounds only the whole.
    #[must_use]
    pub fn line(&self, customer: &Customer<'_>, count: u32) -> Money {
        let quotient = || customer.child.quotients.on(customer.day);
        match self {
            Self::Flat { amount } => *amount * count,
            Self::Bands { bands } => by_band(bands, quotient()) * count,
            Self::Linear {
                rate,
                min,
                max,
                quotient_min,
                quotient_max,
                rounding,
                rounding_place,
            } => {
                let Some(quotient) = quotient() else {
                    return *max * count;
                };
                let held = quotient
                    .max(quotient_min.unwrap_or(0))
                    .min(quotient_max.unwrap_or(u32::MAX));
                let Some(euros) = rate.checked_mul(Decimal::from(held)) else {
                    return *max * count;
                };
                match rounding_place {
                    RoundingPlace::Unit => Money::rounded(euros, *rounding).max(*min).min(*max) * count,
                    RoundingPlace::Line => {
                        let exact = euros.max(min.euros()).min(max.euros());
                        let whole = exact.checked_mul(Decimal::from(count));
                        whole.map_or(*max * count, |euros| Money::rounded(euros, *rounding))
                    }
                }
            }
            Self::Units { minutes, price, most } => {
                let units = started(customer.stay(), *minutes).min(most.map_or(u32::MAX, u32::from));
                price.line(customer, units.saturating_mul(count))
            }
            Self::Times { rows } => {
                let (arrived, left) = customer.stay();
                let fits = |row: &&TimeRow| {
                    row.arrived_from.is_none_or(|from| from <= arrived) && row.left_by.is_none_or(|by| left <= by)
                };
                let row = rows.iter().find(fits).or(rows.last());
                row.map_or(Money::ZERO, |row| row.price.line(customer, count))
            }
            Self::Subscription { .. } => Money::ZERO,
            Self::Cases { .. } => self.fitting(customer).line(customer, count),
        }
    }

    /// What a family without a quotient pays: the most that the price can be for a child like this one.
    #[must_use]
    pub fn top(&self, customer: &Customer<'_>) -> Money {
        let unknown = ChildFacts {
            quotients: Quotients::unknown(),
            ..customer.child.clone()
        };
        self.price(&Customer {
            child: &unknown,
            ..*customer
        })
    }

    /// The terms that the child pays by; empty where it pays by the day.
    #[must_use]
    pub fn terms(&self, customer: &Customer<'_>) -> &[Term] {
        match self.fitting(customer) {
            Self::Subscription { terms } => terms,
            _ => &[],
        }
    }

    /// The price that remains once the cases are decided.
    fn fitting(&self, customer: &Customer<'_>) -> &Self {
        match self {
            Self::Cases { cases, otherwise } => {
                let traits = customer.traits();
                let fitting = cases.iter().find(|case| case.when.holds(&traits));
                fitting.map_or(otherwise.as_ref(), |case| &case.price)
            }
            simple => simple,
        }
    }
}

/// Units of time begun between two times of day; the first begins with the stay itself.
fn started((arrived, left): (NaiveTime, NaiveTime), unit_minutes: u16) -> u32 {
    let seconds = (left - arrived).num_seconds().max(1);
    let unit = i64::from(unit_minutes.max(1)) * 60;
    let started = (seconds + unit - 1) / unit;
    u32::try_from(started).unwrap_or(u32::MAX)
}

fn by_band(bands: &[Band], quotient: Option<u32>) -> Money {
    let band = quotient.and_then(|quotient| {
        bands
            .iter()
            .find(|band| band.up_to.is_none_or(|bound| quotient <= bound))
    });
    band.or(bands.last()).map_or(Money::ZERO, |band| band.amount)
}
