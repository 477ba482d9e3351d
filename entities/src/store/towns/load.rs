//! A town, read.

use preau_domain::ids::CommuneId;
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, QueryFilter};

use crate::rows::{activity, commune, rule_book};
use crate::store::waiting::OPEN;
use crate::store::{StoreError, dialect};

/// A town with the rule books that may govern some day, or that priced places together, and its activities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TownRows {
    pub commune: commune::Model,
    pub rule_books: Vec<rule_book::Model>,
    pub activities: Vec<activity::Model>,
    /// Whether anybody waits for a place, or is offered one.
    pub somebody_waits: bool,
    /// Carts keep places, whatever those rule books say of that: other versions may have allowed it.
    pub keeps_places: bool,
}

/// The town called `slug`.
pub async fn by_slug<C: ConnectionTrait>(db: &C, slug: &str) -> Result<Option<commune::Model>, StoreError> {
    Ok(commune::Entity::find()
        .filter(commune::Column::Slug.eq(slug))
        .one(db)
        .await?)
}

/// A version that no later one took the place of, or that has prices together: places are still booked at them.
fn standing(backend: DbBackend) -> String {
    let bundles = match backend {
        DbBackend::Postgres => "jsonb_array_length(b.document -> 'bundles')",
        _ => "json_array_length(b.document, '$.bundles')",
    };
    format!(
        "SELECT b.*, EXISTS (SELECT 1 FROM waiting_places w WHERE w.commune_id = $1 AND w.{OPEN}) AS somebody_waits,
           EXISTS (SELECT 1 FROM cart_holds h WHERE h.commune_id = $1) AS keeps_places
         FROM rule_books b WHERE b.commune_id = $1 AND ({bundles} > 0 OR NOT EXISTS (
           SELECT 1 FROM rule_books l WHERE l.commune_id = b.commune_id AND l.version > b.version
             AND l.valid_from = b.valid_from))"
    )
}

/// The town with its rule books.
pub async fn load<C: ConnectionTrait>(db: &C, id: CommuneId) -> Result<Option<TownRows>, StoreError> {
    let Some(commune) = commune::Entity::find_by_id(id.0).one(db).await? else {
        return Ok(None);
    };
    let sql = standing(db.get_database_backend());
    let rows = dialect::query(db, &sql, [id.0.into()]).await?;
    let somebody_waits = rows.first().map(|row| row.try_get("", "somebody_waits")).transpose()?;
    let keeps_places = rows.first().map(|row| row.try_get("", "keeps_places")).transpose()?;
    let rule_books = rows.iter().map(|row| rule_book::Model::from_query_result(row, ""));
    let rule_books = rule_books.collect::<Result<Vec<_>, _>>()?;
    let activities = activity::Entity::find()
        .filter(activity::Column::CommuneId.eq(id.0))
        .all(db)
        .await?;
    Ok(Some(TownRows {
        commune,
        rule_books,
        activities,
        somebody_waits: somebody_waits.unwrap_or(false),
        keeps_places: keeps_places.unwrap_or(false),
    }))
}
