use std::sync::Arc;

use async_graphql::{Context, Enum, Object};
use preau_domain::attendance as domain;
use preau_domain::rulebook::surcharge::Per;
use preau_services::attendance::due;
use preau_services::towns::Town;

use super::activity::Activity;
use super::slot_explanation::ExplanationStep;
use crate::asking::asking;
use crate::scalars::{Date, Money};

/// What is due for a child's days, as they came to pass.
pub(crate) struct Due {
    pub town: Arc<Town>,
    pub due: due::Due,
}

/// What is due for a child's days. A place of which nothing is known counts as used.
#[Object]
impl Due {
    /// Each amount, day by day in the rule book's order.
    async fn lines(&self) -> Vec<DueLine> {
        self.due
            .lines
            .iter()
            .map(|line| DueLine::of(&self.town, line))
            .collect()
    }

    /// The instalments that are due in the months of these days, of prices by the term: of each term in which the child has
    /// places, or was there without one.
    async fn terms(&self) -> Vec<TermDue> {
        let each = self.due.terms.iter();
        each.map(|due| TermDue {
            town: Arc::clone(&self.town),
            due: due.clone(),
        })
        .collect()
    }

    /// The sum of both.
    async fn total(&self) -> Money {
        self.due.total.into()
    }
}

pub(crate) struct TermDue {
    town: Arc<Town>,
    due: due::TermDue,
}

/// A part of a price by the term.
#[Object]
impl TermDue {
    /// The activity.
    async fn activity(&self) -> Activity {
        Activity::new(&self.town, self.due.activity)
    }

    /// First day of the term.
    async fn first_day(&self) -> Date {
        Date(self.due.term.first_day)
    }

    /// Last day of the term, included.
    async fn last_day(&self) -> Date {
        Date(self.due.term.last_day)
    }

    /// Of the whole term.
    async fn price(&self) -> Money {
        self.due.term.price.into()
    }

    /// The first day of the month with whose services this part is due.
    async fn month(&self) -> Date {
        Date(self.due.part.month)
    }

    /// This part.
    async fn amount(&self) -> Money {
        self.due.part.amount.into()
    }
}

pub(crate) struct DueLine {
    town: Arc<Town>,
    line: due::DueLine,
}

impl DueLine {
    fn of(town: &Arc<Town>, line: &due::DueLine) -> Self {
        Self {
            town: Arc::clone(town),
            line: line.clone(),
        }
    }
}

/// One amount, and for what.
#[Object(name = "DueLine")]
impl DueLine {
    /// The day.
    async fn date(&self) -> Date {
        Date(self.line.day)
    }

    /// The activity.
    async fn activity(&self) -> Activity {
        Activity::new(&self.town, self.line.activity)
    }

    /// What it is for.
    async fn kind(&self) -> DueKind {
        self.line.kind.into()
    }

    /// How much, under the rule book that governs the day.
    async fn amount(&self) -> Money {
        self.line.amount.into()
    }

    /// What it is due once for.
    async fn per(&self) -> DuePer {
        self.line.per.into()
    }

    /// How it comes about: what came to pass, which case of absences or which rule counts and why, and the price. The last
    /// step is the amount itself.
    async fn steps(&self, ctx: &Context<'_>) -> Vec<ExplanationStep> {
        let rules = &self.town.on(self.line.day).rules;
        ExplanationStep::all(&self.line.steps, asking(ctx).locale(), rules)
    }
}

/// What an amount is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::DueKind")]
pub(crate) enum DueKind {
    /// A booked place that was used, or of which nothing is known.
    Used,
    /// What is added because it was booked late.
    LateExtra,
    /// A booked place that was not used.
    Absent,
    /// A place used without a booking.
    Unbooked,
    /// What is added because there was no booking.
    UnbookedExtra,
    /// The child was picked up late.
    LatePickup,
}

/// What an amount is due once for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Per")]
pub(crate) enum DuePer {
    /// The place.
    Place,
    /// The child's day: it stands with the place that has the largest of such amounts, of equal ones with the first.
    Day,
    /// The family's day: it stands with the child that has the largest of such amounts, of equal ones with the eldest.
    Family,
}
