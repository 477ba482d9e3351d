//! What must be true of a store whatever happened to it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use preau_domain::ids::{ActivityId, ChildId};
use preau_entities::rows::booking_event::Change;
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

/// Every booking was booked once and cancelled at most once, costs what its last event says, and was changed by orders
/// that are numbered, told without a gap and add up.
async fn history(db: &Db, bookings: &[booking::Model]) {
    let events = booking_event::Entity::find()
        .order_by_asc(booking_event::Column::EventId)
        .all(db)
        .await
        .unwrap();
    let mut changes: BTreeMap<_, Vec<Change>> = BTreeMap::new();
    let mut by_order: BTreeMap<_, (i32, i32, i64)> = BTreeMap::new();
    let mut prices: BTreeMap<_, i64> = BTreeMap::new();
    for event in &events {
        let (booked, cancelled, cents) = by_order.entry(event.order_id).or_default();
        let before = prices.insert(event.booking_id, event.price_cents);
        match event.change {
            Change::Booked => {
                *booked += 1;
                *cents += event.price_cents;
            }
            Change::Cancelled => {
                *cancelled += 1;
                assert_eq!(before, Some(event.price_cents), "given back at the price it had");
            }
            Change::Repriced => *cents += event.price_cents - before.unwrap(),
        }
        if event.change != Change::Repriced {
            changes.entry(event.booking_id).or_default().push(event.change);
        }
    }
    let told: BTreeMap<_, Vec<Change>> = bookings
        .iter()
        .map(|row| {
            let told = if row.cancelled_at.is_some() {
                vec![Change::Booked, Change::Cancelled]
            } else {
                vec![Change::Booked]
            };
            (row.booking_id, told)
        })
        .collect();
    assert_eq!(changes, told);
    let stored: BTreeMap<_, i64> = bookings.iter().map(|row| (row.booking_id, row.price_cents)).collect();
    assert_eq!(prices, stored);
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
