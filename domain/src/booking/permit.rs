//! May this place be booked, or given back? What the calendar shows and what a request gets are both asked here.

use chrono::{DateTime, Utc};

use super::account::of_account;
use super::asking::companions;
use super::day_prices::{customer, late_price};
use super::linkage::{excluded_from, takes_for, taking_for};
use super::offer::offered;
use super::refusal::Refusal;
use super::slot::{Occupancy, Situation, SlotKey};
use super::standing::Standing;
use super::state::Mark;
use crate::money::Money;
use crate::rulebook::attendance::LateBooking;
use crate::rulebook::closing::{Setting, Window};
use crate::rulebook::model::{Activity, ActivityIx, Code};

/// Which deadlines count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timing {
    /// A booking, or a place given back, for itself.
    Alone,
    /// One activity in place of another on the same day.
    Change,
    /// A place given by way of the waiting list, which takes late requests too where the rule book says so.
    Waiting,
}

impl Timing {
    pub(crate) fn to_book(self, activity: &Activity) -> &Code {
        self.deadline(activity, &activity.deadlines.book)
    }

    pub(crate) fn to_give_back(self, activity: &Activity) -> &Code {
        self.deadline(activity, &activity.deadlines.cancel)
    }

    fn deadline<'a>(self, activity: &'a Activity, alone: &'a Code) -> &'a Code {
        match self {
            Self::Alone | Self::Waiting => alone,
            Self::Change => activity.deadlines.modify.as_ref().unwrap_or(alone),
        }
    }
}

/// A booking that the rules allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permit {
    /// What the family pays for the place alone.
    pub price: Money,
    /// The booking deadline has closed, and the rule book accepts late bookings.
    pub late: bool,
}

/// Whether the child may be booked into this slot now, looked at alone, and at what price.
///
/// The first reason that applies is given: not offered to the school or the child's age, closed that day, outside the
/// booking window, withheld by staff, behind a file that is not complete, behind a debt, excluded by another booking of the day, full. A place that is kept for
/// the child is neither full nor too late while it is kept. A slot that is booked already is the caller's to notice.
///
/// # Panics
/// When the slot names an activity of another rule book.
pub fn may_book(situation: &Situation<'_>, slot: SlotKey) -> Result<Permit, Refusal> {
    permit(situation, slot, Timing::Alone, &[])
}

/// Whether the child's place in this slot may be given back now, looked at alone. Only the cancelling deadline counts:
/// a place stays the family's to give back on a day that the town has closed since.
///
/// # Panics
/// When the slot names an activity of another rule book.
pub fn may_cancel(situation: &Situation<'_>, slot: SlotKey) -> Result<(), Refusal> {
    may_give_back(situation, slot, giving_back_window(situation, slot, Timing::Alone))
}

/// What booking a slot books: itself first, then all that comes along and is not booked yet, with their prices. Any
/// part that is refused refuses the whole.
pub fn may_book_whole(
    situation: &Situation<'_>,
    slot: SlotKey,
    timing: Timing,
) -> Result<Vec<(SlotKey, Permit)>, Refusal> {
    offered(situation, slot)?;
    let along = takes_for(situation.rules, situation.child, slot.activity);
    let window = |part| booking_window(situation, part, timing);
    may_book_within(situation, slot, timing, &along, window)
}

/// [`may_book_whole`] for who knows already that the activity runs that day, what comes along, and between which instants
/// each part can be booked.
pub(super) fn may_book_within(
    situation: &Situation<'_>,
    slot: SlotKey,
    timing: Timing,
    along: &[ActivityIx],
    window: impl Fn(SlotKey) -> Window,
) -> Result<Vec<(SlotKey, Permit)>, Refusal> {
    let permit = |part, together| {
        if part != slot {
            offered(situation, part)?;
        }
        permit_offered(situation, part, timing, together, window(part))
    };
    let whole = with_those_before(situation, slot, along)
        .map(|(part, together)| match permit(part, together) {
            Ok(permit) => Ok((part, permit)),
            Err(refusal) if part == slot => Err(refusal),
            Err(because) => Err(linked(part.activity, because)),
        })
        .collect::<Result<_, _>>()?;
    // Nothing is built on a place that staff may take away.
    match companions(situation, slot).find(|&held| !situation.standing(held).stays_when(true)) {
        Some(held) => Err(linked(held.activity, Refusal::Undecided)),
        None => Ok(whole),
    }
}

/// The parts of [`may_book_whole`], each with its own answer. Nothing after a refusal need be asked.
pub(crate) fn parts_to_book<'a>(
    situation: &'a Situation<'_>,
    slot: SlotKey,
    timing: Timing,
    along: &'a [ActivityIx],
) -> impl Iterator<Item = (SlotKey, Result<Permit, Refusal>)> {
    with_those_before(situation, slot, along)
        .map(move |(part, together)| (part, permit(situation, part, timing, together)))
}

/// The slot and what comes along and is not booked yet, each with the activities that would be booked before it.
fn with_those_before<'a>(
    situation: &'a Situation<'_>,
    slot: SlotKey,
    along: &'a [ActivityIx],
) -> impl Iterator<Item = (SlotKey, &'a [ActivityIx])> {
    let own = std::iter::once((slot, along));
    let companions = along.iter().enumerate().map(move |(at, &activity)| {
        let before = along.get(..at).unwrap_or(along);
        (SlotKey { activity, ..slot }, before)
    });
    own.chain(companions.filter(|(companion, _)| !situation.booked.contains(companion)))
}

/// What giving a slot back gives back: itself first, then every booked slot that cannot stay without it. Any part that
/// is refused refuses the whole. Parts whose giving back is asked for already are left out.
pub fn may_cancel_whole(situation: &Situation<'_>, slot: SlotKey, timing: Timing) -> Result<Vec<SlotKey>, Refusal> {
    may_give_back_within(situation, &parts_to_give_back(situation, slot, timing))
}

/// The parts of [`may_cancel_whole`], each with the instants between which it can be given back.
pub(super) fn parts_to_give_back(situation: &Situation<'_>, slot: SlotKey, timing: Timing) -> Vec<(SlotKey, Window)> {
    let companions = booked_with(situation, slot);
    let staying = companions.filter(|&part| situation.standing(part) != Standing::CancellationAsked);
    let whole = std::iter::once(slot).chain(staying);
    whole
        .map(|part| (part, giving_back_window(situation, part, timing)))
        .collect()
}

/// [`may_cancel_whole`] for who knows its parts already.
pub(super) fn may_give_back_within(
    situation: &Situation<'_>,
    parts: &[(SlotKey, Window)],
) -> Result<Vec<SlotKey>, Refusal> {
    let part = |(at, &(part, window)): (usize, &(SlotKey, Window))| match may_give_back(situation, part, window) {
        Err(because) if at > 0 => Err(linked(part.activity, because)),
        answer => answer.map(|()| part),
    };
    parts.iter().enumerate().map(part).collect()
}

/// The booked slots of the same day that cannot stay without this one.
pub fn booked_with(situation: &Situation<'_>, slot: SlotKey) -> impl Iterator<Item = SlotKey> {
    taking_for(situation.rules, situation.child, slot.activity)
        .into_iter()
        .map(move |activity| SlotKey { activity, ..slot })
        .filter(|companion| situation.booked.contains(companion))
}

/// The window of a named deadline for a slot. A name that the rule book does not define never opens.
pub fn window(situation: &Situation<'_>, slot: SlotKey, deadline: &Code) -> Window {
    match situation.rules.deadlines.get(deadline) {
        Some(form) => form.window(slot.day, setting(situation, slot)),
        None => Window {
            opens_at: None,
            closes_at: None,
        },
    }
}

/// Between which instants a slot can be booked in time.
pub(super) fn booking_window(situation: &Situation<'_>, slot: SlotKey, timing: Timing) -> Window {
    window(situation, slot, timing.to_book(situation.rules.activity(slot.activity)))
}

/// Between which instants a slot can be given back.
pub(super) fn giving_back_window(situation: &Situation<'_>, slot: SlotKey, timing: Timing) -> Window {
    window(
        situation,
        slot,
        timing.to_give_back(situation.rules.activity(slot.activity)),
    )
}

/// What the deadlines of a slot look at.
pub(crate) fn setting<'a>(situation: &Situation<'a>, slot: SlotKey) -> Setting<'a> {
    let Situation {
        rules, calendar, child, ..
    } = *situation;
    Setting::of(
        rules.activity(slot.activity),
        Some(&child.school),
        calendar,
        rules.town.zone,
    )
}

/// How full a slot is for the child: as stored, or empty with the capacity of the rule book. A place that is kept for the
/// child is free to it.
#[must_use]
pub fn occupancy(situation: &Situation<'_>, slot: SlotKey) -> Occupancy {
    let stored = situation.occupancy.get(&slot).copied();
    let Occupancy { capacity, taken } = stored.unwrap_or_else(|| Occupancy {
        capacity: situation.rules.activity(slot.activity).capacity,
        taken: 0,
    });
    let held = u32::from(situation.held.contains(&slot));
    Occupancy {
        capacity,
        taken: taken.saturating_sub(held),
    }
}

/// [`may_book`] for a slot that would be booked together with others of its day.
pub(crate) fn permit(
    situation: &Situation<'_>,
    slot: SlotKey,
    timing: Timing,
    together: &[ActivityIx],
) -> Result<Permit, Refusal> {
    offered(situation, slot)?;
    permit_offered(
        situation,
        slot,
        timing,
        together,
        booking_window(situation, slot, timing),
    )
}

/// [`permit`] for a slot that is offered, between whose deadlines the `window` lies.
fn permit_offered(
    situation: &Situation<'_>,
    slot: SlotKey,
    timing: Timing,
    together: &[ActivityIx],
    window: Window,
) -> Result<Permit, Refusal> {
    let late = timely_within(situation, slot, timing, window)?;
    if let Some(refusal) = of_account(situation, slot).next() {
        return Err(refusal);
    }
    let in_the_way = |other: &ActivityIx| stands_in_the_way(situation, slot, *other, together);
    if let Some(by) = excluded_from(situation.rules, slot.activity).find(in_the_way) {
        return Err(Refusal::Excluded { by });
    }
    if full(situation, slot) {
        return Err(Refusal::Full);
    }
    let customer = customer(situation.rules, situation.child, slot.day, slot.activity);
    let price = if late {
        late_price(&customer).total()
    } else {
        customer.pays()
    };
    Ok(Permit { price, late })
}

/// Whether a booking would come in time, and if so whether as a late one.
pub(crate) fn timely(situation: &Situation<'_>, slot: SlotKey, timing: Timing) -> Result<bool, Refusal> {
    timely_within(situation, slot, timing, booking_window(situation, slot, timing))
}

fn timely_within(situation: &Situation<'_>, slot: SlotKey, timing: Timing, window: Window) -> Result<bool, Refusal> {
    match in_time(situation, window) {
        // No offer lasts beyond the deadlines.
        Err(Refusal::TooLate { .. }) if kept_until(situation, slot).is_some() => Ok(true),
        Err(Refusal::TooLate { closed_at }) => accepted_late(situation, slot, closed_at, timing),
        in_time => in_time.map(|()| false),
    }
}

/// Whether an activity that excludes the slot's is booked that day, or would be with it.
pub(crate) fn stands_in_the_way(
    situation: &Situation<'_>,
    slot: SlotKey,
    other: ActivityIx,
    together: &[ActivityIx],
) -> bool {
    let there = SlotKey {
        activity: other,
        ..slot
    };
    together.contains(&other) || situation.booked.contains(&there)
}

/// Whether there is no place: neither free, nor kept for the child.
pub(crate) fn full(situation: &Situation<'_>, slot: SlotKey) -> bool {
    kept_until(situation, slot).is_none() && occupancy(situation, slot).places_left() == 0
}

/// Until when a place is kept for the child, while it is.
pub(crate) fn kept_until(situation: &Situation<'_>, slot: SlotKey) -> Option<DateTime<Utc>> {
    match situation.marks.get(&slot) {
        Some(&Mark::Offered { until }) if situation.now < until => Some(until),
        _ => None,
    }
}

/// Whether a booking whose deadline closed at `closed_at` is still accepted, as a late one.
pub(crate) fn accepted_late(
    situation: &Situation<'_>,
    slot: SlotKey,
    closed_at: DateTime<Utc>,
    timing: Timing,
) -> Result<bool, Refusal> {
    let until = match &situation.rules.activity(slot.activity).attendance.late_booking {
        LateBooking::Accept { until, .. } => until,
        LateBooking::WaitingList { until } if timing == Timing::Waiting => until,
        LateBooking::Refuse | LateBooking::WaitingList { .. } => return Err(Refusal::TooLate { closed_at }),
    };
    match window(situation, slot, until).closes_at {
        Some(late_until) if situation.now < late_until => Ok(true),
        late_until => Err(Refusal::TooLate {
            closed_at: late_until.map_or(closed_at, |at| at.max(closed_at)),
        }),
    }
}

fn may_give_back(situation: &Situation<'_>, slot: SlotKey, window: Window) -> Result<(), Refusal> {
    if situation.standing(slot).is_of_change() {
        return Err(Refusal::Undecided);
    }
    in_time(situation, window).map_err(|refusal| match refusal {
        Refusal::NoDeadline => Refusal::Firm,
        other => other,
    })
}

pub(crate) fn in_time(situation: &Situation<'_>, window: Window) -> Result<(), Refusal> {
    let closed_at = window.closes_at.ok_or(Refusal::NoDeadline)?;
    match window.opens_at {
        _ if situation.now >= closed_at => Err(Refusal::TooLate { closed_at }),
        Some(opens_at) if situation.now < opens_at => Err(Refusal::NotOpenYet { opens_at }),
        _ => Ok(()),
    }
}

pub(crate) fn linked(activity: ActivityIx, because: Refusal) -> Refusal {
    Refusal::Linked {
        activity,
        because: Box::new(because),
    }
}
