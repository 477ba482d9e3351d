//! What happened.

use chrono::{DateTime, NaiveDate, Utc};

use crate::attendance::PlaceRecord;
use crate::code::Code;
use crate::family::ChildFacts;
use crate::ids::{BookingId, FamilyId};
use crate::money::Money;
use crate::rulebook::RuleBook;

/// A child's places of one day.
#[derive(Clone, Copy, Debug)]
pub struct PastDay<'a> {
    pub family: FamilyId,
    /// As the town knows the child now; its quotient is that of the day.
    pub child: &'a ChildFacts,
    /// The same child, with the quotient that the draft would have counted that day.
    pub drafted: &'a ChildFacts,
    pub day: NaiveDate,
    /// Each activity once.
    pub places: &'a [Place<'a>],
    /// The rule book that governed the day. What it asks by the term was due beside what was due for places.
    pub governing: Option<&'a RuleBook>,
}

/// A place that was booked, used, or both.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    pub activity: &'a Code,
    /// None where the child came without a booking.
    pub booked: Option<Booked>,
    /// What was due for it under the rule book that governed the day.
    pub due: Money,
    /// What came of it, as the draft counts it: by its sessions, and by what it takes for a late pick-up. A place of
    /// which nothing is known was used as booked. Its booking is not read here: whether there is one is said above, and
    /// whether it comes late is for the draft to say.
    pub record: Option<PlaceRecord>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Booked {
    pub id: BookingId,
    /// When it was booked.
    pub at: DateTime<Utc>,
    /// It was accepted although the deadline had closed.
    pub late: bool,
}
