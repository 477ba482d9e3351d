use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use preau_domain::access::Scope;
use preau_domain::booking::Standing;
use preau_domain::ids::{ActivityId, BookingId, ChildId};
use preau_domain::money;
use preau_entities::rows::order_line::Reply;
use preau_entities::store::desk::Line;
use preau_entities::store::page::{Page, Slice};
use preau_services::towns::Town;

use super::activity::Activity;
use crate::asking::portal;
use crate::connection::{PageInfo, encode, page_info};
use crate::faults::{Answer, fault};
use crate::scalars::id::id;
use crate::scalars::{Date, Money};

/// What an order asks of the town's staff about one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum OrderRequest {
    /// A place.
    Booking,
    /// To give a place back.
    Cancellation,
    /// A place in the stead of others of its day.
    ChangeTo,
    /// To give a place back for others of its day.
    ChangeFrom,
}

impl From<OrderRequest> for Standing {
    fn from(asked: OrderRequest) -> Self {
        match asked {
            OrderRequest::Booking => Self::Pending,
            OrderRequest::Cancellation => Self::CancellationAsked,
            OrderRequest::ChangeTo => Self::PendingChange,
            OrderRequest::ChangeFrom => Self::ChangeAsked,
        }
    }
}

/// What became of a line of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Reply")]
pub(crate) enum OrderReply {
    /// Staff have yet to decide.
    Waiting,
    /// Staff accepted it.
    Accepted,
    /// Staff refused it.
    Refused,
    /// The family took it back before.
    Withdrawn,
}

#[derive(Clone)]
pub(crate) struct OrderLine {
    town: Arc<Town>,
    line: Line,
}

/// What an order asks about one place, and what staff answered.
#[Object]
impl OrderLine {
    /// The place, by which staff name the line.
    async fn booking_id(&self) -> ID {
        id(&BookingId(self.line.booking_id.0))
    }

    /// What is asked.
    async fn asks(&self) -> OrderRequest {
        match self.line.asked {
            Standing::Pending | Standing::Confirmed => OrderRequest::Booking,
            Standing::PendingChange => OrderRequest::ChangeTo,
            Standing::CancellationAsked => OrderRequest::Cancellation,
            Standing::ChangeAsked => OrderRequest::ChangeFrom,
        }
    }

    /// What became of it.
    async fn reply(&self) -> OrderReply {
        self.line.reply.into()
    }

    /// What staff told the family.
    async fn reason(&self) -> Option<&str> {
        self.line.reason.as_deref()
    }

    /// The child.
    async fn child_id(&self) -> ID {
        id(&ChildId(self.line.child_id.0))
    }

    /// First name of the child.
    async fn child_first_name(&self) -> &str {
        &self.line.child_first_name
    }

    /// Last name of the child.
    async fn child_last_name(&self) -> &str {
        &self.line.child_last_name
    }

    /// The activity.
    async fn activity(&self) -> Activity {
        Activity::new(&self.town, ActivityId(self.line.activity_id.0))
    }

    /// The day.
    async fn date(&self) -> Date {
        Date(self.line.day)
    }

    /// The price of the place.
    async fn price(&self) -> Money {
        money::Money::from_cents(self.line.price_cents).into()
    }
}

/// A page of the lines of an order.
#[derive(SimpleObject)]
pub(crate) struct OrderLineConnection {
    /// The rows with their cursors.
    edges: Vec<OrderLineEdge>,
    /// The rows.
    nodes: Vec<OrderLine>,
    /// Where the page stands.
    page_info: PageInfo,
}

/// A line in a page.
#[derive(SimpleObject)]
pub(crate) struct OrderLineEdge {
    /// The line.
    node: OrderLine,
    /// Its place in the list.
    cursor: String,
}

impl OrderLineConnection {
    pub(crate) const KIND: &'static str = BookingId::PREFIX;

    pub(crate) async fn new(ctx: &Context<'_>, scope: Scope, page: Page, slice: Slice<Line>) -> Answer<Self> {
        let town = portal(ctx)?.towns.get(scope.commune).await;
        let town = town.map_err(|error| fault(ctx, &error))?;
        let page_info = page_info(Self::KIND, page, &slice, |line| line.booking_id.0);
        let line = |line| OrderLine {
            town: Arc::clone(&town),
            line,
        };
        let nodes: Vec<OrderLine> = slice.rows.into_iter().map(line).collect();
        let edge = |node: &OrderLine| OrderLineEdge {
            cursor: encode(Self::KIND, node.line.booking_id.0),
            node: node.clone(),
        };
        Ok(Self {
            edges: nodes.iter().map(edge).collect(),
            nodes,
            page_info,
        })
    }
}
