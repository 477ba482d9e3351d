//! The booking history.

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::access::Scope;
use preau_domain::ids::{FamilyId, OrderId};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

use super::page::{Page, Slice};
use super::{StoreError, dialect};
use crate::rows::Key;

/// One line of the history, with what a person needs to read it.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct EventLine {
    pub event_id: Key,
    pub at: DateTime<Utc>,
    pub change: String,
    pub by: String,
    pub child_id: Key,
    pub child_first_name: String,
    pub activity_id: Key,
    pub day: NaiveDate,
    pub price_cents: i64,
    pub rule_book_version: i32,
    pub order_number: i64,
}

const LINES: &str = "
SELECT e.event_id, o.placed_at AS at, e.change, o.actor_name AS by, e.child_id, c.first_name AS child_first_name,
  e.activity_id, e.day, e.price_cents, e.rule_book_version, o.number AS order_number
FROM booking_events e
JOIN orders o ON o.commune_id = e.commune_id AND o.order_id = e.order_id
JOIN children c ON c.commune_id = e.commune_id AND c.child_id = e.child_id
WHERE e.commune_id = $1";

/// One page of a family's history, latest first.
pub async fn of_family<C: ConnectionTrait>(
    db: &C,
    scope: Scope,
    family: FamilyId,
    page: Page,
) -> Result<Slice<EventLine>, StoreError> {
    if !scope.sees(family) {
        return Ok(Slice {
            rows: Vec::new(),
            more: false,
        });
    }
    let sql = format!("{LINES} AND e.family_id = $2 {}", page.clause("e.event_id", 3));
    lines(db, &sql, page, [scope.commune.0.into(), Key(family.0).into()]).await
}

/// One page of what an order of a family changed.
pub async fn of_order<C: ConnectionTrait>(
    db: &C,
    scope: Scope,
    order: OrderId,
    family: FamilyId,
    page: Page,
) -> Result<Slice<EventLine>, StoreError> {
    if !scope.sees(family) {
        return Ok(Slice {
            rows: Vec::new(),
            more: false,
        });
    }
    let sql = format!(
        "{LINES} AND e.order_id = $2 AND e.family_id = $3 {}",
        page.clause("e.event_id", 4)
    );
    let values = [scope.commune.0.into(), Key(order.0).into(), Key(family.0).into()];
    lines(db, &sql, page, values).await
}

async fn lines<C: ConnectionTrait, const N: usize>(
    db: &C,
    sql: &str,
    page: Page,
    values: [Value; N],
) -> Result<Slice<EventLine>, StoreError> {
    let rows = dialect::query(db, sql, values.into_iter().chain(page.cursor_value())).await?;
    let lines = rows
        .iter()
        .map(|row| EventLine::from_query_result(row, ""))
        .collect::<Result<_, _>>()?;
    Ok(page.slice(lines))
}
