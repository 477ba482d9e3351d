//! Many days said in a few words, as part of a request: a repetition, or a week as it is once more.

use chrono::NaiveDate;
use preau_domain::booking::WishKind;
use preau_domain::ids::{ActivityId, ChildId};
use preau_domain::planning::{CopyRefusal, Recurrence, RecurrenceRefusal, WeekCopy};
use serde::Serialize;

/// Days of one child in one activity, repeated by the week. Only those count that concern the child
/// ([`preau_domain::planning::concerns`]).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DayPattern {
    pub child: ChildId,
    pub activity: ActivityId,
    pub days: Recurrence,
    pub kind: WishKind,
}

/// What a child has booked in one week, for other weeks or for another child of the family.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Copy {
    pub from: ChildId,
    pub to: ChildId,
    /// The activities concerned; all of the town's without it.
    pub activities: Option<Vec<ActivityId>>,
    pub weeks: WeekCopy,
    pub mode: CopyMode,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CopyMode {
    /// Beside what is booked already. A week that holds nothing has nothing to add.
    Add,
    /// In place of what is booked in the weeks filled, in the activities concerned. A week that holds nothing clears them.
    Replace,
}

/// Which part of a request is at fault, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Pattern(usize),
    Copy(usize),
}

/// Why a pattern or a copy cannot be considered, and with it the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartRefusal {
    /// The child whose days are asked.
    UnknownChild,
    /// The child whose week is copied.
    UnknownSource,
    /// The nth one named.
    UnknownActivity {
        nth: usize,
    },
    /// The child whose days are asked is of another family than what stands before it.
    SeveralFamilies,
    /// The child whose week is copied is of another family than what stands before it.
    SourceElsewhere,
    Days(RecurrenceRefusal),
    Weeks(CopyRefusal),
    /// The week that is copied holds nothing in the activities concerned.
    NothingToCopy,
}

impl DayPattern {
    /// First and last day that it can come to.
    pub(super) fn span(&self) -> (NaiveDate, NaiveDate) {
        self.days.span()
    }

    /// How many days it comes to, whether they concern the child or not.
    pub(super) fn size(&self) -> usize {
        self.days.days().count()
    }
}

impl Copy {
    /// First and last day that it looks at or comes to.
    pub(super) fn span(&self) -> (NaiveDate, NaiveDate) {
        let (first, last) = self.weeks.target();
        (first.min(self.weeks.source), last.max(self.weeks.source_end()))
    }

    /// How many slots it can come to, in a town of so many activities.
    pub(super) fn size(&self, activities: usize) -> usize {
        let activities = self.activities.as_ref().map_or(activities, Vec::len);
        usize::from(self.weeks.weeks()) * 7 * activities
    }

    /// Whether it is about this activity.
    pub(super) fn concerns(&self, activity: ActivityId) -> bool {
        self.activities.as_ref().is_none_or(|only| only.contains(&activity))
    }
}
