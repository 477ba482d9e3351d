use std::sync::Arc;

use async_graphql::{Context, Object};
use preau_domain::ids::ChildId;
use preau_entities::store::people;
use preau_services::booking::answer::{OutcomeLine, PlanAnswer};
use preau_services::booking::token::{Difference, Spot};
use preau_services::towns::Town;

use super::error::BookingPlanError;
use super::outcome::BookingOutcome;
use super::planned_place::PlannedPlace;
use crate::asking::{portal, scope};
use crate::faults::{Answer, fault};
use crate::scalars::Money;
use crate::types::child::{Child, Children, asked};
use crate::types::debt::DebtToPay;
use crate::types::order::Order;
use crate::types::term_price::TermPrice;

pub(crate) enum BookingPlanPayload {
    Considered(Considered),
    /// What would happen now is not what the request expects.
    Changed(Considered, BookingPlanError),
    Refused(BookingPlanError),
}

/// The answer, and what it takes to show it.
pub(crate) struct Considered {
    pub answer: PlanAnswer,
    /// What the family may agree to.
    pub token: Option<String>,
    /// What is not as the family agreed to.
    pub difference: Difference,
    pub town: Arc<Town>,
    /// Each once.
    pub children: Vec<ChildId>,
}

impl Considered {
    pub(crate) fn outcomes(&self) -> Vec<BookingOutcome> {
        let outcome = |(at, line): (usize, &OutcomeLine)| BookingOutcome {
            town: Arc::clone(&self.town),
            line: line.clone(),
            changed: self.difference.lines.contains(&at),
        };
        self.answer.outcomes.iter().enumerate().map(outcome).collect()
    }

    pub(crate) fn gone(&self) -> Vec<PlannedPlace> {
        let place = |spot: &Spot| PlannedPlace {
            town: Arc::clone(&self.town),
            spot: *spot,
        };
        self.difference.gone.iter().map(place).collect()
    }

    pub(crate) async fn children(&self, ctx: &Context<'_>) -> Answer<Vec<Child>> {
        let scope = scope(ctx)?;
        let asks = asked(&self.town, scope);
        let found = people::children_asking(&portal(ctx)?.db, scope, &self.children, asks).await;
        let mut lines = found.map_err(|error| fault(ctx, &error.into()))?;
        lines.sort_by_key(|line| (line.birth_date, line.child_id));
        Ok(Children::new(scope, Arc::clone(&self.town), lines).each())
    }
}

impl BookingPlanPayload {
    fn considered(&self) -> Option<&Considered> {
        match self {
            Self::Considered(considered) | Self::Changed(considered, _) => Some(considered),
            Self::Refused(_) => None,
        }
    }
}

/// What became of a booking plan.
#[Object]
impl BookingPlanPayload {
    /// None when nothing changed, or for a dry run.
    async fn order(&self, ctx: &Context<'_>) -> Answer<Option<Order>> {
        match self.considered().and_then(|considered| considered.answer.order) {
            Some(order) => Order::find(ctx, scope(ctx)?, order).await,
            None => Ok(None),
        }
    }

    /// What became of each day asked for, of what came along and of what changed price, child by child in the order asked.
    async fn outcomes(&self) -> Vec<BookingOutcome> {
        self.considered().map(Considered::outcomes).unwrap_or_default()
    }

    /// With `PLAN_CHANGED`: where the plan agreed to did something, and this one does nothing any more, since it is so
    /// already or nothing runs. In the order of their days.
    async fn gone(&self) -> Vec<PlannedPlace> {
        self.considered().map(Considered::gone).unwrap_or_default()
    }

    /// With `PLAN_CHANGED`: `debtToPay` is not what was agreed to.
    async fn debt_changed(&self) -> bool {
        self.considered().is_some_and(|considered| considered.difference.owed)
    }

    /// With `PLAN_CHANGED`: `terms` are not what was agreed to.
    async fn terms_changed(&self) -> bool {
        self.considered().is_some_and(|considered| considered.difference.terms)
    }

    /// What it adds to what the family pays: all that it books, the terms that it takes up, and changes of price; null when it was not considered.
    async fn total(&self) -> Option<Money> {
        self.considered().map(|considered| considered.answer.total.into())
    }

    /// The part of the total that is to be paid with the order itself. The rest comes on the month's invoice.
    async fn due_now(&self) -> Option<Money> {
        self.considered().map(|considered| considered.answer.due_now.into())
    }

    /// The part of the total that comes on the month's invoice.
    async fn on_invoice(&self) -> Option<Money> {
        self.considered()
            .map(|considered| considered.answer.on_invoice().into())
    }

    /// What the family owes and is to pay with the order, beside the total; null where there is nothing, where nothing is
    /// booked, and where the town does not ask for it.
    async fn debt_to_pay(&self) -> Option<DebtToPay> {
        self.considered()?.answer.owed.map(DebtToPay::from)
    }

    /// Prices by the term that it takes up, gives up or makes another, beside the prices of its places and part of the total. Child by child.
    async fn terms(&self) -> Vec<TermPrice> {
        let considered = self.considered();
        considered
            .map(|considered| TermPrice::each(&considered.town, &considered.answer.terms))
            .unwrap_or_default()
    }

    /// Days that patterns and copies came to and passed over: they are so already, or nothing runs.
    async fn skipped(&self) -> u32 {
        self.considered().map_or(0, |considered| considered.answer.skipped)
    }

    /// For a dry run, and when the plan has changed: pass it as `expects` to do just what the outcomes say.
    async fn plan_token(&self) -> Option<&str> {
        self.considered()?.token.as_deref()
    }

    /// The children concerned, as they now are, eldest first. Null when they cannot be read: the booking holds.
    async fn children(&self, ctx: &Context<'_>) -> Answer<Option<Vec<Child>>> {
        match self.considered() {
            Some(considered) => considered.children(ctx).await.map(Some),
            None => Ok(Some(Vec::new())),
        }
    }

    /// Why nothing was done; empty when the request was considered.
    async fn errors(&self) -> &[BookingPlanError] {
        match self {
            Self::Considered(_) => &[],
            Self::Changed(_, error) | Self::Refused(error) => std::slice::from_ref(error),
        }
    }
}
