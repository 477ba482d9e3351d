//! All that was to be done afterwards was done.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, Utc};
use sea_orm::QueryResult;
use tokio::time::{Instant, sleep};

use super::{Books, Check};
use crate::Outcome;

/// What is left for the day on which an offer, a wait or a place in a cart ends by itself.
const ALARMS: [&str; 3] = ["offer_lapses", "end_waits", "end_cart_holds"];

const LEFT: &str = "
SELECT task_id, kind, due_at, CAST(attempts AS bigint) AS attempts, last_error,
  CAST(CASE WHEN parked_at IS NULL THEN 0 ELSE 1 END AS bigint) AS parked
FROM tasks WHERE commune_id = :town ORDER BY task_id";

/// Waits until the workers have done everything that is due at an instant; false when it takes them longer than this.
pub async fn drained(books: &Books, at: DateTime<Utc>, patience: Duration) -> Outcome<bool> {
    let ends = Instant::now() + patience;
    while waits_for_workers(books, at).await? {
        if Instant::now() >= ends {
            return Ok(false);
        }
        sleep(Duration::from_millis(100)).await;
    }
    Ok(true)
}

async fn waits_for_workers(books: &Books, at: DateTime<Utc>) -> Outcome<bool> {
    for row in books.rows(LEFT).await? {
        if row.try_get::<i64>("", "parked")? == 0 && !is_for_later(&row, at)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a task is one that nobody has begun, and nobody should have.
fn is_for_later(row: &QueryResult, at: DateTime<Utc>) -> Outcome<bool> {
    let (kind, due_at): (String, DateTime<Utc>) = (row.try_get("", "kind")?, row.try_get("", "due_at")?);
    let attempts: i64 = row.try_get("", "attempts")?;
    Ok(ALARMS.contains(&kind.as_str()) && due_at > at && attempts == 0)
}

pub(super) async fn check(books: &Books, at: DateTime<Utc>) -> Outcome<Check> {
    let mut violations = Vec::new();
    for row in books.rows(LEFT).await? {
        if is_for_later(&row, at)? {
            continue;
        }
        let (id, kind): (String, String) = (row.try_get("", "task_id")?, row.try_get("", "kind")?);
        let error: Option<String> = row.try_get("", "last_error")?;
        violations.push(format!("{kind} {id} is not done: {error:?}"));
    }
    Ok(Check::of("outbox", "every task".to_owned(), violations))
}

/// When the last task of each kind is due that ends something by itself; later while a worker has it.
pub(super) async fn last_alarms(books: &Books) -> Outcome<BTreeMap<String, DateTime<Utc>>> {
    let mut last = BTreeMap::new();
    for row in books.rows(LEFT).await? {
        let (kind, due_at): (String, DateTime<Utc>) = (row.try_get("", "kind")?, row.try_get("", "due_at")?);
        let latest = last.entry(kind).or_insert(due_at);
        *latest = due_at.max(*latest);
    }
    Ok(last)
}
