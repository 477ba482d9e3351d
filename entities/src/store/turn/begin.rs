//! Taking a town's turn, and committing it.

use chrono::{DateTime, Utc};
use preau_domain::ids::CommuneId;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, FromQueryResult, TransactionTrait};

use super::batch::Batch;
use crate::store::counts::Counter;
use crate::store::{Db, StoreError, dialect};

/// An open turn. Dropping it gives the turn back with nothing done.
pub struct Turn {
    pub(super) tx: DatabaseTransaction,
    pub(super) commune: CommuneId,
    pub start: TurnStart,
}

/// What the lane says as the turn begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct TurnStart {
    /// Position of the town's last alert.
    pub last_position: i64,
    /// Number of the town's last order.
    pub last_order_number: i64,
    /// The latest version of the rule book.
    pub rule_book_version: i32,
}

impl Turn {
    /// Waits for the town's turn and takes it. None when there is no such town.
    pub async fn begin(db: &Db, commune: CommuneId) -> Result<Option<Self>, StoreError> {
        let tx = db.begin().await?;
        let sql = match tx.get_database_backend() {
            // The town too, or a turn that waited for the lane would go by the rule book in force when it began to
            // wait. No publication comes between until the turn ends.
            DbBackend::Postgres => {
                "SELECT l.last_position, l.last_order_number, c.rule_book_version
                 FROM lanes l JOIN communes c ON c.commune_id = l.commune_id
                 WHERE l.commune_id = $1 FOR UPDATE OF l FOR SHARE OF c"
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
        self.insert_bookings(&batch.bookings).await?;
        self.reprice_bookings(&batch.repriced).await?;
        self.stand_bookings(&batch.stands).await?;
        self.insert_lines(&batch.lines).await?;
        self.close_lines(&batch.closed_lines).await?;
        self.count_answers(&batch.answered).await?;
        self.insert_decisions(&batch.decisions).await?;
        self.insert_events(&batch.events).await?;
        self.insert_alerts(&batch.alerts).await?;
        self.insert_answers(&batch.answers, now).await?;
        self.write_waits(&batch.waits).await?;
        self.write_carts(&batch.carts).await?;
        self.write_accounts(&batch.accounts).await?;
        self.insert_tasks(&batch.tasks, &batch.once).await?;
        self.move_lane(batch).await?;
        self.tx.commit().await?;
        Ok(counters)
    }
}
