//! What a family pays for one place on one day.

use rust_decimal::Decimal;

use super::price::{Band, PriceCondition, PriceForm};
use crate::booking::ChildFacts;
use crate::money::Money;

impl PriceForm {
    /// The price for this child. A family without a quotient pays the most: the last band, or the ceiling.
    ///
    /// A band includes its upper bound. A rate is applied to the quotient (held between its bounds first), rounded to
    /// the cent as the rule book says, then held between floor and ceiling. A table without bands is free; rule books
    /// with one are refused when they are read. Of several cases, the first that fits the child is the one.
    #[must_use]
    pub fn price(&self, child: &ChildFacts) -> Money {
        match self {
            Self::Flat { amount } => *amount,
            Self::Bands { bands } => by_band(bands, child.quotient),
            Self::Linear {
                rate,
                min,
                max,
                quotient_min,
                quotient_max,
                rounding,
            } => {
                let Some(quotient) = child.quotient else { return *max };
                let held = quotient
                    .max(quotient_min.unwrap_or(0))
                    .min(quotient_max.unwrap_or(u32::MAX));
                rate.checked_mul(Decimal::from(held))
                    .map_or(*max, |euros| Money::rounded(euros, *rounding).max(*min).min(*max))
            }
            Self::Cases { cases, otherwise } => {
                let fitting = cases.iter().find(|case| case.when.holds(child));
                fitting.map_or(otherwise.as_ref(), |case| &case.price).price(child)
            }
        }
    }
}

impl PriceCondition {
    /// Whether the condition is true of a child.
    #[must_use]
    pub fn holds(&self, child: &ChildFacts) -> bool {
        match self {
            Self::Schools { schools } => schools.contains(&child.school),
            Self::Child { condition } => condition.holds(child),
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
