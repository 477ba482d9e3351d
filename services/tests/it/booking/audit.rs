//! What must be true of a store whatever happened to it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::ids::{ActivityId, ChildId};
use preau_entities::rows::booking_event::Change;
use preau_entities::rows::order_line::Reply;
use preau_entities::rows::{alert, booking, booking_event, lane, order, order_line, slot};
use preau_entities::store::Db;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

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

/// Each live booking: what it costs, and when its request came.
pub async fn told(db: &Db) -> BTreeMap<(ChildId, ActivityId, NaiveDate), (i64, DateTime<Utc>)> {
    let live = booking::Entity::find().filter(booking::Column::CancelledAt.is_null());
    let row = |row: booking::Model| {
        let place = (ChildId(row.child_id.0), ActivityId(row.activity_id.0), row.day);
        (place, (row.price_cents, row.booked_at))
    };
    live.all(db).await.unwrap().into_iter().map(row).collect()
}

/// Every booking went from state to state as it may and stands where its last event left it, costs what that says, and
/// was changed by orders that are numbered, told without a gap and add up.
async fn history(db: &Db, bookings: &[booking::Model]) {
    let events = booking_event::Entity::find()
        .order_by_asc(booking_event::Column::EventId)
        .all(db)
        .await
        .unwrap();
    let mut stands: BTreeMap<_, &str> = BTreeMap::new();
    let mut by_order: BTreeMap<_, (i32, i32, i64)> = BTreeMap::new();
    let mut prices: BTreeMap<_, i64> = BTreeMap::new();
    for event in &events {
        let (booked, cancelled, cents) = by_order.entry(event.order_id).or_default();
        let before = prices.insert(event.booking_id, event.price_cents);
        if event.change != Change::Repriced {
            let next = next(stands.get(&event.booking_id).copied(), event.change);
            stands.insert(event.booking_id, next);
            assert_eq!(
                before.unwrap_or(event.price_cents),
                event.price_cents,
                "at the price it had"
            );
        }
        match event.change {
            Change::Booked | Change::BookingAsked => {
                *booked += 1;
                *cents += event.price_cents;
            }
            Change::Cancelled => *cancelled += 1,
            Change::Repriced if event.decision_id.is_none() => *cents += event.price_cents - before.unwrap(),
            _ => {}
        }
    }
    let told: BTreeMap<_, &str> = bookings
        .iter()
        .map(|row| {
            let gone = row.cancelled_at.is_some();
            let standing = row.standing.as_str();
            let standing = if standing == "pending_change" {
                "pending"
            } else {
                standing
            };
            (row.booking_id, if gone { "gone" } else { standing })
        })
        .collect();
    assert_eq!(stands, told);
    let stored: BTreeMap<_, i64> = bookings.iter().map(|row| (row.booking_id, row.price_cents)).collect();
    assert_eq!(prices, stored);
    let orders = order::Entity::find()
        .order_by_asc(order::Column::OrderId)
        .all(db)
        .await
        .unwrap();
    for (number, order) in (1_i64..).zip(&orders) {
        assert_eq!(order.number, number);
        let own = (order.booked_count, order.cancelled_count, order.total_cents);
        let found = by_order.get(&order.order_id).copied().unwrap_or_default();
        assert_eq!(own, found);
    }
    lines(db, bookings, &orders).await;
    alerts(db, &orders).await;
}

/// Where a change leaves a booking.
fn next(before: Option<&str>, change: Change) -> &'static str {
    match (before, change) {
        (None, Change::Booked)
        | (Some("pending"), Change::BookingAccepted)
        | (Some("cancellation_asked"), Change::CancellationRefused | Change::Kept)
        | (Some("change_asked"), Change::ChangeRefused | Change::Kept) => "confirmed",
        (None, Change::BookingAsked) => "pending",
        (Some("confirmed"), Change::CancellationAsked) => "cancellation_asked",
        (Some("confirmed"), Change::ChangeAsked) => "change_asked",
        (Some("confirmed" | "pending"), Change::Cancelled)
        | (Some("pending"), Change::BookingRefused)
        | (Some("cancellation_asked"), Change::CancellationAccepted)
        | (Some("change_asked"), Change::ChangeAccepted) => "gone",
        other => panic!("{other:?}"),
    }
}

/// A booking that waits is asked about by one line, and orders count their lines.
async fn lines(db: &Db, bookings: &[booking::Model], orders: &[order::Model]) {
    let lines = order_line::Entity::find().all(db).await.unwrap();
    let waits = lines.iter().filter(|line| line.answer == Reply::Waiting);
    let waits: BTreeSet<_> = waits
        .map(|line| (line.booking_id, line.order_id, line.asked.as_str()))
        .collect();
    let asked = bookings
        .iter()
        .filter(|row| row.cancelled_at.is_none() && row.standing != "confirmed");
    let asked = asked.map(|row| (row.booking_id, row.asked_in.unwrap(), row.standing.as_str()));
    assert_eq!(waits, asked.collect());
    for order in orders {
        let count = |answer: Option<Reply>| {
            let own = lines.iter().filter(|line| line.order_id == order.order_id);
            let found = own.filter(|line| answer.is_none_or(|answer| line.answer == answer));
            i32::try_from(found.count()).unwrap()
        };
        assert_eq!(
            (
                order.asked_count,
                order.waiting_count,
                order.accepted_count,
                order.refused_count
            ),
            (
                count(None),
                count(Some(Reply::Waiting)),
                count(Some(Reply::Accepted)),
                count(Some(Reply::Refused))
            )
        );
    }
}

/// One for each order as it was placed, and those of decisions, without a gap.
async fn alerts(db: &Db, orders: &[order::Model]) {
    let alerts = alert::Entity::find()
        .order_by_asc(alert::Column::Position)
        .all(db)
        .await
        .unwrap();
    for (position, alert) in (1_i64..).zip(&alerts) {
        assert_eq!(alert.position, position);
    }
    let placed = alerts.iter().filter(|alert| alert.kind != alert::Kind::OrderDecided);
    let placed: Vec<_> = placed
        .map(|alert| (alert.order_id, alert.kind == alert::Kind::OrderWaits))
        .collect();
    let expected: Vec<_> = orders
        .iter()
        .map(|order| (order.order_id, order.asked_count > 0))
        .collect();
    assert_eq!(placed, expected);
    let lane = lane::Entity::find().one(db).await.unwrap().unwrap();
    let last = |count: usize| i64::try_from(count).unwrap();
    assert_eq!(
        (lane.last_order_number, lane.last_position),
        (last(orders.len()), last(alerts.len()))
    );
}
