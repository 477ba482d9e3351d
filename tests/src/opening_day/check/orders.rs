//! Orders are numbered without a gap, told once each, and heard of in the same order.

use std::collections::BTreeSet;

use super::{Books, Check};
use crate::Outcome;
use crate::opening_day::Played;

pub(super) async fn check(books: &Books, played: &[Played]) -> Outcome<Check> {
    let mut violations = Vec::new();
    let rows = books
        .rows("SELECT order_id, number FROM orders WHERE commune_id = :town ORDER BY number")
        .await?;
    let mut stored = BTreeSet::new();
    for (expected, row) in (1_i64..).zip(&rows) {
        let (id, number): (String, i64) = (row.try_get("", "order_id")?, row.try_get("", "number")?);
        if number != expected {
            violations.push(format!("order {id} has the number {number}, {expected} was next"));
        }
        stored.insert(format!("order:{id}"));
    }
    let told = played.iter().filter_map(|one| one.told.as_ref()?.order.clone());
    let mut seen = BTreeSet::new();
    for order in told {
        if !stored.contains(&order) {
            violations.push(format!("{order} was told and is not in the books"));
        }
        if !seen.insert(order.clone()) {
            violations.push(format!("{order} was told to two families"));
        }
    }
    let unheard = played.iter().filter(|one| one.told.is_none()).count();
    if stored.len() > seen.len() + unheard {
        violations.push(format!("{} orders, {} were told", stored.len(), seen.len()));
    }
    let others = if books.has_waiting_list {
        " + (SELECT count(*) FROM waiting_alerts WHERE commune_id = :town)"
    } else {
        ""
    };
    for (what, sql) in [
        (
            "number of the lane",
            "SELECT last_order_number FROM lanes WHERE commune_id = :town",
        ),
        (
            "alerts of orders",
            "SELECT count(DISTINCT order_id) FROM alerts WHERE commune_id = :town",
        ),
        (
            "position of the lane, other alerts left out",
            &format!("SELECT last_position - (0{others}) FROM lanes WHERE commune_id = :town"),
        ),
    ] {
        let found = books.number(sql).await?;
        if usize::try_from(found) != Ok(rows.len()) {
            violations.push(format!("{} orders, and {what}: {found}", rows.len()));
        }
    }
    Ok(Check::of("orders", format!("{} orders", rows.len()), violations))
}
