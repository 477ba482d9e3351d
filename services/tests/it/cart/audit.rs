//! What must be true of a store with carts, and what it holds.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::ids::{ActivityId, ChildId, CommuneId, FamilyId};
use preau_entities::rows::{booking, lane, slot, task};
use preau_entities::store::Db;
use preau_entities::store::cart::{self, Action};
use sea_orm::EntityTrait;

use crate::booking::world::at;

pub type Place = (ChildId, ActivityId, NaiveDate);

/// What the store holds.
#[derive(Debug, PartialEq, Eq)]
pub struct Stands {
    pub booked: BTreeSet<Place>,
    /// Lines of carts: true to book.
    pub lines: BTreeMap<Place, bool>,
    /// Places that carts keep, also those whose time is over and whose row is still there.
    pub held: BTreeMap<Place, DateTime<Utc>>,
}

/// Holds the store against itself, and returns what it holds: every counter is the places booked and the places kept,
/// no slot is over its capacity, and a task is due at the end of every place that is kept.
pub async fn stands(db: &Db, commune: CommuneId, families: &[FamilyId]) -> Stands {
    let bookings = booking::Entity::find().all(db).await.unwrap();
    let live = bookings.iter().filter(|row| row.cancelled_at.is_none());
    let booked: BTreeSet<Place> = live
        .map(|row| (ChildId(row.child_id.0), ActivityId(row.activity_id.0), row.day))
        .collect();
    let lines = cart::lines(db, commune, families).await.unwrap();
    let lines = lines.into_iter().map(|row| {
        let place = (ChildId(row.child_id.0), ActivityId(row.activity_id.0), row.day);
        (place, row.action == Action::Book)
    });
    let lines: BTreeMap<Place, bool> = lines.collect();
    let tasks = task::Entity::find().all(db).await.unwrap();
    let mut held = BTreeMap::new();
    for row in cart::over(db, commune, at("2100-01-01T00:00:00Z")).await.unwrap() {
        let place = (ChildId(row.child_id.0), ActivityId(row.activity_id.0), row.day);
        // Later than the end while a worker has it.
        let ends = |task: &task::Model| task.kind == "end_cart_holds" && task.due_at >= row.held_until;
        assert!(tasks.iter().any(ends), "nobody comes when {row:?} is over");
        assert!(!booked.contains(&place), "booked, and kept for the cart: {row:?}");
        held.insert(place, row.held_until);
    }
    let mut counted: BTreeMap<_, i32> = BTreeMap::new();
    for &(_, activity, day) in booked.iter().chain(held.keys()) {
        *counted.entry((activity, day)).or_default() += 1;
    }
    for row in slot::Entity::find().all(db).await.unwrap() {
        let key = (ActivityId(row.activity_id.0), row.day);
        assert_eq!(row.taken, counted.remove(&key).unwrap_or(0), "counter of {key:?}");
        assert!(row.taken <= row.capacity);
    }
    assert_eq!(counted, BTreeMap::new(), "places without a counter");
    Stands { booked, lines, held }
}

/// Number of the last order and position of the last alert.
pub async fn lane(db: &Db) -> (i64, i64) {
    let lane = lane::Entity::find().one(db).await.unwrap().unwrap();
    (lane.last_order_number, lane.last_position)
}
