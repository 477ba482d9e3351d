//! The set-based statements of a turn. Each writes all its rows at once, and none when there are none.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Value};
use serde::Serialize;

use super::Turn;
use super::batch::{Batch, NewAlert, NewAnswer, NewBooking, NewEvent, NewOrder, NewTask, Repriced, SlotChange};
use crate::rows::Key;
use crate::store::StoreError;
use crate::store::counts::Counter;
use crate::store::dialect::{self, Type};

const SLOT_COLUMNS: &[(&str, Type)] = &[
    ("activity_id", Type::Text),
    ("day", Type::Day),
    ("capacity", Type::Int),
    ("delta", Type::Int),
];

#[derive(Serialize)]
struct TaskRow {
    #[serde(flatten)]
    task: NewTask,
    once: bool,
}

#[derive(Serialize)]
struct Cancelled {
    booking_id: Key,
}

impl Turn {
    pub(super) async fn insert_slots(&self, slots: &[SlotChange]) -> Result<Vec<Counter>, StoreError> {
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

    pub(super) async fn change_slots(&self, slots: &[SlotChange]) -> Result<Vec<Counter>, StoreError> {
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

    pub(super) async fn insert_orders(&self, orders: &[NewOrder]) -> Result<(), StoreError> {
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
            ("due_now_cents", Type::Int),
            ("debt_cents", Type::Int),
            ("terms", Type::Text),
            ("booked_count", Type::Int),
            ("cancelled_count", Type::Int),
            ("asked_count", Type::Int),
            ("waiting_count", Type::Int),
        ]);
        let insert = format!(
            "INSERT INTO orders (commune_id, order_id, number, family_id, placed_at, actor, actor_name, total_cents,
               due_now_cents, debt_cents, terms, booked_count, cancelled_count, asked_count, waiting_count)
             SELECT $2, r.order_id, r.number, r.family_id, r.placed_at, r.actor, r.actor_name, r.total_cents,
               r.due_now_cents, r.debt_cents, r.terms, r.booked_count, r.cancelled_count, r.asked_count, r.waiting_count
             FROM {source}"
        );
        self.write(&insert, [dialect::rows(orders)?, self.commune.0.into()])
            .await
    }

    pub(super) async fn insert_alerts(&self, alerts: &[NewAlert]) -> Result<(), StoreError> {
        if alerts.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "INSERT INTO alerts (commune_id, position, family_id, order_id, at, kind)
             SELECT $2, r.position, r.family_id, r.order_id, r.at, r.kind FROM {}",
            self.recordset(&[
                ("position", Type::Int),
                ("family_id", Type::Text),
                ("order_id", Type::Text),
                ("at", Type::Instant),
                ("kind", Type::Text),
            ])
        );
        self.write(&sql, [dialect::rows(alerts)?, self.commune.0.into()]).await
    }

    pub(super) async fn insert_bookings(&self, bookings: &[NewBooking]) -> Result<(), StoreError> {
        if bookings.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "INSERT INTO bookings (commune_id, booking_id, child_id, activity_id, day, price_cents, rule_book_version,
               late, booked_at, cancelled_at, standing, asked_in)
             SELECT $2, r.booking_id, r.child_id, r.activity_id, r.day, r.price_cents, r.rule_book_version, r.late,
               r.booked_at, r.cancelled_at, r.standing, r.asked_in FROM {}",
            self.recordset(&[
                ("booking_id", Type::Text),
                ("child_id", Type::Text),
                ("activity_id", Type::Text),
                ("day", Type::Day),
                ("price_cents", Type::Int),
                ("rule_book_version", Type::Int),
                ("late", Type::Bool),
                ("booked_at", Type::Instant),
                ("cancelled_at", Type::Instant),
                ("standing", Type::Text),
                ("asked_in", Type::Text),
            ])
        );
        self.write(&sql, [dialect::rows(bookings)?, self.commune.0.into()])
            .await
    }

    pub(super) async fn cancel_bookings(&self, cancelled: &[Key], now: DateTime<Utc>) -> Result<(), StoreError> {
        if cancelled.is_empty() {
            return Ok(());
        }
        let rows: Vec<Cancelled> = cancelled.iter().map(|&booking_id| Cancelled { booking_id }).collect();
        let sql = format!(
            "UPDATE bookings SET cancelled_at = $3 FROM {}
             WHERE bookings.commune_id = $2 AND bookings.booking_id = r.booking_id AND bookings.cancelled_at IS NULL",
            self.recordset(&[("booking_id", Type::Text)])
        );
        let values = [dialect::rows(&rows)?, self.commune.0.into(), now.into()];
        self.write_each("a booking", rows.len(), &sql, values).await
    }

    /// The version that governs the day decided the new price, and the row says so.
    pub(super) async fn reprice_bookings(&self, repriced: &[Repriced]) -> Result<(), StoreError> {
        if repriced.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "UPDATE bookings SET price_cents = r.price_cents, rule_book_version = r.rule_book_version FROM {}
             WHERE bookings.commune_id = $2 AND bookings.booking_id = r.booking_id",
            self.recordset(&[
                ("booking_id", Type::Text),
                ("price_cents", Type::Int),
                ("rule_book_version", Type::Int),
            ])
        );
        let values = [dialect::rows(repriced)?, self.commune.0.into()];
        self.write_each("a booking", repriced.len(), &sql, values).await
    }

    pub(super) async fn insert_events(&self, events: &[NewEvent]) -> Result<(), StoreError> {
        if events.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "INSERT INTO booking_events (commune_id, event_id, order_id, family_id, booking_id, child_id, activity_id,
               day, change, price_cents, rule_book_version, decision_id, reason)
             SELECT $2, r.event_id, r.order_id, r.family_id, r.booking_id, r.child_id, r.activity_id, r.day, r.change,
               r.price_cents, r.rule_book_version, r.decision_id, r.reason FROM {}",
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
                ("rule_book_version", Type::Int),
                ("decision_id", Type::Text),
                ("reason", Type::Text),
            ])
        );
        self.write(&sql, [dialect::rows(events)?, self.commune.0.into()]).await
    }

    pub(super) async fn insert_answers(&self, answers: &[NewAnswer], now: DateTime<Utc>) -> Result<(), StoreError> {
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

    /// Those of `once` are left out where they are there already: only the town's turn writes them, so that nobody comes
    /// in between.
    pub(super) async fn insert_tasks(&self, tasks: &[NewTask], once: &[NewTask]) -> Result<(), StoreError> {
        let of = |tasks: &'_ [NewTask], once| {
            let row = move |task: &NewTask| TaskRow {
                task: task.clone(),
                once,
            };
            tasks.iter().map(row).collect::<Vec<_>>()
        };
        let mut rows = of(tasks, false);
        rows.extend(of(once, true));
        if rows.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "INSERT INTO tasks (commune_id, task_id, kind, payload, due_at, attempts)
             SELECT $2, r.task_id, r.kind, r.payload, r.due_at, 0 FROM {} WHERE NOT (r.once AND EXISTS
               (SELECT 1 FROM tasks t WHERE t.commune_id = $2 AND t.task_id = r.task_id))",
            self.recordset(&[
                ("task_id", Type::Text),
                ("kind", Type::Text),
                ("payload", Type::Json),
                ("due_at", Type::Instant),
                ("once", Type::Bool),
            ])
        );
        self.write(&sql, [dialect::rows(&rows)?, self.commune.0.into()]).await
    }

    /// Past the last alert and the last order of the batch, when there is any.
    pub(super) async fn move_lane(&self, batch: &Batch) -> Result<(), StoreError> {
        let alerts = batch.alerts.last().map(|alert| alert.position);
        let waits = batch.waits.alerts.last().map(|alert| alert.position);
        let carts = batch.carts.alerts.last().map(|alert| alert.position);
        let accounts = batch.accounts.alerts.last().map(|alert| alert.position);
        let Some(position) = alerts.max(waits).max(carts).max(accounts) else {
            return Ok(());
        };
        let order = batch.orders.last();
        let number = order.map_or(self.start.last_order_number, |order| order.number);
        self.write(
            "UPDATE lanes SET last_position = $2, last_order_number = $3 WHERE commune_id = $1",
            [self.commune.0.into(), position.into(), number.into()],
        )
        .await
    }

    pub(super) fn recordset(&self, columns: &[(&str, Type)]) -> String {
        dialect::recordset(self.tx.get_database_backend(), columns)
    }

    /// Changes so many rows of a kind that the turn found live.
    pub(super) async fn write_each(
        &self,
        what: &str,
        rows: usize,
        sql: &str,
        values: impl IntoIterator<Item = Value>,
    ) -> Result<(), StoreError> {
        let result = dialect::execute(&self.tx, sql, values).await?;
        if result.rows_affected() == rows as u64 {
            return Ok(());
        }
        Err(StoreError::Broken(format!(
            "{what} to change was no longer live under the town's lane"
        )))
    }

    pub(super) async fn write(&self, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<(), StoreError> {
        dialect::execute(&self.tx, sql, values).await.map(drop)
    }
}
