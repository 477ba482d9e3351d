//! Families and their adults.

use preau_domain::access::Scope;
use preau_domain::ids::{CommuneId, FamilyId, GuardianId};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::rows::{Key, family, guardian};
use crate::store::StoreError;

/// The family, when the scope sees it.
pub async fn family<C: ConnectionTrait>(
    db: &C,
    scope: Scope,
    id: FamilyId,
) -> Result<Option<family::Model>, StoreError> {
    if !scope.sees(id) {
        return Ok(None);
    }
    Ok(family::Entity::find_by_id((scope.commune.0, Key(id.0))).one(db).await?)
}

/// The guardians of a family, in the order they were added.
pub async fn guardians_of<C: ConnectionTrait>(
    db: &C,
    scope: Scope,
    family: FamilyId,
) -> Result<Vec<guardian::Model>, StoreError> {
    if !scope.sees(family) {
        return Ok(Vec::new());
    }
    let filter = Condition::all()
        .add(guardian::Column::CommuneId.eq(scope.commune.0))
        .add(guardian::Column::FamilyId.eq(Key(family.0)));
    Ok(guardian::Entity::find()
        .filter(filter)
        .order_by_asc(guardian::Column::GuardianId)
        .all(db)
        .await?)
}

/// A guardian, whichever the family: for the worker, which writes to the person who acted.
pub async fn guardian<C: ConnectionTrait>(
    db: &C,
    commune: CommuneId,
    id: GuardianId,
) -> Result<Option<guardian::Model>, StoreError> {
    Ok(guardian::Entity::find_by_id((commune.0, Key(id.0))).one(db).await?)
}
