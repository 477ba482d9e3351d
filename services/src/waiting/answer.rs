//! What became of a request about the waiting list, in a form that can be kept and given again to a retry.

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::ids::{ActivityId, ChildId};
use serde::{Deserialize, Serialize};

use crate::booking::answer::PlanAnswer;
use crate::booking::reason::Reason;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingAnswer {
    /// Day by day in the order asked; none for an acceptance.
    pub outcomes: Vec<WaitingLine>,
    /// What an acceptance books.
    pub booked: PlanAnswer,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingLine {
    pub child: ChildId,
    pub activity: ActivityId,
    pub day: NaiveDate,
    /// Activities that are waited for, or let go, with it.
    pub along: Vec<ActivityId>,
    #[serde(flatten)]
    pub outcome: WaitingOutcome,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "result", rename_all = "snake_case")]
pub enum WaitingOutcome {
    /// Before so many others less one.
    Waiting {
        position: u32,
    },
    /// A place is kept until then.
    Offered {
        until: DateTime<Utc>,
    },
    /// It waits no more, and nothing is kept for it.
    Left,
    /// It was so already.
    Unchanged,
    Refused {
        reason: Reason,
    },
}
