//! Answers kept for retries.

use preau_domain::ids::CommuneId;
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::Serialize;
use serde_json::Value as Json;

use crate::store::StoreError;
use crate::store::dialect::{self, Type};

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
