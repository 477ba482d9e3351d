//! Orders, as the family that placed them and the town's staff see them.

use preau_domain::access::Scope;
use preau_domain::ids::{FamilyId, OrderId};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter};

use super::page::{Page, Slice};
use super::{StoreError, dialect};
use crate::rows::{Key, order};

/// The orders of `ids` that lie in the scope, in no order.
pub async fn by_ids<C: ConnectionTrait>(
    db: &C,
    scope: Scope,
    ids: &[OrderId],
) -> Result<Vec<order::Model>, StoreError> {
    let Some(people) = scope.people() else {
        return Ok(Vec::new());
    };
    let mut filter = Condition::all()
        .add(order::Column::CommuneId.eq(scope.commune.0))
        .add(order::Column::OrderId.is_in(ids.iter().map(|id| Key(id.0))));
    if let Some(family) = people.family {
        filter = filter.add(order::Column::FamilyId.eq(Key(family.0)));
    }
    Ok(order::Entity::find().filter(filter).all(db).await?)
}

/// One page of a family's orders, latest first: all, or those alone that staff have, or have not, yet to decide about.
pub async fn of_family<C: ConnectionTrait>(
    db: &C,
    scope: Scope,
    family: FamilyId,
    waiting: Option<bool>,
    page: Page,
) -> Result<Slice<order::Model>, StoreError> {
    if !scope.sees(family) {
        return Ok(Slice {
            rows: Vec::new(),
            more: false,
        });
    }
    let waiting = match waiting {
        None => "",
        Some(true) => "AND waiting_count > 0",
        Some(false) => "AND waiting_count = 0",
    };
    let sql = format!(
        "SELECT * FROM orders WHERE commune_id = $1 AND family_id = $2 {waiting} {}",
        page.clause("order_id", 3)
    );
    let values = [scope.commune.0.into(), Key(family.0).into()]
        .into_iter()
        .chain(page.cursor_value());
    let rows = dialect::query(db, &sql, values).await?;
    let orders = rows
        .iter()
        .map(|row| order::Model::from_query_result(row, ""))
        .collect::<Result<_, _>>()?;
    Ok(page.slice(orders))
}

/// How many orders of a family staff have yet to decide about.
pub async fn waiting_of_family<C: ConnectionTrait>(db: &C, scope: Scope, family: FamilyId) -> Result<i64, StoreError> {
    if !scope.sees(family) {
        return Ok(0);
    }
    let sql = "SELECT COUNT(*) AS orders FROM orders WHERE commune_id = $1 AND family_id = $2 AND waiting_count > 0";
    let rows = dialect::query(db, sql, [scope.commune.0.into(), Key(family.0).into()]).await?;
    Ok(rows
        .first()
        .map(|row| row.try_get("", "orders"))
        .transpose()?
        .unwrap_or(0))
}
