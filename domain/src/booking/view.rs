//! What a family sees of a slot, and when it could book.

use std::collections::BTreeSet;

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::asking::may_withdraw_change;
use super::day_prices::price_beside;
use super::linkage::takes_for;
use super::offer::offered;
use super::permit::{Timing, booked_with, kept_until, may_book_whole, may_cancel_whole, occupancy, window};
use super::refusal::Refusal;
use super::slot::{Situation, SlotKey};
use super::standing::Standing;
use super::state::{Mark, SlotState};
use crate::money::Money;
use crate::rulebook::attendance::LateBooking;
use crate::rulebook::model::ActivityIx;
use crate::waiting::may_wait;

/// What a family sees of a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotView {
    pub state: SlotState,
    /// Where the family stands with it: what a state alone does not tell, such as its place in the waiting list.
    pub mark: Option<Mark>,
    /// Why the family cannot change it now.
    pub obstacle: Option<Refusal>,
    /// The instant at which changing it closes (booking, or giving back when booked, or taking a change back); none
    /// where nothing runs, and for a place whose giving back is asked for.
    pub closes_at: Option<DateTime<Utc>>,
    /// For a slot that is not booked, where the town accepts late bookings: the first instant at which booking is late.
    pub ordinary_until: Option<DateTime<Utc>>,
    /// For a booked slot: the instant at which taking another activity in its place that day closes, where the rule
    /// book has a deadline for that, and an activity that can take its place.
    pub change_closes_at: Option<DateTime<Utc>>,
    /// The booking deadline has closed, and the town still accepts a booking, at the price below.
    pub late: bool,
    /// For a booked slot, what was agreed on for it; for any other, what booking it adds to that beside what comes
    /// along.
    pub price: Money,
    /// None where the town does not show places, or nothing runs.
    pub places_left: Option<u32>,
    /// It cannot be booked, and the child may wait for a place.
    pub can_wait: bool,
}

/// What the family sees of a slot: exactly what a request for it alone would get now.
///
/// # Panics
/// When the slot names an activity of another rule book.
#[must_use]
pub fn view(situation: &Situation<'_>, slot: SlotKey) -> SlotView {
    let activity = situation.rules.activity(slot.activity);
    let runs = offered(situation, slot);
    let places_left = (runs.is_ok() && activity.shows_places).then(|| occupancy(situation, slot).places_left());
    let booked = situation.booked.contains(&slot);
    let ordinary_until = (!booked && runs.is_ok())
        .then(|| ordinary_closes(situation, slot))
        .flatten();
    let mut late = BTreeSet::new();
    let (obstacle, closes_at) = if booked {
        match situation.standing(slot) {
            // It can be kept after all for as long as nobody has decided.
            Standing::CancellationAsked => (None, None),
            Standing::PendingChange | Standing::ChangeAsked => {
                let obstacle = may_withdraw_change(situation, slot).err();
                (obstacle, withdrawing_closes(situation, slot))
            }
            Standing::Confirmed | Standing::Pending => {
                let obstacle = may_cancel_whole(situation, slot, Timing::Alone).err();
                (obstacle, giving_back_closes(situation, slot, Timing::Alone))
            }
        }
    } else if let Err(refusal) = runs {
        // Nothing comes before this reason.
        (Some(refusal), None)
    } else {
        let permitted = may_book_whole(situation, slot, Timing::Alone);
        let parts = permitted.as_ref().into_iter().flatten();
        late.extend(parts.filter(|(_, permit)| permit.late).map(|(part, _)| part.activity));
        (permitted.err(), booking_closes(situation, slot, Timing::Alone))
    };
    let mark = situation.marks.get(&slot).copied();
    let changes = matches!(situation.standing(slot), Standing::Confirmed | Standing::Pending);
    let change_closes_at = (booked && changes && activity.deadlines.modify.is_some())
        .then(|| change_closes(situation, slot))
        .flatten();
    SlotView {
        state: SlotState::of(booked, mark, obstacle.as_ref()),
        mark,
        can_wait: obstacle
            .as_ref()
            .is_some_and(|refusal| can_wait(situation, slot, refusal)),
        obstacle,
        closes_at,
        ordinary_until,
        change_closes_at,
        late: late.contains(&slot.activity),
        price: price_beside(situation, slot, &late),
        places_left,
    }
}

impl SlotView {
    /// What a family sees of an activity that the rule book of the day does not have.
    #[must_use]
    pub fn absent() -> Self {
        Self {
            state: SlotState::Closed,
            mark: None,
            obstacle: Some(Refusal::NotOffered),
            closes_at: None,
            ordinary_until: None,
            change_closes_at: None,
            late: false,
            price: Money::ZERO,
            places_left: None,
            can_wait: false,
        }
    }
}

/// The first day after `after`, and at most `within_days` later, on which the child can be booked now into an activity
/// (and all that comes along) and is not yet.
#[must_use]
pub fn next_bookable(
    situation: &Situation<'_>,
    activity: ActivityIx,
    after: NaiveDate,
    within_days: u16,
) -> Option<NaiveDate> {
    (1..=u64::from(within_days))
        .map_while(|later| after.checked_add_days(Days::new(later)))
        .find(|&day| bookable(situation, SlotKey { activity, day }))
}

/// Whether the child can be booked now into a slot, and all that comes along, and is not yet.
#[must_use]
pub fn bookable(situation: &Situation<'_>, slot: SlotKey) -> bool {
    !situation.booked.contains(&slot) && may_book_whole(situation, slot, Timing::Alone).is_ok()
}

/// Whether the child may wait for a slot that it cannot book for this reason.
#[must_use]
pub fn can_wait(situation: &Situation<'_>, slot: SlotKey, refusal: &Refusal) -> bool {
    matches!(refusal.root(), Refusal::Full | Refusal::TooLate { .. }) && may_wait(situation, slot).is_ok()
}

/// The earliest closing among the slot and what it would bring along.
fn booking_closes(situation: &Situation<'_>, slot: SlotKey, timing: Timing) -> Option<DateTime<Utc>> {
    earliest(situation, slot, |part| {
        if let Some(until) = kept_until(situation, part) {
            return Some(until);
        }
        let activity = situation.rules.activity(part.activity);
        let late = match &activity.attendance.late_booking {
            LateBooking::Accept { until, .. } => window(situation, part, until).closes_at,
            LateBooking::Refuse | LateBooking::WaitingList { .. } => None,
        };
        window(situation, part, timing.to_book(activity)).closes_at.max(late)
    })
}

/// From when on booking the slot is late, or what it would bring along is; none where that comes too late at once.
fn ordinary_closes(situation: &Situation<'_>, slot: SlotKey) -> Option<DateTime<Utc>> {
    let ordinary = earliest(situation, slot, |part| {
        let deadline = Timing::Alone.to_book(situation.rules.activity(part.activity));
        window(situation, part, deadline).closes_at
    });
    ordinary.filter(|ordinary| booking_closes(situation, slot, Timing::Alone).is_some_and(|closes| *ordinary < closes))
}

/// The earliest of the instants of the slot and of what it would bring along.
fn earliest(
    situation: &Situation<'_>,
    slot: SlotKey,
    closes: impl Fn(SlotKey) -> Option<DateTime<Utc>>,
) -> Option<DateTime<Utc>> {
    let along = takes_for(situation.rules, situation.child, slot.activity)
        .into_iter()
        .map(|activity| SlotKey { activity, ..slot })
        .filter(|companion| !situation.booked.contains(companion));
    std::iter::once(slot).chain(along).filter_map(closes).min()
}

/// Until when the slot can be given back and another one taken: the latest of those that the child could take.
fn change_closes(situation: &Situation<'_>, slot: SlotKey) -> Option<DateTime<Utc>> {
    let Situation {
        rules, child, booked, ..
    } = *situation;
    let fits = |other: &SlotKey| {
        let needs_it = || takes_for(rules, child, other.activity).contains(&slot.activity);
        !booked.contains(other) && offered(situation, *other).is_ok() && !needs_it()
    };
    let others = rules
        .indexed()
        .filter(|(_, activity)| activity.deadlines.modify.is_some());
    let others = others.map(|(activity, _)| SlotKey { activity, ..slot });
    let taking = others
        .filter(fits)
        .filter_map(|other| booking_closes(situation, other, Timing::Change));
    Some(taking.max()?.min(giving_back_closes(situation, slot, Timing::Change)?))
}

/// The earliest closing among the slot and what would be given back with it.
fn giving_back_closes(situation: &Situation<'_>, slot: SlotKey, timing: Timing) -> Option<DateTime<Utc>> {
    std::iter::once(slot)
        .chain(booked_with(situation, slot))
        .filter(|&part| situation.standing(part) != Standing::CancellationAsked)
        .filter_map(|part| {
            let deadline = timing.to_give_back(situation.rules.activity(part.activity));
            window(situation, part, deadline).closes_at
        })
        .min()
}

/// The earliest closing among what the change of the day would take.
fn withdrawing_closes(situation: &Situation<'_>, slot: SlotKey) -> Option<DateTime<Utc>> {
    situation
        .open_change(slot.day)
        .filter(|&part| situation.standing(part) == Standing::PendingChange)
        .filter_map(|part| {
            let deadline = Timing::Change.to_give_back(situation.rules.activity(part.activity));
            window(situation, part, deadline).closes_at
        })
        .min()
}
