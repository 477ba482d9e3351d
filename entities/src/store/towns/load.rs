//! A town, read.

use preau_domain::ids::CommuneId;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::rows::{activity, commune, rule_book};
use crate::store::StoreError;

/// A town with the rule book in force and its activities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TownRows {
    pub commune: commune::Model,
    pub rule_book: rule_book::Model,
    pub activities: Vec<activity::Model>,
}

/// The town called `slug`.
pub async fn by_slug<C: ConnectionTrait>(db: &C, slug: &str) -> Result<Option<commune::Model>, StoreError> {
    Ok(commune::Entity::find()
        .filter(commune::Column::Slug.eq(slug))
        .one(db)
        .await?)
}

/// The town with the rule book in force.
pub async fn load<C: ConnectionTrait>(db: &C, id: CommuneId) -> Result<Option<TownRows>, StoreError> {
    let Some(commune) = commune::Entity::find_by_id(id.0).one(db).await? else {
        return Ok(None);
    };
    let version = commune.rule_book_version;
    let rule_book = rule_book::Entity::find_by_id((id.0, version))
        .one(db)
        .await?
        .ok_or_else(|| StoreError::Broken(format!("town {} has no rule book version {version}", id.0)))?;
    let activities = activity::Entity::find()
        .filter(activity::Column::CommuneId.eq(id.0))
        .all(db)
        .await?;
    Ok(Some(TownRows {
        commune,
        rule_book,
        activities,
    }))
}
