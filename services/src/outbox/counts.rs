//! Bringing the cached counts of months up to date with the store.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use preau_domain::ids::{ActivityId, CommuneId};
use preau_entities::store::counts;

use super::undone::Undone;
use crate::counting::{last_day, month_of, published};
use crate::{Fault, Portal};

/// Publishes every counter of the months that `slots` lie in, with one statement a month.
pub(super) async fn publish(
    portal: &Portal,
    commune: CommuneId,
    slots: &[(ActivityId, NaiveDate)],
) -> Result<(), Undone> {
    let mut months: BTreeMap<NaiveDate, BTreeSet<ActivityId>> = BTreeMap::new();
    for &(activity, day) in slots {
        months.entry(month_of(day)).or_default().insert(activity);
    }
    let mut changes = Vec::new();
    for (month, activities) in months {
        let activities: Vec<ActivityId> = activities.into_iter().collect();
        let counters = counts::between(&portal.db, commune, &activities, month, last_day(month)).await;
        changes.extend(published(commune, &counters.map_err(Fault::from)?));
    }
    Ok(portal.counts.publish(&changes).await?)
}
