//! What a turn writes of those who wait.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::Turn;
use crate::rows::Key;
use crate::rows::waiting_place::State;
use crate::store::dialect::{self, Type};
use crate::store::{StoreError, alerts};

/// Rows of waits: new ones, others as they now are, and what listeners hear of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waits {
    pub new: Vec<NewWait>,
    pub changed: Vec<WaitChange>,
    pub alerts: Vec<NewWaitingAlert>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewWait {
    pub waiting_id: Key,
    pub activity_id: Key,
    pub day: NaiveDate,
    pub child_id: Key,
    pub family_id: Key,
    pub position: i64,
    pub asked: bool,
    pub joined_at: DateTime<Utc>,
    pub state: State,
    pub offered_at: Option<DateTime<Utc>>,
    pub offer_ends_at: Option<DateTime<Utc>>,
    pub closes_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WaitChange {
    pub waiting_id: Key,
    pub activity_id: Key,
    pub state: State,
    /// None leaves what stood there, except that nothing is offered to who waits.
    pub offered_at: Option<DateTime<Utc>>,
    pub offer_ends_at: Option<DateTime<Utc>>,
    pub closes_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewWaitingAlert {
    pub position: i64,
    pub family_id: Key,
    pub waiting_id: Key,
    pub kind: alerts::Kind,
    pub at: DateTime<Utc>,
}

impl Waits {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.changed.is_empty()
    }
}

impl Turn {
    pub(super) async fn write_waits(&self, waits: &Waits) -> Result<(), StoreError> {
        // First, so that whoever has left can wait again in the same turn.
        self.change_waits(&waits.changed).await?;
        self.insert_waits(&waits.new).await?;
        self.insert_waiting_alerts(&waits.alerts).await
    }

    /// A part that ended by itself (it was booked, and given back since) comes to stand in its wait again.
    async fn insert_waits(&self, waits: &[NewWait]) -> Result<(), StoreError> {
        if waits.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "INSERT INTO waiting_places (commune_id, waiting_id, activity_id, day, child_id, family_id, position, asked,
               joined_at, state, offered_at, offer_ends_at, closes_at, ended_at)
             SELECT $2, r.waiting_id, r.activity_id, r.day, r.child_id, r.family_id, r.position, r.asked, r.joined_at,
               r.state, r.offered_at, r.offer_ends_at, r.closes_at, r.ended_at FROM {} WHERE true
             ON CONFLICT (commune_id, waiting_id, activity_id) DO UPDATE SET state = excluded.state,
               offered_at = excluded.offered_at, offer_ends_at = excluded.offer_ends_at, closes_at = excluded.closes_at,
               ended_at = excluded.ended_at",
            self.recordset(&[
                ("waiting_id", Type::Text),
                ("activity_id", Type::Text),
                ("day", Type::Day),
                ("child_id", Type::Text),
                ("family_id", Type::Text),
                ("position", Type::Int),
                ("asked", Type::Bool),
                ("joined_at", Type::Instant),
                ("state", Type::Text),
                ("offered_at", Type::Instant),
                ("offer_ends_at", Type::Instant),
                ("closes_at", Type::Instant),
                ("ended_at", Type::Instant),
            ])
        );
        self.write(&sql, [dialect::rows(waits)?, self.commune.0.into()]).await
    }

    /// Only what is open changes: an ended wait has ended for good.
    async fn change_waits(&self, waits: &[WaitChange]) -> Result<(), StoreError> {
        if waits.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "UPDATE waiting_places SET state = r.state,
               offered_at = CASE WHEN r.state <> 'waiting' THEN COALESCE(r.offered_at, waiting_places.offered_at) END,
               offer_ends_at = CASE WHEN r.state <> 'waiting'
                 THEN COALESCE(r.offer_ends_at, waiting_places.offer_ends_at) END,
               closes_at = COALESCE(r.closes_at, waiting_places.closes_at), ended_at = r.ended_at
             FROM {}
             WHERE waiting_places.commune_id = $2 AND waiting_places.waiting_id = r.waiting_id
               AND waiting_places.activity_id = r.activity_id AND waiting_places.state IN ('waiting', 'offered')",
            self.recordset(&[
                ("waiting_id", Type::Text),
                ("activity_id", Type::Text),
                ("state", Type::Text),
                ("offered_at", Type::Instant),
                ("offer_ends_at", Type::Instant),
                ("closes_at", Type::Instant),
                ("ended_at", Type::Instant),
            ])
        );
        let values = [dialect::rows(waits)?, self.commune.0.into()];
        self.write_each("a wait", waits.len(), &sql, values).await
    }

    async fn insert_waiting_alerts(&self, alerts: &[NewWaitingAlert]) -> Result<(), StoreError> {
        if alerts.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "INSERT INTO waiting_alerts (commune_id, position, family_id, waiting_id, kind, at)
             SELECT $2, r.position, r.family_id, r.waiting_id, r.kind, r.at FROM {}",
            self.recordset(&[
                ("position", Type::Int),
                ("family_id", Type::Text),
                ("waiting_id", Type::Text),
                ("kind", Type::Text),
                ("at", Type::Instant),
            ])
        );
        self.write(&sql, [dialect::rows(alerts)?, self.commune.0.into()]).await
    }
}
