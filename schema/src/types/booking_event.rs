use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use preau_domain::access::Scope;
use preau_domain::ids::{ActivityId, BookingEventId, ChildId, FamilyId};
use preau_domain::money;
use preau_entities::rows::booking_event::Change;
use preau_entities::store::events::{self, EventLine};
use preau_entities::store::page::{Page, Slice};
use preau_services::towns::Town;

use super::activity::Activity;
use crate::asking::portal;
use crate::connection::{Arguments, PageInfo, encode, page_info};
use crate::faults::{Answer, fault};
use crate::scalars::id::id;
use crate::scalars::{Date, DateTime, Money};

#[derive(Clone)]
pub(crate) struct BookingEvent {
    town: Arc<Town>,
    line: EventLine,
}

/// What happened to a booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Change")]
pub(crate) enum BookingChange {
    /// The place was booked.
    Booked,
    /// The place was given back.
    Cancelled,
    /// The place stayed, and costs something else since.
    Repriced,
    /// The place is asked for, and held until the town's staff decide.
    BookingAsked,
    /// Staff accepted it.
    BookingAccepted,
    /// Staff refused it, and the place that was held is given back.
    BookingRefused,
    /// The family asked to give the place back.
    CancellationAsked,
    /// Staff let the place go.
    CancellationAccepted,
    /// Staff did not let it go: the place stays booked.
    CancellationRefused,
    /// The family asked for others of the day in the place's stead.
    ChangeAsked,
    /// Staff accepted these, and the place is given back.
    ChangeAccepted,
    /// Staff refused these: the place stays booked.
    ChangeRefused,
    /// The family took back what it asked about the place, which stays booked.
    Kept,
}

/// One change to one booking.
#[Object]
impl BookingEvent {
    /// Stable id.
    async fn id(&self) -> ID {
        id(&BookingEventId(self.line.event_id.0))
    }

    /// When it was asked for; where staff decided, when they did.
    async fn at(&self) -> DateTime {
        DateTime(self.line.at)
    }

    /// What happened.
    async fn change(&self) -> BookingChange {
        self.line.change.into()
    }

    /// Who did it.
    async fn by(&self) -> &str {
        &self.line.by
    }

    /// What staff told the family, where they decided.
    async fn reason(&self) -> Option<&str> {
        self.line.reason.as_deref()
    }

    /// The child concerned.
    async fn child_id(&self) -> ID {
        id(&ChildId(self.line.child_id.0))
    }

    /// First name of the child concerned.
    async fn child_first_name(&self) -> &str {
        &self.line.child_first_name
    }

    /// The activity.
    async fn activity(&self) -> Activity {
        Activity::new(&self.town, ActivityId(self.line.activity_id.0))
    }

    /// The day of the booking.
    async fn date(&self) -> Date {
        Date(self.line.day)
    }

    /// The price it was booked at; with `REPRICED`, its price since.
    async fn price(&self) -> Money {
        money::Money::from_cents(self.line.price_cents).into()
    }

    /// Version of the rule book that decided it.
    async fn rule_book_version(&self) -> i32 {
        self.line.rule_book_version
    }

    /// Number of the order it belongs to.
    async fn order_number(&self) -> i32 {
        i32::try_from(self.line.order_number).unwrap_or(i32::MAX)
    }
}

/// A page of the booking history.
#[derive(SimpleObject)]
pub(crate) struct BookingEventConnection {
    /// The rows with their cursors.
    edges: Vec<BookingEventEdge>,
    /// The rows.
    nodes: Vec<BookingEvent>,
    /// Where the page stands.
    page_info: PageInfo,
}

/// A change in a page.
#[derive(SimpleObject)]
pub(crate) struct BookingEventEdge {
    /// The change.
    node: BookingEvent,
    /// Its place in the list.
    cursor: String,
}

impl BookingEventConnection {
    pub(crate) const KIND: &'static str = BookingEventId::PREFIX;

    pub(crate) async fn of_family(
        ctx: &Context<'_>,
        scope: Scope,
        family: FamilyId,
        arguments: &Arguments,
    ) -> Answer<Self> {
        let page = arguments.page(Self::KIND)?;
        let found = events::of_family(&portal(ctx)?.db, scope, family, page).await;
        let slice = found.map_err(|error| fault(ctx, &error.into()))?;
        Self::new(ctx, scope, page, slice).await
    }

    pub(crate) async fn new(ctx: &Context<'_>, scope: Scope, page: Page, slice: Slice<EventLine>) -> Answer<Self> {
        let town = portal(ctx)?
            .towns
            .get(scope.commune)
            .await
            .map_err(|error| fault(ctx, &error))?;
        let page_info = page_info(Self::KIND, page, &slice, |line| line.event_id.0);
        let event = |line| BookingEvent {
            town: Arc::clone(&town),
            line,
        };
        let nodes: Vec<BookingEvent> = slice.rows.into_iter().map(event).collect();
        let edge = |event: &BookingEvent| BookingEventEdge {
            cursor: encode(Self::KIND, event.line.event_id.0),
            node: event.clone(),
        };
        Ok(Self {
            edges: nodes.iter().map(edge).collect(),
            nodes,
            page_info,
        })
    }
}
