use std::sync::Arc;

use async_graphql::{Enum, ID, Object, SimpleObject};
use preau_domain::rulebook::term_price::{Instalment as Part, TermPrice as Price};
use preau_services::booking::terms::{TermEffect, TermLine};
use preau_services::towns::Town;

use super::activity::Activity;
use crate::scalars::id::id;
use crate::scalars::{Date, Money};

/// With its town, whose rule books name the activity.
pub(crate) struct TermPrice {
    pub town: Arc<Town>,
    pub line: TermLine,
}

impl TermPrice {
    pub(crate) fn each(town: &Arc<Town>, lines: &[TermLine]) -> Vec<Self> {
        let one = |line: &TermLine| Self {
            town: Arc::clone(town),
            line: line.clone(),
        };
        lines.iter().map(one).collect()
    }
}

/// What becomes of a price by the term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum TermPriceResult {
    /// The whole price is due, with the first place within the term.
    Begun,
    /// Another price is due than before: another place is the first one within the term, which another rule
    /// book governs, or behind which another part of the term is left.
    Repriced,
    /// Nothing of it is due any more: the last place within the term is given back.
    Ended,
}

/// A part of the price of a term.
#[derive(SimpleObject)]
pub(crate) struct Instalment {
    /// The first day of the month with whose services it is due.
    month: Date,
    /// The amount.
    amount: Money,
}

impl From<&Part> for Instalment {
    fn from(part: &Part) -> Self {
        Self {
            month: Date(part.month),
            amount: part.amount.into(),
        }
    }
}

/// What a term costs a child that is there from its beginning; what one pays that joins later, a dry run tells.
#[derive(SimpleObject)]
pub(crate) struct OfferedTerm {
    /// First day of the term.
    first_day: Date,
    /// Last day of the term, included.
    last_day: Date,
    /// Of the whole term.
    price: Money,
    /// The price in its parts, each with the month's invoice, in the order of their months.
    instalments: Vec<Instalment>,
}

impl From<Price> for OfferedTerm {
    fn from(term: Price) -> Self {
        Self {
            first_day: Date(term.first_day),
            last_day: Date(term.last_day),
            price: term.price.into(),
            instalments: term.instalments.iter().map(Instalment::from).collect(),
        }
    }
}

/// A price by the term: due once for a child, however many places it has in the activity within the term. Its days cost
/// nothing more.
#[Object]
impl TermPrice {
    /// The child.
    async fn child_id(&self) -> ID {
        id(&self.line.child)
    }

    /// The activity.
    async fn activity(&self) -> Activity {
        Activity::new(&self.town, self.line.activity)
    }

    /// First day of the term.
    async fn first_day(&self) -> Date {
        Date(self.line.price.first_day)
    }

    /// Last day of the term, included.
    async fn last_day(&self) -> Date {
        Date(self.line.price.last_day)
    }

    /// What becomes of it.
    async fn result(&self) -> TermPriceResult {
        match self.line.effect {
            TermEffect::Begun => TermPriceResult::Begun,
            TermEffect::Repriced { .. } => TermPriceResult::Repriced,
            TermEffect::Ended => TermPriceResult::Ended,
        }
    }

    /// Of the whole term; of one that is ended, what is due no more.
    async fn price(&self) -> Money {
        self.line.price.price.into()
    }

    /// The price until then, of one that is repriced.
    async fn price_before(&self) -> Option<Money> {
        match self.line.effect {
            TermEffect::Repriced { from } => Some(from.into()),
            TermEffect::Begun | TermEffect::Ended => None,
        }
    }

    /// The price in its parts, each with the month's invoice, in the order of their months.
    async fn instalments(&self) -> Vec<Instalment> {
        self.line.price.instalments.iter().map(Instalment::from).collect()
    }
}
