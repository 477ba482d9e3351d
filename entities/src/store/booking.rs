//! What a booking decision reads: children, their live bookings, and slots.

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::booking::Standing;
use preau_domain::ids::{ActivityId, ChildId, CommuneId};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect, Value};
use serde::Serialize;

use super::dialect::{self, Type};
use super::waiting::{OPEN, ahead};
use super::{StoreError, words};
use crate::rows::waiting_place::State;
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
    let live = |row: LiveRow| {
        Ok(LiveBooking {
            booking_id: row.booking_id,
            child_id: row.child_id,
            activity_id: row.activity_id,
            day: row.day,
            price_cents: row.price_cents,
            rule_book_version: row.rule_book_version,
            late: row.late,
            standing: words::read(&row.standing)?,
            asked_in: row.asked_in,
        })
    };
    bookings.into_iter().map(live).collect()
}

/// What a calendar shows of a child's slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub child_id: Key,
    pub activity_id: Key,
    pub day: NaiveDate,
    /// The price that was agreed on; nothing where the child waits.
    pub price_cents: i64,
    pub rule_book_version: i32,
    pub late: bool,
    pub held: Held,
}

/// Whether the child has its place, waits for it, or has it in its family's cart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    Booked {
        standing: Standing,
        /// The child did not come, or is announced not to.
        absent: bool,
    },
    Waiting {
        /// How many wait before it.
        ahead: i64,
    },
    Offered {
        until: DateTime<Utc>,
    },
    /// A line of the family's cart is about it.
    InCart,
    /// The family's cart keeps it a place.
    KeptByCart,
}

#[derive(FromQueryResult)]
struct PlaceRow {
    child_id: Key,
    activity_id: Key,
    day: NaiveDate,
    price_cents: i64,
    rule_book_version: i32,
    late: bool,
    /// How a booking stands.
    standing: Option<String>,
    absent: bool,
    waiting: Option<State>,
    ahead: Option<i64>,
    offer_ends_at: Option<DateTime<Utc>>,
    /// For a line of a cart, and for a place that a cart keeps.
    in_cart: Option<bool>,
}

/// The condition of a booking that is the child's, where [`Standing::is_pending`] ones are so only if staff say so.
pub(super) const ACCEPTED: &str = "b.standing NOT IN ('pending', 'pending_change')";

/// The same as [`live`], only where, at what price, whether it came late, how it stands, and whether the child is absent, with
/// what the children wait for, and what stands in the family's cart or is kept for it at `now`. A calendar needs no more,
/// and reads many.
pub async fn places<C: ConnectionTrait>(
    db: &C,
    commune: CommuneId,
    children: &[ChildId],
    from: NaiveDate,
    to: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Vec<Place>, StoreError> {
    if children.is_empty() {
        return Ok(Vec::new());
    }
    let wanted: Vec<String> = (5..).take(children.len()).map(|at| format!("${at}")).collect();
    let theirs = |table: &str| {
        let wanted = wanted.join(", ");
        format!("{table}.commune_id = $1 AND {table}.day BETWEEN $2 AND $3 AND {table}.child_id IN ({wanted})")
    };
    let sql = format!(
        "SELECT b.child_id, b.activity_id, b.day, b.price_cents, b.rule_book_version, b.late, b.standing, {ABSENT} AS absent,
           NULL AS waiting, NULL AS ahead, NULL AS offer_ends_at, CAST(NULL AS boolean) AS in_cart
         FROM bookings b WHERE {booked} AND b.cancelled_at IS NULL
         UNION ALL
         SELECT w.child_id, w.activity_id, w.day, 0, 0, false, NULL, false, w.state, {ahead}, w.offer_ends_at, NULL
         FROM waiting_places w WHERE {waiting} AND w.{OPEN}
         UNION ALL
         SELECT l.child_id, l.activity_id, l.day, 0, 0, false, NULL, false, NULL, NULL, NULL, true
         FROM cart_lines l WHERE {in_cart}
         UNION ALL
         SELECT h.child_id, h.activity_id, h.day, 0, 0, false, NULL, false, NULL, NULL, NULL, false
         FROM cart_holds h WHERE {kept} AND h.held_until > $4",
        booked = theirs("b"),
        waiting = theirs("w"),
        in_cart = theirs("l"),
        kept = theirs("h"),
        ahead = ahead("w"),
    );
    let values: [Value; 4] = [commune.0.into(), from.into(), to.into(), now.into()];
    let children = children.iter().map(|id| Value::from(Key(id.0)));
    let rows = dialect::query(db, &sql, values.into_iter().chain(children)).await?;
    rows.iter()
        .map(|row| PlaceRow::from_query_result(row, "")?.place())
        .collect()
}

impl PlaceRow {
    fn place(self) -> Result<Place, StoreError> {
        let held = match (self.in_cart, self.standing, self.waiting, self.offer_ends_at) {
            (Some(true), ..) => Held::InCart,
            (Some(false), ..) => Held::KeptByCart,
            (None, Some(standing), ..) => Held::Booked {
                standing: words::read(&standing)?,
                absent: self.absent,
            },
            (None, None, Some(State::Offered), Some(until)) => Held::Offered { until },
            (None, None, ..) => Held::Waiting {
                ahead: self.ahead.unwrap_or(0),
            },
        };
        Ok(Place {
            child_id: self.child_id,
            activity_id: self.activity_id,
            day: self.day,
            price_cents: self.price_cents,
            rule_book_version: self.rule_book_version,
            late: self.late,
            held,
        })
    }
}

/// Whether the child of a booking is absent: seen so, or told so of this booking.
const ABSENT: &str = "EXISTS (SELECT 1 FROM attendances a WHERE a.commune_id = b.commune_id
  AND a.child_id = b.child_id AND a.day = b.day AND a.activity_id = b.activity_id
  AND (a.absent OR (a.arrived_at IS NULL AND a.left_at IS NULL AND a.reported_at >= b.booked_at)))";

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
