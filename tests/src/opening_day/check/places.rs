//! No slot over capacity; every counter is the places booked, offered and kept for carts; nobody has one twice.

use super::place::{Slot, capacities, of_row};
use super::{Books, Check};
use crate::Outcome;
use crate::opening_day::Stage;

/// What is taken in a slot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    taken: i64,
    booked: i64,
    offered: i64,
    held: i64,
}

/// A place that is offered to a family that waits is taken, and so is one that a cart keeps.
const PLACES: &str = "
SELECT child_id, activity_id, day, 'booked' AS how FROM bookings WHERE commune_id = :town AND cancelled_at IS NULL
UNION ALL
SELECT child_id, activity_id, day, 'offered' AS how FROM waiting_places WHERE commune_id = :town AND state = 'offered'
UNION ALL
SELECT child_id, activity_id, day, 'held' AS how FROM cart_holds WHERE commune_id = :town";

pub(super) async fn check(books: &Books, stage: &Stage) -> Outcome<Check> {
    let capacities = capacities(stage);
    let count = |how: &str| format!("CAST(count(CASE WHEN how = '{how}' THEN 1 END) AS bigint) AS {how}");
    // A place without a counter counts as well.
    let rows = books
        .rows(&format!(
            "SELECT k.activity_id, CAST(k.day AS text) AS day, CAST(COALESCE(s.taken, 0) AS bigint) AS taken,
               {booked}, {offered}, {held}
             FROM (
               SELECT activity_id, day FROM slots WHERE commune_id = :town
               UNION SELECT activity_id, day FROM ({PLACES}) AS any_place
             ) AS k
             LEFT JOIN slots s ON s.commune_id = :town AND s.activity_id = k.activity_id AND s.day = k.day
             LEFT JOIN ({PLACES}) AS p ON p.activity_id = k.activity_id AND p.day = k.day
             GROUP BY k.activity_id, k.day, s.taken ORDER BY k.activity_id, k.day",
            booked = count("booked"),
            offered = count("offered"),
            held = count("held"),
        ))
        .await?;
    let mut violations = Vec::new();
    for row in &rows {
        let (activity, day): (String, String) = (row.try_get("", "activity_id")?, row.try_get("", "day")?);
        let number = |column: &str| row.try_get::<i64>("", column);
        let count = Count {
            taken: number("taken")?,
            booked: number("booked")?,
            offered: number("offered")?,
            held: number("held")?,
        };
        let capacity = capacities.get(&activity).copied();
        violations.extend(wrong(&(activity, day.parse()?), count, capacity));
    }
    let twice = format!(
        "SELECT child_id, activity_id, CAST(day AS text) AS day FROM ({PLACES}) AS places
         GROUP BY child_id, activity_id, day HAVING count(*) > 1"
    );
    for row in books.rows(&twice).await? {
        violations.push(format!("{:?} has more than one place", of_row(&row)?));
    }
    Ok(Check::of("places", format!("{} slots", rows.len()), violations))
}

fn wrong((activity, day): &Slot, count: Count, capacity: Option<i64>) -> Vec<String> {
    let mut wrong = Vec::new();
    let places = count.booked + count.offered + count.held;
    if count.taken != places {
        wrong.push(format!("{activity} on {day}: {count:?}"));
    }
    if capacity.is_none_or(|capacity| places > capacity) {
        wrong.push(format!("{activity} on {day}: {count:?}, of {capacity:?} places"));
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_counter_is_the_places_booked_offered_and_held() {
        let slot: Slot = ("midi".to_owned(), "2026-09-01".parse().unwrap());
        let count = |taken, booked, offered, held| Count {
            taken,
            booked,
            offered,
            held,
        };
        // Whether the counter is wrong, and whether there are too many.
        for (count, capacity, miscounted, too_many) in [
            (count(0, 0, 0, 0), Some(0), false, false),
            (count(6, 3, 2, 1), Some(6), false, false),
            (count(6, 3, 2, 1), Some(5), false, true),
            (count(6, 3, 2, 1), None, false, true),
            (count(5, 3, 2, 1), Some(6), true, false),
            (count(7, 3, 2, 1), Some(6), true, false),
            (count(6, 4, 2, 1), Some(6), true, true),
        ] {
            let counter = miscounted.then(|| format!("midi on 2026-09-01: {count:?}"));
            let many = too_many.then(|| format!("midi on 2026-09-01: {count:?}, of {capacity:?} places"));
            let expected: Vec<String> = counter.into_iter().chain(many).collect();
            assert_eq!(wrong(&slot, count, capacity), expected);
        }
    }
}
