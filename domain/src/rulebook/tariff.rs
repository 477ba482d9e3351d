//! What a family pays for one place on one day.

use rust_decimal::Decimal;

use super::price::PriceForm;
use crate::money::Money;

impl PriceForm {
    /// The price for a family with this quotient. Without one it pays the most: the last band, or the ceiling.
    ///
    /// A band includes its upper bound. A rate is applied to the quotient (held between its bounds first), rounded to
    /// the cent as the rule book says, then held between floor and ceiling. A table without bands is free; rule books
    /// with one are refused when they are read.
    #[must_use]
    pub fn price(&self, quotient: Option<u32>) -> Money {
        match self {
            Self::Flat { amount } => *amount,
            Self::Bands { bands } => {
                let band = quotient.and_then(|quotient| {
                    bands
                        .iter()
                        .find(|band| band.up_to.is_none_or(|bound| quotient <= bound))
                });
                band.or(bands.last()).map_or(Money::ZERO, |band| band.amount)
            }
            Self::Linear {
                rate,
                min,
                max,
                quotient_min,
                quotient_max,
                rounding,
            } => {
                let Some(quotient) = quotient else { return *max };
                let held = quotient
                    .max(quotient_min.unwrap_or(0))
                    .min(quotient_max.unwrap_or(u32::MAX));
                rate.checked_mul(Decimal::from(held))
                    .map_or(*max, |euros| Money::rounded(euros, *rounding).max(*min).min(*max))
            }
        }
    }
}
