//! What a decision knows: the children concerned, their live bookings, and how full the slots are. Decided requests
//! are applied to it one after the other, so that each sees those before it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use preau_domain::booking::{Decision, Occupancy, SlotKey};
use preau_domain::family::ChildFacts;
use preau_domain::ids::{ActivityId, ChildId, FamilyId};
use preau_domain::rulebook::link::Link;
use preau_domain::rulebook::model::{ActivityIx, Code};
use preau_entities::rows::Key;
use preau_entities::store::booking::{self, Lock, SlotRef};
use preau_entities::store::people::{self, ChildLine};
use preau_entities::store::{ConnectionTrait, StoreError};

use super::request::PlanRequest;
use crate::towns::Town;

#[derive(Debug, Default)]
pub(super) struct Known {
    pub children: HashMap<ChildId, KnownChild>,
    pub occupancy: BTreeMap<SlotKey, Occupancy>,
    /// Slots that have a row in the store.
    pub rows: BTreeSet<SlotKey>,
}

#[derive(Debug)]
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
        let ids: Vec<ChildId> = requests
            .iter()
            .flat_map(|request| &request.changes)
            .map(|change| change.child)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let touched = touched(town, requests);
        let (Some(first), Some(last)) = (days(requests).min(), days(requests).max()) else {
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

/// Every slot that the requests may change: those asked for, and those linked to them for any child.
fn touched(town: &Town, requests: &[&PlanRequest]) -> BTreeSet<SlotKey> {
    let mut slots = BTreeSet::new();
    for change in requests.iter().flat_map(|request| &request.changes) {
        // What is linked is the same for all days of a version.
        let mut together: Vec<(i32, BTreeSet<ActivityIx>)> = Vec::new();
        for &day in change.book.iter().chain(&change.cancel) {
            let edition = town.on(day);
            let Some(asked) = edition.ix(change.activity) else {
                continue;
            };
            if together.iter().all(|(version, _)| *version != edition.version) {
                together.push((edition.version, linked(&edition.rules.links, asked)));
            }
            let found = together.iter().find(|(version, _)| *version == edition.version);
            let group = found.into_iter().flat_map(|(_, group)| group);
            slots.extend(group.map(|&activity| SlotKey { activity, day }));
        }
    }
    slots
}

/// The activity and all that may come along with it or go with it.
fn linked(links: &[Link], start: ActivityIx) -> BTreeSet<ActivityIx> {
    let mut group = BTreeSet::from([start]);
    loop {
        let before = group.len();
        for link in links {
            if let Link::Takes { activity, takes, .. } = link
                && (group.contains(activity) || group.contains(takes))
            {
                group.extend([*activity, *takes]);
            }
        }
        if group.len() == before {
            return group;
        }
    }
}

fn days<'a>(requests: &'a [&PlanRequest]) -> impl Iterator<Item = NaiveDate> + 'a {
    requests
        .iter()
        .flat_map(|request| &request.changes)
        .flat_map(|change| change.book.iter().chain(&change.cancel))
        .copied()
}
