use std::sync::Arc;

use async_graphql::{Enum, ID, Object};
use preau_services::booking::answer::{LineOutcome, OutcomeLine};
use preau_services::towns::Town;

use crate::scalars::id::id;
use crate::scalars::{Date, Money};
use crate::types::activity::{Activity, PaidWhen};
use crate::types::slot_reason::SlotReason;

/// Kept with its town, whose rule book names what the line only numbers.
pub(crate) struct BookingOutcome {
    pub town: Arc<Town>,
    pub line: OutcomeLine,
    /// It is not what the family agreed to.
    pub changed: bool,
}

/// What became of one day, for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum BookingResult {
    /// The place is booked.
    Booked,
    /// The place is held until the town's staff decide.
    Pending,
    /// The place is given back.
    Cancelled,
    /// The place stays until staff let it go.
    CancellationAsked,
    /// The place stays until staff accept others of its day in its place.
    ChangeAsked,
    /// What was asked about the place is taken back, and it stays booked.
    Kept,
    /// The place stays, at another price beside what the request changes.
    Repriced,
    /// It was so already.
    Unchanged,
    /// The rules refuse it; see the reason.
    Refused,
}

/// What became of one day in one activity.
#[Object]
impl BookingOutcome {
    /// The child.
    async fn child_id(&self) -> ID {
        id(&self.line.child)
    }

    /// The activity.
    async fn activity(&self) -> Activity {
        Activity::new(&self.town, self.line.activity)
    }

    /// The day.
    async fn date(&self) -> Date {
        Date(self.line.day)
    }

    /// What became of it.
    async fn result(&self) -> BookingResult {
        match self.line.outcome {
            LineOutcome::Booked { .. } => BookingResult::Booked,
            LineOutcome::Pending { .. } => BookingResult::Pending,
            LineOutcome::Cancelled => BookingResult::Cancelled,
            LineOutcome::CancellationAsked => BookingResult::CancellationAsked,
            LineOutcome::ChangeAsked => BookingResult::ChangeAsked,
            LineOutcome::Kept => BookingResult::Kept,
            LineOutcome::Repriced { .. } => BookingResult::Repriced,
            LineOutcome::Unchanged => BookingResult::Unchanged,
            LineOutcome::Refused { .. } => BookingResult::Refused,
        }
    }

    /// The activity asked for, when this one came along with it.
    async fn taken_with(&self) -> Option<Activity> {
        self.line.taken_with.map(|id| Activity::new(&self.town, id))
    }

    /// The price, when this request books it, asks for it or gives it another one.
    async fn price(&self) -> Option<Money> {
        match self.line.outcome {
            LineOutcome::Booked { price }
            | LineOutcome::Pending { price }
            | LineOutcome::Repriced { to: price, .. } => Some(price.into()),
            LineOutcome::Cancelled
            | LineOutcome::CancellationAsked
            | LineOutcome::ChangeAsked
            | LineOutcome::Kept
            | LineOutcome::Unchanged
            | LineOutcome::Refused { .. } => None,
        }
    }

    /// When it is paid, where it has a price.
    async fn paid(&self) -> Option<PaidWhen> {
        let priced = matches!(
            self.line.outcome,
            LineOutcome::Booked { .. } | LineOutcome::Pending { .. } | LineOutcome::Repriced { .. }
        );
        let offer = self.town.activity_on(self.line.activity, self.line.day)?;
        priced.then(|| offer.activity.paid.into())
    }

    /// The price until then, when this request gives it another one.
    async fn price_before(&self) -> Option<Money> {
        match self.line.outcome {
            LineOutcome::Repriced { from, .. } => Some(from.into()),
            _ => None,
        }
    }

    /// With `PLAN_CHANGED`: this is not what the request expects.
    async fn changed(&self) -> bool {
        self.changed
    }

    /// Why it is refused.
    async fn reason(&self) -> Option<SlotReason> {
        match &self.line.outcome {
            LineOutcome::Refused { reason, .. } => Some({
                let (activity, day) = (self.line.activity, self.line.day);
                SlotReason::of_request(&self.town, activity, day, reason.clone())
            }),
            _ => None,
        }
    }

    /// It is refused, and the child may wait for a place: see `waitingListJoin`.
    async fn can_wait(&self) -> bool {
        matches!(self.line.outcome, LineOutcome::Refused { can_wait: true, .. })
    }
}
