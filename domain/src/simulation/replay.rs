//! A child's bookings of a day, asked for again under the draft, one after the other.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::draft::Draft;
use super::full::FullSlots;
use super::past::Booked;
use super::reason::Reason;
use super::turn::{Turn, turns};
use crate::booking::linkage::excluded_from;
use crate::booking::permit::{Timing, permit};
use crate::booking::{Permit, Refusal, Situation, SlotKey, takes_for};
use crate::family::ChildFacts;
use crate::rulebook::RuleBook;
use crate::rulebook::model::ActivityIx;

/// What the draft makes of the bookings of a day.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Replayed {
    /// Whether each came late.
    pub accepted: BTreeMap<ActivityIx, bool>,
    pub refused: BTreeMap<ActivityIx, Reason>,
}

/// A child's bookings of a day, and what the draft says of each by itself.
#[derive(Debug)]
pub(super) struct Requests {
    day: NaiveDate,
    /// In the order in which they are decided.
    in_turn: Vec<Request>,
}

#[derive(Debug)]
struct Request {
    activity: ActivityIx,
    turn: Turn,
    /// Whether it would come late, or why it is refused whatever else is booked.
    by_itself: Result<bool, Reason>,
    /// Why it is refused unless another activity is in its way.
    behind: Option<Reason>,
    /// What goes along, of the child's bookings.
    along: Box<[ActivityIx]>,
}

impl Requests {
    /// They are decided in the order of booking, and within one instant in that of the rule book. A place that others go
    /// along with is there when the last of them is: what goes along must be booked that day, whenever.
    pub fn of(draft: &Draft, child: &ChildFacts, day: NaiveDate, bookings: &BTreeMap<ActivityIx, Booked>) -> Self {
        let turns = turns(bookings);
        let request = |(&activity, &own): (&ActivityIx, &Turn)| {
            let booked = bookings.get(&activity)?;
            let along = takes_for(&draft.rules, child, activity);
            let turn = along
                .iter()
                .filter_map(|ix| turns.get(ix))
                .fold(own, |turn, other| turn.max(*other));
            let missing = along.iter().any(|companion| !bookings.contains_key(companion));
            let (by_itself, behind) = match ask(draft, child, SlotKey { activity, day }, *booked) {
                Ok(Permit { late, .. }) => (Ok(late), missing.then_some(Reason::CompanionMissing)),
                Err(Refusal::Full) => (Ok(false), Some(Reason::NoPlaces)),
                Err(refusal) => (Err(Reason::of(&refusal)), None),
            };
            Some(Request {
                activity,
                turn,
                by_itself,
                behind,
                along: along.into(),
            })
        };
        let mut in_turn: Vec<Request> = turns.iter().filter_map(request).collect();
        in_turn.sort_by_key(|request| (request.turn, request.activity));
        Self { day, in_turn }
    }

    /// Each turn once, in order.
    pub fn turns(&self) -> impl Iterator<Item = Turn> {
        let firsts = self.in_turn.chunk_by(|one, next| one.turn == next.turn);
        firsts.filter_map(|those| those.first()).map(|request| request.turn)
    }

    pub fn of_turn(&self, turn: Turn) -> impl Iterator<Item = ActivityIx> {
        let those = self.in_turn.iter().filter(move |request| request.turn == turn);
        those.map(|request| request.activity)
    }

    /// What comes of them, where some slots are full. An activity that excludes another is in its way only when it came
    /// first and is itself accepted; one whose companion is refused is refused. What a turn comes to does not hang on
    /// later ones.
    pub fn settle(&self, rules: &RuleBook, full: &FullSlots) -> Replayed {
        let mut barred = BTreeSet::new();
        loop {
            let replayed = self.in_order(rules, full, &barred);
            let without = |request: &&Request| {
                let mut along = request.along.iter();
                replayed.accepted.contains_key(&request.activity) && along.any(|ix| replayed.refused.contains_key(ix))
            };
            let before = barred.len();
            barred.extend(self.in_turn.iter().filter(without).map(|request| request.activity));
            // Each round bars one more at least, so there are no more rounds than activities.
            if barred.len() == before {
                return replayed;
            }
        }
    }

    fn in_order(&self, rules: &RuleBook, full: &FullSlots, barred: &BTreeSet<ActivityIx>) -> Replayed {
        let mut replayed = Replayed::default();
        for request in &self.in_turn {
            let activity = request.activity;
            let slot = SlotKey {
                activity,
                day: self.day,
            };
            let excluded = || excluded_from(rules, activity).any(|other| replayed.accepted.contains_key(&other));
            let answer = match (request.by_itself, request.behind) {
                (Ok(_), _) if excluded() => Err(Reason::Excluded),
                (Ok(_), Some(reason)) => Err(reason),
                (Ok(_), None) if full.before(slot, request.turn) => Err(Reason::Full),
                (Ok(_), None) if barred.contains(&activity) => Err(Reason::CompanionRefused),
                (by_itself, _) => by_itself,
            };
            match answer {
                Ok(late) => {
                    replayed.accepted.insert(activity, late);
                }
                Err(reason) => {
                    replayed.refused.insert(activity, reason);
                }
            }
        }
        replayed
    }
}

/// Of a place by itself, as if nothing else were booked.
///
/// What stands in the store does not tell a booking from a change: one that came too late to book, or that comes late
/// under the draft alone, may have taken the place of another that day. Nor does it tell one that came late from a place
/// that was waited for.
fn ask(draft: &Draft, child: &ChildFacts, slot: SlotKey, booked: Booked) -> Result<Permit, Refusal> {
    let situation = Situation {
        rules: &draft.rules,
        calendar: &draft.calendar,
        child,
        booked: &BTreeSet::new(),
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
