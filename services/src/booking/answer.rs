//! What became of a request, in a form that can be kept and given again to a retry.

use chrono::NaiveDate;
use preau_domain::family::Owed;
use preau_domain::ids::{ActivityId, ChildId, OrderId};
use preau_domain::money::Money;
use serde::{Deserialize, Serialize};

use super::reason::Reason;
use super::terms::TermLine;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanAnswer {
    /// None when nothing changed, and for a dry run.
    pub order: Option<OrderId>,
    /// Child by child, in the order asked; each wish is followed by what came along with it.
    pub outcomes: Vec<OutcomeLine>,
    /// Prices of all that the request books, of the terms that it takes up, and what places and terms that stay cost more,
    /// or less. Below nothing where these become cheaper by more than is booked. What is given back is not subtracted.
    pub total: Money,
    /// The part of the total that is to be paid with the order itself; the rest comes on the month's invoice.
    #[serde(default)]
    pub due_now: Money,
    /// Prices by the term that the request takes up, gives up, or makes another: part of the total.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<TermLine>,
    /// What the family owes beside all that, where the town wants it paid with the order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owed: Option<Owed>,
    /// Days that patterns and copies came to and passed over: so already, or nothing runs.
    #[serde(default)]
    pub skipped: u32,
}

impl PlanAnswer {
    /// The part of the total that comes on the month's invoice.
    pub fn on_invoice(&self) -> Money {
        self.total - self.due_now
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeLine {
    pub child: ChildId,
    pub activity: ActivityId,
    pub day: NaiveDate,
    /// The activity asked for, when this one came along with it.
    pub taken_with: Option<ActivityId>,
    #[serde(flatten)]
    pub outcome: LineOutcome,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "result", rename_all = "snake_case")]
pub enum LineOutcome {
    Booked {
        price: Money,
    },
    /// The place is held until the town's staff decide.
    Pending {
        price: Money,
    },
    Cancelled,
    /// The place stays until staff let it go.
    CancellationAsked,
    /// The place stays until staff accept others of its day in its place.
    ChangeAsked,
    /// What was asked about the place is withdrawn.
    Kept,
    /// A place that stays, at another price beside what the request changes.
    Repriced {
        from: Money,
        to: Money,
    },
    /// It was so already.
    Unchanged,
    Refused {
        reason: Reason,
        /// The child may wait for a place.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        can_wait: bool,
    },
}
