//! A town's turn: one transaction that decides the bookings waiting for one town, in the order they came.
//!
//! Lock order, always the same: the town's lane, then slot rows in key order. The lane serialises a town's turns on
//! every server instance; towns never wait for each other. Everything a turn decides is written by a fixed number of
//! set-based statements, and a turn that is dropped leaves nothing behind.

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::ids::CommuneId;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, FromQueryResult, TransactionTrait, Value};
use serde::Serialize;
use serde_json::Value as Json;

use super::counts::Counter;
use super::dialect::{self, Type};
use super::{Db, StoreError};
use crate::rows::Key;

/// An open turn. Dropping it gives the turn back with nothing done.
pub struct Turn {
    tx: DatabaseTransaction,
    commune: CommuneId,
    pub start: TurnStart,
}

/// What the lane says as the turn begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct TurnStart {
    /// Position of the town's last alert.
    pub last_position: i64,
    /// Number of the town's last order.
    pub last_order_number: i64,
    /// Version of the rule book in force.
    pub rule_book_version: i32,
}

/// A change of one slot's counter. `capacity` is what the rule book in force gives; a slot that holds more keeps them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SlotChange {
    pub activity_id: Key,
    pub day: NaiveDate,
    pub capacity: i64,
    pub delta: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewOrder {
    pub order_id: Key,
    pub number: i64,
    pub family_id: Key,
    /// When the request came in: the instant the rules were asked with.
    pub placed_at: DateTime<Utc>,
    pub actor: String,
    pub actor_name: String,
    pub total_cents: i64,
    pub booked_count: i64,
    pub cancelled_count: i64,
    /// Position of the alert that tells of it.
    pub position: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewBooking {
    pub booking_id: Key,
    pub child_id: Key,
    pub activity_id: Key,
    pub day: NaiveDate,
    pub price_cents: i64,
    /// Set when the same turn gives the place back.
    pub cancelled_at: Option<DateTime<Utc>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewEvent {
    pub event_id: Key,
    pub order_id: Key,
    pub family_id: Key,
    pub booking_id: Key,
    pub child_id: Key,
    pub activity_id: Key,
    pub day: NaiveDate,
    pub change: &'static str,
    pub price_cents: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewAnswer {
    pub actor: String,
    pub key: String,
    pub request_hash: String,
    pub answer: Json,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewTask {
    pub task_id: Key,
    pub kind: &'static str,
    pub payload: Json,
    pub due_at: DateTime<Utc>,
}

/// All that a turn writes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// Slots that have no row yet; `delta` is the first count.
    pub new_slots: Vec<SlotChange>,
    pub slots: Vec<SlotChange>,
    pub orders: Vec<NewOrder>,
    pub bookings: Vec<NewBooking>,
    pub cancelled: Vec<Key>,
    pub events: Vec<NewEvent>,
    pub answers: Vec<NewAnswer>,
    pub tasks: Vec<NewTask>,
}

impl Turn {
    /// Waits for the town's turn and takes it. None when there is no such town.
    pub async fn begin(db: &Db, commune: CommuneId) -> Result<Option<Self>, StoreError> {
        let tx = db.begin().await?;
        let sql = match tx.get_database_backend() {
            DbBackend::Postgres => {
                "SELECT l.last_position, l.last_order_number, c.rule_book_version
                 FROM lanes l JOIN communes c ON c.commune_id = l.commune_id
                 WHERE l.commune_id = $1 FOR UPDATE OF l"
            }
            // Writing first takes SQLite's one write lock before anything is read under it.
            _ => {
                "UPDATE lanes SET last_position = last_position WHERE commune_id = $1
                 RETURNING last_position, last_order_number,
                   (SELECT c.rule_book_version FROM communes c WHERE c.commune_id = lanes.commune_id) AS rule_book_version"
            }
        };
        let rows = dialect::query(&tx, sql, [commune.0.into()]).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        let start = TurnStart::from_query_result(row, "")?;
        Ok(Some(Self { tx, commune, start }))
    }

    /// The transaction, for the reads of `store::booking` and `store::turn`.
    pub fn reads(&self) -> &impl ConnectionTrait {
        &self.tx
    }

    /// Writes the batch and commits. The changed counters come back as they now are.
    pub async fn commit(self, batch: &Batch, now: DateTime<Utc>) -> Result<Vec<Counter>, StoreError> {
        let mut counters = self.insert_slots(&batch.new_slots).await?;
        counters.extend(self.change_slots(&batch.slots).await?);
        self.insert_orders(&batch.orders).await?;
        // First, so that a place given back and taken again in one turn is live once.
        self.cancel_bookings(&batch.cancelled, now).await?;
        self.insert_bookings(&batch.bookings, now).await?;
        self.insert_events(&batch.events).await?;
        self.insert_answers(&batch.answers, now).await?;
        self.insert_tasks(&batch.tasks).await?;
        if let Some(last) = batch.orders.last() {
            self.write(
                "UPDATE lanes SET last_position = $2, last_order_number = $3 WHERE commune_id = $1",
                [self.commune.0.into(), last.position.into(), last.number.into()],
            )
            .await?;
        }
        self.tx.commit().await?;
        Ok(counters)
    }

    async fn insert_slots(&self, slots: &[SlotChange]) -> Result<Vec<Counter>, StoreError> {
        if slots.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!(
            "INSERT INTO slots (commune_id, activity_id, day, capacity, taken, version)
             SELECT $2, r.activity_id, r.day, r.capacity, r.delta, 1 FROM {} WHERE true ORDER BY r.activity_id, r.day
             RETURNING activity_id, day, taken, version",
            self.recordset(SLOT_COLUMNS)
        );
        self.counters(&sql, slots).await
    }

    async fn change_slots(&self, slots: &[SlotChange]) -> Result<Vec<Counter>, StoreError> {
        if slots.is_empty() {
            return Ok(Vec::new());
        }
        // The capacity never rises to make room: a count above it breaks the constraint, and with it the turn.
        let larger = match self.tx.get_database_backend() {
            DbBackend::Postgres => "greatest",
            _ => "max",
        };
        let sql = format!(
            "UPDATE slots SET taken = slots.taken + r.delta, version = slots.version + 1,
               capacity = {larger}(r.capacity, slots.taken)
             FROM {}
             WHERE slots.commune_id = $2 AND slots.activity_id = r.activity_id AND slots.day = r.day
             RETURNING slots.activity_id, slots.day, slots.taken, slots.version",
            self.recordset(SLOT_COLUMNS)
        );
        self.counters(&sql, slots).await
    }

    async fn counters(&self, sql: &str, slots: &[SlotChange]) -> Result<Vec<Counter>, StoreError> {
        let rows = dialect::query(&self.tx, sql, [dialect::rows(slots)?, self.commune.0.into()]).await?;
        rows.iter()
            .map(|row| Ok(Counter::from_query_result(row, "")?))
            .collect()
    }

    async fn insert_orders(&self, orders: &[NewOrder]) -> Result<(), StoreError> {
        if orders.is_empty() {
            return Ok(());
        }
        let source = self.recordset(&[
            ("order_id", Type::Text),
            ("number", Type::Int),
            ("family_id", Type::Text),
            ("placed_at", Type::Instant),
            ("actor", Type::Text),
            ("actor_name", Type::Text),
            ("total_cents", Type::Int),
            ("booked_count", Type::Int),
            ("cancelled_count", Type::Int),
            ("position", Type::Int),
        ]);
        let insert = format!(
            "INSERT INTO orders (commune_id, order_id, number, family_id, placed_at, actor, actor_name, total_cents,
               booked_count, cancelled_count)
             SELECT $2, r.order_id, r.number, r.family_id, r.placed_at, r.actor, r.actor_name, r.total_cents, r.booked_count,
               r.cancelled_count FROM {source}"
        );
        let values = [dialect::rows(orders)?, self.commune.0.into()];
        self.write(&insert, values.clone()).await?;
        let alerts = format!(
            "INSERT INTO alerts (commune_id, position, family_id, order_id, at)
             SELECT $2, r.position, r.family_id, r.order_id, r.placed_at FROM {source}"
        );
        self.write(&alerts, values).await
    }

    async fn insert_bookings(&self, bookings: &[NewBooking], now: DateTime<Utc>) -> Result<(), StoreError> {
        if bookings.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "INSERT INTO bookings (commune_id, booking_id, child_id, activity_id, day, price_cents, rule_book_version,
               booked_at, cancelled_at)
             SELECT $2, r.booking_id, r.child_id, r.activity_id, r.day, r.price_cents, $4, $3, r.cancelled_at FROM {}",
            self.recordset(&[
                ("booking_id", Type::Text),
                ("child_id", Type::Text),
                ("activity_id", Type::Text),
                ("day", Type::Day),
                ("price_cents", Type::Int),
                ("cancelled_at", Type::Instant),
            ])
        );
        let version = self.start.rule_book_version.into();
        self.write(
            &sql,
            [dialect::rows(bookings)?, self.commune.0.into(), now.into(), version],
        )
        .await
    }

    async fn cancel_bookings(&self, cancelled: &[Key], now: DateTime<Utc>) -> Result<(), StoreError> {
        if cancelled.is_empty() {
            return Ok(());
        }
        #[derive(Serialize)]
        struct Row {
            booking_id: Key,
        }
        let rows: Vec<Row> = cancelled.iter().map(|&booking_id| Row { booking_id }).collect();
        let sql = format!(
            "UPDATE bookings SET cancelled_at = $3 FROM {}
             WHERE bookings.commune_id = $2 AND bookings.booking_id = r.booking_id AND bookings.cancelled_at IS NULL",
            self.recordset(&[("booking_id", Type::Text)])
        );
        let result = dialect::execute(
            &self.tx,
            &sql,
            [dialect::rows(&rows)?, self.commune.0.into(), now.into()],
        )
        .await?;
        if result.rows_affected() == rows.len() as u64 {
            Ok(())
        } else {
            Err(StoreError::Broken(
                "a booking to cancel was no longer live under the town's lane".to_owned(),
            ))
        }
    }

    async fn insert_events(&self, events: &[NewEvent]) -> Result<(), StoreError> {
        if events.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "INSERT INTO booking_events (commune_id, event_id, order_id, family_id, booking_id, child_id, activity_id,
               day, change, price_cents, rule_book_version)
             SELECT $2, r.event_id, r.order_id, r.family_id, r.booking_id, r.child_id, r.activity_id, r.day, r.change,
               r.price_cents, $3 FROM {}",
            self.recordset(&[
                ("event_id", Type::Text),
                ("order_id", Type::Text),
                ("family_id", Type::Text),
                ("booking_id", Type::Text),
                ("child_id", Type::Text),
                ("activity_id", Type::Text),
                ("day", Type::Day),
                ("change", Type::Text),
                ("price_cents", Type::Int),
            ])
        );
        let version = self.start.rule_book_version.into();
        self.write(&sql, [dialect::rows(events)?, self.commune.0.into(), version])
            .await
    }

    async fn insert_answers(&self, answers: &[NewAnswer], now: DateTime<Utc>) -> Result<(), StoreError> {
        if answers.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "INSERT INTO idempotency_keys (commune_id, actor, key, request_hash, answer, created_at)
             SELECT $2, r.actor, r.key, r.request_hash, r.answer, $3 FROM {}",
            self.recordset(&[
                ("actor", Type::Text),
                ("key", Type::Text),
                ("request_hash", Type::Text),
                ("answer", Type::Json),
            ])
        );
        self.write(&sql, [dialect::rows(answers)?, self.commune.0.into(), now.into()])
            .await
    }

    async fn insert_tasks(&self, tasks: &[NewTask]) -> Result<(), StoreError> {
        if tasks.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "INSERT INTO tasks (commune_id, task_id, kind, payload, due_at, attempts)
             SELECT $2, r.task_id, r.kind, r.payload, r.due_at, 0 FROM {}",
            self.recordset(&[
                ("task_id", Type::Text),
                ("kind", Type::Text),
                ("payload", Type::Json),
                ("due_at", Type::Instant),
            ])
        );
        self.write(&sql, [dialect::rows(tasks)?, self.commune.0.into()]).await
    }

    fn recordset(&self, columns: &[(&str, Type)]) -> String {
        dialect::recordset(self.tx.get_database_backend(), columns)
    }

    async fn write(&self, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<(), StoreError> {
        dialect::execute(&self.tx, sql, values).await.map(drop)
    }
}

const SLOT_COLUMNS: &[(&str, Type)] = &[
    ("activity_id", Type::Text),
    ("day", Type::Day),
    ("capacity", Type::Int),
    ("delta", Type::Int),
];

/// An answer given before.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct StoredAnswer {
    pub actor: String,
    pub key: String,
    pub request_hash: String,
    pub answer: Json,
}

/// Names the answer to one request of one actor.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct AnswerRef {
    pub actor: String,
    pub key: String,
}

/// The answers already given to any of `wanted`.
pub async fn answers<C: ConnectionTrait>(
    db: &C,
    commune: CommuneId,
    wanted: &[AnswerRef],
) -> Result<Vec<StoredAnswer>, StoreError> {
    let sql = format!(
        "SELECT k.actor, k.key, k.request_hash, k.answer FROM {} JOIN idempotency_keys k
           ON k.commune_id = $2 AND k.actor = r.actor AND k.key = r.key",
        dialect::recordset(db.get_database_backend(), &[("actor", Type::Text), ("key", Type::Text)])
    );
    let rows = dialect::query(db, &sql, [dialect::rows(wanted)?, commune.0.into()]).await?;
    rows.iter()
        .map(|row| Ok(StoredAnswer::from_query_result(row, "")?))
        .collect()
}
