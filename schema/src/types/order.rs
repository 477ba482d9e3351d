use async_graphql::{Context, ID, Object, SimpleObject};
use preau_domain::access::Scope;
use preau_domain::ids::{FamilyId, OrderId};
use preau_domain::money;
use preau_entities::rows::order;
use preau_entities::store::orders;
use preau_entities::store::page::{Page, Slice};

use super::booking_event::BookingEventConnection;
use crate::asking::portal;
use crate::connection::{Arguments, PageInfo, encode, page_info};
use crate::faults::{Answer, fault};
use crate::scalars::id::id;
use crate::scalars::{DateTime, Money};

#[derive(Clone)]
pub(crate) struct Order {
    scope: Scope,
    row: order::Model,
}

impl Order {
    /// The order, when it lies in the scope.
    pub(crate) async fn find(ctx: &Context<'_>, scope: Scope, order: OrderId) -> Answer<Option<Self>> {
        let found = orders::by_ids(&portal(ctx)?.db, scope, &[order]).await;
        let row = found.map_err(|error| fault(ctx, &error.into()))?.into_iter().next();
        Ok(row.map(|row| Self { scope, row }))
    }
}

/// One accepted request of a family: everything it booked and cancelled at once.
#[Object]
impl Order {
    /// Stable id.
    async fn id(&self) -> ID {
        id(&OrderId(self.row.order_id.0))
    }

    /// Counts up within the town.
    async fn number(&self) -> i32 {
        i32::try_from(self.row.number).unwrap_or(i32::MAX)
    }

    /// When the request reached the portal.
    async fn placed_at(&self) -> DateTime {
        DateTime(self.row.placed_at)
    }

    /// Who placed it.
    async fn placed_by(&self) -> &str {
        &self.row.actor_name
    }

    /// Price of what it booked; cancelled days are not subtracted.
    async fn total(&self) -> Money {
        money::Money::from_cents(self.row.total_cents).into()
    }

    /// Bookings it made.
    async fn booked_count(&self) -> i32 {
        self.row.booked_count
    }

    /// Bookings it cancelled.
    async fn cancelled_count(&self) -> i32 {
        self.row.cancelled_count
    }

    /// What it changed, latest first.
    async fn events(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many rows from the beginning, 1 to 100; 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
        #[graphql(desc = "So many rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Answer<Option<BookingEventConnection>> {
        let arguments = Arguments {
            first,
            after,
            last,
            before,
        };
        let (order, family) = (OrderId(self.row.order_id.0), FamilyId(self.row.family_id.0));
        let events = BookingEventConnection::of_order(ctx, self.scope, order, family, &arguments).await;
        events.map(Some)
    }
}

/// A page of orders.
#[derive(SimpleObject)]
pub(crate) struct OrderConnection {
    /// The rows with their cursors.
    edges: Vec<OrderEdge>,
    /// The rows.
    nodes: Vec<Order>,
    /// Where the page stands.
    page_info: PageInfo,
}

/// An order in a page.
#[derive(SimpleObject)]
pub(crate) struct OrderEdge {
    /// The order.
    node: Order,
    /// Its place in the list.
    cursor: String,
}

impl OrderConnection {
    pub(crate) const KIND: &'static str = OrderId::PREFIX;

    pub(crate) fn new(scope: Scope, page: Page, slice: Slice<order::Model>) -> Self {
        let page_info = page_info(Self::KIND, page, &slice, |row| row.order_id.0);
        let nodes: Vec<Order> = slice.rows.into_iter().map(|row| Order { scope, row }).collect();
        let edge = |order: &Order| OrderEdge {
            cursor: encode(Self::KIND, order.row.order_id.0),
            node: order.clone(),
        };
        Self {
            edges: nodes.iter().map(edge).collect(),
            nodes,
            page_info,
        }
    }
}
