//! The orders that the town's staff have yet to decide about.

use chrono::NaiveDate;
use preau_domain::access::{Reach, Scope};
use preau_domain::booking::Standing;
use preau_domain::ids::ActivityId;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

use super::page::{Page, Slice};
use super::{StoreError, dialect, words};
use crate::rows::{Key, order};

/// How much waits in a town.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// Orders that ask for a place, or for one in place of another.
    pub orders: i64,
    /// Orders that ask to give a place back.
    pub cancellations: i64,
}

/// Which of the orders that wait: those with a line that waits and is all of this.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// It asks one of these; anything when empty.
    pub asks: Vec<Standing>,
    pub activity: Option<ActivityId>,
    /// Of this day or a later one.
    pub from: Option<NaiveDate>,
    /// Of this day or an earlier one.
    pub to: Option<NaiveDate>,
}

impl Wanted {
    /// A condition on `orders`, whose values stand behind the first `before`.
    fn condition(&self, before: usize) -> Result<(String, Vec<Value>), StoreError> {
        let mut values: Vec<Value> = Vec::new();
        let mut conditions = Vec::new();
        let mut ask = |condition: &str, value: Value| {
            values.push(value);
            conditions.push(format!("{condition} ${}", before + values.len()));
        };
        if let Some(ActivityId(id)) = self.activity {
            ask("b.activity_id =", Key(id).into());
        }
        if let Some(from) = self.from {
            ask("b.day >=", from.into());
        }
        if let Some(to) = self.to {
            ask("b.day <=", to.into());
        }
        if !self.asks.is_empty() {
            let first = before + values.len() + 1;
            let places: Vec<String> = (first..).take(self.asks.len()).map(|at| format!("${at}")).collect();
            for &asked in &self.asks {
                values.push(words::written(asked)?.into());
            }
            conditions.push(format!("l.asked IN ({})", places.join(", ")));
        }
        if conditions.is_empty() {
            return Ok((String::new(), values));
        }
        let condition = format!(
            "AND EXISTS (SELECT 1 FROM order_lines l
               JOIN bookings b ON b.commune_id = l.commune_id AND b.booking_id = l.booking_id
               WHERE l.commune_id = orders.commune_id AND l.order_id = orders.order_id AND l.answer = 'waiting' AND {})",
            conditions.join(" AND ")
        );
        Ok((condition, values))
    }
}

/// One page of the town's orders that wait, oldest first.
pub async fn waiting<C: ConnectionTrait>(
    db: &C,
    scope: Scope,
    wanted: &Wanted,
    page: Page,
) -> Result<Slice<order::Model>, StoreError> {
    if scope.reach != Reach::Town {
        return Ok(Slice::default());
    }
    let (condition, values) = wanted.condition(1)?;
    let sql = format!(
        "SELECT * FROM orders WHERE commune_id = $1 AND waiting_count > 0 {condition} {}",
        page.oldest_first().clause("order_id", values.len() + 2)
    );
    let values = std::iter::once(scope.commune.0.into())
        .chain(values)
        .chain(page.cursor_value());
    let rows = dialect::query(db, &sql, values).await?;
    let orders = rows
        .iter()
        .map(|row| order::Model::from_query_result(row, ""))
        .collect::<Result<_, _>>()?;
    Ok(page.slice(orders))
}

/// How many of the town's orders wait.
pub async fn waiting_count<C: ConnectionTrait>(db: &C, scope: Scope, wanted: &Wanted) -> Result<i64, StoreError> {
    if scope.reach != Reach::Town {
        return Ok(0);
    }
    let (condition, values) = wanted.condition(1)?;
    let sql = format!("SELECT COUNT(*) AS orders FROM orders WHERE commune_id = $1 AND waiting_count > 0 {condition}");
    let rows = dialect::query(db, &sql, std::iter::once(scope.commune.0.into()).chain(values)).await?;
    match rows.first() {
        Some(row) => Ok(row.try_get("", "orders")?),
        None => Ok(0),
    }
}

/// How much waits in the town. An order that asks both counts in both.
pub async fn counters<C: ConnectionTrait>(db: &C, scope: Scope) -> Result<Counters, StoreError> {
    if scope.reach != Reach::Town {
        return Ok(Counters::default());
    }
    let sql = "SELECT COUNT(DISTINCT CASE WHEN asked <> 'cancellation_asked' THEN order_id END) AS orders,
                 COUNT(DISTINCT CASE WHEN asked = 'cancellation_asked' THEN order_id END) AS cancellations
               FROM order_lines WHERE commune_id = $1 AND answer = 'waiting'";
    let rows = dialect::query(db, sql, [scope.commune.0.into()]).await?;
    match rows.first() {
        Some(row) => Ok(Counters {
            orders: row.try_get("", "orders")?,
            cancellations: row.try_get("", "cancellations")?,
        }),
        None => Ok(Counters::default()),
    }
}
