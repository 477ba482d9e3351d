//! What happened.

use chrono::{DateTime, NaiveDate, Utc};

use crate::attendance::PlaceRecord;
use crate::code::Code;
use crate::family::ChildFacts;
use crate::ids::FamilyId;
use crate::money::Money;
use crate::rulebook::RuleBook;

/// A child's places of one day.
#[derive(Clone, Copy, Debug)]
pub struct PastDay<'a> {
    pub family: FamilyId,
    /// As the town knows the child now; its quotient is that of the day.
    pub child: &'a ChildFacts,
    pub day: NaiveDate,
    /// Each activity once.
    pub places: &'a [Place<'a>],
    /// The rule book that governed the day. What it asks by the term was paid beside the stored prices.
    pub governing: Option<&'a RuleBook>,
}

/// A place that was booked, used, or both.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    pub activity: &'a Code,
    /// None where the child came without a booking.
    pub booked: Option<Booked>,
    /// What came of it; a place of which nothing is known was used as booked. Its booking is not
    /// read here: whether there is one is said above, and whether it comes late is for the draft to say.
    pub record: Option<PlaceRecord>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Booked {
    /// The price that was agreed.
    pub price: Money,
    /// When it was booked.
    pub at: DateTime<Utc>,
    /// It was accepted although the deadline had closed.
    pub late: bool,
}

impl Place<'_> {
    pub(super) fn price(&self) -> Money {
        self.booked.map_or(Money::ZERO, |booked| booked.price)
    }
}
