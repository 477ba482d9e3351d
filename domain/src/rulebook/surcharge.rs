//! What a place costs when the rules were not kept: booked late, or come without a booking.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::condition::Condition;
use super::customer::Customer;
use super::price::PriceForm;
use super::telling::{PricePart, Tell};
use crate::money::{Money, Rounding};

/// What changes in the price of a place, for whom and from which time on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Surcharge {
    pub when: Condition,
    /// Whom it spares.
    pub unless: Option<Condition>,
    /// The first time within the school year at which it counts, from 1: "only if repeated" is 2.
    pub from_time: u16,
    pub form: SurchargeForm,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "form", rename_all = "snake_case")]
pub enum SurchargeForm {
    /// Another price in place of the ordinary one.
    Instead { price: PriceForm },
    /// An amount beside the ordinary price.
    Add { amount: Money, per: Per },
    /// The ordinary price, or the highest there is, times a factor, rounded as the town rounds.
    Times { factor: Decimal, of: Base },
}

/// How often an added amount is due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// For each place.
    #[default]
    Place,
    /// Once a day and child, however many places.
    Day,
    /// Once a day for the whole family.
    Family,
}

/// What a factor is applied to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Base {
    /// What the family would pay.
    #[default]
    Price,
    /// What a family without a quotient would pay.
    Top,
}

/// A price with what was added to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Surcharged {
    /// For the place itself.
    pub price: Money,
    /// Beside it.
    pub added: Option<(Money, Per)>,
}

impl Surcharged {
    /// A price to which nothing is added.
    #[must_use]
    pub fn plain(price: Money) -> Self {
        Self { price, added: None }
    }

    /// The same with this total, as far as what is added leaves room for it.
    #[must_use]
    pub fn coming_to(self, total: Money) -> Self {
        let added = self.added.map_or(Money::ZERO, |(amount, _)| amount);
        if added <= total {
            Self {
                price: total - added,
                ..self
            }
        } else {
            Self::plain(total)
        }
    }

    #[must_use]
    pub fn total(self) -> Money {
        self.price + self.added.map_or(Money::ZERO, |(amount, _)| amount)
    }
}

/// The price of a place under the first of these that counts; the ordinary one where none does. `time` says for the how
/// manieth time within the school year it happens, from 1.
#[must_use]
pub fn surcharged(surcharges: &[Surcharge], customer: &Customer<'_>, time: u16) -> Surcharged {
    surcharged_telling(surcharges, customer, time, &mut |_| {})
}

/// [`surcharged`] for someone who wants to hear how it comes about.
pub fn surcharged_telling(
    surcharges: &[Surcharge],
    customer: &Customer<'_>,
    time: u16,
    tell: &mut Tell<'_>,
) -> Surcharged {
    let Some((taken, Surcharge { form, .. })) = counting(surcharges, customer, time) else {
        if !surcharges.is_empty() {
            tell(PricePart::NoSurcharge { surcharges });
        }
        return Surcharged {
            price: customer.pays_telling(tell),
            added: None,
        };
    };
    let part = PricePart::Surcharge { surcharges, taken };
    let (price, added) = match form {
        SurchargeForm::Instead { price } => {
            tell(part);
            return Surcharged {
                price: price.line_telling(customer, 1, tell),
                added: None,
            };
        }
        SurchargeForm::Add { amount, per } => (customer.pays_telling(tell), Some((*amount, *per))),
        SurchargeForm::Times { factor, of } => {
            let base = match of {
                Base::Price => customer.pays_telling(tell),
                Base::Top => customer.top_telling(tell),
            };
            (times(base, *factor, customer.activity.rounding), None)
        }
    };
    tell(part);
    Surcharged { price, added }
}

/// The first that counts, with its place.
#[must_use]
pub fn counting<'a>(surcharges: &'a [Surcharge], customer: &Customer<'_>, time: u16) -> Option<(usize, &'a Surcharge)> {
    let traits = customer.traits();
    let counts = |one: &Surcharge| {
        let spared = one.unless.as_ref().is_some_and(|unless| unless.holds(&traits));
        time >= one.from_time && !spared && one.when.holds(&traits)
    };
    surcharges.iter().enumerate().find(|(_, one)| counts(one))
}

fn times(base: Money, factor: Decimal, rounding: Rounding) -> Money {
    let euros = base.euros().checked_mul(factor);
    euros.map_or(base, |euros| Money::rounded(euros, rounding))
}
