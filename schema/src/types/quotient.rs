use std::sync::Arc;

use async_graphql::{Enum, Object};
use preau_entities::store::accounts::Source;
use preau_entities::store::quotients::QuotientLine;
use preau_services::accounts::quotient;
use preau_services::towns::Town;

use crate::scalars::{Date, DateTime};

/// Where a quotient is known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Source")]
pub(crate) enum QuotientSource {
    /// Staff noted it.
    Staff,
    /// A file that the town imported.
    Import,
}

pub(crate) struct Quotient {
    pub town: Arc<Town>,
    pub line: QuotientLine,
}

/// A family's quotient (quotient familial), as the town was given it.
#[Object]
impl Quotient {
    /// The quotient; null where the family has none any more, or took it back.
    async fn value(&self) -> Option<u32> {
        self.line.given.value
    }

    /// The day on which the town was given it.
    async fn given_on(&self) -> Date {
        Date(self.line.given.on)
    }

    /// The first day on which it counts, by the rule book of the day on which it was given.
    async fn counts_from(&self) -> Option<Date> {
        quotient::counts_from(&self.town, &self.line).map(Date)
    }

    /// First day of the month whose quotient it is, where that is known.
    async fn month(&self) -> Option<Date> {
        self.line.of_month.map(Date)
    }

    /// Where it is known from.
    async fn source(&self) -> QuotientSource {
        self.line.source.into()
    }

    /// When it was noted.
    async fn recorded_at(&self) -> DateTime {
        DateTime(self.line.recorded_at)
    }

    /// Who noted it; null for an import.
    async fn recorded_by(&self) -> Option<&str> {
        Some(self.line.actor_name.as_str()).filter(|name| !name.is_empty())
    }
}
