use async_graphql::{ID, InputObject};
use preau_domain::ids::{ActivityId, ChildId};
use preau_services::booking::planning::{self, DayPattern};
use preau_services::booking::request::{Change, PlanRefusal};

use super::copy::BookingCopyInput;
use super::pattern::BookingPatternInput;
use crate::scalars::Date;

/// Days to book and to cancel: named one by one, said by a pattern, or as in another week. At most 100 entries in all.
#[derive(InputObject)]
pub(crate) struct BookingPlanInput {
    /// One entry per child and activity; at most 2600 days in all.
    #[graphql(default)]
    changes: Vec<BookingChangeInput>,
    /// Days that repeat by the week: a week, a month, a year, every other Tuesday. With `copies`, they may come to 6000
    /// days in all, and concern at most 2600.
    #[graphql(default)]
    patterns: Vec<BookingPatternInput>,
    /// A week as it is, once more: for later weeks, or for a brother or sister.
    #[graphql(default)]
    copies: Vec<BookingCopyInput>,
    /// True: nothing is written, and the answer says what would happen.
    #[graphql(default)]
    pub(super) dry_run: bool,
    /// The `planToken` of the dry run that the person agreed to. Should anything else happen now, nothing does:
    /// `PLAN_CHANGED`.
    pub(super) expects: Option<String>,
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

/// What is asked, in the terms of the use case.
pub(crate) struct Entries {
    pub changes: Vec<Change>,
    pub patterns: Vec<DayPattern>,
    pub copies: Vec<planning::Copy>,
}

impl BookingPlanInput {
    pub(super) fn entries(&self) -> Result<Entries, PlanRefusal> {
        Entries::read(&self.changes, &self.patterns, &self.copies)
    }
}

impl Entries {
    /// A text that is no id of the kind is refused like the id of something that is not there.
    pub(crate) fn read(
        changes: &[BookingChangeInput],
        patterns: &[BookingPatternInput],
        copies: &[BookingCopyInput],
    ) -> Result<Self, PlanRefusal> {
        let changes = changes.iter().enumerate().map(|(at, entry)| entry.read(at));
        let patterns = patterns.iter().enumerate().map(|(at, entry)| entry.read(at));
        let copies = copies.iter().enumerate().map(|(at, entry)| entry.read(at));
        Ok(Self {
            changes: changes.collect::<Result<_, _>>()?,
            patterns: patterns.collect::<Result<_, _>>()?,
            copies: copies.collect::<Result<_, _>>()?,
        })
    }

    /// The children that it names, each once.
    pub(crate) fn children(&self) -> Vec<ChildId> {
        let named = self.changes.iter().map(|change| change.child);
        let repeated = self.patterns.iter().map(|pattern| pattern.child);
        let copied = self.copies.iter().map(|copy| copy.to);
        let mut children: Vec<ChildId> = named.chain(repeated).chain(copied).collect();
        children.sort_unstable();
        children.dedup();
        children
    }
}

impl BookingChangeInput {
    fn read(&self, change: usize) -> Result<Change, PlanRefusal> {
        let days = |days: &[Date]| days.iter().map(|day| day.0).collect();
        let (child, activity) = (self.child_id.parse::<ChildId>(), self.activity_id.parse::<ActivityId>());
        Ok(Change {
            child: child.map_err(|_| PlanRefusal::UnknownChild { change })?,
            activity: activity.map_err(|_| PlanRefusal::UnknownActivity { change })?,
            book: days(&self.book),
            cancel: days(&self.cancel),
        })
    }
}
