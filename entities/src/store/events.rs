//! The booking history.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::access::Scope;
use preau_domain::ids::{FamilyId, OrderId};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use ulid::Ulid;

use super::dialect::Type;
use super::page::{Page, Slice};
use super::{StoreError, dialect};
use crate::rows::Key;
use crate::rows::booking_event::Change;

/// One line of the history, with what a person needs to read it.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct EventLine {
    pub event_id: Key,
    pub at: DateTime<Utc>,
    pub change: Change,
    pub by: String,
    pub child_id: Key,
    pub child_first_name: String,
    pub activity_id: Key,
    pub day: NaiveDate,
    pub price_cents: i64,
    pub rule_book_version: i32,
    pub order_number: i64,
    /// What staff told the family, where they decided.
    pub reason: Option<String>,
    /// Staff did it, as they decided about the order.
    pub decided: bool,
}

const COLUMNS: &str = "
e.event_id, COALESCE(d.decided_at, o.placed_at) AS at, e.change, COALESCE(d.actor_name, o.actor_name) AS by, e.child_id, c.first_name AS child_first_name,
e.activity_id, e.day, e.price_cents, e.rule_book_version, o.number AS order_number, e.reason,
d.decision_id IS NOT NULL AS decided";

const SOURCES: &str = "
FROM booking_events e
JOIN orders o ON o.commune_id = e.commune_id AND o.order_id = e.order_id
JOIN children c ON c.commune_id = e.commune_id AND c.child_id = e.child_id
LEFT JOIN decisions d ON d.commune_id = e.commune_id AND d.decision_id = e.decision_id";

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
    let sql = format!(
        "SELECT {COLUMNS} {SOURCES} WHERE e.commune_id = $1 AND e.family_id = $2 {}",
        page.clause("e.event_id", 3)
    );
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
        "SELECT {COLUMNS} {SOURCES} WHERE e.commune_id = $1 AND e.order_id = $2 AND e.family_id = $3 {}",
        page.clause("e.event_id", 4)
    );
    let values = [scope.commune.0.into(), Key(order.0).into(), Key(family.0).into()];
    lines(db, &sql, page, values).await
}

/// One page of what staff changed by a decision, also in other orders of the family.
pub async fn of_decision<C: ConnectionTrait>(
    db: &C,
    scope: Scope,
    decision: Ulid,
    family: FamilyId,
    page: Page,
) -> Result<Slice<EventLine>, StoreError> {
    if !scope.sees(family) {
        return Ok(Slice::default());
    }
    let sql = format!(
        "SELECT {COLUMNS} {SOURCES} WHERE e.commune_id = $1 AND e.family_id = $2 AND e.decision_id = $3 {}",
        page.clause("e.event_id", 4)
    );
    let values = [scope.commune.0.into(), Key(family.0).into(), Key(decision).into()];
    lines(db, &sql, page, values).await
}

/// The same page of what each of some orders of a family changed, with one statement.
pub async fn of_orders<C: ConnectionTrait>(
    db: &C,
    scope: Scope,
    family: FamilyId,
    orders: &[OrderId],
    page: Page,
) -> Result<HashMap<OrderId, Slice<EventLine>>, StoreError> {
    #[derive(serde::Serialize)]
    struct Row {
        order_id: Key,
    }
    if !scope.sees(family) {
        return Ok(HashMap::new());
    }
    let wanted: Vec<Row> = orders.iter().map(|id| Row { order_id: Key(id.0) }).collect();
    let source = dialect::recordset(db.get_database_backend(), &[("order_id", Type::Text)]);
    let sql = format!(
        "SELECT * FROM (
          SELECT e.order_id, {place}, {COLUMNS} {SOURCES} JOIN {source} ON r.order_id = e.order_id
          WHERE e.commune_id = $2 AND e.family_id = $3 {behind}
        ) AS lines WHERE place <= {reach} ORDER BY order_id, place",
        place = page.place("e.order_id", "e.event_id"),
        behind = page.behind("e.event_id", 4),
        reach = page.reach(),
    );
    let values = [dialect::rows(&wanted)?, scope.commune.0.into(), Key(family.0).into()];
    let mut found: HashMap<OrderId, Vec<EventLine>> = HashMap::new();
    for row in dialect::query(db, &sql, values.into_iter().chain(page.cursor_value())).await? {
        let order: Key = row.try_get("", "order_id")?;
        let line = EventLine::from_query_result(&row, "")?;
        found.entry(OrderId(order.0)).or_default().push(line);
    }
    let slice = |(order, rows)| (order, page.slice(rows));
    Ok(found.into_iter().map(slice).collect())
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
