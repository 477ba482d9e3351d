use async_graphql::{Context, ID, Object, SimpleObject};
use chrono::NaiveDate;
use preau_domain::access::Reach;
use preau_domain::ids::{ActivityId, ChildId, CommuneId, WaitingId};
use preau_entities::store::page::{Page, Slice};
use preau_entities::store::waiting::{self, LinePlace};
use preau_services::Fault;
use ulid::Ulid;

use super::waiting_place::WaitingState;
use crate::asking::{portal, scope};
use crate::connection::{Arguments, PageInfo, encode, page_info};
use crate::faults::{Answer, fault};
use crate::scalars::DateTime;
use crate::scalars::id::id;

#[derive(Clone)]
pub(crate) struct WaitingLinePlace(LinePlace);

/// A child in an activity's line of a day, for staff.
#[Object]
impl WaitingLinePlace {
    /// Stable id of the wait.
    async fn id(&self) -> ID {
        id(&WaitingId(self.0.waiting_id.0))
    }

    /// The child.
    async fn child_id(&self) -> ID {
        id(&ChildId(self.0.child_id.0))
    }

    /// First name of the child.
    async fn child_first_name(&self) -> &str {
        &self.0.child_first_name
    }

    /// Last name of the child.
    async fn child_last_name(&self) -> &str {
        &self.0.child_last_name
    }

    /// Whether it waits, or a place is kept for it.
    async fn state(&self) -> WaitingState {
        self.0.state.into()
    }

    /// Its place among those who wait, the first is 1; null once a place is offered.
    async fn position(&self) -> Option<u32> {
        let place = u32::try_from(self.0.place).ok();
        place.filter(|_| self.0.offer_ends_at.is_none())
    }

    /// When it joined.
    async fn joined_at(&self) -> DateTime {
        DateTime(self.0.joined_at)
    }

    /// Until when the offer can be accepted (the instant itself is too late); null before there is one.
    async fn offered_until(&self) -> Option<DateTime> {
        self.0.offer_ends_at.map(DateTime)
    }
}

/// A page of a line.
#[derive(SimpleObject)]
pub(crate) struct WaitingLineConnection {
    /// The rows with their cursors.
    edges: Vec<WaitingLineEdge>,
    /// The rows.
    nodes: Vec<WaitingLinePlace>,
    /// Where the page stands.
    page_info: PageInfo,
}

/// A child in a page of a line.
#[derive(SimpleObject)]
pub(crate) struct WaitingLineEdge {
    /// The child in the line.
    node: WaitingLinePlace,
    /// Its place in the list.
    cursor: String,
}

impl WaitingLineConnection {
    const KIND: &'static str = "line";

    /// For staff of the town alone.
    pub(crate) async fn of_slot(
        ctx: &Context<'_>,
        commune: CommuneId,
        activity: ActivityId,
        day: NaiveDate,
        arguments: &Arguments,
    ) -> Answer<Self> {
        let scope = scope(ctx)?;
        if scope.reach != Reach::Town {
            return Err(fault(ctx, &Fault::Forbidden));
        }
        // A town is public, its lines are its own.
        if scope.commune != commune {
            return Err(fault(ctx, &Fault::NotFound));
        }
        let page = arguments.page(Self::KIND)?;
        let found = waiting::of_slot(&portal(ctx)?.db, scope, activity, day, page).await;
        Ok(Self::new(page, found.map_err(|error| fault(ctx, &error.into()))?))
    }

    fn new(page: Page, slice: Slice<LinePlace>) -> Self {
        // The key of the list is a number: who came first.
        let key = |line: &LinePlace| Ulid(u128::from(line.position.unsigned_abs()));
        let page_info = page_info(Self::KIND, page, &slice, key);
        let nodes: Vec<WaitingLinePlace> = slice.rows.into_iter().map(WaitingLinePlace).collect();
        let edge = |node: &WaitingLinePlace| WaitingLineEdge {
            cursor: encode(Self::KIND, key(&node.0)),
            node: node.clone(),
        };
        Self {
            edges: nodes.iter().map(edge).collect(),
            nodes,
            page_info,
        }
    }
}
