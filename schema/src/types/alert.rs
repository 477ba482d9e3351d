use async_graphql::{Context, Enum, ID, Object};
use preau_domain::access::Scope;
use preau_domain::ids::OrderId;
use preau_entities::rows::alert;

use super::order::Order;
use crate::faults::Answer;
use crate::scalars::DateTime;
use crate::scalars::id::id;

pub(crate) struct Alert {
    pub scope: Scope,
    pub row: alert::Model,
}

/// What an alert tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum AlertKind {
    /// Bookings were made or cancelled.
    BookingsChanged,
}

/// Something that happened.
#[Object]
impl Alert {
    /// Stable id.
    async fn id(&self) -> ID {
        id(&format!("alert:{}", self.row.position))
    }

    /// Pass it as `after` to resume behind this alert.
    async fn position(&self) -> String {
        self.row.position.to_string()
    }

    /// What it tells of.
    async fn kind(&self) -> AlertKind {
        AlertKind::BookingsChanged
    }

    /// When it happened.
    async fn at(&self) -> DateTime {
        DateTime(self.row.at)
    }

    /// The order it tells of.
    async fn order(&self, ctx: &Context<'_>) -> Answer<Option<Order>> {
        Order::find(ctx, self.scope, OrderId(self.row.order_id.0)).await
    }
}
