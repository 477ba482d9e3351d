//! One activity on one day, as it came to pass for a child.

use crate::money::Money;
use crate::rulebook::absence::Absence;
use crate::rulebook::visit::Visit;

/// A place that was booked, used, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlaceRecord {
    pub booking: Option<Booking>,
    pub happened: Happened,
    /// For the how manieth time within the school year the child came without a booking, this time included; 1 at least.
    pub unbooked_times: u16,
    /// For the how manieth time within the school year it was picked up late, this time included; 1 at least.
    pub late_pickup_times: u16,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Booking {
    /// It was asked for once the booking deadline had closed.
    pub late: bool,
    /// What was agreed on for it, late bookings' surcharges included; none where it is to be reckoned by the rules at hand.
    pub agreed: Option<Money>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened {
    /// Nobody wrote anything down: a booked place counts as used.
    Unrecorded,
    Came(Visit),
    Absent(Absence),
}

impl PlaceRecord {
    /// A place booked in time, of which nothing else is known.
    #[must_use]
    pub fn booked() -> Self {
        Self::of(Some(Booking::default()), Happened::Unrecorded)
    }

    #[must_use]
    pub fn of(booking: Option<Booking>, happened: Happened) -> Self {
        Self {
            booking,
            happened,
            unbooked_times: 1,
            late_pickup_times: 1,
        }
    }
}
