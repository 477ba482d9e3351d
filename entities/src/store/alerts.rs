//! What happened in a town, in its order.

use chrono::{DateTime, Utc};
use preau_domain::access::Scope;
use preau_domain::ids::CommuneId;
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, Value};

use super::{StoreError, dialect};
pub use crate::rows::alert::Kind;
use crate::rows::{Key, lane};

/// Something that happened: it has an order, a wait or a suspension, by its kind.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct AlertLine {
    pub position: i64,
    pub kind: Kind,
    pub order_id: Option<Key>,
    pub waiting_id: Option<Key>,
    pub suspension_id: Option<Key>,
    pub at: DateTime<Utc>,
}

/// The alerts behind `position` that lie in the scope, oldest first, at most `limit`. Of a family's cart the last change
/// is told, and to the family alone.
pub async fn after<C: ConnectionTrait>(
    db: &C,
    scope: Scope,
    position: i64,
    limit: u64,
) -> Result<Vec<AlertLine>, StoreError> {
    let Some(people) = scope.people() else {
        return Ok(Vec::new());
    };
    let family = people.family.map(|family| Value::from(Key(family.0)));
    let own = if family.is_some() { "AND family_id = $3" } else { "" };
    // Each part is cut to the limit by its index.
    let part = |columns: &str, table: &str| {
        format!(
            "SELECT * FROM (SELECT position, {columns}, at FROM {table}
               WHERE commune_id = $1 AND position > $2 {own} ORDER BY position LIMIT {limit}) AS {table}_behind"
        )
    };
    let mut parts = vec![
        part("kind, order_id, NULL AS waiting_id, NULL AS suspension_id", "alerts"),
        part(
            "kind, NULL AS order_id, waiting_id, NULL AS suspension_id",
            "waiting_alerts",
        ),
        part(
            "kind, NULL AS order_id, NULL AS waiting_id, suspension_id",
            "account_alerts",
        ),
    ];
    if family.is_some() {
        parts.push(part(
            "'cart_changed' AS kind, NULL AS order_id, NULL AS waiting_id, NULL AS suspension_id",
            "cart_alerts",
        ));
    }
    let sql = format!("{} ORDER BY position LIMIT {limit}", parts.join(" UNION ALL "));
    let values = [scope.commune.0.into(), position.into()];
    let rows = dialect::query(db, &sql, values.into_iter().chain(family)).await?;
    rows.iter()
        .map(|row| Ok(AlertLine::from_query_result(row, "")?))
        .collect()
}

/// Position of the town's last alert; 0 before the first.
pub async fn last_position<C: ConnectionTrait>(db: &C, commune: CommuneId) -> Result<i64, StoreError> {
    let lane = lane::Entity::find_by_id(commune.0).one(db).await?;
    Ok(lane.map_or(0, |lane| lane.last_position))
}
