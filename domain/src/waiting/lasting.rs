//! How long a wait can still come to something.

use chrono::{DateTime, Utc};

use super::wait::End;
use crate::booking::account::of_account;
use crate::booking::offer::offered;
use crate::booking::permit::{Timing, window};
use crate::booking::{Situation, SlotKey, takes_for};
use crate::rulebook::attendance::LateBooking;

/// Until when the child can wait for a slot, or how its wait ends now.
///
/// One waits for as long as a place could be offered: until, of the slot or of what comes along and is not booked yet, the
/// first can be booked no more, nor by a late request where the rule book takes those. The instant itself is over. The
/// wait is withdrawn where one of them no longer runs for the child or has no closing, and where none keeps a list any
/// more: as long as one does, its list is the whole's.
///
/// # Panics
/// When the slot names an activity of another rule book.
pub fn lasts(situation: &Situation<'_>, slot: SlotKey) -> Result<DateTime<Utc>, End> {
    let along = takes_for(situation.rules, situation.child, slot.activity).into_iter();
    let along = along.map(|activity| SlotKey { activity, ..slot });
    let missing = along.filter(|part| !situation.booked.contains(part));
    let parts: Vec<SlotKey> = std::iter::once(slot).chain(missing).collect();
    if !runs(situation, parts.iter().copied()) {
        return Err(End::Withdrawn);
    }
    let closings = parts.iter().map(|&part| last_closing(situation, part));
    let until = closings
        .collect::<Option<Vec<_>>>()
        .and_then(|all| all.into_iter().min());
    let keeps_list = |part: &SlotKey| situation.rules.activity(part.activity).keeps_list();
    match until {
        None => Err(End::Withdrawn),
        Some(until) if until <= situation.now => Err(End::Expired),
        Some(_) if !parts.iter().any(keeps_list) => Err(End::Withdrawn),
        Some(until) => Ok(until),
    }
}

/// Whether all these slots still run for the child. A place that is offered in them stays offered for as long, whatever
/// became of the list.
///
/// # Panics
/// When a slot names an activity of another rule book.
pub fn runs(situation: &Situation<'_>, slots: impl IntoIterator<Item = SlotKey>) -> bool {
    slots.into_iter().all(|slot| offered(situation, slot).is_ok())
}

/// Whether what the family owes, its file, or staff, keep the child from any of these slots now. A place that is offered in them goes
/// to the next in line: its wait stands where it stood.
///
/// # Panics
/// When a slot names an activity of another rule book.
pub fn withheld(situation: &Situation<'_>, slots: impl IntoIterator<Item = SlotKey>) -> bool {
    let mut slots = slots.into_iter();
    slots.any(|slot| of_account(situation, slot).next().is_some())
}

/// The closing behind which nothing is given any more.
fn last_closing(situation: &Situation<'_>, slot: SlotKey) -> Option<DateTime<Utc>> {
    let activity = situation.rules.activity(slot.activity);
    let late = match &activity.attendance.late_booking {
        LateBooking::Refuse => None,
        LateBooking::WaitingList { until } | LateBooking::Accept { until, .. } => {
            window(situation, slot, until).closes_at
        }
    };
    let ordinary = window(situation, slot, Timing::Waiting.to_book(activity)).closes_at?;
    Some(late.map_or(ordinary, |late| late.max(ordinary)))
}
