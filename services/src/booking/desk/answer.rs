//! What staff's word did, in a form that can be kept and given again to a retry.

use chrono::NaiveDate;
use preau_domain::ids::{ActivityId, BookingId, ChildId, OrderId};
use preau_entities::rows::order_line::Reply;
use serde::{Deserialize, Serialize};

use crate::booking::terms::TermLine;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecideAnswer {
    pub order: OrderId,
    /// The lines that staff spoke of and what shares their fate, in the order of the places; then what does so of other
    /// orders.
    pub lines: Vec<DecidedLine>,
    /// Prices by the term that are given up or made others with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<TermLine>,
}

/// A line of an order, as it now is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecidedLine {
    pub booking: BookingId,
    pub child: ChildId,
    pub activity: ActivityId,
    pub day: NaiveDate,
    pub reply: Reply,
    pub reason: Option<String>,
    /// This request decided it. Otherwise it was so already, or waits on.
    pub changed: bool,
    /// The activity whose fate it shares, where staff did not speak of it or were not followed.
    pub with: Option<ActivityId>,
}
