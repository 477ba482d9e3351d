//! What the town's staff decide about places that wait for them.

use std::collections::{BTreeMap, BTreeSet};

use super::asking::companions;
use super::day_prices::changed_prices;
use super::permit::booked_with;
use super::slot::{Situation, SlotKey};
use super::standing::Standing;
use super::state::Mark;
use crate::money::Money;

/// What became of a place that waited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settled {
    /// How it stood until then.
    pub was: Standing,
    /// What the family asked for is done.
    pub accepted: bool,
    /// The place whose fate it shares; none where staff spoke of it, and were followed.
    pub with: Option<SlotKey>,
}

/// What staff's word changes for one child.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ruled {
    pub settled: BTreeMap<SlotKey, Settled>,
    /// Places that are the child's no more. The others of `settled` are from now on confirmed.
    pub cancel: BTreeSet<SlotKey>,
    /// What the family pays for places that stay at another price than before.
    pub prices: BTreeMap<SlotKey, Money>,
}

/// Decides about the places of one child that staff speak of, and of what shares their fate: what a refused place was
/// needed for is refused too, what an accepted place needs is accepted too, and a change is one. Where staff both accept
/// and refuse what belongs together, the refusal counts. No deadline does: the family asked in time.
///
/// A place that does not wait, or is not the child's, stays as it is, whatever staff say. Places confirmed before are
/// never taken away.
///
/// # Panics
/// When a place names an activity of another rule book.
#[must_use]
pub fn rule(situation: &Situation<'_>, accept: &BTreeMap<SlotKey, bool>) -> Ruled {
    let mut ruling = Ruling {
        situation,
        settled: BTreeMap::new(),
    };
    for accepted in [false, true] {
        for (&slot, _) in accept.iter().filter(|(_, said)| **said == accepted) {
            ruling.settle(slot, accepted, None);
        }
    }
    let mut ruled = ruling.told();
    for (slot, settled) in &mut ruled.settled {
        if accept.get(slot) == Some(&settled.accepted) {
            settled.with = None;
        }
    }
    ruled
}

struct Ruling<'a> {
    situation: &'a Situation<'a>,
    settled: BTreeMap<SlotKey, Settled>,
}

impl Ruling<'_> {
    fn settle(&mut self, slot: SlotKey, accepted: bool, with: Option<SlotKey>) {
        let was = self.situation.standing(slot);
        if !self.situation.booked.contains(&slot) || !was.waits() || self.settled.contains_key(&slot) {
            return;
        }
        self.settled.insert(slot, Settled { was, accepted, with });
        let shares: Vec<SlotKey> = if was.stays_when(accepted) {
            // What stays keeps what it rests on.
            companions(self.situation, slot).collect()
        } else {
            booked_with(self.situation, slot).collect()
        };
        for part in shares {
            // Of a place that needs this one, or that this one needs: whether it stays is the same for both.
            let accepted = self.situation.standing(part).stays_when(true) == was.stays_when(accepted);
            self.settle(part, accepted, Some(slot));
        }
        if was.is_of_change() {
            let change: Vec<SlotKey> = self.situation.open_change(slot.day).collect();
            for part in change {
                self.settle(part, accepted, Some(slot));
            }
        }
    }

    fn told(self) -> Ruled {
        let Self { situation, settled } = self;
        let (mut booked, mut marks): (_, BTreeMap<SlotKey, Mark>) = (situation.booked.clone(), situation.marks.clone());
        let mut cancel = BTreeSet::new();
        for (&slot, told) in &settled {
            marks.remove(&slot);
            if !told.was.stays_when(told.accepted) {
                booked.remove(&slot);
                cancel.insert(slot);
            }
        }
        let after = Situation {
            booked: &booked,
            marks: &marks,
            ..*situation
        };
        let late = situation
            .late
            .iter()
            .copied()
            .filter(|slot| booked.contains(slot))
            .collect();
        let touched = settled.keys().map(|slot| slot.day).collect();
        let prices = changed_prices(situation, &after, &late, &touched);
        Ruled {
            settled,
            cancel,
            prices,
        }
    }
}
