use std::sync::Arc;

use async_graphql::{Enum, ID, Object};
use preau_services::towns::Town;
use preau_services::waiting::answer;

use crate::scalars::id::id;
use crate::scalars::{Date, DateTime};
use crate::types::activity::Activity;
use crate::types::slot_reason::SlotReason;

/// Kept with its town, whose rule book names what the line only numbers.
pub(crate) struct WaitingOutcome {
    pub town: Arc<Town>,
    pub line: answer::WaitingLine,
}

/// What became of one day, for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum WaitingResult {
    /// The child waits for a place.
    Waiting,
    /// A place is kept for the child until it is accepted or its time is over.
    Offered,
    /// The child waits no more, and nothing is kept for it.
    Left,
    /// It was so already.
    Unchanged,
    /// The rules refuse it; see the reason.
    Refused,
}

/// What became of one day in one activity's waiting list.
#[Object]
impl WaitingOutcome {
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
    async fn result(&self) -> WaitingResult {
        match self.line.outcome {
            answer::WaitingOutcome::Waiting { .. } => WaitingResult::Waiting,
            answer::WaitingOutcome::Offered { .. } => WaitingResult::Offered,
            answer::WaitingOutcome::Left => WaitingResult::Left,
            answer::WaitingOutcome::Unchanged => WaitingResult::Unchanged,
            answer::WaitingOutcome::Refused { .. } => WaitingResult::Refused,
        }
    }

    /// Activities that are waited for, or let go, together with it.
    async fn along(&self) -> Vec<Activity> {
        self.line
            .along
            .iter()
            .map(|&id| Activity::new(&self.town, id))
            .collect()
    }

    /// The child's place in the list, the first is 1; of linked activities, the one that is furthest behind.
    async fn position(&self) -> Option<u32> {
        match self.line.outcome {
            answer::WaitingOutcome::Waiting { position } => Some(position),
            _ => None,
        }
    }

    /// Until when the offer can be accepted; the instant itself is too late.
    async fn offered_until(&self) -> Option<DateTime> {
        match self.line.outcome {
            answer::WaitingOutcome::Offered { until } => Some(DateTime(until)),
            _ => None,
        }
    }

    /// Why it is refused.
    async fn reason(&self) -> Option<SlotReason> {
        match &self.line.outcome {
            answer::WaitingOutcome::Refused { reason } => Some(SlotReason::of_request(
                &self.town,
                self.line.activity,
                self.line.day,
                reason.clone(),
            )),
            _ => None,
        }
    }
}
