//! What a booking decision reads: children, their live bookings, and slots.

use chrono::NaiveDate;
use preau_domain::booking::Standing;
use preau_domain::ids::{ActivityId, ChildId, CommuneId};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect};
use serde::Serialize;

use super::dialect::{self, Type};
use super::{StoreError, words};
use crate::rows::{Key, booking};

/// A child's live place in a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveBooking {
    pub booking_id: Key,
    pub child_id: Key,
    pub activity_id: Key,
    pub day: NaiveDate,
    pub price_cents: i64,
    /// The version that decided the price.
    pub rule_book_version: i32,
    pub late: bool,
    pub standing: Standing,
    /// The order that asks about it, while it is not confirmed.
    pub asked_in: Option<Key>,
}

#[derive(FromQueryResult)]
struct LiveRow {
    booking_id: Key,
    child_id: Key,
    activity_id: Key,
    day: NaiveDate,
    price_cents: i64,
    rule_book_version: i32,
    late: bool,
    standing: String,
    asked_in: Option<Key>,
}

/// The live bookings of `children` from `from` to `to`, both included, in no order.
pub async fn live<C: ConnectionTrait>(
    db: &C,
    commune: CommuneId,
    children: &[ChildId],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<LiveBooking>, StoreError> {
    let bookings = booking::Entity::find()
        .select_only()
        .columns([
            booking::Column::BookingId,
            booking::Column::ChildId,
            booking::Column::ActivityId,
            booking::Column::Day,
            booking::Column::PriceCents,
            booking::Column::RuleBookVersion,
            booking::Column::Late,
            booking::Column::Standing,
            booking::Column::AskedIn,
        ])
        .filter(live_between(commune, children, from, to))
        .into_model::<LiveRow>()
        .all(db)
        .await?;
    bookings.into_iter().map(LiveRow::read).collect()
}

/// A child on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ChildDay {
    pub child_id: Key,
    pub day: NaiveDate,
}

/// The live bookings of children on single days, in no order.
pub async fn live_on<C: ConnectionTrait>(
    db: &C,
    commune: CommuneId,
    days: &[ChildDay],
) -> Result<Vec<LiveBooking>, StoreError> {
    let sql = format!(
        "SELECT b.booking_id, b.child_id, b.activity_id, b.day, b.price_cents, b.rule_book_version, b.late, b.standing,
           b.asked_in
         FROM {wanted} JOIN bookings b ON b.commune_id = $2 AND b.child_id = r.child_id AND b.day = r.day
           AND b.cancelled_at IS NULL",
        wanted = dialect::recordset(
            db.get_database_backend(),
            &[("child_id", Type::Text), ("day", Type::Day)]
        ),
    );
    let rows = dialect::query(db, &sql, [dialect::rows(days)?, commune.0.into()]).await?;
    let rows = rows.iter().map(|row| LiveRow::from_query_result(row, "")?.read());
    rows.collect()
}

impl LiveRow {
    fn read(self) -> Result<LiveBooking, StoreError> {
        Ok(LiveBooking {
            booking_id: self.booking_id,
            child_id: self.child_id,
            activity_id: self.activity_id,
            day: self.day,
            price_cents: self.price_cents,
            rule_book_version: self.rule_book_version,
            late: self.late,
            standing: words::read(&self.standing)?,
            asked_in: self.asked_in,
        })
    }
}

/// The condition of a booking that is the child's, where [`Standing::is_pending`] ones are so only if staff say so.
pub(super) const ACCEPTED: &str = "b.standing NOT IN ('pending', 'pending_change')";

fn live_between(commune: CommuneId, children: &[ChildId], from: NaiveDate, to: NaiveDate) -> Condition {
    Condition::all()
        .add(booking::Column::CommuneId.eq(commune.0))
        .add(booking::Column::ChildId.is_in(children.iter().map(|id| Key(id.0))))
        .add(booking::Column::Day.between(from, to))
        .add(booking::Column::CancelledAt.is_null())
}

/// Names a slot row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct SlotRef {
    pub activity_id: Key,
    pub day: NaiveDate,
}

impl SlotRef {
    pub fn new(activity: ActivityId, day: NaiveDate) -> Self {
        Self {
            activity_id: Key(activity.0),
            day,
        }
    }
}

/// A slot's row as a decision finds it.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct SlotRow {
    pub activity_id: Key,
    pub day: NaiveDate,
    pub capacity: i32,
    pub taken: i32,
}

/// Whether rows are read to be changed in the same transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lock {
    Read,
    Change,
}

/// The rows of `slots` that exist, locked in key order when they are to be changed.
pub async fn slots<C: ConnectionTrait>(
    db: &C,
    commune: CommuneId,
    slots: &[SlotRef],
    lock: Lock,
) -> Result<Vec<SlotRow>, StoreError> {
    let backend = db.get_database_backend();
    let sql = format!(
        "SELECT s.activity_id, s.day, s.capacity, s.taken
         FROM {wanted} JOIN slots s ON s.commune_id = $2 AND s.activity_id = r.activity_id AND s.day = r.day
         ORDER BY s.activity_id, s.day {lock}",
        wanted = dialect::recordset(backend, &[("activity_id", Type::Text), ("day", Type::Day)]),
        lock = match lock {
            Lock::Read => String::new(),
            Lock::Change => dialect::for_update(backend, "s"),
        },
    );
    let found = dialect::query(db, &sql, [dialect::rows(slots)?, commune.0.into()]).await?;
    found
        .iter()
        .map(|row| Ok(SlotRow::from_query_result(row, "")?))
        .collect()
}
