//! No slot over capacity; every counter is the number of places held.

use super::{Books, Check};
use crate::Outcome;
use crate::opening_day::Stage;

pub(super) async fn check(books: &Books, stage: &Stage) -> Outcome<Check> {
    let capacities = stage.cast.capacities(&stage.families);
    // A place that is offered to a family that waits is taken, and so is one that a cart keeps.
    let offered = if books.has_waiting_list {
        "UNION ALL SELECT activity_id, day FROM waiting_places WHERE commune_id = :town AND state = 'offered'"
    } else {
        ""
    };
    let rows = books
        .rows(&format!(
            "SELECT s.activity_id, CAST(s.day AS text) AS day, CAST(s.taken AS bigint) AS taken,
               CAST(COALESCE(h.held, 0) AS bigint) AS held
             FROM slots s LEFT JOIN (
               SELECT activity_id, day, count(*) AS held FROM (
                 SELECT activity_id, day FROM bookings WHERE commune_id = :town AND cancelled_at IS NULL {offered}
               UNION ALL SELECT activity_id, day FROM cart_holds WHERE commune_id = :town
               ) AS places GROUP BY activity_id, day
             ) AS h ON h.activity_id = s.activity_id AND h.day = s.day
             WHERE s.commune_id = :town ORDER BY s.activity_id, s.day"
        ))
        .await?;
    let mut violations = Vec::new();
    for row in &rows {
        let (activity, day): (String, String) = (row.try_get("", "activity_id")?, row.try_get("", "day")?);
        let (taken, held): (i64, i64) = (row.try_get("", "taken")?, row.try_get("", "held")?);
        let place = stage.activities.iter().position(|id| id.ends_with(&activity));
        let capacity = place.and_then(|place| i64::try_from(capacities[place]).ok());
        if taken != held {
            violations.push(format!(
                "{activity} on {day}: the counter says {taken}, {held} places are held"
            ));
        }
        if capacity.is_none_or(|capacity| held > capacity) {
            violations.push(format!("{activity} on {day}: {held} places are held of {capacity:?}"));
        }
    }
    let twice = books
        .rows(
            "SELECT child_id, activity_id, CAST(day AS text) AS day FROM bookings
             WHERE commune_id = :town AND cancelled_at IS NULL
             GROUP BY child_id, activity_id, day HAVING count(*) > 1",
        )
        .await?;
    for row in twice {
        let column = |name: &str| row.try_get::<String>("", name);
        let (child, activity, day) = (column("child_id")?, column("activity_id")?, column("day")?);
        violations.push(format!("{child} is booked twice in {activity} on {day}"));
    }
    Ok(Check::of("places", format!("{} slots", rows.len()), violations))
}
