//! What must be true of a store in which carts, waiting lists and staff meet, and what it holds.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::ids::{ActivityId, ChildId};
use preau_domain::waiting::PartState;
use preau_entities::rows::{booking, slot, task, waiting_place};
use preau_entities::store::cart;
use preau_services::ports::Clock;
use sea_orm::EntityTrait;

use crate::booking::reference::closes;
use crate::booking::world::{World, at};
use crate::doubles::NotedCounts;

pub type Place = (ChildId, ActivityId, NaiveDate);
pub type Slot = (ActivityId, NaiveDate);

/// What the store holds.
#[derive(Debug, Default)]
pub struct Stands {
    /// How each place stands.
    pub booked: BTreeMap<Place, String>,
    pub held: BTreeMap<Place, DateTime<Utc>>,
    pub offered: BTreeSet<Place>,
    /// By position, with what is asked for and all parts that are still waited for.
    pub waits: BTreeMap<i64, (Place, BTreeSet<Place>)>,
    pub left: BTreeMap<Slot, i32>,
    taken: BTreeMap<Slot, i32>,
    versions: BTreeMap<Slot, i64>,
}

/// Holds the store against itself, and returns what it holds.
pub async fn stands(world: &World) -> Stands {
    let mut found = Stands::default();
    let db = &world.store.db;
    for row in booking::Entity::find().all(db).await.unwrap() {
        if row.cancelled_at.is_none() {
            let place = (ChildId(row.child_id.0), ActivityId(row.activity_id.0), row.day);
            let twice = found.booked.insert(place, row.standing);
            assert_eq!(twice, None, "booked twice: {place:?}");
        }
    }
    let tasks = task::Entity::find().all(db).await.unwrap();
    // Later than the end while a worker has it.
    let comes = |kind: &str, end| tasks.iter().any(|task| task.kind == kind && task.due_at >= end);
    for row in cart::over(db, world.commune, at("2100-01-01T00:00:00Z")).await.unwrap() {
        assert!(comes("end_cart_holds", row.held_until), "nobody comes for {row:?}");
        let place = (ChildId(row.child_id.0), ActivityId(row.activity_id.0), row.day);
        found.held.insert(place, row.held_until);
    }
    for row in waiting_place::Entity::find().all(db).await.unwrap() {
        let (place, state) = (
            (ChildId(row.child_id.0), ActivityId(row.activity_id.0), row.day),
            PartState::from(row.state),
        );
        if !state.is_open() {
            continue;
        }
        assert!(!found.booked.contains_key(&place), "booked, and waits: {place:?}");
        if state == PartState::Offered {
            let until = row.offer_ends_at.unwrap();
            assert!(comes("offer_lapses", until), "nobody comes for {row:?}");
            assert!(found.offered.insert(place), "offered twice: {place:?}");
        } else {
            let (_, parts) = found
                .waits
                .entry(row.position)
                .or_insert_with(|| (place, BTreeSet::new()));
            assert!(parts.insert(place), "waits twice: {place:?}");
        }
        if row.asked
            && let Some((asked, _)) = found.waits.get_mut(&row.position)
        {
            *asked = place;
        }
    }
    found.count(db_slots(world).await);
    for place in found.held.keys() {
        assert!(
            !found.booked.contains_key(place),
            "booked, and kept for a cart: {place:?}"
        );
        assert!(
            !found.offered.contains(place),
            "offered, and kept for a cart: {place:?}"
        );
    }
    found.is_fair(world);
    found
}

async fn db_slots(world: &World) -> Vec<slot::Model> {
    slot::Entity::find().all(&world.store.db).await.unwrap()
}

impl Stands {
    /// Every counter is the places booked, offered and kept, each once, and none is above what there is.
    fn count(&mut self, slots: Vec<slot::Model>) {
        let mut counted: BTreeMap<Slot, i32> = BTreeMap::new();
        let places = self.booked.keys().chain(self.held.keys()).chain(&self.offered);
        for &(_, activity, day) in places {
            *counted.entry((activity, day)).or_default() += 1;
        }
        for row in slots {
            let key = (ActivityId(row.activity_id.0), row.day);
            assert_eq!(row.taken, counted.remove(&key).unwrap_or(0), "counter of {key:?}");
            assert!(row.taken <= row.capacity, "over capacity: {key:?}");
            self.left.insert(key, row.capacity - row.taken);
            self.taken.insert(key, row.taken);
            self.versions.insert(key, row.version);
        }
        assert_eq!(counted, BTreeMap::new(), "places without a counter");
    }

    /// Changes with every change of the places taken.
    pub fn version(&self, slot: Slot) -> Option<i64> {
        self.versions.get(&slot).copied()
    }

    /// Whether it is waited for, or offered.
    pub fn awaits(&self, place: Place) -> bool {
        self.offered.contains(&place) || self.waits.values().any(|(_, parts)| parts.contains(&place))
    }

    /// No place is free while somebody waits who could use it.
    fn is_fair(&self, world: &World) {
        for (position, (_, parts)) in &self.waits {
            let (child, activity, day) = *parts.first().unwrap();
            let free = parts
                .iter()
                .all(|&(_, activity, day)| self.left.get(&(activity, day)).is_some_and(|&left| left > 0));
            let code = world.code(activity);
            // Of what goes together another part may be booked and unsure; the study and the care shut each other out.
            let in_the_way = self.booked.keys().any(|&(of, other, on)| {
                let other = world.code(other);
                let same = ["etude", "garderie"].contains(&other) == ["etude", "garderie"].contains(&code);
                (of, on) == (child, day) && same
            });
            assert!(
                !free || in_the_way || world.clock.now() >= closes(day),
                "{position} waits for {code} on {day}, and there is a place"
            );
        }
    }

    /// The cache was told the latest of every slot.
    pub fn is_published(&self, counts: &NotedCounts) {
        let mut told: BTreeMap<Slot, (i64, u32)> = BTreeMap::new();
        for (key, count) in counts.published.lock().unwrap().iter().flatten() {
            let latest = told.entry((key.activity, count.day)).or_default();
            *latest = (*latest).max((count.version, count.taken));
        }
        let stored = self.taken.iter().map(|(&slot, &taken)| {
            let version = self.versions[&slot];
            (slot, (version, u32::try_from(taken).unwrap()))
        });
        assert_eq!(told, stored.collect());
    }
}
