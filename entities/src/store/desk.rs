//! What orders ask of the town's staff, line by line.

use std::collections::HashMap;

use chrono::NaiveDate;
use preau_domain::access::Scope;
use preau_domain::booking::Standing;
use preau_domain::ids::{CommuneId, DecisionId, FamilyId, OrderId};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::Serialize;

use super::dialect::{self, Type};
use super::page::{Page, Slice};
use super::{StoreError, words};
use crate::rows::Key;
use crate::rows::order_line::Reply;

/// What an order asks about one place, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub order_id: Key,
    pub booking_id: Key,
    pub child_id: Key,
    pub child_first_name: String,
    pub child_last_name: String,
    pub activity_id: Key,
    pub day: NaiveDate,
    pub price_cents: i64,
    /// How the place stood since.
    pub asked: Standing,
    pub reply: Reply,
    /// What staff told the family.
    pub reason: Option<String>,
}

#[derive(FromQueryResult)]
struct Row {
    order_id: Key,
    booking_id: Key,
    child_id: Key,
    first_name: String,
    last_name: String,
    activity_id: Key,
    day: NaiveDate,
    price_cents: i64,
    asked: String,
    answer: Reply,
    reason: Option<String>,
}

const COLUMNS: &str = "
l.order_id, l.booking_id, b.child_id, c.first_name, c.last_name, b.activity_id, b.day, b.price_cents, l.asked, l.answer, l.reason";

const SOURCES: &str = "
FROM order_lines l
JOIN bookings b ON b.commune_id = l.commune_id AND b.booking_id = l.booking_id
JOIN children c ON c.commune_id = b.commune_id AND c.child_id = b.child_id";

#[derive(FromQueryResult)]
struct Terms {
    terms: String,
}

/// What a decision made of prices by the term, as it was written; none where there is no such decision.
pub async fn terms_of_decision<C: ConnectionTrait>(
    db: &C,
    commune: CommuneId,
    decision: DecisionId,
) -> Result<Option<String>, StoreError> {
    let sql = "SELECT terms FROM decisions WHERE commune_id = $1 AND decision_id = $2";
    let rows = dialect::query(db, sql, [commune.0.into(), Key(decision.0).into()]).await?;
    let row = rows.first().map(|row| Terms::from_query_result(row, "")).transpose()?;
    Ok(row.map(|row| row.terms))
}

/// All lines of an order of the town, in the order of their places.
pub async fn lines<C: ConnectionTrait>(db: &C, commune: CommuneId, order: OrderId) -> Result<Vec<Line>, StoreError> {
    let sql = format!("SELECT {COLUMNS} {SOURCES} WHERE l.commune_id = $1 AND l.order_id = $2 ORDER BY l.booking_id");
    let rows = dialect::query(db, &sql, [commune.0.into(), Key(order.0).into()]).await?;
    rows.iter().map(|row| Row::from_query_result(row, "")?.line()).collect()
}

/// The same page of the lines of each of some orders in the scope, with one statement. They come in the order of their
/// places, oldest first; an order that asks nothing has none.
pub async fn lines_of_orders<C: ConnectionTrait>(
    db: &C,
    scope: Scope,
    orders: &[OrderId],
    page: Page,
) -> Result<HashMap<OrderId, Slice<Line>>, StoreError> {
    #[derive(Serialize)]
    struct Asked {
        order_id: Key,
    }
    let Some(people) = scope.people() else {
        return Ok(HashMap::new());
    };
    let wanted: Vec<Asked> = orders.iter().map(|id| Asked { order_id: Key(id.0) }).collect();
    let source = dialect::recordset(db.get_database_backend(), &[("order_id", Type::Text)]);
    let walk = page.oldest_first();
    let (theirs, cursor) = match people.family {
        Some(_) => ("AND c.family_id = $3", 4),
        None => ("", 3),
    };
    let sql = format!(
        "SELECT * FROM (
           SELECT {COLUMNS}, {place} {SOURCES}
           WHERE l.commune_id = $2 AND l.order_id IN (SELECT r.order_id FROM {source}) {theirs} {behind}
         ) AS lines WHERE place <= {reach} ORDER BY order_id, place",
        place = walk.place("l.order_id", "l.booking_id"),
        behind = walk.behind("l.booking_id", cursor),
        reach = walk.reach(),
    );
    let family = people.family.map(|FamilyId(id)| Key(id).into());
    let values = [dialect::rows(&wanted)?, scope.commune.0.into()].into_iter();
    let mut found: HashMap<OrderId, Vec<Line>> = HashMap::new();
    for row in dialect::query(db, &sql, values.chain(family).chain(page.cursor_value())).await? {
        let line = Row::from_query_result(&row, "")?.line()?;
        found.entry(OrderId(line.order_id.0)).or_default().push(line);
    }
    let slice = |(order, lines)| (order, page.slice(lines));
    Ok(found.into_iter().map(slice).collect())
}

impl Row {
    fn line(self) -> Result<Line, StoreError> {
        Ok(Line {
            order_id: self.order_id,
            booking_id: self.booking_id,
            child_id: self.child_id,
            child_first_name: self.first_name,
            child_last_name: self.last_name,
            activity_id: self.activity_id,
            day: self.day,
            price_cents: self.price_cents,
            asked: words::read(&self.asked)?,
            reply: self.answer,
            reason: self.reason,
        })
    }
}
