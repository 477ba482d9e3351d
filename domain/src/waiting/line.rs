//! The waits of some slots, in the order in which they began.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use chrono::{DateTime, Utc};

use super::offer::Offer;
use super::wait::{End, PartState, Wait};
use crate::booking::{Mark, SlotKey};
use crate::ids::ChildId;

/// Waits by position: whoever came first has the lower one. A child has at most one open part in a slot.
///
/// A place that is kept is taken: what changes that answers with the slots whose count follows, one down for each place
/// let go and one up for each place kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    waits: BTreeMap<i64, Wait>,
    open: BTreeMap<(ChildId, SlotKey), i64>,
}

impl Line {
    /// Adds a wait, as it was left. One of its parts that the child waits for already is left out.
    pub fn add(&mut self, position: i64, mut wait: Wait) {
        let child = wait.child;
        wait.parts
            .retain(|slot, state| !state.is_open() || !self.open.contains_key(&(child, *slot)));
        self.open.extend(wait.open().map(|slot| ((child, slot), position)));
        self.waits.insert(position, wait);
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.waits.is_empty()
    }

    /// All waits, open or ended since, in order.
    pub fn waits(&self) -> impl Iterator<Item = (i64, &Wait)> {
        self.waits.iter().map(|(&position, wait)| (position, wait))
    }

    #[must_use]
    pub fn wait(&self, position: i64) -> Option<&Wait> {
        self.waits.get(&position)
    }

    /// The position of the child's open wait that has a part in the slot.
    #[must_use]
    pub fn of(&self, child: ChildId, slot: SlotKey) -> Option<i64> {
        self.open.get(&(child, slot)).copied()
    }

    /// What is known of the child's slots for which it waits or a place is kept.
    #[must_use]
    pub fn marks(&self, child: ChildId) -> BTreeMap<SlotKey, Mark> {
        let of_child = self.open.iter().filter(|((other, _), _)| *other == child);
        let mark = |(&(_, slot), &position): (&(ChildId, SlotKey), &i64)| {
            let until = self.waits.get(&position)?.until;
            let waiting = || Mark::Waiting {
                position: self.ahead(position, slot).saturating_add(1),
            };
            Some((slot, until.map_or_else(waiting, |until| Mark::Offered { until })))
        };
        of_child.filter_map(mark).collect()
    }

    /// How many wait for the slot before a position; those to whom a place is offered are served.
    #[must_use]
    pub fn ahead(&self, position: i64, slot: SlotKey) -> u32 {
        let before = self.waits.range(..position);
        let waiting = before.filter(|(_, wait)| wait.parts.get(&slot) == Some(&PartState::Waiting));
        u32::try_from(waiting.count()).unwrap_or(u32::MAX)
    }

    /// The place of a wait: one more than wait before it, in that of its slots where most do.
    #[must_use]
    pub fn place(&self, position: i64) -> u32 {
        let parts = self.waits.get(&position).into_iter().flat_map(Wait::open);
        let ahead = parts.map(|slot| self.ahead(position, slot)).max();
        ahead.unwrap_or(0).saturating_add(1)
    }

    /// The offers whose time is over, in order. The end itself is over.
    #[must_use]
    pub fn due(&self, now: DateTime<Utc>) -> Vec<i64> {
        let due = self
            .waits
            .iter()
            .filter(|(_, wait)| wait.until.is_some_and(|until| until <= now));
        due.filter(|(_, wait)| wait.is_offered())
            .map(|(&position, _)| position)
            .collect()
    }

    /// The waits without an offer whose time is over, as it was last reckoned, in order. The end itself is over.
    #[must_use]
    pub fn over(&self, now: DateTime<Utc>) -> Vec<i64> {
        let waiting = self
            .waits
            .iter()
            .filter(|(_, wait)| wait.is_open() && !wait.is_offered());
        let over = waiting.filter(|(_, wait)| wait.closes_at.is_some_and(|closes_at| closes_at <= now));
        over.map(|(&position, _)| position).collect()
    }

    /// Notes until when a wait lasts.
    pub fn note_closing(&mut self, position: i64, closes_at: DateTime<Utc>) {
        if let Some(wait) = self.waits.get_mut(&position) {
            wait.closes_at = Some(closes_at);
        }
    }

    /// Behind a position (or from the beginning), the next waits that could be served if `free` is so of their slots.
    #[must_use]
    pub fn next(&self, behind: Option<i64>, most: usize, free: impl Fn(SlotKey) -> bool) -> Vec<i64> {
        let from = behind.map_or(Bound::Unbounded, Bound::Excluded);
        let ahead = self.waits.range((from, Bound::Unbounded));
        let waiting = ahead.filter(|(_, wait)| wait.is_open() && !wait.is_offered());
        let served = waiting.filter(|(_, wait)| wait.open().all(&free));
        served.map(|(&position, _)| position).take(most).collect()
    }

    /// Ends all that is open of a wait. The places let go.
    pub fn end(&mut self, position: i64, end: End) -> Vec<SlotKey> {
        let Some(wait) = self.waits.get_mut(&position) else {
            return Vec::new();
        };
        let mut free = Vec::new();
        for slot in wait.open().collect::<Vec<_>>() {
            self.open.remove(&(wait.child, slot));
            if wait.end_part(slot, end) {
                free.push(slot);
            }
        }
        free
    }

    /// Keeps what is offered for a wait. The places newly kept: what the child holds by another offer is not kept twice,
    /// and another wait of its for one of the parts ends there.
    pub fn keep(&mut self, position: i64, offer: &Offer) -> Vec<SlotKey> {
        let Some(child) = self.waits.get(&position).map(|wait| wait.child) else {
            return Vec::new();
        };
        let mut kept = Vec::new();
        for &slot in &offer.parts {
            match self.of(child, slot) {
                Some(other) if other != position => {
                    if self.waits.get(&other).is_some_and(Wait::is_offered) {
                        continue;
                    }
                    self.leave_part(other, slot);
                }
                _ => {}
            }
            self.open.insert((child, slot), position);
            kept.push(slot);
        }
        if let Some(wait) = self.waits.get_mut(&position) {
            // What no longer comes along is not waited for either.
            let others: Vec<SlotKey> = wait.open().filter(|slot| !kept.contains(slot)).collect();
            for slot in others {
                wait.end_part(slot, End::Left);
                self.open.remove(&(child, slot));
            }
            wait.parts.extend(kept.iter().map(|&slot| (slot, PartState::Offered)));
            wait.until = Some(offer.until);
        }
        kept
    }

    /// Keeps for a wait no more what is kept: it waits on, where it stands in the line. The places let go.
    pub fn set_back(&mut self, position: i64) -> Vec<SlotKey> {
        let Some(wait) = self.waits.get_mut(&position) else {
            return Vec::new();
        };
        let kept = wait.parts.iter_mut().filter(|(_, state)| **state == PartState::Offered);
        let free = kept.map(|(&slot, state)| {
            *state = PartState::Waiting;
            slot
        });
        let free = free.collect();
        wait.until = None;
        free
    }

    /// Ends what the child waited for in slots that are now booked for it: with what was asked for, the whole wait. The
    /// places let go: those of the bookings are counted by the bookings.
    pub fn took(&mut self, child: ChildId, booked: &BTreeSet<SlotKey>) -> Vec<SlotKey> {
        let mut free = Vec::new();
        for &slot in booked {
            let Some(position) = self.open.remove(&(child, slot)) else {
                continue;
            };
            let Some(wait) = self.waits.get_mut(&position) else {
                continue;
            };
            if wait.end_part(slot, End::Accepted) {
                free.push(slot);
            }
        }
        let of_child = self
            .waits
            .iter()
            .filter(|(_, wait)| wait.child == child && wait.is_open());
        let over = of_child.filter(|(_, wait)| booked.contains(&wait.asked));
        for position in over.map(|(&position, _)| position).collect::<Vec<_>>() {
            free.extend(self.end(position, End::Left));
        }
        free
    }

    fn leave_part(&mut self, position: i64, slot: SlotKey) {
        if let Some(wait) = self.waits.get_mut(&position) {
            if wait.asked == slot {
                self.end(position, End::Left);
                return;
            }
            self.open.remove(&(wait.child, slot));
            wait.end_part(slot, End::Left);
        }
    }
}
