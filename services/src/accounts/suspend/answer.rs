//! What a suspension did, in a form that can be kept and given again to a retry.

use chrono::NaiveDate;
use preau_domain::ids::{ActivityId, ChildId, OrderId, SuspensionId};
use preau_domain::money::Money;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuspendAnswer {
    /// None for a dry run.
    pub suspension: Option<SuspensionId>,
    /// The order that gave places back; none where none were.
    pub order: Option<OrderId>,
    /// The places that are booked within the suspension, and those that are cancelled with them, in order of days.
    pub places: Vec<WithheldPlace>,
    /// What the order comes to, or would: changes of price of places that stay.
    #[serde(default)]
    pub total: Money,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithheldPlace {
    pub child: ChildId,
    pub activity: ActivityId,
    pub day: NaiveDate,
    /// What was agreed on for it.
    pub price: Money,
    /// It is given back. Otherwise it stays until staff say so.
    pub cancelled: bool,
}
