use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use chrono::NaiveDate;
use preau_domain::booking;
use preau_domain::booking::{Mark, Refusal, SlotView};
use preau_services::booking::reason::Reason;
use preau_services::booking::rule::Whose;
use preau_services::calendar::Ahead;

use super::activity::Activity;
use super::child_calendar::Page;
use super::slot_reason::SlotReason;
use crate::asking::portal;
use crate::faults::{Answer, fault};
use crate::scalars::id::id;
use crate::scalars::{Date, DateTime, Money};

pub(crate) struct CalendarSlot {
    page: Arc<Page>,
    activity: usize,
    day: usize,
}

impl CalendarSlot {
    pub(crate) fn new(page: &Arc<Page>, activity: usize, day: usize) -> Self {
        Self {
            page: Arc::clone(page),
            activity,
            day,
        }
    }

    fn view(&self) -> &SlotView {
        &self.page.calendar().activities[self.activity].slots[self.day]
    }

    fn day(&self) -> NaiveDate {
        self.page.calendar().days[self.day].0
    }

    /// What comes behind it.
    async fn ahead(&self, ctx: &Context<'_>) -> Answer<Ahead> {
        let activity = self.page.calendar().activities[self.activity].id;
        let found = self
            .page
            .child
            .ahead(portal(ctx)?, activity, self.page.range, self.day)
            .await;
        found.map_err(|error| fault(ctx, &error))
    }

    fn whose(&self) -> Whose {
        let calendar = self.page.calendar();
        Whose {
            activity: calendar.activities[self.activity].id,
            day: self.day(),
            school: Some(calendar.school().clone()),
            booked: Some(self.view().booked),
        }
    }

    fn told(&self, refusal: &Refusal) -> SlotReason {
        let town = &self.page.calendar().town;
        let edition = town.on(self.day());
        let reason = Reason::of(refusal, &|ix| edition.id(ix));
        SlotReason::new(town, self.whose(), reason)
    }
}

/// State of a slot for a child.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "booking::SlotState")]
pub(crate) enum SlotState {
    /// A place can be booked now.
    Available,
    /// A place is booked. With a reason beside it, it can no longer be given back.
    Booked,
    /// A place is held until the town's staff decide.
    Pending,
    /// A place is booked, and the family asked for another activity in its place.
    ChangeAsked,
    /// A place is booked, and the family asked to give it back.
    CancellationAsked,
    /// The child did not come, or is announced not to.
    Absent,
    /// Ticked, or ticked off, in the family's cart: nothing is sent yet.
    InCart,
    /// The family waits for a place.
    Waiting,
    /// A place is kept for the family until it accepts it or its time is over.
    Offered,
    /// The activity does not run for this child that day.
    Closed,
    /// Too early or too late to book.
    OutOfTime,
    /// No place is left.
    Full,
    /// Another booking of the day stands in the way.
    Blocked,
    /// The family owes more than the rule book lets it, its file is not complete, or staff withhold the place.
    Suspended,
}

/// One activity on one day, as one child meets it.
#[Object]
impl CalendarSlot {
    /// Stable id of the slot for this child.
    async fn id(&self) -> ID {
        let calendar = self.page.calendar();
        id(&format!(
            "slot:{}:{}:{}",
            calendar.activities[self.activity].id.0,
            calendar.child.0,
            self.day()
        ))
    }

    /// The day.
    async fn date(&self) -> Date {
        Date(self.day())
    }

    /// Its state for the child.
    async fn state(&self) -> SlotState {
        self.view().state.into()
    }

    /// The child has a place, whatever is asked about it, of staff or in the family's cart.
    async fn booked(&self) -> bool {
        self.view().booked
    }

    /// Why it cannot be changed now; where it can and is in the family's cart, what ordering that would do; null otherwise.
    async fn reason(&self) -> Option<SlotReason> {
        let town = &self.page.calendar().town;
        let edition = town.on(self.day());
        let reason = Reason::of_view(self.view(), &|ix| edition.id(ix))?;
        Some(SlotReason::new(town, self.whose(), reason))
    }

    /// Everything that stands against changing it now, first the `reason` that does; empty when it can be changed.
    async fn obstacles(&self) -> Vec<SlotReason> {
        let found = self.page.calendar().obstacles(self.activity, self.day);
        found.iter().map(|refusal| self.told(refusal)).collect()
    }

    /// The booking deadline has closed, and the town still accepts a booking, at the price given.
    async fn late(&self) -> bool {
        self.view().late
    }

    /// Until when it can be changed (the instant itself is too late), late bookings included; null where nothing runs.
    async fn closes_at(&self) -> Option<DateTime> {
        self.view().closes_at.map(DateTime)
    }

    /// Until when it can be booked at the ordinary price, where the town accepts late bookings behind that; null elsewhere, and
    /// where a place is booked.
    async fn ordinary_price_until(&self) -> Option<DateTime> {
        self.view().ordinary_until.map(DateTime)
    }

    /// Until when another activity can take the place of this booked one that day: both the one and one of the others must be
    /// in time. Null where no deadline is for that, or no activity.
    async fn changeable_until(&self) -> Option<DateTime> {
        self.view().change_closes_at.map(DateTime)
    }

    /// What the place costs: what was agreed on where it is booked, what booking it adds to the day's price where it is not.
    async fn price(&self) -> Money {
        self.view().price.into()
    }

    /// Activities that are booked with this one for the child that day.
    async fn takes(&self) -> Vec<Activity> {
        let calendar = self.page.calendar();
        let along = calendar.takes(self.activity, self.day).into_iter();
        along.map(|id| Activity::new(&calendar.town, id)).collect()
    }

    /// Places left; null where the town does not show them, or nothing runs.
    async fn places_left(&self) -> Option<u32> {
        self.view().places_left
    }

    /// Where the child stands in the waiting list; null when it does not wait and nothing is kept for it.
    async fn waiting(&self) -> Option<SlotWaiting> {
        match self.view().mark? {
            Mark::Waiting { position } => Some(SlotWaiting {
                position: Some(position),
                offered_until: None,
            }),
            Mark::Offered { until } => Some(SlotWaiting {
                position: None,
                offered_until: Some(DateTime(until)),
            }),
            Mark::Pending
            | Mark::PendingChange
            | Mark::ChangeAsked
            | Mark::CancellationAsked
            | Mark::Absent
            | Mark::InCart(_) => None,
        }
    }

    /// It cannot be booked now, and the child may wait for a place: see `waitingListJoin`.
    async fn can_wait(&self) -> bool {
        self.view().can_wait
    }

    /// The next day of this activity that can be booked for the child now, as far as the town's calendar is known.
    async fn next_bookable_on(&self, ctx: &Context<'_>) -> Answer<Option<Date>> {
        Ok(self.ahead(ctx).await?.bookable.map(Date))
    }

    /// Where no day can be booked now: the next one that only has to be waited for, and when its booking begins. Null where
    /// there is a `nextBookableOn`, and where none is known.
    async fn next_opening(&self, ctx: &Context<'_>) -> Answer<Option<SlotOpening>> {
        let opening = self.ahead(ctx).await?.opening;
        Ok(opening.map(|(day, opens_at)| SlotOpening {
            date: Date(day),
            opens_at: DateTime(opens_at),
        }))
    }
}

/// A day whose booking has yet to begin.
#[derive(SimpleObject)]
pub(crate) struct SlotOpening {
    /// The day.
    date: Date,
    /// The instant from which it can be booked.
    opens_at: DateTime,
}

/// Where a child stands in a slot's waiting list.
#[derive(SimpleObject)]
pub(crate) struct SlotWaiting {
    /// Its place: the first is 1. Null once a place is offered.
    position: Option<u32>,
    /// Until when the offer can be accepted (the instant itself is too late); null while it waits.
    offered_until: Option<DateTime>,
}
