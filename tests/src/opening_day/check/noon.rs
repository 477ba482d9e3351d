//! How the books stand once the rush is over, before anybody gives anything back.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::Books;
use super::place::{Place, Slot, bare, capacities, of_row};
use crate::Outcome;
use crate::opening_day::Stage;

/// Places that carts keep, and until when.
pub(super) type Holds = BTreeMap<Place, DateTime<Utc>>;

#[derive(Clone, Debug, Default)]
pub struct Noon {
    /// The slots in which no place is left.
    pub(super) full: BTreeSet<Slot>,
    pub(super) holds: Holds,
    /// What stands in carts.
    pub(super) lines: BTreeSet<Place>,
}

impl Noon {
    pub async fn read(books: &Books, stage: &Stage) -> Outcome<Self> {
        let mut noon = Self::default();
        let capacities = capacities(stage);
        let slots = "SELECT activity_id, CAST(day AS text) AS day, CAST(taken AS bigint) AS taken FROM slots
                     WHERE commune_id = :town";
        for row in books.rows(slots).await? {
            let (activity, day): (String, String) = (row.try_get("", "activity_id")?, row.try_get("", "day")?);
            let taken: i64 = row.try_get("", "taken")?;
            if capacities.get(&activity).is_some_and(|&capacity| taken >= capacity) {
                noon.full.insert((activity, day.parse()?));
            }
        }
        // Where there never was a place, there is no row either.
        let activities = stage.activities.iter().map(|id| bare(id).to_owned());
        let none = activities.filter(|activity| capacities.get(activity) == Some(&0));
        let none = none.flat_map(|activity| stage.days.iter().map(move |&day| (activity.clone(), day)));
        noon.full.extend(none);
        noon.holds = holds(books).await?;
        noon.lines = lines(books).await?;
        Ok(noon)
    }
}

pub(super) async fn holds(books: &Books) -> Outcome<Holds> {
    let sql = "SELECT child_id, activity_id, CAST(day AS text) AS day, held_until FROM cart_holds
               WHERE commune_id = :town";
    let rows = books.rows(sql).await?;
    rows.iter()
        .map(|row| Ok((of_row(row)?, row.try_get("", "held_until")?)))
        .collect()
}

pub(super) async fn lines(books: &Books) -> Outcome<BTreeSet<Place>> {
    let sql = "SELECT child_id, activity_id, CAST(day AS text) AS day FROM cart_lines WHERE commune_id = :town";
    books.rows(sql).await?.iter().map(of_row).collect()
}
