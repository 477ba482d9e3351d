//! Who waits is served in the order in which they came, and nobody waits beside a free place.

use super::{Books, Check};
use crate::Outcome;

/// Somebody who came later was offered a place, or accepted one, while somebody who came earlier still waits.
const OVERTAKEN: &str = "
SELECT w.waiting_id AS id, 'waits, and ' || o.waiting_id || ', who came later, was offered a place' AS what
FROM waiting_places w JOIN waiting_places o ON o.commune_id = w.commune_id AND o.activity_id = w.activity_id
  AND o.day = w.day AND o.position > w.position
WHERE w.commune_id = :town AND w.state = 'waiting' AND o.state IN ('offered', 'accepted')";

/// Positions are given in the order of arrival.
const IN_ORDER: &str = "
SELECT waiting_id AS id, 'came before ' || next_id || ' and stands behind' AS what FROM (
  SELECT waiting_id, joined_at, lead(waiting_id) OVER places AS next_id, lead(joined_at) OVER places AS next_joined
  FROM waiting_places WHERE commune_id = :town AND asked
  WINDOW places AS (ORDER BY position)
) AS line WHERE next_joined < joined_at";

const BESIDE_A_FREE_PLACE: &str = "
SELECT w.waiting_id AS id, 'waits on ' || CAST(w.day AS text) || ', where a place is free' AS what
FROM waiting_places w LEFT JOIN slots s ON s.commune_id = w.commune_id AND s.activity_id = w.activity_id
  AND s.day = w.day
WHERE w.commune_id = :town AND w.state = 'waiting' AND s.taken < s.capacity";

const BOOKED_ALREADY: &str = "
SELECT w.waiting_id AS id, 'waits for a place that ' || w.child_id || ' has' AS what
FROM waiting_places w JOIN bookings b ON b.commune_id = w.commune_id AND b.child_id = w.child_id
  AND b.activity_id = w.activity_id AND b.day = w.day AND b.cancelled_at IS NULL
WHERE w.commune_id = :town AND w.state IN ('waiting', 'offered')";

pub(super) async fn check(books: &Books) -> Outcome<Check> {
    if !books.has_waiting_list {
        return Ok(Check::skipped("waiting list", "the store has no table waiting_places"));
    }
    let mut violations = Vec::new();
    for sql in [OVERTAKEN, IN_ORDER, BESIDE_A_FREE_PLACE, BOOKED_ALREADY] {
        for row in books.rows(sql).await? {
            let (id, what): (String, String) = (row.try_get("", "id")?, row.try_get("", "what")?);
            violations.push(format!("{id} {what}"));
        }
    }
    let waits = books
        .number("SELECT count(*) FROM waiting_places WHERE commune_id = :town")
        .await?;
    Ok(Check::of(
        "waiting list",
        format!("{waits} places waited for"),
        violations,
    ))
}
