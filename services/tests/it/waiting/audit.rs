//! What must be true of a store with waiting lists, and what it holds.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::ids::{ActivityId, ChildId};
use preau_domain::waiting::PartState;
use preau_entities::rows::{booking, lane, slot, task, waiting_place};
use preau_entities::store::Db;
use sea_orm::EntityTrait;

pub type Place = (ChildId, ActivityId, NaiveDate);

/// One row of a wait.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    pub position: i64,
    pub place: Place,
    pub asked: bool,
    pub state: &'static str,
    /// While a place is kept.
    pub until: Option<DateTime<Utc>>,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Held {
    pub booked: BTreeSet<Place>,
    /// How those of them stand that wait for staff.
    pub stands: BTreeMap<Place, String>,
    pub rows: BTreeSet<Row>,
    pub taken: BTreeMap<(ActivityId, NaiveDate), i32>,
}

pub fn word(state: PartState) -> &'static str {
    match state {
        PartState::Waiting => "waiting",
        PartState::Offered => "offered",
        PartState::Accepted => "accepted",
        PartState::Lapsed => "lapsed",
        PartState::Left => "left",
        PartState::Expired => "expired",
        PartState::Withdrawn => "withdrawn",
    }
}

/// Holds the store against itself, and returns what it holds: every counter is the places booked and the places kept,
/// and no slot is over its capacity; every place that is kept has a task due at its end, and every wait has one.
pub async fn held(db: &Db) -> Held {
    let bookings = booking::Entity::find().all(db).await.unwrap();
    let place = |row: &booking::Model| (ChildId(row.child_id.0), ActivityId(row.activity_id.0), row.day);
    let live = || bookings.iter().filter(|row| row.cancelled_at.is_none());
    let booked: BTreeSet<Place> = live().map(place).collect();
    let stands = live().filter(|row| row.standing != "confirmed");
    let stands = stands.map(|row| (place(row), row.standing.clone())).collect();
    let waits = waiting_place::Entity::find().all(db).await.unwrap();
    let mut counted: BTreeMap<_, i32> = BTreeMap::new();
    for &(_, activity, day) in &booked {
        *counted.entry((activity, day)).or_default() += 1;
    }
    let tasks = task::Entity::find().all(db).await.unwrap();
    let mut rows = BTreeSet::new();
    for row in waits {
        let (activity, state) = (ActivityId(row.activity_id.0), PartState::from(row.state));
        if state == PartState::Offered {
            *counted.entry((activity, row.day)).or_default() += 1;
            let until = row.offer_ends_at.unwrap();
            // Later than the end while a worker has it.
            let ends = |task: &task::Model| task.kind == "offer_lapses" && task.due_at >= until;
            assert!(tasks.iter().any(ends), "nobody comes when {row:?} is over");
        }
        if state == PartState::Waiting {
            let closes_at = row.closes_at.unwrap();
            let ends = |task: &task::Model| task.kind == "end_waits" && task.due_at >= closes_at;
            assert!(tasks.iter().any(ends), "nobody comes when {row:?} is over");
        }
        assert_eq!(row.ended_at.is_some(), !state.is_open(), "{row:?}");
        rows.insert(Row {
            position: row.position,
            place: (ChildId(row.child_id.0), activity, row.day),
            asked: row.asked,
            state: word(state),
            until: row.offer_ends_at.filter(|_| state == PartState::Offered),
        });
    }
    let mut taken = BTreeMap::new();
    for row in slot::Entity::find().all(db).await.unwrap() {
        let key = (ActivityId(row.activity_id.0), row.day);
        assert_eq!(row.taken, counted.remove(&key).unwrap_or(0), "counter of {key:?}");
        assert!(row.taken <= row.capacity);
        if row.taken > 0 {
            taken.insert(key, row.taken);
        }
    }
    assert_eq!(counted, BTreeMap::new(), "places without a counter");
    Held {
        booked,
        stands,
        rows,
        taken,
    }
}

/// Number of the last order and position of the last alert.
pub async fn lane(db: &Db) -> (i64, i64) {
    let lane = lane::Entity::find().one(db).await.unwrap().unwrap();
    (lane.last_order_number, lane.last_position)
}
