//! A town's past, read page by page and never written.

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::code::Code;
use preau_domain::ids::{ActivityId, ChildId, CommuneId, FamilyId};
use sea_orm::{
    AccessMode, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, FromQueryResult,
    IsolationLevel, QueryFilter, TransactionTrait,
};
use serde::Serialize;

use super::booking::ACCEPTED;
use super::dialect::{self, Type};
use super::people::{self, ChildLine};
use super::{Db, StoreError};
use crate::rows::{Key, activity};

/// A town as it stood at one moment, for as long as this is held. Whoever books meanwhile does not wait for it; nothing
/// can be written through it on PostgreSQL, and nothing is on SQLite.
pub struct Past {
    tx: DatabaseTransaction,
    commune: CommuneId,
}

/// A place as it was booked.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct PastBooking {
    pub child_id: Key,
    pub activity_id: Key,
    pub day: NaiveDate,
    pub price_cents: i64,
    pub booked_at: DateTime<Utc>,
    pub late: bool,
}

impl Past {
    pub async fn open(db: &Db, commune: CommuneId) -> Result<Self, StoreError> {
        let tx = match db.get_database_backend() {
            // Each statement would else see what was committed in between.
            DbBackend::Postgres => {
                let (level, mode) = (IsolationLevel::RepeatableRead, AccessMode::ReadOnly);
                let tx = db.begin_with_config(Some(level), Some(mode)).await?;
                // In a store of one town, a page of children is so large a part of its bookings that the planner would
                // read the whole table for each page.
                tx.execute_unprepared("SET LOCAL enable_seqscan = off").await?;
                tx
            }
            // From its first reading on, a transaction of SQLite sees the file as it then was.
            _ => db.begin().await?,
        };
        Ok(Self { tx, commune })
    }

    /// The codes of all activities that the town ever had.
    pub async fn activities(&self) -> Result<Vec<(ActivityId, Code)>, StoreError> {
        let rows = activity::Entity::find()
            .filter(activity::Column::CommuneId.eq(self.commune.0))
            .all(&self.tx)
            .await?;
        let named = |row: activity::Model| (ActivityId(row.activity_id.0), Code(row.code));
        Ok(rows.into_iter().map(named).collect())
    }

    /// At most `limit` children behind one, in the order of families, then of children.
    pub async fn children(
        &self,
        behind: Option<(FamilyId, ChildId)>,
        limit: u64,
    ) -> Result<Vec<ChildLine>, StoreError> {
        people::children_behind(&self.tx, self.commune, behind, limit).await
    }

    /// The live bookings of some children from one day to another (both included), by child, then by day; without what staff
    /// never accepted.
    pub async fn bookings(
        &self,
        children: &[ChildId],
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<PastBooking>, StoreError> {
        #[derive(Serialize)]
        struct Wanted {
            child_id: Key,
        }
        let wanted: Vec<Wanted> = children.iter().map(|id| Wanted { child_id: Key(id.0) }).collect();
        let sql = format!(
            "SELECT b.child_id, b.activity_id, b.day, b.price_cents, b.booked_at, b.late FROM bookings b
             WHERE b.commune_id = $2 AND b.child_id IN (SELECT r.child_id FROM {}) AND b.day BETWEEN $3 AND $4
               AND b.cancelled_at IS NULL AND {ACCEPTED}
             ORDER BY b.child_id, b.day",
            dialect::recordset(self.tx.get_database_backend(), &[("child_id", Type::Text)])
        );
        let values = [dialect::rows(&wanted)?, self.commune.0.into(), from.into(), to.into()];
        let rows = dialect::query(&self.tx, &sql, values).await?;
        rows.iter()
            .map(|row| Ok(PastBooking::from_query_result(row, "")?))
            .collect()
    }

    /// Lets go of it.
    pub async fn close(self) -> Result<(), StoreError> {
        Ok(self.tx.rollback().await?)
    }
}
