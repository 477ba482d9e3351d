//! A child's place, as the store names it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sea_orm::QueryResult;

use crate::Outcome;
use crate::opening_day::{Played, Stage, Wish};

/// A child, an activity and a day.
pub(super) type Place = (String, String, NaiveDate);

/// An activity's day.
pub(super) type Slot = (String, NaiveDate);

/// What a family calls so.
pub(super) fn place(stage: &Stage, one: &Played, (child, activity, day): Wish) -> Place {
    let (child, activity) = (bare(&one.children[child]), bare(&stage.activities[activity]));
    (child.to_owned(), activity.to_owned(), day)
}

/// What a row with these columns tells of.
pub(super) fn of_row(row: &QueryResult) -> Outcome<Place> {
    let day: String = row.try_get("", "day")?;
    Ok((
        row.try_get("", "child_id")?,
        row.try_get("", "activity_id")?,
        day.parse()?,
    ))
}

/// Places of each activity in each slot.
pub(super) fn capacities(stage: &Stage) -> BTreeMap<String, i64> {
    let capacities = stage.cast.capacities(&stage.families).into_iter();
    let activities = stage.activities.iter().map(|id| bare(id).to_owned());
    activities
        .zip(capacities.map(|capacity| i64::try_from(capacity).unwrap_or(i64::MAX)))
        .collect()
}

/// An id as the store has it.
pub(super) fn bare(id: &str) -> &str {
    id.split_once(':').map_or(id, |(_, key)| key)
}
