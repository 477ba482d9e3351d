use async_graphql::{Context, Enum, ID, Object};
use preau_domain::access::Scope;
use preau_domain::ids::{OrderId, SuspensionId, WaitingId};
use preau_entities::store::alerts::{AlertLine, Kind};

use super::order::Order;
use super::suspension::Suspension;
use super::waiting_place::WaitingPlace;
use crate::faults::Answer;
use crate::scalars::DateTime;
use crate::scalars::id::id;

pub(crate) struct Alert {
    pub scope: Scope,
    pub line: AlertLine,
}

/// What an alert tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum AlertKind {
    /// Bookings were made or cancelled.
    BookingsChanged,
    /// An order waits for the town's staff.
    OrderWaits,
    /// Staff decided about an order, or a part of it.
    OrderDecided,
    /// A place is kept for a child that waited.
    PlaceOffered,
    /// A place is kept no more: it was not accepted in time, or the family may not book it now. Then the wait goes on
    /// (`WAITING`).
    OfferLapsed,
    /// A wait ended without a place: its `state` tells why.
    WaitEnded,
    /// The family's cart changed. Of several such changes only the last is told; staff do not hear it.
    CartChanged,
    /// Staff withhold places of the family.
    Suspended,
    /// Staff withhold them no more.
    SuspensionLifted,
    /// Until when staff let the family book in spite of what it owes is another day now.
    DebtSpared,
    /// Staff declared the family's file complete, or not.
    FileDecided,
}

/// Something that happened.
#[Object]
impl Alert {
    /// Stable id.
    async fn id(&self) -> ID {
        id(&format!("alert:{}", self.line.position))
    }

    /// Pass it as `after` to resume behind this alert.
    async fn position(&self) -> String {
        self.line.position.to_string()
    }

    /// What it tells of.
    async fn kind(&self) -> AlertKind {
        match self.line.kind {
            Kind::BookingsChanged => AlertKind::BookingsChanged,
            Kind::OrderWaits => AlertKind::OrderWaits,
            Kind::OrderDecided => AlertKind::OrderDecided,
            Kind::Offered => AlertKind::PlaceOffered,
            Kind::Lapsed => AlertKind::OfferLapsed,
            Kind::WaitEnded => AlertKind::WaitEnded,
            Kind::CartChanged => AlertKind::CartChanged,
            Kind::Suspended => AlertKind::Suspended,
            Kind::SuspensionLifted => AlertKind::SuspensionLifted,
            Kind::DebtSpared => AlertKind::DebtSpared,
            Kind::FileDecided => AlertKind::FileDecided,
        }
    }

    /// When it happened.
    async fn at(&self) -> DateTime {
        DateTime(self.line.at)
    }

    /// The order it tells of, for `BOOKINGS_CHANGED`, `ORDER_WAITS` and `ORDER_DECIDED`.
    async fn order(&self, ctx: &Context<'_>) -> Answer<Option<Order>> {
        match self.line.order_id {
            Some(order) => Order::find(ctx, self.scope, OrderId(order.0)).await,
            None => Ok(None),
        }
    }

    /// The wait it tells of, for `PLACE_OFFERED`, `OFFER_LAPSED` and `WAIT_ENDED`.
    async fn waiting(&self, ctx: &Context<'_>) -> Answer<Option<WaitingPlace>> {
        match self.line.waiting_id {
            Some(wait) => WaitingPlace::find(ctx, self.scope, WaitingId(wait.0)).await,
            None => Ok(None),
        }
    }

    /// The suspension it tells of, for `SUSPENDED` and `SUSPENSION_LIFTED`.
    async fn suspension(&self, ctx: &Context<'_>) -> Answer<Option<Suspension>> {
        match self.line.suspension_id {
            Some(suspension) => Suspension::find(ctx, self.scope, SuspensionId(suspension.0)).await,
            None => Ok(None),
        }
    }
}
