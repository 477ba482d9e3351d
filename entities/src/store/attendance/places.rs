//! What the log comes to, place by place.

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::attendance::{PlaceState, Report};
use preau_domain::ids::{ActivityId, ChildId, CommuneId};
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, QueryResult, Value};
use serde::Serialize;

use super::log::{COLUMNS as EVENT_COLUMNS, PlaceRef};
use crate::rows::Key;
use crate::store::booking::ACCEPTED;
use crate::store::dialect::{self, Type};
use crate::store::{StoreError, words};

/// A child's place on a day: booked, or written about, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceLine {
    pub child_id: Key,
    pub activity_id: Key,
    pub day: NaiveDate,
    pub booked: Option<BookedPlace>,
    pub state: PlaceState,
}

/// A live booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BookedPlace {
    pub booking_id: Key,
    pub at: DateTime<Utc>,
    /// It was asked for once the booking deadline had closed.
    pub late: bool,
    /// What was agreed on for it, as it stands now.
    pub price_cents: i64,
}

/// The columns of a state, read and written.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult, Serialize)]
pub(in crate::store) struct StateRow {
    arrived_at: Option<DateTime<Utc>>,
    left_at: Option<DateTime<Utc>>,
    absent: bool,
    reason: Option<String>,
    reported_at: Option<DateTime<Utc>>,
    reported_reason: Option<String>,
    note: Option<String>,
    certificate_at: Option<DateTime<Utc>>,
}

pub(in crate::store) const STATE_COLUMNS: &[(&str, Type)] = &[
    ("arrived_at", Type::Instant),
    ("left_at", Type::Instant),
    ("absent", Type::Bool),
    ("reason", Type::Text),
    ("reported_at", Type::Instant),
    ("reported_reason", Type::Text),
    ("note", Type::Text),
    ("certificate_at", Type::Instant),
];

/// The same, as the columns of a select; no row is the state of which nothing is known.
pub(in crate::store) const STATE: &str = "a.arrived_at, a.left_at, COALESCE(a.absent, false) AS absent, a.reason,
  a.reported_at, a.reported_reason, a.note, a.certificate_at";

impl StateRow {
    pub(in crate::store) fn of(state: &PlaceState) -> Result<Self, StoreError> {
        let report = state.report.as_ref();
        Ok(Self {
            arrived_at: state.arrived_at,
            left_at: state.left_at,
            absent: state.seen_absent,
            reason: state.seen_reason.map(words::written).transpose()?,
            reported_at: report.map(|report| report.at),
            reported_reason: report
                .and_then(|report| report.reason)
                .map(words::written)
                .transpose()?,
            note: report.and_then(|report| report.note.clone()),
            certificate_at: state.certificate_at,
        })
    }

    /// What it comes to, of a place that was booked then or is not.
    pub(in crate::store) fn state(self, booked_at: Option<DateTime<Utc>>) -> Result<PlaceState, StoreError> {
        let read = |reason: Option<String>| reason.as_deref().map(words::read).transpose();
        let (reason, note) = (read(self.reported_reason)?, self.note);
        let state = PlaceState {
            arrived_at: self.arrived_at,
            left_at: self.left_at,
            seen_absent: self.absent,
            seen_reason: read(self.reason)?,
            report: self.reported_at.map(|at| Report { at, reason, note }),
            certificate_at: self.certificate_at,
        };
        Ok(match booked_at {
            Some(booked_at) => state.of_booking(booked_at),
            None => state.without_booking(),
        })
    }
}

/// The places of `children` from `from` to `to`, both included, that are booked or written about, in no order.
pub async fn between<C: ConnectionTrait>(
    db: &C,
    commune: CommuneId,
    children: &[ChildId],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<PlaceLine>, StoreError> {
    #[derive(FromQueryResult)]
    struct Place {
        child_id: Key,
        activity_id: Key,
        day: NaiveDate,
        booking_id: Option<Key>,
        booked_at: Option<DateTime<Utc>>,
        late: bool,
        price_cents: i64,
    }
    if children.is_empty() {
        return Ok(Vec::new());
    }
    // Named one by one: of a record set, PostgreSQL expects many, and would read the bookings of the whole town.
    let named: Vec<String> = (4..4 + children.len()).map(|nth| format!("${nth}")).collect();
    let named = named.join(", ");
    let within = |table: &str| {
        format!("{table}.commune_id = $1 AND {table}.child_id IN ({named}) AND {table}.day BETWEEN $2 AND $3")
    };
    let (booked, written) = (within("b"), within("a"));
    let place = "a.commune_id = b.commune_id AND a.child_id = b.child_id AND a.day = b.day
           AND a.activity_id = b.activity_id";
    let sql = match db.get_database_backend() {
        // Each table is read once, child by child, and both are joined in memory.
        DbBackend::Postgres => format!(
            "SELECT COALESCE(b.child_id, a.child_id) AS child_id, COALESCE(b.activity_id, a.activity_id) AS activity_id,
               COALESCE(b.day, a.day) AS day, b.booking_id, b.booked_at, COALESCE(b.late, false) AS late,
               COALESCE(b.price_cents, 0) AS price_cents, {STATE}
             FROM (SELECT * FROM bookings b WHERE {booked} AND b.cancelled_at IS NULL AND {ACCEPTED}) b
             FULL JOIN (SELECT * FROM attendances a WHERE {written}) a ON {place}"
        ),
        // It would compare each row with each: here it looks one up in the other's index instead, in both directions.
        _ => format!(
            "SELECT b.child_id, b.activity_id, b.day, b.booking_id, b.booked_at, b.late, b.price_cents, {STATE}
             FROM bookings b LEFT JOIN attendances a ON {place}
             WHERE {booked} AND b.cancelled_at IS NULL AND {ACCEPTED}
             UNION ALL
             SELECT a.child_id, a.activity_id, a.day, NULL AS booking_id, NULL AS booked_at, false AS late, 0 AS price_cents, {STATE}
             FROM attendances a
             WHERE {written}
               AND (SELECT 1 FROM bookings b WHERE {place} AND b.cancelled_at IS NULL AND {ACCEPTED}) IS NULL"
        ),
    };
    let mut values: Vec<Value> = vec![commune.0.into(), from.into(), to.into()];
    values.extend(children.iter().map(|id| Value::from(Key(id.0))));
    let line = |row: QueryResult| {
        let place = Place::from_query_result(&row, "")?;
        Ok(PlaceLine {
            child_id: place.child_id,
            activity_id: place.activity_id,
            day: place.day,
            booked: place
                .booking_id
                .zip(place.booked_at)
                .map(|(booking_id, at)| BookedPlace {
                    booking_id,
                    at,
                    late: place.late,
                    price_cents: place.price_cents,
                }),
            state: StateRow::from_query_result(&row, "")?.state(place.booked_at)?,
        })
    };
    let rows = dialect::query(db, &sql, values).await?;
    rows.into_iter().map(line).collect()
}

/// Children who were there without a place: who, in which activity and on which day, from `from` to `to`, both included. In no
/// order.
pub async fn visits<C: ConnectionTrait>(
    db: &C,
    commune: CommuneId,
    children: &[ChildId],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<(ChildId, ActivityId, NaiveDate)>, StoreError> {
    #[derive(FromQueryResult)]
    struct Visit {
        child_id: Key,
        activity_id: Key,
        day: NaiveDate,
    }
    if children.is_empty() {
        return Ok(Vec::new());
    }
    let named: Vec<String> = (4..4 + children.len()).map(|nth| format!("${nth}")).collect();
    let sql = format!(
        "SELECT a.child_id, a.activity_id, a.day FROM attendances a
         WHERE a.commune_id = $1 AND a.child_id IN ({named}) AND a.day BETWEEN $2 AND $3
           AND (a.arrived_at IS NOT NULL OR a.left_at IS NOT NULL)
           AND NOT EXISTS (SELECT 1 FROM bookings b WHERE b.commune_id = a.commune_id AND b.child_id = a.child_id
             AND b.day = a.day AND b.activity_id = a.activity_id AND b.cancelled_at IS NULL AND {ACCEPTED})",
        named = named.join(", ")
    );
    let mut values: Vec<Value> = vec![commune.0.into(), from.into(), to.into()];
    values.extend(children.iter().map(|id| Value::from(Key(id.0))));
    let visit = |row: &QueryResult| {
        let visit = Visit::from_query_result(row, "")?;
        Ok((ChildId(visit.child_id.0), ActivityId(visit.activity_id.0), visit.day))
    };
    dialect::query(db, &sql, values).await?.iter().map(visit).collect()
}

/// Those of `wanted` that are booked, and since when.
pub async fn booked<C: ConnectionTrait>(
    db: &C,
    commune: CommuneId,
    wanted: &[PlaceRef],
) -> Result<Vec<((Key, Key, NaiveDate), DateTime<Utc>)>, StoreError> {
    #[derive(FromQueryResult)]
    struct Place {
        child_id: Key,
        activity_id: Key,
        day: NaiveDate,
        booked_at: DateTime<Utc>,
    }
    let source = dialect::recordset(db.get_database_backend(), &EVENT_COLUMNS[..4]);
    let sql = format!(
        "SELECT b.child_id, b.activity_id, b.day, b.booked_at
         FROM (SELECT DISTINCT r.child_id, r.activity_id, r.day FROM {source}) w
         JOIN bookings b ON b.commune_id = $2 AND b.child_id = w.child_id AND b.day = w.day
           AND b.activity_id = w.activity_id AND b.cancelled_at IS NULL AND {ACCEPTED}"
    );
    let rows = dialect::query(db, &sql, [dialect::rows(wanted)?, commune.0.into()]).await?;
    let place = |row: &QueryResult| {
        let place = Place::from_query_result(row, "")?;
        Ok(((place.child_id, place.activity_id, place.day), place.booked_at))
    };
    rows.iter().map(place).collect()
}
