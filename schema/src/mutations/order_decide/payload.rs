use std::sync::Arc;

use async_graphql::{Context, Object};
use preau_services::booking::desk::answer::DecideAnswer;
use preau_services::towns::Town;

use super::error::OrderDecideError;
use super::outcome::OrderDecision;
use crate::asking::scope;
use crate::faults::Answer;
use crate::types::order::Order;
use crate::types::term_price::TermPrice;

pub(crate) enum OrderDecidePayload {
    Decided(Arc<Town>, DecideAnswer),
    Refused(OrderDecideError),
}

/// What became of a decision about an order.
#[Object]
impl OrderDecidePayload {
    /// The order as it now is; null when nothing was considered.
    async fn order(&self, ctx: &Context<'_>) -> Answer<Option<Order>> {
        match self {
            Self::Decided(_, answer) => Order::find(ctx, scope(ctx)?, answer.order).await,
            Self::Refused(_) => Ok(None),
        }
    }

    /// The lines spoken of and those that share their fate, as they are since; the family's other orders come last.
    async fn outcomes(&self) -> Vec<OrderDecision> {
        let Self::Decided(town, answer) = self else {
            return Vec::new();
        };
        let outcome = |line: &_| OrderDecision {
            town: Arc::clone(town),
            line: Clone::clone(line),
        };
        answer.lines.iter().map(outcome).collect()
    }

    /// Prices by the term that are given up, or made others, with it.
    async fn terms(&self) -> Vec<TermPrice> {
        match self {
            Self::Decided(town, answer) => TermPrice::each(town, &answer.terms),
            Self::Refused(_) => Vec::new(),
        }
    }

    /// Why nothing was decided; empty when it was.
    async fn errors(&self) -> &[OrderDecideError] {
        match self {
            Self::Decided(..) => &[],
            Self::Refused(error) => std::slice::from_ref(error),
        }
    }
}
