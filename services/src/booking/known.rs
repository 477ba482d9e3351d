//! What a decision knows: the children concerned, their live bookings, and how full the slots are. Decided requests
//! are applied to it one after the other, so that each sees those before it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::booking::{Decision, Mark, Occupancy, Situation, SlotKey};
use preau_domain::family::ChildFacts;
use preau_domain::ids::{ActivityId, ChildId, FamilyId};
use preau_domain::rulebook::model::Code;
use preau_entities::rows::Key;
use preau_entities::store::booking::{self, Lock, SlotRef};
use preau_entities::store::people::{self, ChildLine};
use preau_entities::store::{ConnectionTrait, StoreError};

use super::request::PlanRequest;
use super::touched;
use crate::towns::{Edition, Town};

#[derive(Debug, Default)]
pub(super) struct Known {
    pub children: HashMap<ChildId, KnownChild>,
    pub occupancy: BTreeMap<SlotKey, Occupancy>,
    /// Slots that have a row in the store.
    pub rows: BTreeSet<SlotKey>,
}

/// A part of what is known, as it was.
pub(super) struct Before {
    children: Vec<(ChildId, KnownChild)>,
    occupancy: Vec<(SlotKey, Option<Occupancy>)>,
}

#[derive(Clone, Debug)]
pub(super) struct KnownChild {
    pub family: FamilyId,
    pub facts: ChildFacts,
    pub booked: BTreeSet<SlotKey>,
    /// Those of `booked` that were booked late.
    pub late: BTreeSet<SlotKey>,
    /// The live bookings behind `booked`.
    pub bookings: BTreeMap<SlotKey, StoredBooking>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct StoredBooking {
    pub id: Key,
    pub price_cents: i64,
}

impl Known {
    /// Loads what the requests touch, with three statements whatever their number. Slot rows are locked in key order
    /// when they are to be changed.
    pub async fn load<C: ConnectionTrait>(
        db: &C,
        town: &Town,
        requests: &[&PlanRequest],
        lock: Lock,
    ) -> Result<Self, StoreError> {
        let ids: BTreeSet<ChildId> = requests.iter().flat_map(|request| touched::children(request)).collect();
        let ids: Vec<ChildId> = ids.into_iter().collect();
        let slots = requests.iter().flat_map(|request| touched::slots(town, request));
        let touched: BTreeSet<SlotKey> = slots.collect();
        let days = || requests.iter().flat_map(|request| touched::days(request));
        let (Some(first), Some(last)) = (days().min(), days().max()) else {
            return Ok(Self::default());
        };
        let children = people::children_in_town(db, town.id, &ids).await?;
        let live = booking::live(db, town.id, &ids, first, last).await?;
        let refs: Vec<SlotRef> = touched
            .iter()
            .map(|slot| SlotRef::new(town.activity_id(*slot), slot.day))
            .collect();
        let slots = booking::slots(db, town.id, &refs, lock).await?;

        let mut known = Self {
            children: children
                .into_iter()
                .map(|line| (ChildId(line.child_id.0), KnownChild::new(&line)))
                .collect(),
            ..Self::default()
        };
        for found in live {
            let child = known.children.get_mut(&ChildId(found.child_id.0));
            if let (Some(child), Some(slot)) = (child, slot_key(town, found.activity_id, found.day)) {
                child.booked.insert(slot);
                if found.late {
                    child.late.insert(slot);
                }
                child.bookings.insert(
                    slot,
                    StoredBooking {
                        id: found.booking_id,
                        price_cents: found.price_cents,
                    },
                );
            }
        }
        for row in slots {
            if let Some(slot) = slot_key(town, row.activity_id, row.day) {
                known.rows.insert(slot);
                let taken = u32::try_from(row.taken).unwrap_or(u32::MAX);
                known.occupancy.insert(slot, occupancy(town, slot, taken));
            }
        }
        Ok(known)
    }

    /// What a request may change of it, to be given back to [`Known::restore`].
    pub fn remember(&self, town: &Town, request: &PlanRequest) -> Before {
        let children = touched::children(request).filter_map(|id| Some((id, self.children.get(&id)?.clone())));
        let slots = touched::slots(town, request).into_iter();
        Before {
            children: children.collect(),
            occupancy: slots.map(|slot| (slot, self.occupancy.get(&slot).copied())).collect(),
        }
    }

    /// As if the request had not been.
    pub fn restore(&mut self, before: Before) {
        self.children.extend(before.children);
        for (slot, occupancy) in before.occupancy {
            match occupancy {
                Some(occupancy) => drop(self.occupancy.insert(slot, occupancy)),
                None => drop(self.occupancy.remove(&slot)),
            }
        }
    }

    /// Applies what was decided for a child.
    pub fn apply(&mut self, town: &Town, child: ChildId, decision: &Decision) {
        let Some(known) = self.children.get_mut(&child) else {
            return;
        };
        for &slot in &decision.cancel {
            known.booked.remove(&slot);
            known.late.remove(&slot);
            if let Some(occupancy) = self.occupancy.get_mut(&slot) {
                occupancy.taken = occupancy.taken.saturating_sub(1);
            }
        }
        known.late.extend(&decision.late);
        for &slot in &decision.book {
            known.booked.insert(slot);
            self.occupancy
                .entry(slot)
                .or_insert_with(|| occupancy(town, slot, 0))
                .taken += 1;
        }
    }
}

impl KnownChild {
    fn new(line: &ChildLine) -> Self {
        Self {
            family: FamilyId(line.family_id.0),
            facts: facts(line),
            booked: BTreeSet::new(),
            late: BTreeSet::new(),
            bookings: BTreeMap::new(),
        }
    }

    /// What the rules of a version look at.
    pub fn situation<'a>(
        &'a self,
        edition: &'a Edition,
        occupancy: &'a BTreeMap<SlotKey, Occupancy>,
        now: DateTime<Utc>,
    ) -> Situation<'a> {
        static NO_MARKS: BTreeMap<SlotKey, Mark> = BTreeMap::new();
        Situation {
            rules: &edition.rules,
            calendar: &edition.calendar,
            child: &self.facts,
            booked: &self.booked,
            late: &self.late,
            marks: &NO_MARKS,
            occupancy,
            now,
        }
    }
}

/// What the rules need of a child's row.
pub(crate) fn facts(line: &ChildLine) -> ChildFacts {
    ChildFacts {
        id: ChildId(line.child_id.0),
        born: line.birth_date,
        school: Code(line.school_code.clone()),
        food_care_plan: line.food_care_plan,
        siblings: line.siblings.clone(),
        residence: line.residence,
        regime: line.regime,
        regular_in: line.regular_in.clone(),
        quotients: line.quotients.clone(),
    }
}

/// The capacity is the rule book's: the row only counts.
pub(crate) fn occupancy(town: &Town, slot: SlotKey, taken: u32) -> Occupancy {
    Occupancy {
        capacity: town.on(slot.day).rules.activity(slot.activity).capacity,
        taken,
    }
}

/// The slot of a row, unless the rule book that governs its day no longer has its activity.
pub(crate) fn slot_key(town: &Town, activity: Key, day: NaiveDate) -> Option<SlotKey> {
    town.slot(ActivityId(activity.0), day)
}
