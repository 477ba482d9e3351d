//! Whether a free place can be offered, and for how long it is kept.

use chrono::{DateTime, TimeDelta, Utc};

use crate::booking::permit::{Timing, may_book_whole, window};
use crate::booking::{Refusal, Situation, SlotKey};
use crate::rulebook::attendance::LateBooking;

/// Places kept for a child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The slot itself first, then all that comes along and is not booked yet.
    pub parts: Vec<SlotKey>,
    /// From this instant on it is too late to accept.
    pub until: DateTime<Utc>,
}

/// What can be offered now to a child that waits for the slot: it must be able to book it, with all that comes along,
/// or nothing is offered. A part that is kept for it already counts as a place.
///
/// It is kept for the hours that the rule book gives, the shortest of all parts, and never beyond the closing of any
/// part's deadline: that for booking, or once it has closed that for late requests.
///
/// # Panics
/// When the slot names an activity of another rule book.
pub fn offer(situation: &Situation<'_>, slot: SlotKey) -> Result<Offer, Refusal> {
    let whole = may_book_whole(situation, slot, Timing::Waiting)?;
    let parts: Vec<SlotKey> = whole.into_iter().map(|(part, _)| part).collect();
    let ends = parts
        .iter()
        .flat_map(|&part| [hours_end(situation, part), closing(situation, part)]);
    let until = ends.flatten().min().ok_or(Refusal::NoDeadline)?;
    Ok(Offer { parts, until })
}

fn hours_end(situation: &Situation<'_>, slot: SlotKey) -> Option<DateTime<Utc>> {
    let list = situation.rules.activity(slot.activity).waiting_list?;
    let hours = TimeDelta::hours(i64::from(list.offer_hours));
    situation.now.checked_add_signed(hours)
}

/// The next closing ahead: behind the one for booking, the one for late requests.
fn closing(situation: &Situation<'_>, slot: SlotKey) -> Option<DateTime<Utc>> {
    let activity = situation.rules.activity(slot.activity);
    let late = match &activity.attendance.late_booking {
        LateBooking::Refuse => None,
        LateBooking::WaitingList { until } | LateBooking::Accept { until, .. } => Some(until),
    };
    let deadlines = std::iter::once(Timing::Waiting.to_book(activity)).chain(late);
    deadlines
        .filter_map(|deadline| window(situation, slot, deadline).closes_at)
        .find(|closes_at| situation.now < *closes_at)
}
