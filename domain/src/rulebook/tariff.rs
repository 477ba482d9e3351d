//! What a family pays for one place on one day.

use rust_decimal::Decimal;

use super::customer::Customer;
use super::price::{Band, PriceForm};
use super::subscription::Term;
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
        let quotient = || customer.child.quotients.on(customer.day);
        match self {
            Self::Flat { amount } => *amount,
            Self::Bands { bands } => by_band(bands, quotient()),
            Self::Linear {
                rate,
                min,
                max,
                quotient_min,
                quotient_max,
                rounding,
            } => {
                let Some(quotient) = quotient() else { return *max };
                let held = quotient
                    .max(quotient_min.unwrap_or(0))
                    .min(quotient_max.unwrap_or(u32::MAX));
                rate.checked_mul(Decimal::from(held))
                    .map_or(*max, |euros| Money::rounded(euros, *rounding).max(*min).min(*max))
            }
            Self::Subscription { .. } => Money::ZERO,
            Self::Cases { .. } => self.fitting(customer).price(customer),
        }
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

fn by_band(bands: &[Band], quotient: Option<u32>) -> Money {
    let band = quotient.and_then(|quotient| {
        bands
            .iter()
            .find(|band| band.up_to.is_none_or(|bound| quotient <= bound))
    });
    band.or(bands.last()).map_or(Money::ZERO, |band| band.amount)
}
