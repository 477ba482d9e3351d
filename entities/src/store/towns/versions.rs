//! The versions of a town's rule book, for whoever looks back.

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::ids::CommuneId;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};

use crate::rows::rule_book::{Column, Entity};
use crate::store::StoreError;

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct VersionLine {
    pub version: i32,
    pub title: String,
    pub published_at: DateTime<Utc>,
    pub valid_from: NaiveDate,
    pub valid_to: Option<NaiveDate>,
}

/// All versions, the latest first.
pub async fn versions<C: ConnectionTrait>(db: &C, commune: CommuneId) -> Result<Vec<VersionLine>, StoreError> {
    Ok(Entity::find()
        .select_only()
        .columns([
            Column::Version,
            Column::Title,
            Column::PublishedAt,
            Column::ValidFrom,
            Column::ValidTo,
        ])
        .filter(Column::CommuneId.eq(commune.0))
        .order_by_desc(Column::Version)
        .into_model()
        .all(db)
        .await?)
}

/// The town's own file behind a version.
pub async fn source<C: ConnectionTrait>(
    db: &C,
    commune: CommuneId,
    version: i32,
) -> Result<Option<String>, StoreError> {
    let row = Entity::find_by_id((commune.0, version)).one(db).await?;
    Ok(row.map(|row| row.source))
}
