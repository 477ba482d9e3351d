//! Who pays what for one place.

use super::customer::Customer;
use super::model::Code;
use super::price::{Part, Share};
use super::telling::{PricePart, Tell};
use crate::family::{ChildFacts, Quotients};
use crate::money::{Money, Rounding};

/// The price of a place and how it is divided: `price` is what the family and those who pay for it give together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    pub price: Money,
    pub family: Money,
    /// What each third party pays of the price, or beside it; nothing of nobody.
    pub shares: Vec<PaidShare>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaidShare {
    pub payer: Code,
    pub amount: Money,
    /// Claimed beside the price rather than taken off it.
    pub beside: bool,
}

impl Customer<'_> {
    /// What the place costs, and who pays it. Shares are reckoned in the rule book's order, each of what is left.
    #[must_use]
    pub fn quote(&self) -> Quote {
        self.quote_telling(&mut |_| {})
    }

    /// [`Self::quote`] for someone who wants to hear how it comes about.
    pub fn quote_telling(&self, tell: &mut Tell<'_>) -> Quote {
        let price = self.activity.price.line_telling(self, 1, tell);
        let mut quote = Quote {
            price,
            family: price,
            shares: Vec::new(),
        };
        let traits = self.traits();
        for share in self.activity.shares.iter().filter(|share| share.when.holds(&traits)) {
            quote.take(share, self.activity.rounding, tell);
        }
        quote
    }

    /// What the family pays for the place.
    #[must_use]
    pub fn pays(&self) -> Money {
        self.pays_telling(&mut |_| {})
    }

    /// [`Self::pays`] for someone who wants to hear how it comes about.
    pub fn pays_telling(&self, tell: &mut Tell<'_>) -> Money {
        if self.activity.shares.is_empty() {
            return self.activity.price.line_telling(self, 1, tell);
        }
        self.quote_telling(tell).family
    }

    /// What a family without a quotient would pay for the place of such a child: the most that it can cost, less what others
    /// pay of it even then.
    pub fn top_telling(&self, tell: &mut Tell<'_>) -> Money {
        tell(PricePart::Top);
        let unknown = ChildFacts {
            quotients: Quotients::unknown(),
            ..self.child.clone()
        };
        Customer {
            child: &unknown,
            ..*self
        }
        .pays_telling(tell)
    }
}

impl Quote {
    fn take(&mut self, share: &Share, rounding: Rounding, tell: &mut Tell<'_>) {
        let (amount, beside) = match share.part {
            Part::Of { amount } => (amount.min(self.family), false),
            Part::Percent { percent } => (self.price.percent(percent, rounding).min(self.family), false),
            Part::Beside { amount } => (amount, true),
        };
        if amount == Money::ZERO {
            return;
        }
        tell(PricePart::Share { share, amount });
        if !beside {
            self.family = self.family - amount;
        }
        self.shares.push(PaidShare {
            payer: share.payer.clone(),
            amount,
            beside,
        });
    }
}
