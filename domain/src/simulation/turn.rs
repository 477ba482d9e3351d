//! Who comes before whom.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::past::Booked;
use crate::ids::BookingId;
use crate::rulebook::model::ActivityIx;

/// When a child's places of a day were asked for together, among all requests for that day. Of two at one instant, the
/// one whose bookings were written first comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Turn {
    at: DateTime<Utc>,
    /// The first booking that the child has of that instant.
    first: BookingId,
}

/// The turn of each of a child's bookings of a day: those of one instant have theirs together.
pub(super) fn turns(bookings: &BTreeMap<ActivityIx, Booked>) -> BTreeMap<ActivityIx, Turn> {
    let mut firsts: BTreeMap<DateTime<Utc>, BookingId> = BTreeMap::new();
    for booked in bookings.values() {
        let first = firsts.entry(booked.at).or_insert(booked.id);
        *first = booked.id.min(*first);
    }
    let turn = |booked: &Booked| Turn {
        at: booked.at,
        first: firsts.get(&booked.at).copied().unwrap_or(booked.id),
    };
    bookings.iter().map(|(&ix, booked)| (ix, turn(booked))).collect()
}
