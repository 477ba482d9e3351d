//! All that was to be done afterwards was done.

use std::time::Duration;

use tokio::time::{Instant, sleep};

use super::{Books, Check};
use crate::Outcome;

const LEFT: &str = "SELECT count(*) FROM tasks WHERE commune_id = :town AND parked_at IS NULL";

/// Waits until the workers have done everything that is due; false when it takes them longer than this.
pub async fn drained(books: &Books, patience: Duration) -> Outcome<bool> {
    let ends = Instant::now() + patience;
    while books.number(LEFT).await? > 0 {
        if Instant::now() >= ends {
            return Ok(false);
        }
        sleep(Duration::from_millis(100)).await;
    }
    Ok(true)
}

pub(super) async fn check(books: &Books) -> Outcome<Check> {
    let rows = books
        .rows("SELECT task_id, kind, last_error FROM tasks WHERE commune_id = :town ORDER BY task_id")
        .await?;
    let mut violations = Vec::new();
    for row in rows {
        let (id, kind): (String, String) = (row.try_get("", "task_id")?, row.try_get("", "kind")?);
        let error: Option<String> = row.try_get("", "last_error")?;
        violations.push(format!("{kind} {id} is not done: {error:?}"));
    }
    Ok(Check::of("outbox", "every task".to_owned(), violations))
}
