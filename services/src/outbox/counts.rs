//! Bringing the cached counts of months up to date with the store.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, Months, NaiveDate};
use preau_domain::ids::{ActivityId, CommuneId};
use preau_entities::store::counts;

use super::undone::Undone;
use crate::ports::counts::{MonthKey, SlotCount};
use crate::{Fault, Portal};

/// Publishes every counter of the months that `slots` lie in, with one statement a month.
pub(super) async fn publish(
    portal: &Portal,
    commune: CommuneId,
    slots: &[(ActivityId, NaiveDate)],
) -> Result<(), Undone> {
    let mut months: BTreeMap<NaiveDate, BTreeSet<ActivityId>> = BTreeMap::new();
    for &(activity, day) in slots {
        let first = day.with_day(1).unwrap_or(day);
        months.entry(first).or_default().insert(activity);
    }
    let mut changes = Vec::new();
    for (month, activities) in months {
        let activities: Vec<ActivityId> = activities.into_iter().collect();
        let last = month
            .checked_add_months(Months::new(1))
            .and_then(|next| next.checked_sub_days(Days::new(1)));
        let counters = counts::between(&portal.db, commune, &activities, month, last.unwrap_or(month)).await;
        changes.extend(counters.map_err(Fault::from)?.into_iter().map(|counter| {
            let key = MonthKey {
                commune,
                activity: ActivityId(counter.activity_id.0),
                month,
            };
            let taken = u32::try_from(counter.taken).unwrap_or(0);
            (
                key,
                SlotCount {
                    day: counter.day,
                    taken,
                    version: counter.version,
                },
            )
        }));
    }
    Ok(portal.counts.publish(&changes).await?)
}
