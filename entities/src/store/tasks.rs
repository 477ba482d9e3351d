//! The outbox: claimed for a while, done once it is deleted.

use chrono::{DateTime, Utc};
use preau_domain::ids::CommuneId;
use sea_orm::{ActiveValue::Set, EntityTrait, FromQueryResult, TransactionTrait};

use super::turn::NewTask;
use super::{Db, StoreError, dialect};
use crate::rows::{Key, task};

/// Takes up to `limit` due tasks until `lease_ends`: a worker that dies gives them back by time passing.
pub async fn claim(
    db: &Db,
    now: DateTime<Utc>,
    lease_ends: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<task::Model>, StoreError> {
    let sql = format!(
        // Materialised: PostgreSQL may otherwise ask for the due rows more than once, and take more than the limit.
        "WITH due AS MATERIALIZED (
           SELECT commune_id, task_id FROM tasks WHERE due_at <= $1 AND parked_at IS NULL
           ORDER BY due_at LIMIT {limit} {})
         UPDATE tasks SET due_at = $2, attempts = attempts + 1
         WHERE (commune_id, task_id) IN (SELECT commune_id, task_id FROM due)
         RETURNING *",
        dialect::skip_locked(sea_orm::ConnectionTrait::get_database_backend(db))
    );
    let rows = dialect::query(db, &sql, [now.into(), lease_ends.into()]).await?;
    let mut tasks: Vec<task::Model> = rows
        .iter()
        .map(|row| task::Model::from_query_result(row, ""))
        .collect::<Result<_, _>>()?;
    tasks.sort_by_key(|task| task.task_id);
    Ok(tasks)
}

/// The task is done.
pub async fn done(db: &Db, commune: CommuneId, id: Key) -> Result<(), StoreError> {
    task::Entity::delete_by_id((commune.0, id)).exec(db).await?;
    Ok(())
}

/// The task is done once others are: they take its place. Nothing happens when it is gone, done by another worker.
pub async fn split(db: &Db, commune: CommuneId, id: Key, parts: &[NewTask]) -> Result<(), StoreError> {
    let tx = db.begin().await?;
    let gone = task::Entity::delete_by_id((commune.0, id))
        .exec(&tx)
        .await?
        .rows_affected
        == 0;
    if gone {
        return Ok(tx.rollback().await?);
    }
    let rows = parts.iter().map(|part| task::ActiveModel {
        commune_id: Set(commune.0),
        task_id: Set(part.task_id),
        kind: Set(part.kind.to_owned()),
        payload: Set(part.payload.clone()),
        due_at: Set(part.due_at),
        attempts: Set(0),
        last_error: Set(None),
        parked_at: Set(None),
    });
    task::Entity::insert_many(rows).exec_without_returning(&tx).await?;
    Ok(tx.commit().await?)
}

/// The task failed at the attempt numbered `attempts`: it is due again at `retry_at`, or parked for a person when there
/// is none. Nothing happens when another worker has taken it since.
pub async fn failed(
    db: &Db,
    commune: CommuneId,
    id: Key,
    attempts: i32,
    why: &str,
    now: DateTime<Utc>,
    retry_at: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    let parked_at = if retry_at.is_none() { Some(now) } else { None };
    dialect::execute(
        db,
        "UPDATE tasks SET last_error = $3, due_at = $4, parked_at = $5
         WHERE commune_id = $1 AND task_id = $2 AND attempts = $6",
        [
            commune.0.into(),
            id.into(),
            why.into(),
            retry_at.unwrap_or(now).into(),
            parked_at.into(),
            attempts.into(),
        ],
    )
    .await?;
    Ok(())
}
