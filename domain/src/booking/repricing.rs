//! What a change of a day makes of the prices of its places.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::day_prices::{DayPlaces, added_once, bundles_of, customer, places_on, priced, prices_of_day};
use super::slot::{Situation, SlotKey};
use crate::money::Money;
use crate::rulebook::model::ActivityIx;
use crate::rulebook::surcharge::Per;

/// Prices around a change of a child's day.
pub(super) struct Repricing {
    /// Of every place until then: as agreed on; by the rules, where nothing is known of that.
    pub before: BTreeMap<ActivityIx, Money>,
    /// By the rules of today, of the places that are new, and of those that stay and are priced anew.
    pub anew: BTreeMap<ActivityIx, Money>,
}

impl Repricing {
    /// What changes once these are the places of the day.
    ///
    /// A place keeps the price that was agreed on until one that it was priced together with goes or is priced anew, or
    /// one comes that it is priced together with. So the parts of a price together always add up to it, and nothing
    /// else makes a family pay another price than it agreed to.
    ///
    /// Of a change that staff have yet to decide one side counts, as in [`priced`].
    pub fn of(situation: &Situation<'_>, day: NaiveDate, after: &DayPlaces, old_side: bool) -> Self {
        let Situation { rules, child, .. } = *situation;
        let places = places_on(&priced(situation, old_side), situation.late, day);
        let agreed = |activity| situation.agreed.get(&SlotKey { activity, day });
        let mut before = prices_of_day(rules, child, day, &places);
        for (ix, price) in &mut before {
            *price = agreed(*ix).map_or(*price, |agreed| agreed.price);
        }
        let new = fellows(situation, day, after);
        let mut old = fellows(situation, day, &places);
        for (ix, fellows) in &mut old {
            // What is due once a day for late bookings is no matter of prices together.
            if let Some(agreed) = agreed(*ix).filter(|_| !places.late.contains(ix)) {
                fellows.clone_from(&agreed.with);
            }
        }
        let mut moved: BTreeSet<ActivityIx> = &places.activities ^ &after.activities;
        let stays = &places.activities & &after.activities;
        loop {
            let touched = |ix: &&ActivityIx| {
                let fellows = [&old, &new].into_iter().filter_map(|groups| groups.get(ix));
                !moved.contains(ix) && fellows.flatten().any(|fellow| moved.contains(fellow))
            };
            let more: Vec<ActivityIx> = stays.iter().filter(touched).copied().collect();
            if more.is_empty() {
                break;
            }
            moved.extend(more);
        }
        // What a change would have given back, and stays after all, stays at its price unless it is priced together again.
        let comes_back = |activity: ActivityIx| {
            let booked = situation.booked.contains(&SlotKey { activity, day });
            booked && !places.activities.contains(&activity) && new.get(&activity).is_none_or(BTreeSet::is_empty)
        };
        let mut anew = prices_of_day(rules, child, day, after);
        anew.retain(|ix, _| moved.contains(ix) && !comes_back(*ix));
        Self { before, anew }
    }
}

/// For each place of a day, the others that the rules price together with it.
fn fellows(
    situation: &Situation<'_>,
    day: NaiveDate,
    places: &DayPlaces,
) -> BTreeMap<ActivityIx, BTreeSet<ActivityIx>> {
    let Situation { rules, child, .. } = *situation;
    let late = &places.late & &places.activities;
    let added_once = |per: Per| {
        let added = late.iter().copied();
        let added = added.filter(|ix| added_once(&customer(rules, child, day, *ix)).is_some_and(|(_, own)| own == per));
        added.collect::<BTreeSet<_>>()
    };
    let free = &places.activities - &places.late;
    let bundles = bundles_of(rules, child, day, free).into_iter();
    let groups = bundles.map(|bundle| bundle.activities.iter().copied().collect::<BTreeSet<_>>());
    let mut fellows: BTreeMap<ActivityIx, BTreeSet<ActivityIx>> =
        places.activities.iter().map(|ix| (*ix, BTreeSet::new())).collect();
    for group in groups.chain([Per::Day, Per::Family].map(added_once)) {
        for ix in &group {
            let others = group.iter().filter(|other| *other != ix);
            fellows.entry(*ix).or_default().extend(others);
        }
    }
    fellows
}
