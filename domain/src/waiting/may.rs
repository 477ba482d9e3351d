//! May this child wait for this slot?

use crate::booking::permit::{Timing, linked, parts_to_book, window};
use crate::booking::state::Mark;
use crate::booking::{Refusal, Situation, SlotKey, takes_for};
use crate::rulebook::attendance::LateBooking;
use crate::rulebook::model::ActivityIx;

/// Why a child may not wait for a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WaitRefusal {
    AlreadyBooked,
    /// It waits already, or a place is kept for it.
    AlreadyWaiting,
    /// There is a place: the family may book it.
    PlaceFree,
    /// This activity is full and keeps no list.
    NoList {
        activity: ActivityIx,
    },
    /// What would stand in the way of a booking also if there were a place.
    Rules(Refusal),
}

/// Whether the child may wait for a slot now, and for which parts: the slot itself first, then all that comes along
/// and is not booked yet.
///
/// One waits where all that the rules ask of a booking is so but for a place: every full part must keep a list. Behind
/// the booking deadline one may wait where the rule book has late requests wait, also when there are places: the list
/// gives them.
///
/// # Panics
/// When the slot names an activity of another rule book.
pub fn may_wait(situation: &Situation<'_>, slot: SlotKey) -> Result<Vec<SlotKey>, WaitRefusal> {
    if situation.booked.contains(&slot) {
        return Err(WaitRefusal::AlreadyBooked);
    }
    if let Some(Mark::Waiting { .. } | Mark::Offered { .. }) = situation.marks.get(&slot) {
        return Err(WaitRefusal::AlreadyWaiting);
    }
    let along = takes_for(situation.rules, situation.child, slot.activity);
    let mut parts = Vec::new();
    let (mut no_list, mut waits) = (None, false);
    for (part, permit) in parts_to_book(situation, slot, Timing::Waiting, &along) {
        match permit {
            Ok(permit) => waits |= permit.late && gives_late_places(situation, part),
            Err(Refusal::Full) if keeps_list(situation, part) => waits = true,
            Err(Refusal::Full) => {
                no_list.get_or_insert(part.activity);
            }
            Err(refusal) if part == slot => return Err(WaitRefusal::Rules(refusal)),
            Err(refusal) => return Err(WaitRefusal::Rules(linked(part.activity, refusal))),
        }
        parts.push(part);
    }
    match no_list {
        Some(activity) => Err(WaitRefusal::NoList { activity }),
        None if waits => Ok(parts),
        None => Err(WaitRefusal::PlaceFree),
    }
}

/// Whether somebody may wait for the slot now, should it be full.
fn keeps_list(situation: &Situation<'_>, slot: SlotKey) -> bool {
    let activity = situation.rules.activity(slot.activity);
    let closes_at = window(situation, slot, Timing::Waiting.to_book(activity)).closes_at;
    let late = closes_at.is_some_and(|closes_at| closes_at <= situation.now);
    activity.waiting_list.is_some() || late && gives_late_places(situation, slot)
}

/// Whether places of late requests are given by way of the list.
fn gives_late_places(situation: &Situation<'_>, slot: SlotKey) -> bool {
    let late = &situation.rules.activity(slot.activity).attendance.late_booking;
    matches!(late, LateBooking::WaitingList { .. })
}
