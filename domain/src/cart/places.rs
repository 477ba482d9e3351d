//! The places that a cart is about.

use crate::booking::linkage::takes_for;
use crate::booking::{Situation, SlotKey};

/// The places that booking a slot would take: itself, and what comes along and is not booked yet. None where it is booked.
///
/// # Panics
/// When the slot names an activity of another rule book.
#[must_use]
pub fn places(situation: &Situation<'_>, slot: SlotKey) -> Vec<SlotKey> {
    let along = takes_for(situation.rules, situation.child, slot.activity);
    let whole = std::iter::once(slot.activity).chain(along);
    let whole = whole.map(|activity| SlotKey { activity, ..slot });
    if situation.booked.contains(&slot) {
        return Vec::new();
    }
    whole.filter(|part| !situation.booked.contains(part)).collect()
}
