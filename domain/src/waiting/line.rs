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
    // What is looked up of the waits, kept by [`Line::edit`]: lines are long on the morning of an opening, and asked for
    // each place that comes free.
    /// The open parts of each child.
    open: BTreeMap<ChildId, BTreeMap<SlotKey, i64>>,
    /// Who waits for each slot, and is offered nothing.
    waiting: BTreeMap<SlotKey, BTreeSet<i64>>,
    /// When each open wait, or what is offered to it, is over.
    ends: BTreeSet<(DateTime<Utc>, i64)>,
}

impl Line {
    /// Adds a wait, as it was left. One of its parts that the child waits for already is left out.
    pub fn add(&mut self, position: i64, mut wait: Wait) {
        let child = wait.child;
        wait.parts
            .retain(|slot, state| !state.is_open() || self.of(child, *slot).is_none());
        self.index(position, &wait);
        self.waits.insert(position, wait);
    }

    /// Changes a wait, and what is looked up of it.
    fn edit<T>(&mut self, position: i64, change: impl FnOnce(&mut Wait) -> T) -> Option<T> {
        let mut wait = self.waits.remove(&position)?;
        self.unindex(position, &wait);
        let changed = change(&mut wait);
        self.index(position, &wait);
        self.waits.insert(position, wait);
        Some(changed)
    }

    fn index(&mut self, position: i64, wait: &Wait) {
        for (&slot, &state) in wait.parts.iter().filter(|(_, state)| state.is_open()) {
            self.open.entry(wait.child).or_default().insert(slot, position);
            if state == PartState::Waiting {
                self.waiting.entry(slot).or_default().insert(position);
            }
        }
        self.ends.extend(over_at(wait).map(|at| (at, position)));
    }

    fn unindex(&mut self, position: i64, wait: &Wait) {
        for (slot, _) in wait.parts.iter().filter(|(_, state)| state.is_open()) {
            if let Some(open) = self.open.get_mut(&wait.child) {
                open.remove(slot);
            }
            if let Some(waiting) = self.waiting.get_mut(slot) {
                waiting.remove(&position);
            }
        }
        if let Some(at) = over_at(wait) {
            self.ends.remove(&(at, position));
        }
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
        self.open.get(&child)?.get(&slot).copied()
    }

    /// What is known of the child's slots for which it waits or a place is kept.
    #[must_use]
    pub fn marks(&self, child: ChildId) -> BTreeMap<SlotKey, Mark> {
        let of_child = self.open.get(&child).into_iter().flatten();
        let mark = |(&slot, &position): (&SlotKey, &i64)| {
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
        let waiting = self.waiting.get(&slot);
        let before = waiting.map_or(0, |waiting| waiting.range(..position).count());
        u32::try_from(before).unwrap_or(u32::MAX)
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
        self.ended(now, Wait::is_offered)
    }

    /// The waits without an offer whose time is over, as it was last reckoned, in order. The end itself is over.
    #[must_use]
    pub fn over(&self, now: DateTime<Utc>) -> Vec<i64> {
        self.ended(now, |wait| !wait.is_offered())
    }

    fn ended(&self, now: DateTime<Utc>, which: impl Fn(&Wait) -> bool) -> Vec<i64> {
        let ended = self.ends.range(..=(now, i64::MAX)).map(|&(_, position)| position);
        let mut ended: Vec<i64> = ended
            .filter(|position| self.waits.get(position).is_some_and(&which))
            .collect();
        ended.sort_unstable();
        ended
    }

    /// Notes until when a wait lasts.
    pub fn note_closing(&mut self, position: i64, closes_at: DateTime<Utc>) {
        self.edit(position, |wait| wait.closes_at = Some(closes_at));
    }

    /// Behind a position (or from the beginning), the next waits that could be served if `free` is so of their slots.
    #[must_use]
    pub fn next(&self, behind: Option<i64>, most: usize, free: impl Fn(SlotKey) -> bool) -> Vec<i64> {
        let behind = (behind.map_or(Bound::Unbounded, Bound::Excluded), Bound::Unbounded);
        let of_free = self.waiting.iter().filter(|(slot, _)| free(**slot));
        let ahead: BTreeSet<i64> = of_free
            .flat_map(|(_, waiting)| waiting.range(behind))
            .copied()
            .collect();
        let served = ahead.into_iter().filter(|position| {
            let wait = self.waits.get(position);
            wait.is_some_and(|wait| !wait.is_offered() && wait.open().all(&free))
        });
        served.take(most).collect()
    }

    /// Ends all that is open of a wait. The places let go.
    pub fn end(&mut self, position: i64, end: End) -> Vec<SlotKey> {
        let ended = self.edit(position, |wait| {
            let open = wait.open().collect::<Vec<_>>();
            open.into_iter().filter(|&slot| wait.end_part(slot, end)).collect()
        });
        ended.unwrap_or_default()
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
            kept.push(slot);
        }
        self.edit(position, |wait| {
            // What no longer comes along is not waited for either.
            let others: Vec<SlotKey> = wait.open().filter(|slot| !kept.contains(slot)).collect();
            for slot in others {
                wait.end_part(slot, End::Left);
            }
            wait.parts.extend(kept.iter().map(|&slot| (slot, PartState::Offered)));
            wait.until = Some(offer.until);
        });
        kept
    }

    /// Keeps for a wait no more what is kept: it waits on, where it stands in the line. The places let go.
    pub fn set_back(&mut self, position: i64) -> Vec<SlotKey> {
        let set_back = self.edit(position, |wait| {
            wait.until = None;
            let kept = wait.parts.iter_mut().filter(|(_, state)| **state == PartState::Offered);
            let free = kept.map(|(&slot, state)| {
                *state = PartState::Waiting;
                slot
            });
            free.collect()
        });
        set_back.unwrap_or_default()
    }

    /// Ends what the child waited for in slots that are now booked for it: with what was asked for, the whole wait. The
    /// places let go: those of the bookings are counted by the bookings.
    pub fn took(&mut self, child: ChildId, booked: &BTreeSet<SlotKey>) -> Vec<SlotKey> {
        let mut free = Vec::new();
        for &slot in booked {
            let Some(position) = self.of(child, slot) else {
                continue;
            };
            if self.edit(position, |wait| wait.end_part(slot, End::Accepted)) == Some(true) {
                free.push(slot);
            }
        }
        let of_child: BTreeSet<i64> = self.open.get(&child).into_iter().flatten().map(|(_, &at)| at).collect();
        for position in of_child {
            let wait = self.waits.get(&position);
            if wait.is_some_and(|wait| booked.contains(&wait.asked)) {
                free.extend(self.end(position, End::Left));
            }
        }
        free
    }

    fn leave_part(&mut self, position: i64, slot: SlotKey) {
        if self.waits.get(&position).is_some_and(|wait| wait.asked == slot) {
            self.end(position, End::Left);
        } else {
            self.edit(position, |wait| wait.end_part(slot, End::Left));
        }
    }
}

/// When an open wait, or what is offered to it, is over.
fn over_at(wait: &Wait) -> Option<DateTime<Utc>> {
    if wait.is_offered() {
        wait.until
    } else {
        wait.closes_at.filter(|_| wait.is_open())
    }
}
