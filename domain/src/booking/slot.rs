//! One activity on one day, as one child meets it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::day_prices::price_beside;
use super::linkage::takes_for;
use super::permit::{Timing, booked_with, may_book_whole, may_cancel_whole, occupancy, offered, window};
use super::refusal::Refusal;
use crate::calendar::Calendar;
use crate::family::ChildFacts;
use crate::money::Money;
use crate::rulebook::RuleBook;
use crate::rulebook::model::ActivityIx;

/// An activity of the rule book on a civil day. Ordered by activity, then day: the order in which rows are locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SlotKey {
    pub activity: ActivityIx,
    pub day: NaiveDate,
}

/// How full a slot is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occupancy {
    pub capacity: u32,
    pub taken: u32,
}

/// All that a decision about one child looks at. A slot without an entry in `occupancy` has nobody in it yet and
/// the capacity that the rule book gives.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    pub rules: &'a RuleBook,
    pub calendar: &'a Calendar,
    pub child: &'a ChildFacts,
    pub booked: &'a BTreeSet<SlotKey>,
    pub occupancy: &'a BTreeMap<SlotKey, Occupancy>,
    pub now: DateTime<Utc>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SlotState {
    /// A place can be booked now.
    Available,
    /// A place is booked. With an obstacle beside it, it can no longer be given back.
    Booked,
    /// The activity does not run for this child that day.
    Closed,
    /// Too early or too late to book.
    OutOfTime,
    Full,
    /// Another booking of the day stands in the way.
    Blocked,
}

/// What a family sees of a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotView {
    pub state: SlotState,
    /// Why the family cannot change it now.
    pub obstacle: Option<Refusal>,
    /// The instant at which changing it closes (booking, or giving back when booked); none where nothing runs.
    pub closes_at: Option<DateTime<Utc>>,
    /// For a booked slot: the instant at which taking another activity in its place that day closes, where the rule
    /// book has a deadline for that.
    pub change_closes_at: Option<DateTime<Utc>>,
    /// For a booked slot, its part of the day's price; for any other, what booking it adds to that.
    pub price: Money,
    /// None where the town does not show places, or nothing runs.
    pub places_left: Option<u32>,
}

impl Occupancy {
    /// None below zero: a capacity lowered under what is taken leaves no place.
    #[must_use]
    pub fn places_left(self) -> u32 {
        self.capacity.saturating_sub(self.taken)
    }
}

impl SlotState {
    /// The state of a slot that is not booked and cannot be, for this reason.
    #[must_use]
    pub fn refused(refusal: &Refusal) -> Self {
        match refusal {
            Refusal::NotOffered | Refusal::Closed(_) => Self::Closed,
            Refusal::NotOpenYet { .. } | Refusal::TooLate { .. } | Refusal::NoDeadline => Self::OutOfTime,
            Refusal::Full => Self::Full,
            Refusal::Excluded { .. } | Refusal::Contradictory => Self::Blocked,
            Refusal::Linked { because, .. } | Refusal::ChangeRefused { because, .. } => Self::refused(because),
        }
    }
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
    let (state, obstacle, closes_at) = if situation.booked.contains(&slot) {
        let obstacle = may_cancel_whole(situation, slot, Timing::Alone).err();
        (
            SlotState::Booked,
            obstacle,
            giving_back_closes(situation, slot, Timing::Alone),
        )
    } else if let Err(refusal) = runs {
        // Nothing comes before this reason.
        (SlotState::refused(&refusal), Some(refusal), None)
    } else {
        let refusal = may_book_whole(situation, slot, Timing::Alone).err();
        let state = refusal.as_ref().map_or(SlotState::Available, SlotState::refused);
        (state, refusal, booking_closes(situation, slot))
    };
    let changeable = state == SlotState::Booked && activity.deadlines.modify.is_some();
    let change_closes_at = changeable
        .then(|| giving_back_closes(situation, slot, Timing::Change))
        .flatten();
    SlotView {
        state,
        obstacle,
        closes_at,
        change_closes_at,
        price: price_beside(situation, slot),
        places_left,
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
        .find(|&day| {
            let slot = SlotKey { activity, day };
            !situation.booked.contains(&slot) && may_book_whole(situation, slot, Timing::Alone).is_ok()
        })
}

/// The earliest closing among the slot and what it would bring along.
fn booking_closes(situation: &Situation<'_>, slot: SlotKey) -> Option<DateTime<Utc>> {
    let along = takes_for(situation.rules, situation.child, slot.activity)
        .into_iter()
        .map(|activity| SlotKey { activity, ..slot })
        .filter(|companion| !situation.booked.contains(companion));
    std::iter::once(slot)
        .chain(along)
        .filter_map(|part| {
            let deadline = Timing::Alone.to_book(situation.rules.activity(part.activity));
            window(situation, part, deadline).closes_at
        })
        .min()
}

/// The earliest closing among the slot and what would be given back with it.
fn giving_back_closes(situation: &Situation<'_>, slot: SlotKey, timing: Timing) -> Option<DateTime<Utc>> {
    std::iter::once(slot)
        .chain(booked_with(situation, slot))
        .filter_map(|part| {
            let deadline = timing.to_give_back(situation.rules.activity(part.activity));
            window(situation, part, deadline).closes_at
        })
        .min()
}
