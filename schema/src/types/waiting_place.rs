use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use preau_domain::access::Scope;
use preau_domain::ids::{ActivityId, ChildId, FamilyId, WaitingId};
use preau_entities::rows::waiting_place::State;
use preau_entities::store::page::{Page, Slice};
use preau_entities::store::waiting::{self, WaitLine};
use preau_services::towns::Town;

use super::activity::Activity;
use crate::asking::portal;
use crate::connection::{Arguments, PageInfo, encode, page_info};
use crate::faults::{Answer, fault};
use crate::scalars::id::id;
use crate::scalars::{Date, DateTime};

#[derive(Clone)]
pub(crate) struct WaitingPlace {
    town: Arc<Town>,
    line: WaitLine,
}

/// How far a wait has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "State")]
pub(crate) enum WaitingState {
    /// It waits for a place.
    Waiting,
    /// A place is kept.
    Offered,
    /// The place is booked.
    Accepted,
    /// Nobody accepted the offer in time.
    Lapsed,
    /// The family let it go.
    Left,
    /// Booking closed before a place came free.
    Expired,
    /// The town changed its rules: there is no list, or no place, to wait for any more.
    Withdrawn,
}

/// A child's wait for a place, and for all that comes along.
#[Object]
impl WaitingPlace {
    /// Stable id.
    async fn id(&self) -> ID {
        id(&WaitingId(self.line.waiting_id.0))
    }

    /// The child.
    async fn child_id(&self) -> ID {
        id(&ChildId(self.line.child_id.0))
    }

    /// First name of the child.
    async fn child_first_name(&self) -> &str {
        &self.line.child_first_name
    }

    /// The activity asked for.
    async fn activity(&self) -> Activity {
        Activity::new(&self.town, ActivityId(self.line.activity_id.0))
    }

    /// Activities that are waited for with it.
    async fn along(&self) -> Vec<Activity> {
        let mut along: Vec<ActivityId> = self.line.along.iter().map(|id| ActivityId(id.0)).collect();
        along.sort_by_key(|&id| self.town.place(id));
        along.into_iter().map(|id| Activity::new(&self.town, id)).collect()
    }

    /// The day.
    async fn date(&self) -> Date {
        Date(self.line.day)
    }

    /// How far it has come.
    async fn state(&self) -> WaitingState {
        self.line.state.into()
    }

    /// When it began.
    async fn joined_at(&self) -> DateTime {
        DateTime(self.line.joined_at)
    }

    /// Its place in the list, the first is 1; of linked activities, the one that is furthest behind. Null once a place is
    /// offered.
    async fn position(&self) -> Option<u32> {
        self.line.place.and_then(|place| u32::try_from(place).ok())
    }

    /// Until when the offer can be accepted (the instant itself is too late); null before there is one.
    async fn offered_until(&self) -> Option<DateTime> {
        self.line.offer_ends_at.map(DateTime)
    }
}

impl WaitingPlace {
    /// The wait, when it lies in the scope.
    pub(crate) async fn find(ctx: &Context<'_>, scope: Scope, wait: WaitingId) -> Answer<Option<Self>> {
        let portal = portal(ctx)?;
        let found = waiting::by_ids(&portal.db, scope, &[wait]).await;
        let lines = found.map_err(|error| fault(ctx, &error.into()))?;
        let town = portal.towns.get(scope.commune).await;
        let town = town.map_err(|error| fault(ctx, &error))?;
        Ok(lines.into_iter().next().map(|line| Self { town, line }))
    }
}

/// A page of waits.
#[derive(SimpleObject)]
pub(crate) struct WaitingPlaceConnection {
    /// The rows with their cursors.
    edges: Vec<WaitingPlaceEdge>,
    /// The rows.
    nodes: Vec<WaitingPlace>,
    /// Where the page stands.
    page_info: PageInfo,
}

/// A wait in a page.
#[derive(SimpleObject)]
pub(crate) struct WaitingPlaceEdge {
    /// The wait.
    node: WaitingPlace,
    /// Its place in the list.
    cursor: String,
}

impl WaitingPlaceConnection {
    const KIND: &'static str = WaitingId::PREFIX;

    pub(crate) async fn of_family(
        ctx: &Context<'_>,
        scope: Scope,
        family: FamilyId,
        arguments: &Arguments,
    ) -> Answer<Self> {
        let page = arguments.page(Self::KIND)?;
        let portal = portal(ctx)?;
        let found = waiting::of_family(&portal.db, scope, family, portal.clock.now(), page).await;
        let slice = found.map_err(|error| fault(ctx, &error.into()))?;
        let town = portal.towns.get(scope.commune).await;
        Ok(Self::new(&town.map_err(|error| fault(ctx, &error))?, page, slice))
    }

    fn new(town: &Arc<Town>, page: Page, slice: Slice<WaitLine>) -> Self {
        let page_info = page_info(Self::KIND, page, &slice, |line| line.waiting_id.0);
        let node = |line| WaitingPlace {
            town: Arc::clone(town),
            line,
        };
        let nodes: Vec<WaitingPlace> = slice.rows.into_iter().map(node).collect();
        let edge = |node: &WaitingPlace| WaitingPlaceEdge {
            cursor: encode(Self::KIND, node.line.waiting_id.0),
            node: node.clone(),
        };
        Self {
            edges: nodes.iter().map(edge).collect(),
            nodes,
            page_info,
        }
    }
}
