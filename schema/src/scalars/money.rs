use async_graphql::{Enum, SimpleObject};
use preau_domain::money::Money as Amount;

/// An exact amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, SimpleObject)]
pub(crate) struct Money {
    /// Whole cents.
    amount_cents: i32,
    /// The currency.
    currency: Currency,
}

/// A currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum Currency {
    /// Euro.
    Eur,
}

/// Cents as GraphQL's 32-bit integer, saturating: 21 million euros hold an order.
pub(crate) fn cents(amount: Amount) -> i32 {
    i32::try_from(amount.cents()).unwrap_or(i32::MAX)
}

impl From<Amount> for Money {
    fn from(amount: Amount) -> Self {
        Self {
            amount_cents: cents(amount),
            currency: Currency::Eur,
        }
    }
}
