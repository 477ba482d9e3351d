//! Telling a family at once that its child is missing.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::ids::{ActivityId, ChildId};
use preau_entities::store::turn::NewTask;

use super::places::Place;
use crate::Portal;
use crate::outbox::Task;

/// One task for each child and day.
pub(super) fn tasks(portal: &Portal, missing: impl Iterator<Item = Place>, now: DateTime<Utc>) -> Vec<NewTask> {
    let mut days: BTreeMap<(ChildId, NaiveDate), Vec<ActivityId>> = BTreeMap::new();
    for place in missing {
        days.entry((place.child, place.day)).or_default().push(place.activity);
    }
    let task =
        |((child, day), activities)| Task::MailAbsence { child, day, activities }.row(portal.random.as_ref(), now);
    days.into_iter().map(task).collect()
}
