//! Reductions in per cent, such as for brothers and sisters.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::condition::{Condition, Traits};
use super::customer::Customer;
use super::tariff::with_any_quotient;
use super::telling::{PricePart, Tell};
use crate::money::Money;

/// A part of a price that some families do not pay, and nobody pays for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reduction {
    /// Hundredths of the price, above 0 and at most 100.
    pub percent: Decimal,
    /// Whose prices; all without it.
    #[serde(default)]
    pub when: Condition,
}

/// What is left of an amount: the first reduction that fits the child is taken off, and only that one; the rest is rounded as
/// the town rounds. Where it hangs on a quotient that is unknown which one fits, the least of those that may fit is, be it
/// none.
pub(super) fn reduced(reductions: &[Reduction], before: Money, customer: &Customer<'_>, tell: &mut Tell<'_>) -> Money {
    let percent_of = |taken: Option<usize>| taken.and_then(|at| reductions.get(at)).map(|one| one.percent);
    let traits = customer.traits();
    let first = |traits: &Traits<'_>| reductions.iter().position(|one| one.when.holds(traits));
    let mut taken = first(&traits);
    if traits.quotient.is_none() {
        let possible = with_any_quotient(reductions.iter().map(|one| &one.when), &traits, first);
        if possible.len() > 1 {
            tell(PricePart::LeastReduction);
            let least = possible.into_iter().min_by_key(|taken| percent_of(*taken));
            taken = least.unwrap_or(taken);
        }
    }
    let after = percent_of(taken).map_or(before, |percent| {
        before.percent(Decimal::ONE_HUNDRED - percent, customer.activity.rounding)
    });
    tell(PricePart::Reduction {
        reductions,
        taken,
        before,
        after,
    });
    after
}
