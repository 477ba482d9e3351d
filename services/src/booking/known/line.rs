//! Who waits for the slots of a decision.

use std::collections::{BTreeMap, BTreeSet};

use preau_domain::booking::{Mark, SlotKey};
use preau_domain::ids::{ActivityId, ChildId};
use preau_domain::waiting::End;
use preau_entities::rows::Key;
use preau_entities::rows::waiting_place::Model;
use preau_entities::store::booking::SlotRef;
use preau_entities::store::{ConnectionTrait, StoreError, waiting};

use super::{Known, occupancy, slot_key};
use crate::booking::touched;
use crate::towns::Town;

/// How often it is looked on from slots to those who wait for them and on to what is linked to theirs. Once is enough
/// unless links have changed since they joined.
const ROUNDS: usize = 4;

/// The open rows of those who wait for any of the slots or for what these shut out, and the slots that are then known
/// whole. What their waits touch is added to the slots, and what the rules of today link to that: who joined under another
/// rule book may be offered it now. All of it lies within the days asked for.
pub(super) async fn waiting<C: ConnectionTrait>(
    db: &C,
    town: &Town,
    slots: &mut BTreeSet<SlotRef>,
) -> Result<(Vec<Model>, BTreeSet<SlotRef>), StoreError> {
    let mut rows: BTreeMap<(Key, Key), Model> = BTreeMap::new();
    let mut whole = BTreeSet::new();
    let asked: BTreeSet<SlotRef> = slots.iter().flat_map(|slot| with_shut_out(town, *slot)).collect();
    let mut fresh: Vec<SlotRef> = asked.into_iter().collect();
    for _ in 0..ROUNDS {
        let found = waiting::live(db, town.id, &fresh).await?;
        whole.extend(fresh);
        let touched: BTreeSet<SlotRef> = found.iter().flat_map(|row| with_linked(town, row)).collect();
        let new = touched.into_iter().filter(|slot| slots.insert(*slot));
        fresh = new.filter(|slot| !whole.contains(slot)).collect();
        rows.extend(found.into_iter().map(|row| ((row.waiting_id, row.activity_id), row)));
        if fresh.is_empty() {
            break;
        }
    }
    Ok((rows.into_values().collect(), whole))
}

/// A slot and those that it shuts out: whoever gives it back may be waiting for one of them, free as it is.
fn with_shut_out(town: &Town, slot: SlotRef) -> impl Iterator<Item = SlotRef> + use<'_> {
    let others = slot_key(town, slot.activity_id, slot.day).into_iter();
    let others = others.flat_map(|slot| touched::shut_out(town, slot));
    std::iter::once(slot).chain(others.map(|slot| SlotRef::new(town.activity_id(slot), slot.day)))
}

/// The slot of a row, whether or not a rule book still has it, and those linked to it.
fn with_linked(town: &Town, row: &Model) -> impl Iterator<Item = SlotRef> + use<> {
    let linked = touched::with_linked(town, ActivityId(row.activity_id.0), std::iter::once(row.day));
    let linked: Vec<SlotRef> = linked
        .into_iter()
        .map(|slot| SlotRef::new(town.activity_id(slot), slot.day))
        .collect();
    let own = SlotRef {
        activity_id: row.activity_id,
        day: row.day,
    };
    std::iter::once(own).chain(linked)
}

impl Known {
    /// A place of a slot is kept for somebody who waited.
    pub fn keep(&mut self, town: &Town, slot: SlotKey) {
        self.occupancy
            .entry(slot)
            .or_insert_with(|| occupancy(town, slot, 0))
            .taken += 1;
        self.waits.count(slot, 1);
    }

    /// A place of a slot is kept no more.
    pub fn let_go(&mut self, slot: SlotKey) {
        if let Some(occupancy) = self.occupancy.get_mut(&slot) {
            occupancy.taken = occupancy.taken.saturating_sub(1);
        }
        self.waits.count(slot, -1);
    }

    /// Ends all that is open of a wait.
    pub fn end_wait(&mut self, position: i64, end: End) {
        for slot in self.waits.line.end(position, end) {
            self.let_go(slot);
        }
    }

    /// Gives back what is kept for a wait, which waits on where it stands in the line.
    pub fn set_back(&mut self, position: i64) {
        for slot in self.waits.line.set_back(position) {
            self.let_go(slot);
        }
    }

    /// Ends what waits, or is kept, in slots that the rule books no longer have. Days of a rule book that cannot be read
    /// here are another program's to speak of.
    pub fn end_gone(&mut self, town: &Town) {
        let how = |day| {
            let end = if day < town.today { End::Expired } else { End::Withdrawn };
            town.reads(day).then_some(end)
        };
        for slot in self.waits.end_gone(how) {
            self.let_go(slot);
        }
    }

    /// What is known of a child's slots beside what is booked: what staff have yet to decide, and what it waits for.
    pub fn marks(&self, child: ChildId) -> BTreeMap<SlotKey, Mark> {
        let mut marks = self.waits.line.marks(child);
        let undecided = self.children.get(&child).into_iter().flat_map(|child| &child.marks);
        marks.extend(undecided.map(|(&slot, &mark)| (slot, mark)));
        marks
    }
}
