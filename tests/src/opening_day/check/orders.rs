//! Orders are numbered without a gap, told once each, and heard of in the same order.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::noon::{self, Holds};
use super::place::place;
use super::{Books, Check};
use crate::Outcome;
use crate::opening_day::{Filled, Played, Stage};

pub(super) async fn check(books: &Books, stage: &Stage, played: &[Played]) -> Outcome<Check> {
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
    let told = played
        .iter()
        .flat_map(Played::told)
        .filter_map(|told| told.order.clone());
    let mut seen = BTreeSet::new();
    for order in told {
        if !stored.contains(&order) {
            violations.push(format!("{order} was told and is not in the books"));
        }
        if !seen.insert(order.clone()) {
            violations.push(format!("{order} was told to two requests"));
        }
    }
    let unheard = played.iter().flat_map(|one| &one.acts);
    let unheard = unheard.filter(|act| act.told.is_none()).count();
    if stored.len() > seen.len() + unheard {
        violations.push(format!("{} orders, {} were told", stored.len(), seen.len()));
    }
    for (what, sql) in [
        (
            "number of the lane",
            "SELECT last_order_number FROM lanes WHERE commune_id = :town",
        ),
        (
            "alerts of orders",
            "SELECT count(DISTINCT order_id) FROM alerts WHERE commune_id = :town",
        ),
    ] {
        let found = books.number(sql).await?;
        if usize::try_from(found) != Ok(rows.len()) {
            violations.push(format!("{} orders, and {what}: {found}", rows.len()));
        }
    }
    violations.extend(positions(books, stage, played).await?);
    Ok(Check::of("orders", format!("{} orders", rows.len()), violations))
}

/// Alerts tell of orders in the order of their numbers, and of waits and carts in between: no position is left out, none
/// is given twice. Of a family's cart only the last time that it changed is kept.
async fn positions(books: &Books, stage: &Stage, played: &[Played]) -> Outcome<Vec<String>> {
    let mut wrong = Vec::new();
    for row in books.rows(OUT_OF_ORDER).await? {
        let (id, number): (String, i64) = (row.try_get("", "order_id")?, row.try_get("", "number")?);
        wrong.push(format!("order {id}, number {number}, was heard of after the next one"));
    }
    let last = books
        .number("SELECT last_position FROM lanes WHERE commune_id = :town")
        .await?;
    let count = |which: &str| format!("SELECT count({which}position) FROM ({POSITIONS}) AS positions");
    let (given, different) = (
        books.number(&count("")).await?,
        books.number(&count("DISTINCT ")).await?,
    );
    if given != different {
        wrong.push(format!("{given} alerts stand at {different} positions"));
    }
    let highest = format!("SELECT COALESCE(max(position), 0) FROM ({POSITIONS}) AS positions");
    let highest = books.number(&highest).await?;
    if highest != last {
        wrong.push(format!(
            "the last position is {last}, the highest of all alerts {highest}"
        ));
    }
    let heard = books
        .number(&format!("SELECT count(*) FROM ({HEARD}) AS heard"))
        .await?;
    let held = noon::holds(books).await?;
    let (mut fewest, mut most) = (heard, heard);
    for one in played {
        let changes = cart_changes(stage, one, &held)?;
        fewest += changes.start();
        most += changes.end();
    }
    if !(fewest..=most).contains(&last) {
        wrong.push(format!(
            "{fewest} to {most} things to hear of, and the last position is {last}"
        ));
    }
    Ok(wrong)
}

/// How often a family's cart has changed.
fn cart_changes(stage: &Stage, one: &Played, held: &Holds) -> Outcome<RangeInclusive<i64>> {
    // A family that was not answered may have filled and ordered it.
    let told = match &one.cart {
        _ if one.unanswered() => return Ok(0..=2 + i64::try_from(one.left_in_cart().len())?),
        Some(Filled { told: Some(told), .. }) if !told.kept.is_empty() => told,
        _ => return Ok(0..=0),
    };
    let mut places = told.kept.iter().map(|&wish| place(stage, one, wish));
    Ok(match one.left_in_cart() {
        // Filled and ordered.
        [] => 2..=2,
        // Filled, and its time is not over.
        _ if places.all(|place| held.contains_key(&place)) => 1..=1,
        // Filled, and its time is over: turns that came by first ended what they looked at.
        left => 2..=1 + i64::try_from(left.len())?,
    })
}

const HEARD: &str = "
SELECT position FROM alerts WHERE commune_id = :town
UNION ALL SELECT position FROM waiting_alerts WHERE commune_id = :town";

const POSITIONS: &str = "
SELECT position FROM alerts WHERE commune_id = :town
UNION ALL SELECT position FROM waiting_alerts WHERE commune_id = :town
UNION ALL SELECT position FROM cart_alerts WHERE commune_id = :town";

const OUT_OF_ORDER: &str = "
SELECT order_id, number FROM (
  SELECT o.order_id, o.number, a.position, lead(a.position) OVER (ORDER BY o.number) AS next_position
  FROM orders o JOIN alerts a ON a.commune_id = o.commune_id AND a.order_id = o.order_id
  WHERE o.commune_id = :town
) AS heard WHERE next_position < position";
