use async_graphql::{ID, InputObject};
use preau_domain::ids::{ActivityId, ChildId};
use preau_services::booking::request::{Change, PlanRefusal};

use crate::scalars::Date;

/// Days to book and to cancel.
#[derive(InputObject)]
pub(crate) struct BookingPlanInput {
    /// One entry per child and activity; at most 100, and 2600 days in all.
    changes: Vec<BookingChangeInput>,
    /// True: nothing is written, and the answer says what would happen.
    #[graphql(default)]
    pub(super) dry_run: bool,
    /// 1 to 64 visible ASCII characters chosen by the client; the same key again gives the same answer and changes
    /// nothing.
    pub(super) idempotency_key: String,
}

/// Days of one child in one activity.
#[derive(InputObject)]
pub(crate) struct BookingChangeInput {
    /// The child.
    child_id: ID,
    /// The activity.
    activity_id: ID,
    /// Days to book.
    #[graphql(default)]
    book: Vec<Date>,
    /// Days to give back.
    #[graphql(default)]
    cancel: Vec<Date>,
}

impl BookingPlanInput {
    /// The entries in the terms of the use case. A text that is no id of the kind is refused like the id of something
    /// that is not there.
    pub(super) fn changes(&self) -> Result<Vec<Change>, PlanRefusal> {
        let days = |days: &[Date]| days.iter().map(|day| day.0).collect();
        let change = |(at, entry): (usize, &BookingChangeInput)| {
            Ok(Change {
                child: entry
                    .child_id
                    .parse::<ChildId>()
                    .map_err(|_| PlanRefusal::UnknownChild { change: at })?,
                activity: entry
                    .activity_id
                    .parse::<ActivityId>()
                    .map_err(|_| PlanRefusal::UnknownActivity { change: at })?,
                book: days(&entry.book),
                cancel: days(&entry.cancel),
            })
        };
        self.changes.iter().enumerate().map(change).collect()
    }
}
