//! Slot counts for calendars: from the cache where it holds them, from the store where it does not.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Months, NaiveDate};
use preau_domain::booking::{Occupancy, SlotKey};
use preau_domain::ids::{ActivityId, CommuneId};
use preau_entities::store::counts::{self, Counter};

use crate::booking::known::occupancy;
use crate::ports::counts::{MonthKey, SlotCount};
use crate::towns::Town;
use crate::{Fault, Portal};

/// How full the slots of `activities` are from `from` to `to`, both included. At most one statement.
pub async fn occupancies(
    portal: &Portal,
    town: &Town,
    activities: &BTreeSet<ActivityId>,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<BTreeMap<SlotKey, Occupancy>, Fault> {
    let keys: Vec<MonthKey> = activities
        .iter()
        .flat_map(|&activity| {
            months(from, to).map(move |month| MonthKey {
                commune: town.id,
                activity,
                month,
            })
        })
        .collect();
    let held = portal.counts.read(&keys).await;
    let mut found = Vec::new();
    let mut missed = BTreeMap::new();
    for (key, counts) in keys.into_iter().zip(held) {
        match counts {
            Some(counts) => add(town, key.activity, &counts, &mut found),
            None => drop(missed.insert(key, Vec::new())),
        }
    }
    if !missed.is_empty() {
        let filled = load(portal, town.id, missed).await?;
        for (key, counts) in &filled {
            add(town, key.activity, counts, &mut found);
        }
        portal.counts.fill(&filled).await;
    }
    // Built in one go, it leaves no gaps.
    Ok(found.into_iter().collect())
}

/// Whole months from the store, with one statement.
async fn load(
    portal: &Portal,
    commune: CommuneId,
    mut months: BTreeMap<MonthKey, Vec<SlotCount>>,
) -> Result<Vec<(MonthKey, Vec<SlotCount>)>, Fault> {
    let activities: BTreeSet<ActivityId> = months.keys().map(|key| key.activity).collect();
    let first = months.keys().map(|key| key.month).min().unwrap_or_default();
    let last = months.keys().map(|key| last_day(key.month)).max().unwrap_or_default();
    let activities: Vec<ActivityId> = activities.into_iter().collect();
    for counter in counts::between(&portal.db, commune, &activities, first, last).await? {
        let (key, count) = published_one(commune, &counter);
        if let Some(counts) = months.get_mut(&key) {
            counts.push(count);
        }
    }
    Ok(months.into_iter().collect())
}

fn add(town: &Town, activity: ActivityId, counts: &[SlotCount], found: &mut Vec<(SlotKey, Occupancy)>) {
    for count in counts {
        if let Some(slot) = town.slot(activity, count.day) {
            found.push((slot, occupancy(town, slot, count.taken)));
        }
    }
}

/// Counters in the cache's terms.
pub fn published(commune: CommuneId, counters: &[Counter]) -> Vec<(MonthKey, SlotCount)> {
    counters.iter().map(|counter| published_one(commune, counter)).collect()
}

fn published_one(commune: CommuneId, counter: &Counter) -> (MonthKey, SlotCount) {
    let key = MonthKey {
        commune,
        activity: ActivityId(counter.activity_id.0),
        month: month_of(counter.day),
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
}

/// The first day of a day's month.
pub fn month_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// The last day of the month that begins on `month`.
pub fn last_day(month: NaiveDate) -> NaiveDate {
    month
        .checked_add_months(Months::new(1))
        .and_then(|next| next.pred_opt())
        .unwrap_or(month)
}

fn months(from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    std::iter::successors(Some(month_of(from)), |month| month.checked_add_months(Months::new(1)))
        .take_while(move |&month| month <= to)
}
