use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::{Context, ID, Object, SimpleObject};
use preau_domain::access::Scope;
use preau_domain::ids::{FamilyId, OrderId};
use preau_domain::money;
use preau_entities::rows::order;
use preau_entities::store::desk::{self, Line};
use preau_entities::store::events::{self, EventLine};
use preau_entities::store::page::{Page, Slice};
use preau_entities::store::{StoreError, orders};
use preau_services::Portal;
use preau_services::booking::terms;

use super::booking_event::BookingEventConnection;
use super::order_line::OrderLineConnection;
use super::order_status::OrderStatus;
use super::term_price::TermPrice;
use crate::asking::portal;
use crate::connection::{Arguments, PageInfo, encode, page_info};
use crate::faults::{Answer, fault};
use crate::scalars::id::id;
use crate::scalars::{DateTime, Money};
use crate::shared::Shared;

/// Orders of one family that a request met together. A page of what each changed is loaded for all.
pub(crate) struct Orders {
    scope: Scope,
    rows: Vec<order::Model>,
    events: Shared<Page, HashMap<OrderId, Slice<EventLine>>>,
    lines: Shared<Page, HashMap<OrderId, Slice<Line>>>,
}

impl Orders {
    fn new(scope: Scope, rows: Vec<order::Model>) -> Arc<Self> {
        Arc::new(Self {
            scope,
            rows,
            events: Shared::default(),
            lines: Shared::default(),
        })
    }

    fn each(self: Arc<Self>) -> Vec<Order> {
        (0..self.rows.len())
            .map(|at| Order {
                orders: Arc::clone(&self),
                at,
            })
            .collect()
    }

    async fn lines(&self, portal: &Portal, page: Page) -> Result<Arc<HashMap<OrderId, Slice<Line>>>, StoreError> {
        let load = || async {
            let ids: Vec<OrderId> = self.rows.iter().map(|row| OrderId(row.order_id.0)).collect();
            desk::lines_of_orders(&portal.db, self.scope, &ids, page).await
        };
        self.lines.get(page, load).await
    }

    async fn events(
        &self,
        portal: &Portal,
        family: FamilyId,
        page: Page,
    ) -> Result<Arc<HashMap<OrderId, Slice<EventLine>>>, StoreError> {
        let load = || async {
            let ids: Vec<OrderId> = self.rows.iter().map(|row| OrderId(row.order_id.0)).collect();
            events::of_orders(&portal.db, self.scope, family, &ids, page).await
        };
        self.events.get(page, load).await
    }
}

/// One of [`Orders`].
#[derive(Clone)]
pub(crate) struct Order {
    orders: Arc<Orders>,
    at: usize,
}

impl Order {
    /// The order, when it lies in the scope.
    pub(crate) async fn find(ctx: &Context<'_>, scope: Scope, order: OrderId) -> Answer<Option<Self>> {
        let found = orders::by_ids(&portal(ctx)?.db, scope, &[order]).await;
        let rows = found.map_err(|error| fault(ctx, &error.into()))?;
        Ok(Orders::new(scope, rows).each().into_iter().next())
    }

    fn row(&self) -> &order::Model {
        &self.orders.rows[self.at]
    }
}

/// One accepted request of a family: everything it booked and cancelled at once.
#[Object]
impl Order {
    /// Stable id.
    async fn id(&self) -> ID {
        id(&OrderId(self.row().order_id.0))
    }

    /// Counts up within the town.
    async fn number(&self) -> i32 {
        i32::try_from(self.row().number).unwrap_or(i32::MAX)
    }

    /// When the request reached the portal.
    async fn placed_at(&self) -> DateTime {
        DateTime(self.row().placed_at)
    }

    /// Who placed it.
    async fn placed_by(&self) -> &str {
        &self.row().actor_name
    }

    /// Price of all that it booked or asked for, the terms that it took up, and changes of price; what was given back is not
    /// subtracted.
    async fn total(&self) -> Money {
        money::Money::from_cents(self.row().total_cents).into()
    }

    /// The part of the total that was to be paid with the order itself.
    async fn due_now(&self) -> Money {
        money::Money::from_cents(self.row().due_now_cents).into()
    }

    /// The part of the total that comes on the month's invoice.
    async fn on_invoice(&self) -> Money {
        money::Money::from_cents(self.row().total_cents - self.row().due_now_cents).into()
    }

    /// What it made of prices by the term: part of the total.
    async fn terms(&self, ctx: &Context<'_>) -> Answer<Vec<TermPrice>> {
        let lines = terms::of_order(self.row()).map_err(|error| fault(ctx, &error))?;
        if lines.is_empty() {
            return Ok(Vec::new());
        }
        let town = portal(ctx)?.towns.get(self.orders.scope.commune).await;
        Ok(TermPrice::each(&town.map_err(|error| fault(ctx, &error))?, &lines))
    }

    /// What the family owed and was to pay with the order, beside the total; null where that was nothing.
    async fn debt_to_pay(&self) -> Option<Money> {
        let cents = Some(self.row().debt_cents).filter(|cents| *cents > 0);
        cents.map(|cents| money::Money::from_cents(cents).into())
    }

    /// Where it stands with the town.
    async fn status(&self) -> OrderStatus {
        OrderStatus::of(self.row())
    }

    /// Lines that ask something of the town's staff.
    async fn asked_count(&self) -> i32 {
        self.row().asked_count
    }

    /// Those of them that staff have yet to decide.
    async fn waiting_count(&self) -> i32 {
        self.row().waiting_count
    }

    /// Those that staff accepted.
    async fn accepted_count(&self) -> i32 {
        self.row().accepted_count
    }

    /// Those that staff refused.
    async fn refused_count(&self) -> i32 {
        self.row().refused_count
    }

    /// What it asks of the town's staff, place by place; empty where it asked nothing.
    async fn lines(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many rows from the beginning, 1 to 100; 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
        #[graphql(desc = "So many rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Answer<Option<OrderLineConnection>> {
        let page = Arguments {
            first,
            after,
            last,
            before,
        }
        .page(OrderLineConnection::KIND)?;
        let order = OrderId(self.row().order_id.0);
        let found = self.orders.lines(portal(ctx)?, page).await;
        let found = found.map_err(|error| fault(ctx, &error.into()))?;
        let slice = found.get(&order).cloned().unwrap_or_default();
        let lines = OrderLineConnection::new(ctx, self.orders.scope, page, slice).await;
        lines.map(Some)
    }

    /// Bookings it made, those that wait for staff among them.
    async fn booked_count(&self) -> i32 {
        self.row().booked_count
    }

    /// Bookings it cancelled at once.
    async fn cancelled_count(&self) -> i32 {
        self.row().cancelled_count
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
        let page = Arguments {
            first,
            after,
            last,
            before,
        }
        .page(BookingEventConnection::KIND)?;
        let (order, family) = (OrderId(self.row().order_id.0), FamilyId(self.row().family_id.0));
        let found = self.orders.events(portal(ctx)?, family, page).await;
        let found = found.map_err(|error| fault(ctx, &error.into()))?;
        let slice = found.get(&order).cloned().unwrap_or_default();
        let events = BookingEventConnection::new(ctx, self.orders.scope, page, slice).await;
        events.map(Some)
    }
}

/// A page of orders.
#[derive(SimpleObject)]
pub(crate) struct OrderConnection {
    /// The rows with their cursors.
    pub edges: Vec<OrderEdge>,
    /// The rows.
    pub nodes: Vec<Order>,
    /// Where the page stands.
    pub page_info: PageInfo,
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
        let nodes = Orders::new(scope, slice.rows).each();
        let edge = |order: &Order| OrderEdge {
            cursor: encode(Self::KIND, order.row().order_id.0),
            node: order.clone(),
        };
        Self {
            edges: nodes.iter().map(edge).collect(),
            nodes,
            page_info,
        }
    }
}
