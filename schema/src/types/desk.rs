use async_graphql::{Context, ID, InputObject, SimpleObject};
use preau_domain::access::{Reach, Scope};
use preau_domain::booking::Standing;
use preau_domain::ids::CommuneId;
use preau_entities::store::queue::{self, Wanted};
use preau_services::Fault;

use super::order::{Order, OrderConnection, OrderEdge};
use super::order_line::OrderRequest;
use crate::asking::{portal, scope};
use crate::connection::{Arguments, PageInfo};
use crate::faults::{Answer, fault};
use crate::scalars::{Date, id};

/// How much waits for the town's staff.
#[derive(SimpleObject)]
pub(crate) struct DeskCounters {
    /// Orders that ask for a place, or for one in the stead of another.
    orders_to_decide: i32,
    /// Orders that ask to give a place back. One that asks both counts in both.
    cancellations_to_decide: i32,
}

/// Which of the orders that wait: those of which one place that waits is all of what is said here.
#[derive(InputObject, Default)]
pub(crate) struct DeskFilter {
    /// One of these is asked about it; anything without any.
    #[graphql(default)]
    asks: Vec<OrderRequest>,
    /// It is one of this activity.
    activity_id: Option<ID>,
    /// It is of this day or a later one.
    from: Option<Date>,
    /// It is of this day or an earlier one.
    to: Option<Date>,
}

impl DeskFilter {
    fn wanted(&self, ctx: &Context<'_>) -> Answer<Wanted> {
        let activity = self.activity_id.as_ref().map(|activity| id::parse(ctx, activity));
        Ok(Wanted {
            asks: self.asks.iter().map(|&asked| Standing::from(asked)).collect(),
            activity: activity.transpose()?,
            from: self.from.map(|day| day.0),
            to: self.to.map(|day| day.0),
        })
    }
}

/// A page of the orders that wait for the town's staff.
#[derive(SimpleObject)]
pub(crate) struct DeskOrderConnection {
    /// The rows with their cursors.
    edges: Vec<OrderEdge>,
    /// The rows.
    nodes: Vec<Order>,
    /// Where the page stands.
    page_info: PageInfo,
    /// How many wait in all, of those asked for.
    total_count: i32,
}

/// The scope of the town's staff. A town is public, its desk is its own.
pub(crate) fn desk_scope(ctx: &Context<'_>, town: CommuneId) -> Answer<Scope> {
    let scope = scope(ctx)?;
    if scope.reach != Reach::Town {
        return Err(fault(ctx, &Fault::Forbidden));
    }
    if scope.commune != town {
        return Err(fault(ctx, &Fault::NotFound));
    }
    Ok(scope)
}

impl DeskCounters {
    pub(crate) async fn of(ctx: &Context<'_>, town: CommuneId) -> Answer<Self> {
        let found = queue::counters(&portal(ctx)?.db, desk_scope(ctx, town)?).await;
        let counters = found.map_err(|error| fault(ctx, &error.into()))?;
        Ok(Self {
            orders_to_decide: number(counters.orders),
            cancellations_to_decide: number(counters.cancellations),
        })
    }
}

impl DeskOrderConnection {
    pub(crate) async fn of(
        ctx: &Context<'_>,
        town: CommuneId,
        filter: &DeskFilter,
        arguments: &Arguments,
    ) -> Answer<Self> {
        let scope = desk_scope(ctx, town)?;
        let wanted = filter.wanted(ctx)?;
        let page = arguments.page(OrderConnection::KIND)?;
        let db = &portal(ctx)?.db;
        let found = queue::waiting(db, scope, &wanted, page).await;
        let slice = found.map_err(|error| fault(ctx, &error.into()))?;
        let found = queue::waiting_count(db, scope, &wanted).await;
        let total_count = number(found.map_err(|error| fault(ctx, &error.into()))?);
        let OrderConnection {
            edges,
            nodes,
            page_info,
        } = OrderConnection::new(scope, page, slice);
        Ok(Self {
            edges,
            nodes,
            page_info,
            total_count,
        })
    }
}

fn number(count: i64) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
