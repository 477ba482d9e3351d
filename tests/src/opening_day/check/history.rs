//! The history tells of every booking once, at its price, and each order is the sum of what it changed.

use super::{Books, Check};
use crate::Outcome;

/// Bookings of which history tells otherwise than that they were booked once, and given back once if they were.
const TOLD: &str = "
SELECT b.booking_id AS id, 'booked ' || CAST(COALESCE(e.booked, 0) AS text) || ' times, given back '
  || CAST(COALESCE(e.cancelled, 0) AS text) || ' times' AS what
FROM bookings b LEFT JOIN (
  SELECT booking_id, count(CASE WHEN change = 'booked' THEN 1 END) AS booked,
    count(CASE WHEN change = 'cancelled' THEN 1 END) AS cancelled
  FROM booking_events WHERE commune_id = :town GROUP BY booking_id
) AS e ON e.booking_id = b.booking_id
WHERE b.commune_id = :town AND (COALESCE(e.booked, 0) <> 1
  OR COALESCE(e.cancelled, 0) <> CASE WHEN b.cancelled_at IS NULL THEN 0 ELSE 1 END)";

/// Events of another slot, child or price than their booking's.
const SAME: &str = "
SELECT e.event_id AS id, 'not like its booking' AS what
FROM booking_events e JOIN bookings b ON b.commune_id = e.commune_id AND b.booking_id = e.booking_id
WHERE e.commune_id = :town AND (e.child_id <> b.child_id OR e.activity_id <> b.activity_id OR e.day <> b.day
  OR e.price_cents <> b.price_cents OR e.change NOT IN ('booked', 'cancelled'))";

/// Orders that are not the sum of their events: what is given back is not subtracted.
const SUMS: &str = "
SELECT o.order_id AS id, 'not the sum of its events' AS what
FROM orders o LEFT JOIN (
  SELECT order_id, count(CASE WHEN change = 'booked' THEN 1 END) AS booked,
    count(CASE WHEN change = 'cancelled' THEN 1 END) AS cancelled,
    sum(CASE WHEN change = 'booked' THEN price_cents ELSE 0 END) AS cents
  FROM booking_events WHERE commune_id = :town GROUP BY order_id
) AS e ON e.order_id = o.order_id
WHERE o.commune_id = :town AND (e.booked IS NULL OR o.booked_count <> e.booked OR o.total_cents <> e.cents
  OR o.cancelled_count <> e.cancelled)";

pub(super) async fn check(books: &Books) -> Outcome<Check> {
    let mut violations = Vec::new();
    for (subject, sql) in [("booking", TOLD), ("event", SAME), ("order", SUMS)] {
        for row in books.rows(sql).await? {
            let (id, what): (String, String) = (row.try_get("", "id")?, row.try_get("", "what")?);
            violations.push(format!("{subject} {id}: {what}"));
        }
    }
    let events = books
        .number("SELECT count(*) FROM booking_events WHERE commune_id = :town")
        .await?;
    Ok(Check::of("history", format!("{events} events"), violations))
}
