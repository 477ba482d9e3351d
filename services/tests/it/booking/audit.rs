//! What must be true of a store whatever happened to it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use preau_domain::ids::{ActivityId, ChildId};
use preau_entities::rows::{alert, booking, booking_event, lane, order, slot};
use preau_entities::store::Db;
use sea_orm::{EntityTrait, QueryOrder};

/// Holds the store against itself, and returns the live bookings.
pub async fn live_bookings(db: &Db) -> BTreeSet<(ChildId, ActivityId, NaiveDate)> {
    let bookings = booking::Entity::find().all(db).await.unwrap();
    let live: Vec<&booking::Model> = bookings.iter().filter(|row| row.cancelled_at.is_none()).collect();
    let mut counted: BTreeMap<_, i32> = BTreeMap::new();
    for row in &live {
        *counted.entry((row.activity_id, row.day)).or_default() += 1;
    }
    for row in slot::Entity::find().all(db).await.unwrap() {
        let found = counted.remove(&(row.activity_id, row.day)).unwrap_or(0);
        assert_eq!(row.taken, found, "counter of {} on {}", row.activity_id, row.day);
        assert!(row.taken <= row.capacity);
    }
    assert_eq!(counted, BTreeMap::new(), "bookings without a counter");
    history(db, &bookings).await;
    live.iter()
        .map(|row| (ChildId(row.child_id.0), ActivityId(row.activity_id.0), row.day))
        .collect()
}

/// Every booking was booked once and cancelled at most once, by orders that are numbered and told without a gap.
async fn history(db: &Db, bookings: &[booking::Model]) {
    let events = booking_event::Entity::find()
        .order_by_asc(booking_event::Column::EventId)
        .all(db)
        .await
        .unwrap();
    let mut changes: BTreeMap<_, Vec<&str>> = BTreeMap::new();
    let mut by_order: BTreeMap<_, (i32, i32, i64)> = BTreeMap::new();
    for event in &events {
        changes.entry(event.booking_id).or_default().push(&event.change);
        let (booked, cancelled, cents) = by_order.entry(event.order_id).or_default();
        if event.change == "booked" {
            *booked += 1;
            *cents += event.price_cents;
        } else {
            *cancelled += 1;
        }
    }
    let told: BTreeMap<_, Vec<&str>> = bookings
        .iter()
        .map(|row| {
            let told = if row.cancelled_at.is_some() {
                vec!["booked", "cancelled"]
            } else {
                vec!["booked"]
            };
            (row.booking_id, told)
        })
        .collect();
    assert_eq!(changes, told);
    let orders = order::Entity::find()
        .order_by_asc(order::Column::OrderId)
        .all(db)
        .await
        .unwrap();
    let alerts = alert::Entity::find()
        .order_by_asc(alert::Column::Position)
        .all(db)
        .await
        .unwrap();
    assert_eq!(orders.len(), alerts.len());
    for ((number, order), alert) in (1_i64..).zip(&orders).zip(&alerts) {
        assert_eq!(
            (order.number, alert.position, alert.order_id),
            (number, number, order.order_id)
        );
        let own = (order.booked_count, order.cancelled_count, order.total_cents);
        assert_eq!(Some(&own), by_order.get(&order.order_id));
    }
    let lane = lane::Entity::find().one(db).await.unwrap().unwrap();
    let last = i64::try_from(orders.len()).unwrap();
    assert_eq!((lane.last_order_number, lane.last_position), (last, last));
}
