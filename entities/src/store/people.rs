//! Families and children, as far as the caller's scope reaches.

use chrono::NaiveDate;
use preau_domain::access::Scope;
use preau_domain::ids::{ChildId, CommuneId, FamilyId, GuardianId};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, Value};

use super::StoreError;
use super::dialect::{self, Type};
use crate::rows::{Key, family, guardian};

/// A child, with the one consequence of its health file that booking rules look at.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct ChildLine {
    pub child_id: Key,
    pub family_id: Key,
    pub first_name: String,
    pub last_name: String,
    pub birth_date: NaiveDate,
    pub school_code: String,
    /// A care plan (PAI) concerning food is in force.
    pub food_care_plan: bool,
}

const CHILDREN: &str = "
SELECT c.child_id, c.family_id, c.first_name, c.last_name, c.birth_date, c.school_code,
  COALESCE(p.food, false) AS food_care_plan
FROM children c LEFT JOIN care_plans p ON p.commune_id = c.commune_id AND p.child_id = c.child_id";

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

/// The children of a family, eldest first.
pub async fn children_of<C: ConnectionTrait>(
    db: &C,
    scope: Scope,
    family: FamilyId,
) -> Result<Vec<ChildLine>, StoreError> {
    if !scope.sees(family) {
        return Ok(Vec::new());
    }
    let sql = format!("{CHILDREN} WHERE c.commune_id = $1 AND c.family_id = $2 ORDER BY c.birth_date, c.child_id");
    lines(db, &sql, vec![scope.commune.0.into(), Key(family.0).into()]).await
}

/// The children of `ids` that lie in the scope, in no order.
pub async fn children<C: ConnectionTrait>(db: &C, scope: Scope, ids: &[ChildId]) -> Result<Vec<ChildLine>, StoreError> {
    let Some(people) = scope.people() else {
        return Ok(Vec::new());
    };
    let mut lines = children_in_town(db, scope.commune, ids).await?;
    if let Some(family) = people.family {
        lines.retain(|child| child.family_id == Key(family.0));
    }
    Ok(lines)
}

/// The children of `ids` in the whole town: for a turn that decides the requests of several families and checks each
/// against its own scope.
pub async fn children_in_town<C: ConnectionTrait>(
    db: &C,
    commune: CommuneId,
    ids: &[ChildId],
) -> Result<Vec<ChildLine>, StoreError> {
    #[derive(serde::Serialize)]
    struct Row {
        child_id: Key,
    }
    let wanted: Vec<Row> = ids.iter().map(|id| Row { child_id: Key(id.0) }).collect();
    let source = dialect::recordset(db.get_database_backend(), &[("child_id", Type::Text)]);
    let sql = format!("{CHILDREN} JOIN {source} ON r.child_id = c.child_id WHERE c.commune_id = $2");
    lines(db, &sql, vec![dialect::rows(&wanted)?, commune.0.into()]).await
}

async fn lines<C: ConnectionTrait>(db: &C, sql: &str, values: Vec<Value>) -> Result<Vec<ChildLine>, StoreError> {
    let rows = dialect::query(db, sql, values).await?;
    rows.iter()
        .map(|row| Ok(ChildLine::from_query_result(row, "")?))
        .collect()
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
