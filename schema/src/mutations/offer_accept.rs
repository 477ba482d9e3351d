use std::sync::Arc;

use async_graphql::{Context, ID, InputObject, Object};
use preau_services::waiting::request::Action;

use super::booking_plan::outcome::BookingOutcome;
use super::waiting::considered::{Asked, Considered, ask};
use super::waiting::refusal::waiting_error;
use crate::asking::{asking, scope};
use crate::faults::Answer;
use crate::scalars::{Date, Money};
use crate::types::child::Child;
use crate::types::order::Order;
use crate::types::term_price::TermPrice;

/// Days whose offered place is booked.
#[derive(InputObject)]
pub(crate) struct OfferAcceptInput {
    /// The child.
    child_id: ID,
    /// The activity.
    activity_id: ID,
    /// The days; at most 400.
    dates: Vec<Date>,
    /// 1 to 64 visible ASCII characters chosen by the client; the same key again gives the same answer and changes
    /// nothing.
    idempotency_key: String,
}

waiting_error!(OfferAcceptError, OfferAcceptErrorCode);

pub(crate) enum OfferAcceptPayload {
    Considered(Considered),
    Refused(OfferAcceptError),
}

impl OfferAcceptPayload {
    fn considered(&self) -> Option<&Considered> {
        match self {
            Self::Considered(considered) => Some(considered),
            Self::Refused(_) => None,
        }
    }
}

/// What became of accepting offers.
#[Object]
impl OfferAcceptPayload {
    /// The order that books what was offered; none when nothing was booked.
    async fn order(&self, ctx: &Context<'_>) -> Answer<Option<Order>> {
        let order = self.considered().and_then(|considered| considered.answer.booked.order);
        match order {
            Some(order) => Order::find(ctx, scope(ctx)?, order).await,
            None => Ok(None),
        }
    }

    /// Days without an offer first, then what became of each day, of what came along and of what changed price.
    async fn outcomes(&self) -> Vec<BookingOutcome> {
        let outcomes = |considered: &Considered| {
            let outcome = |line: &_| BookingOutcome {
                town: Arc::clone(&considered.town),
                line: Clone::clone(line),
                changed: false,
            };
            considered.answer.booked.outcomes.iter().map(outcome).collect()
        };
        self.considered().map(outcomes).unwrap_or_default()
    }

    /// What it adds to what the family pays, at the prices of now and with the terms that it takes up; null when it was not considered.
    async fn total(&self) -> Option<Money> {
        self.considered()
            .map(|considered| considered.answer.booked.total.into())
    }

    /// The part of the total that is to be paid with the order itself; null when it was not considered.
    async fn due_now(&self) -> Option<Money> {
        self.considered()
            .map(|considered| considered.answer.booked.due_now.into())
    }

    /// The part of the total that comes on the month's invoice; null when it was not considered.
    async fn on_invoice(&self) -> Option<Money> {
        self.considered()
            .map(|considered| considered.answer.booked.on_invoice().into())
    }

    /// Prices by the term that it takes up, or makes others: part of the total.
    async fn terms(&self) -> Vec<TermPrice> {
        self.considered()
            .map(|considered| TermPrice::each(&considered.town, &considered.answer.booked.terms))
            .unwrap_or_default()
    }

    /// The child concerned, as it now is. Null when it cannot be read: what was done holds.
    async fn children(&self, ctx: &Context<'_>) -> Answer<Option<Vec<Child>>> {
        match self {
            Self::Considered(considered) => considered.children(ctx).await,
            Self::Refused(_) => Ok(Some(Vec::new())),
        }
    }

    /// Why the request was not considered at all; empty when it was.
    async fn errors(&self) -> &[OfferAcceptError] {
        match self {
            Self::Considered(_) => &[],
            Self::Refused(error) => std::slice::from_ref(error),
        }
    }
}

pub(crate) async fn run(ctx: &Context<'_>, input: OfferAcceptInput) -> Answer<OfferAcceptPayload> {
    let asked = Asked {
        child: &input.child_id,
        activity: &input.activity_id,
        dates: &input.dates,
        key: input.idempotency_key,
        dry_run: false,
    };
    let reply = ask(ctx, Action::Accept, asked).await?;
    Ok(match reply {
        Ok(considered) => OfferAcceptPayload::Considered(considered),
        Err(refusal) => OfferAcceptPayload::Refused(OfferAcceptError::of(asking(ctx).locale(), refusal)),
    })
}
