//! What a turn writes of attendance: entries, what they come to, and the work that follows.

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::attendance::PlaceState;
use serde::Serialize;

use super::Turn;
use super::batch::{NewAnswer, NewTask};
use crate::rows::Key;
use crate::store::StoreError;
use crate::store::attendance::NewEvent;
use crate::store::attendance::{EVENT_COLUMNS, STATE_COLUMNS, StateRow};
use crate::store::dialect::{self, Type};

/// The state of a place, as its entries now make it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewState {
    child_id: Key,
    activity_id: Key,
    day: NaiveDate,
    #[serde(flatten)]
    state: StateRow,
}

/// All that is written of attendance at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AttendanceBatch {
    pub events: Vec<NewEvent>,
    /// Each place once.
    pub states: Vec<NewState>,
    pub answers: Vec<NewAnswer>,
    pub tasks: Vec<NewTask>,
}

impl NewState {
    pub fn new(child_id: Key, activity_id: Key, day: NaiveDate, state: &PlaceState) -> Result<Self, StoreError> {
        Ok(Self {
            child_id,
            activity_id,
            day,
            state: StateRow::of(state)?,
        })
    }
}

impl Turn {
    /// Writes the entries and commits: all of it or nothing.
    pub async fn record(self, batch: &AttendanceBatch, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.insert_attendance_events(&batch.events, now).await?;
        self.put_attendances(&batch.states).await?;
        self.insert_answers(&batch.answers, now).await?;
        self.insert_tasks(&batch.tasks, &[]).await?;
        Ok(self.tx.commit().await?)
    }

    async fn insert_attendance_events(&self, events: &[NewEvent], now: DateTime<Utc>) -> Result<(), StoreError> {
        if events.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "INSERT INTO attendance_events (commune_id, event_id, child_id, activity_id, day, kind, undoes, at,
               happened_at, reason, note, device, sequence, actor, actor_name, received_at)
             SELECT $2, r.event_id, r.child_id, r.activity_id, r.day, r.kind, r.undoes, r.at, r.happened_at, r.reason,
               r.note, r.device, r.sequence, r.actor, r.actor_name, $3 FROM {}",
            self.recordset(EVENT_COLUMNS)
        );
        let values = [dialect::rows(events)?, self.commune.0.into(), now.into()];
        self.write(&sql, values).await
    }

    async fn put_attendances(&self, states: &[NewState]) -> Result<(), StoreError> {
        if states.is_empty() {
            return Ok(());
        }
        let place = [
            ("child_id", Type::Text),
            ("activity_id", Type::Text),
            ("day", Type::Day),
        ];
        let columns: Vec<(&str, Type)> = place.iter().chain(STATE_COLUMNS).copied().collect();
        let sql = format!(
            "INSERT INTO attendances (commune_id, child_id, activity_id, day, arrived_at, left_at, absent, reason,
               reported_at, reported_reason, note, certificate_at)
             SELECT $2, r.child_id, r.activity_id, r.day, r.arrived_at, r.left_at, r.absent, r.reason, r.reported_at,
               r.reported_reason, r.note, r.certificate_at FROM {} WHERE true
             ON CONFLICT (commune_id, child_id, day, activity_id) DO UPDATE SET arrived_at = excluded.arrived_at,
               left_at = excluded.left_at, absent = excluded.absent, reason = excluded.reason,
               reported_at = excluded.reported_at, reported_reason = excluded.reported_reason, note = excluded.note, certificate_at = excluded.certificate_at",
            self.recordset(&columns)
        );
        self.write(&sql, [dialect::rows(states)?, self.commune.0.into()]).await
    }
}
