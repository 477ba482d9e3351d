//! What happened in a town, in its order.

use preau_domain::access::Scope;
use preau_domain::ids::CommuneId;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::StoreError;
use crate::rows::{Key, alert, lane};

/// The alerts behind `position` that lie in the scope, oldest first, at most `limit`.
pub async fn after<C: ConnectionTrait>(
    db: &C,
    scope: Scope,
    position: i64,
    limit: u64,
) -> Result<Vec<alert::Model>, StoreError> {
    let Some(people) = scope.people() else {
        return Ok(Vec::new());
    };
    let mut filter = Condition::all()
        .add(alert::Column::CommuneId.eq(scope.commune.0))
        .add(alert::Column::Position.gt(position));
    if let Some(family) = people.family {
        filter = filter.add(alert::Column::FamilyId.eq(Key(family.0)));
    }
    let alerts = alert::Entity::find()
        .filter(filter)
        .order_by_asc(alert::Column::Position)
        .limit(limit);
    Ok(alerts.all(db).await?)
}

/// Position of the town's last alert; 0 before the first.
pub async fn last_position<C: ConnectionTrait>(db: &C, commune: CommuneId) -> Result<i64, StoreError> {
    let lane = lane::Entity::find_by_id(commune.0).one(db).await?;
    Ok(lane.map_or(0, |lane| lane.last_position))
}
