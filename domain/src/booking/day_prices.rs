//! What a child's places of one day cost together.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::slot::{Situation, SlotKey};
use crate::family::ChildFacts;
use crate::money::Money;
use crate::rulebook::RuleBook;
use crate::rulebook::attendance::LateBooking;
use crate::rulebook::customer::Customer;
use crate::rulebook::model::ActivityIx;
use crate::rulebook::price::Bundle;
use crate::rulebook::surcharge::{Per, Surcharged, surcharged};
use crate::rulebook::visit::Visit;

/// A child's activities of one day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayPlaces {
    pub activities: BTreeSet<ActivityIx>,
    /// Those that were booked late.
    pub late: BTreeSet<ActivityIx>,
    /// When the child came and left, once that is known.
    pub visits: BTreeMap<ActivityIx, Visit>,
}

/// What the family pays for each of a child's activities of a day.
///
/// A place booked late costs what the rule book asks of late bookings, and takes no part in prices together. An amount
/// that is due once a day stands with the first late place. The price of a bundle is spread over its activities in the rule book's order: each costs what it costs alone as far
/// as that reaches, and the last one the rest. Of bundles that share an activity, the first in the rule book counts.
#[must_use]
pub fn prices_of_day(
    rules: &RuleBook,
    child: &ChildFacts,
    day: NaiveDate,
    places: &DayPlaces,
) -> BTreeMap<ActivityIx, Money> {
    let mut prices = BTreeMap::new();
    let mut free = BTreeSet::new();
    let mut added_today = false;
    for &ix in &places.activities {
        let visit = places.visits.get(&ix).copied().unwrap_or_default();
        let customer = Customer {
            visit,
            ..customer(rules, child, day, ix)
        };
        let price = if places.late.contains(&ix) {
            let late = late_price(&customer);
            let once = late.added.is_some_and(|(_, per)| per != Per::Place);
            let repeats = once && std::mem::replace(&mut added_today, true);
            if repeats { late.price } else { late.total() }
        } else {
            free.insert(ix);
            customer.pays()
        };
        prices.insert(ix, price);
    }
    for bundle in &rules.bundles {
        if !bundle.activities.iter().all(|ix| free.contains(ix)) {
            continue;
        }
        for ix in &bundle.activities {
            free.remove(ix);
        }
        spread(rules, child, day, bundle, &mut prices);
    }
    prices
}

/// What a late booking of the place costs.
pub(super) fn late_price(customer: &Customer<'_>) -> Surcharged {
    match &customer.activity.attendance.late_booking {
        LateBooking::Accept { surcharges, .. } => surcharged(surcharges, customer, 1),
        LateBooking::Refuse | LateBooking::WaitingList { .. } => surcharged(&[], customer, 1),
    }
}

fn spread(
    rules: &RuleBook,
    child: &ChildFacts,
    day: NaiveDate,
    bundle: &Bundle,
    prices: &mut BTreeMap<ActivityIx, Money>,
) {
    let Some((last, others)) = bundle.activities.split_last() else {
        return;
    };
    // Of whom the price speaks is asked as for the first activity: they are open to the same schools.
    let first = bundle.activities.first().unwrap_or(last);
    let mut left = bundle.price.price(&customer(rules, child, day, *first));
    for ix in others {
        if let Some(price) = prices.get_mut(ix) {
            *price = left.min(*price);
            left = left - *price;
        }
    }
    prices.insert(*last, left);
}

/// What the family pays more by booking a slot beside what is booked that day; for a slot that is booked, its part of
/// the day's price.
#[must_use]
pub(super) fn price_beside(situation: &Situation<'_>, slot: SlotKey, late: bool) -> Money {
    let Situation { rules, child, .. } = *situation;
    if rules.bundles.is_empty() && !late && situation.late.is_empty() {
        return customer(rules, child, slot.day, slot.activity).pays();
    }
    let mut places = places_on(situation.booked, situation.late, slot.day);
    let before = prices_of_day(rules, child, slot.day, &places);
    if let Some(price) = before.get(&slot.activity) {
        return *price;
    }
    places.activities.insert(slot.activity);
    if late {
        places.late.insert(slot.activity);
    }
    let after = prices_of_day(rules, child, slot.day, &places);
    after.into_values().sum::<Money>() - before.into_values().sum()
}

/// The places whose price differs between two states of a child's bookings, with the price they then have; those that
/// are new among them.
pub(super) fn changed_prices(
    situation: &Situation<'_>,
    after: &BTreeSet<SlotKey>,
    late: &BTreeSet<SlotKey>,
    touched: &BTreeSet<NaiveDate>,
) -> BTreeMap<SlotKey, Money> {
    let Situation { rules, child, .. } = *situation;
    let mut changed = BTreeMap::new();
    for &day in touched {
        let old = prices_of_day(rules, child, day, &places_on(situation.booked, situation.late, day));
        let new = prices_of_day(rules, child, day, &places_on(after, late, day));
        let differing = new.into_iter().filter(|(ix, price)| old.get(ix) != Some(price));
        changed.extend(differing.map(|(activity, price)| (SlotKey { activity, day }, price)));
    }
    changed
}

fn places_on(booked: &BTreeSet<SlotKey>, late: &BTreeSet<SlotKey>, day: NaiveDate) -> DayPlaces {
    let that_day = |slots: &BTreeSet<SlotKey>| {
        let those = slots.iter().filter(|slot| slot.day == day);
        those.map(|slot| slot.activity).collect()
    };
    DayPlaces {
        activities: that_day(booked),
        late: that_day(late),
        visits: BTreeMap::new(),
    }
}

pub(super) fn customer<'a>(
    rules: &'a RuleBook,
    child: &'a ChildFacts,
    day: NaiveDate,
    activity: ActivityIx,
) -> Customer<'a> {
    Customer::planned(child, rules.activity(activity), day)
}
