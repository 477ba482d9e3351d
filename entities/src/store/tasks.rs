//! The outbox: claimed for a while, done once it is deleted.

use chrono::{DateTime, Utc};
use preau_domain::ids::CommuneId;
use sea_orm::{EntityTrait, FromQueryResult};

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
        "UPDATE tasks SET due_at = $2, attempts = attempts + 1
         WHERE (commune_id, task_id) IN (
           SELECT commune_id, task_id FROM tasks WHERE due_at <= $1 AND parked_at IS NULL
           ORDER BY due_at LIMIT {limit} {})
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

/// The task failed: it is due again at `retry_at`, or parked for a person when there is none.
pub async fn failed(
    db: &Db,
    commune: CommuneId,
    id: Key,
    why: &str,
    now: DateTime<Utc>,
    retry_at: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    let parked_at = if retry_at.is_none() { Some(now) } else { None };
    dialect::execute(
        db,
        "UPDATE tasks SET last_error = $3, due_at = $4, parked_at = $5 WHERE commune_id = $1 AND task_id = $2",
        [
            commune.0.into(),
            id.into(),
            why.into(),
            retry_at.unwrap_or(now).into(),
            parked_at.into(),
        ],
    )
    .await?;
    Ok(())
}

/// The earliest instant at which a task falls due.
pub async fn next_due(db: &Db) -> Result<Option<DateTime<Utc>>, StoreError> {
    let rows = dialect::query(
        db,
        "SELECT min(due_at) AS due_at FROM tasks WHERE parked_at IS NULL",
        [],
    )
    .await?;
    match rows.first() {
        Some(row) => Ok(row.try_get("", "due_at")?),
        None => Ok(None),
    }
}
