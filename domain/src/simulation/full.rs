//! Slots in which more want a place than the draft has.
//!
//! Days do not touch each other: what goes along, what excludes, and how many fit in are all asked within one. So each
//! day that is crowded is gone through once, turn by turn, and what is kept of it is one turn for each slot that filled
//! up: the last one that found a place. That is enough to tell of any booking, by itself, whether it found one.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::draft::Draft;
use super::past::Booked;
use super::replay::Requests;
use super::turn::Turn;
use crate::booking::SlotKey;
use crate::family::ChildFacts;
use crate::rulebook::model::ActivityIx;

/// From whose turn on slots were full.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FullSlots(BTreeMap<SlotKey, Turn>);

impl FullSlots {
    /// Whether all places of a slot were taken before a turn.
    pub(super) fn before(&self, slot: SlotKey, turn: Turn) -> bool {
        self.0.get(&slot).is_some_and(|last| *last < turn)
    }
}

/// All that was asked for on one day, and the places that the draft has for it.
#[derive(Debug)]
pub struct CrowdedDay<'d> {
    draft: &'d Draft,
    day: NaiveDate,
    /// Of each child.
    requests: Vec<Requests>,
}

impl<'d> CrowdedDay<'d> {
    #[must_use]
    pub fn new(draft: &'d Draft, day: NaiveDate) -> Self {
        let requests = Vec::new();
        Self { draft, day, requests }
    }

    /// A child's bookings of the day, each child once, in any order. All of them count: one that is refused may take
    /// another with it, or make room for one.
    pub fn child(&mut self, child: &ChildFacts, bookings: &BTreeMap<ActivityIx, Booked>) {
        self.requests.push(Requests::of(self.draft, child, self.day, bookings));
    }

    /// Gives places away turn by turn. What is refused for another reason takes none; what goes along is there before
    /// the turn, or has the same one, so that a turn is decided once and for all.
    pub fn fill(self, full: &mut FullSlots) {
        let rules = &self.draft.rules;
        let mut turns: Vec<(Turn, &Requests)> = Vec::new();
        for requests in &self.requests {
            turns.extend(requests.turns().map(|turn| (turn, requests)));
        }
        turns.sort_unstable_by_key(|&(turn, _)| turn);
        let mut taken: BTreeMap<ActivityIx, u32> = BTreeMap::new();
        for (turn, requests) in turns {
            let replayed = requests.settle(rules, full);
            for activity in requests.of_turn(turn).filter(|ix| replayed.accepted.contains_key(ix)) {
                let taken = taken.entry(activity).or_default();
                *taken += 1;
                if *taken == rules.activity(activity).capacity {
                    full.0.insert(
                        SlotKey {
                            activity,
                            day: self.day,
                        },
                        turn,
                    );
                }
            }
        }
    }
}
