//! Striking off rows that have served their time, some at once.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::TransactionTrait;

use super::{Db, StoreError, dialect};

/// Strikes off at most `limit` answers kept for retries that were given before `before`; returns how many there were.
pub async fn answers(db: &Db, before: DateTime<Utc>, limit: u64) -> Result<u64, StoreError> {
    let sql = format!(
        "DELETE FROM idempotency_keys WHERE (commune_id, actor, key) IN
           (SELECT commune_id, actor, key FROM idempotency_keys WHERE created_at < $1 LIMIT {limit})"
    );
    Ok(dialect::execute(db, &sql, [before.into()]).await?.rows_affected())
}

/// Strikes off at most `limit` devices whose sign-in ended before `before`, by itself or by someone, and their tokens;
/// returns how many there were.
pub async fn devices(db: &Db, before: DateTime<Utc>, limit: u64) -> Result<u64, StoreError> {
    let over = format!(
        "(SELECT commune_id, device_id FROM devices WHERE expires_at < $1 OR ended_at < $1
          ORDER BY commune_id, device_id LIMIT {limit})"
    );
    let tx = db.begin().await?;
    let tokens = format!("DELETE FROM refresh_tokens WHERE (commune_id, device_id) IN {over}");
    dialect::execute(&tx, &tokens, [before.into()]).await?;
    // Another process may do the same at this moment: what still has tokens is left for the next time.
    let devices = format!(
        "DELETE FROM devices WHERE (commune_id, device_id) IN {over} AND NOT EXISTS
           (SELECT 1 FROM refresh_tokens t WHERE t.commune_id = devices.commune_id AND t.device_id = devices.device_id)"
    );
    let struck_off = dialect::execute(&tx, &devices, [before.into()]).await?.rows_affected();
    tx.commit().await?;
    Ok(struck_off)
}

/// Strikes off at most `limit` lines of carts about days before `before`; returns how many there were.
pub async fn cart_lines(db: &Db, before: NaiveDate, limit: u64) -> Result<u64, StoreError> {
    let sql = format!(
        "DELETE FROM cart_lines WHERE (commune_id, child_id, day, activity_id) IN
           (SELECT commune_id, child_id, day, activity_id FROM cart_lines WHERE day < $1 LIMIT {limit})"
    );
    Ok(dialect::execute(db, &sql, [before.into()]).await?.rows_affected())
}
