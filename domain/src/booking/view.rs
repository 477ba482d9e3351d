//! What a family sees of a slot, and when it could book.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::asking::may_withdraw_change;
use super::day_prices::price_beside;
use super::linkage::takes_for;
use super::obstacles::obstacles;
use super::offer::offered;
use super::permit::{
    Timing, booking_window, giving_back_window, kept_until, may_book_whole, may_book_within, may_give_back_within,
    occupancy, parts_to_give_back, window,
};
use super::refusal::Refusal;
use super::slot::{Situation, SlotKey};
use super::standing::Standing;
use super::state::{Mark, SlotState};
use crate::money::Money;
use crate::rulebook::attendance::LateBooking;
use crate::rulebook::closing::Window;
use crate::rulebook::model::{ActivityIx, Code};
use crate::waiting::may_wait;

/// What a family sees of a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotView {
    pub state: SlotState,
    /// The child has a place, whatever is asked about it, of staff or in the family's cart.
    pub booked: bool,
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
    let mut ordinary_until = None;
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
                let parts = parts_to_give_back(situation, slot, Timing::Alone);
                (may_give_back_within(situation, &parts).err(), earliest(&parts))
            }
        }
    } else if let Err(refusal) = runs {
        // Nothing comes before this reason.
        (Some(refusal), None)
    } else {
        let along = takes_for(situation.rules, situation.child, slot.activity);
        let together = parts_to_come(situation, slot, &along, Timing::Alone);
        let window = |part| {
            let known = together.iter().find(|(known, _)| *known == part);
            known.map_or_else(|| booking_window(situation, part, Timing::Alone), |known| known.1)
        };
        let permitted = may_book_within(situation, slot, Timing::Alone, &along, window);
        let parts = permitted.as_ref().into_iter().flatten();
        late.extend(parts.filter(|(_, permit)| permit.late).map(|(part, _)| part.activity));
        let closes_at = booking_closes(situation, &together);
        ordinary_until = ordinary_closes(situation, &together, closes_at);
        (permitted.err(), closes_at)
    };
    let mark = situation.marks.get(&slot).copied();
    let changes = matches!(situation.standing(slot), Standing::Confirmed | Standing::Pending);
    let change_closes_at = (booked && changes && activity.deadlines.modify.is_some())
        .then(|| change_closes(situation, slot))
        .flatten();
    SlotView {
        state: SlotState::of(booked, mark, obstacle.as_ref()),
        booked,
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
        let obstacle = Refusal::NotOffered;
        Self {
            state: SlotState::of(false, None, Some(&obstacle)),
            booked: false,
            mark: None,
            obstacle: Some(obstacle),
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

/// When a slot can be booked that nothing but the time stands against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhenBookable {
    Now,
    /// Nothing stands against it but that its booking, or that of what comes along, begins at this instant.
    From(DateTime<Utc>),
}

/// When the child can be booked into a slot, and all that comes along; none where it is booked, and where anything else than
/// the time stands against it.
///
/// # Panics
/// When the slot names an activity of another rule book.
#[must_use]
pub fn when_bookable(situation: &Situation<'_>, slot: SlotKey) -> Option<WhenBookable> {
    if situation.booked.contains(&slot) {
        return None;
    }
    let opens = |refusal: &Refusal| match refusal.root() {
        Refusal::NotOpenYet { opens_at } => Some(*opens_at),
        _ => None,
    };
    match may_book_whole(situation, slot, Timing::Alone) {
        Ok(_) => Some(WhenBookable::Now),
        Err(first) => {
            opens(&first)?;
            let each: Option<Vec<DateTime<Utc>>> = obstacles(situation, slot).iter().map(opens).collect();
            each?.into_iter().max().map(WhenBookable::From)
        }
    }
}

/// Whether the child may wait for a slot that it cannot book for this reason.
#[must_use]
pub fn can_wait(situation: &Situation<'_>, slot: SlotKey, refusal: &Refusal) -> bool {
    matches!(refusal.root(), Refusal::Full | Refusal::TooLate { .. }) && may_wait(situation, slot).is_ok()
}

/// The slot and what booking it would bring along, each with the instants between which it can be booked in time.
fn parts_to_come(
    situation: &Situation<'_>,
    slot: SlotKey,
    along: &[ActivityIx],
    timing: Timing,
) -> Vec<(SlotKey, Window)> {
    let along = along.iter().map(|&activity| SlotKey { activity, ..slot });
    let missing = along.filter(|companion| !situation.booked.contains(companion));
    let whole = std::iter::once(slot).chain(missing);
    whole
        .map(|part| (part, booking_window(situation, part, timing)))
        .collect()
}

/// The earliest closing among what would be booked together.
fn booking_closes(situation: &Situation<'_>, parts: &[(SlotKey, Window)]) -> Option<DateTime<Utc>> {
    let closes = |&(part, ordinary): &(SlotKey, Window)| {
        if let Some(until) = kept_until(situation, part) {
            return Some(until);
        }
        let late = late_until(situation, part).and_then(|until| window(situation, part, until).closes_at);
        ordinary.closes_at.max(late)
    };
    parts.iter().filter_map(closes).min()
}

/// From when on booking the slot is late, or what it would bring along is; none where that comes too late at once. `closes_at`
/// is when booking them closes.
fn ordinary_closes(
    situation: &Situation<'_>,
    parts: &[(SlotKey, Window)],
    closes_at: Option<DateTime<Utc>>,
) -> Option<DateTime<Utc>> {
    let lasts = |part: SlotKey| late_until(situation, part).is_some() || kept_until(situation, part).is_some();
    if !parts.iter().any(|&(part, _)| lasts(part)) {
        return None;
    }
    let ordinary = earliest(parts);
    ordinary.filter(|ordinary| closes_at.is_some_and(|closes| *ordinary < closes))
}

/// When the first of the parts closes.
fn earliest(parts: &[(SlotKey, Window)]) -> Option<DateTime<Utc>> {
    parts.iter().filter_map(|(_, window)| window.closes_at).min()
}

/// The deadline until which the town takes late bookings of a slot, where it does.
fn late_until<'a>(situation: &Situation<'a>, slot: SlotKey) -> Option<&'a Code> {
    match &situation.rules.activity(slot.activity).attendance.late_booking {
        LateBooking::Accept { until, .. } => Some(until),
        LateBooking::Refuse | LateBooking::WaitingList { .. } => None,
    }
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
    let taking = others.filter(fits).filter_map(|other| {
        let along = takes_for(rules, child, other.activity);
        booking_closes(situation, &parts_to_come(situation, other, &along, Timing::Change))
    });
    let giving_back = earliest(&parts_to_give_back(situation, slot, Timing::Change));
    Some(taking.max()?.min(giving_back?))
}

/// The earliest closing among what the change of the day would take.
fn withdrawing_closes(situation: &Situation<'_>, slot: SlotKey) -> Option<DateTime<Utc>> {
    situation
        .open_change(slot.day)
        .filter(|&part| situation.standing(part) == Standing::PendingChange)
        .filter_map(|part| giving_back_window(situation, part, Timing::Change).closes_at)
        .min()
}
