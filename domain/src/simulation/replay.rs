//! A child's bookings of a day, asked for again under the draft, one after the other.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::draft::Draft;
use super::past::Booked;
use super::reason::Reason;
use crate::booking::permit::{Timing, permit};
use crate::booking::{Permit, Refusal, Situation, SlotKey, takes_for};
use crate::family::ChildFacts;
use crate::rulebook::model::ActivityIx;

/// What the draft makes of the bookings of a day.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Replayed {
    /// Whether each came late.
    pub accepted: BTreeMap<ActivityIx, bool>,
    pub refused: BTreeMap<ActivityIx, Reason>,
}

/// Asks in the order of booking, and within one instant in that of the rule book: an activity that excludes another is
/// in its way only when it came first and is itself accepted. What goes along must be booked that day, whenever, and be
/// accepted. How many others want the place is not asked here.
pub(super) fn replay(
    draft: &Draft,
    child: &ChildFacts,
    day: NaiveDate,
    bookings: &BTreeMap<ActivityIx, Booked>,
) -> Replayed {
    let mut in_turn: Vec<(ActivityIx, Booked)> = bookings.iter().map(|(&ix, &booked)| (ix, booked)).collect();
    in_turn.sort_by_key(|&(ix, booked)| (booked.at, ix));
    let mut barred = without_companion(draft, child, bookings);
    loop {
        let replayed = in_order(draft, child, day, &in_turn, &barred);
        let companions_refused = |ix: &ActivityIx| {
            let along = takes_for(&draft.rules, child, *ix);
            along.iter().any(|companion| replayed.refused.contains_key(companion))
        };
        let before = barred.len();
        let newly = replayed.accepted.keys().filter(|ix| companions_refused(ix));
        barred.extend(newly.map(|&ix| (ix, Reason::CompanionRefused)));
        // Each turn bars one more at least, so there are no more turns than activities.
        if barred.len() == before {
            return replayed;
        }
    }
}

fn without_companion(
    draft: &Draft,
    child: &ChildFacts,
    bookings: &BTreeMap<ActivityIx, Booked>,
) -> BTreeMap<ActivityIx, Reason> {
    let misses = |ix: ActivityIx| {
        let along = takes_for(&draft.rules, child, ix);
        along.iter().any(|companion| !bookings.contains_key(companion))
    };
    let missing = bookings.keys().filter(|ix| misses(**ix));
    missing.map(|&ix| (ix, Reason::CompanionMissing)).collect()
}

fn in_order(
    draft: &Draft,
    child: &ChildFacts,
    day: NaiveDate,
    in_turn: &[(ActivityIx, Booked)],
    barred: &BTreeMap<ActivityIx, Reason>,
) -> Replayed {
    let mut replayed = Replayed::default();
    let mut accepted = BTreeSet::new();
    for &(activity, booked) in in_turn {
        let slot = SlotKey { activity, day };
        let asked = ask(draft, child, &accepted, slot, booked);
        match (asked, barred.get(&activity)) {
            (Err(refusal), _) => {
                replayed.refused.insert(activity, Reason::of(&refusal));
            }
            (Ok(_), Some(&reason)) => {
                replayed.refused.insert(activity, reason);
            }
            (Ok(Permit { late, .. }), None) => {
                replayed.accepted.insert(activity, late);
                accepted.insert(slot);
            }
        }
    }
    replayed
}

/// What stands in the store does not tell a booking from a change: one that came too late to book, or that comes late
/// under the draft alone, may have taken the place of another that day. Nor does it tell one that came late from a place
/// that was waited for.
fn ask(
    draft: &Draft,
    child: &ChildFacts,
    accepted: &BTreeSet<SlotKey>,
    slot: SlotKey,
    booked: Booked,
) -> Result<Permit, Refusal> {
    let situation = Situation {
        rules: &draft.rules,
        calendar: &draft.calendar,
        child,
        booked: accepted,
        late: &BTreeSet::new(),
        agreed: &BTreeMap::new(),
        held: &BTreeSet::new(),
        marks: &BTreeMap::new(),
        occupancy: &BTreeMap::new(),
        now: booked.at,
    };
    let alone = permit(&situation, slot, Timing::Alone, &[]);
    let changeable = draft.rules.activity(slot.activity).deadlines.modify.is_some();
    let came_late = match alone {
        Err(Refusal::TooLate { .. }) => true,
        Ok(Permit { late, .. }) => late && !booked.late,
        Err(_) => false,
    };
    let changed = (came_late && changeable).then(|| permit(&situation, slot, Timing::Change, &[]));
    if let Some(Ok(changed)) = changed {
        return Ok(changed);
    }
    let too_late = matches!(alone, Err(Refusal::TooLate { .. }));
    let waited = (too_late && booked.late).then(|| permit(&situation, slot, Timing::Waiting, &[]));
    waited.and_then(Result::ok).map_or(alone, Ok)
}
