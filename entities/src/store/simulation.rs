//! A town's past, read page by page and never written.

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::code::Code;
use preau_domain::ids::{ActivityId, ChildId, CommuneId, FamilyId};
use sea_orm::{
    AccessMode, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, FromQueryResult,
    IsolationLevel, QueryFilter, TransactionTrait, Value,
};

use super::attendance::{self, PlaceLine};
use super::booking::ACCEPTED;
use super::people::{self, ChildLine};
use super::{Db, StoreError, dialect};
use crate::rows::{Key, activity};

/// A town as it stood at one moment, for as long as this is held. Whoever books meanwhile does not wait for it; nothing
/// can be written through it on PostgreSQL, and nothing is on SQLite.
pub struct Past {
    tx: DatabaseTransaction,
    commune: CommuneId,
}

/// How many bookings a slot has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct SlotLine {
    pub activity_id: Key,
    pub day: NaiveDate,
    pub booked: i64,
}

/// A live booking, without what came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct BookingLine {
    pub child_id: Key,
    pub day: NaiveDate,
    pub activity_id: Key,
    pub booking_id: Key,
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

    /// At most `limit` children whose family comes behind one, in the order of families, then of children. Families are
    /// whole: the last is left to the next page where it does not fit into this one, and the first is always there.
    pub async fn families(&self, behind: Option<FamilyId>, limit: u64) -> Result<Vec<ChildLine>, StoreError> {
        let mut children = people::children_behind(&self.tx, self.commune, behind, limit).await?;
        let Some(last) = children.last() else {
            return Ok(children);
        };
        let (family, everyone) = (last.family_id, last.siblings.len() + 1);
        let before = children.partition_point(|child| child.family_id < family);
        if children.len() - before == everyone {
            return Ok(children);
        }
        if before == 0 {
            return people::children_behind(&self.tx, self.commune, behind, everyone as u64).await;
        }
        children.truncate(before);
        Ok(children)
    }

    /// The places of some children from one day to another (both included) that are booked or written about, by child; what
    /// staff never accepted is not among them.
    pub async fn places(
        &self,
        children: &[ChildId],
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<PlaceLine>, StoreError> {
        let mut places = attendance::between(&self.tx, self.commune, children, from, to).await?;
        places.sort_by_key(|place| (place.child_id, place.day, place.activity_id));
        Ok(places)
    }

    /// The slots from one day to another (both included) that are booked, by day: a line for each, however many bookings.
    pub async fn slots(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<SlotLine>, StoreError> {
        let sql = format!(
            "SELECT b.activity_id, b.day, COUNT(*) AS booked FROM bookings b
             WHERE b.commune_id = $1 AND b.day BETWEEN $2 AND $3 AND b.cancelled_at IS NULL AND {ACCEPTED}
             GROUP BY b.activity_id, b.day ORDER BY b.day, b.activity_id"
        );
        let values: [Value; 3] = [self.commune.0.into(), from.into(), to.into()];
        let rows = dialect::query(&self.tx, &sql, values).await?;
        rows.iter()
            .map(|row| Ok(SlotLine::from_query_result(row, "")?))
            .collect()
    }

    /// The bookings of some children from one day to another (both included), by child, then by day: of those that
    /// [`places`](Self::places) gives, without what came of them.
    pub async fn bookings(
        &self,
        children: &[ChildId],
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<BookingLine>, StoreError> {
        if children.is_empty() {
            return Ok(Vec::new());
        }
        // Named one by one, as the places are.
        let named: Vec<String> = (4..4 + children.len()).map(|nth| format!("${nth}")).collect();
        let named = named.join(", ");
        let sql = format!(
            "SELECT b.child_id, b.day, b.activity_id, b.booking_id, b.booked_at, b.late FROM bookings b
             WHERE b.commune_id = $1 AND b.child_id IN ({named}) AND b.day BETWEEN $2 AND $3
               AND b.cancelled_at IS NULL AND {ACCEPTED}"
        );
        let mut values: Vec<Value> = vec![self.commune.0.into(), from.into(), to.into()];
        values.extend(children.iter().map(|id| Value::from(Key(id.0))));
        let rows = dialect::query(&self.tx, &sql, values).await?;
        let lines = rows.iter().map(|row| Ok(BookingLine::from_query_result(row, "")?));
        let mut lines = lines.collect::<Result<Vec<_>, StoreError>>()?;
        lines.sort_by_key(|line| (line.child_id, line.day, line.activity_id));
        Ok(lines)
    }

    /// Lets go of it.
    pub async fn close(self) -> Result<(), StoreError> {
        Ok(self.tx.rollback().await?)
    }
}
