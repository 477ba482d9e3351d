//! What a child's places of one day cost together.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::slot::{Situation, SlotKey};
use crate::family::ChildFacts;
use crate::money::Money;
use crate::rulebook::RuleBook;
use crate::rulebook::customer::Customer;
use crate::rulebook::model::ActivityIx;
use crate::rulebook::price::Bundle;

/// What the family pays for each of a child's activities of a day.
///
/// The price of a bundle is spread over its activities in the rule book's order: each costs what it costs alone as far
/// as that reaches, and the last one the rest. Of bundles that share an activity, the first in the rule book counts.
#[must_use]
pub fn prices_of_day(
    rules: &RuleBook,
    child: &ChildFacts,
    day: NaiveDate,
    activities: &BTreeSet<ActivityIx>,
) -> BTreeMap<ActivityIx, Money> {
    let alone = |ix: ActivityIx| customer(rules, child, day, ix).pays();
    let mut prices: BTreeMap<_, _> = activities.iter().map(|&ix| (ix, alone(ix))).collect();
    let mut free = activities.clone();
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
pub(super) fn price_beside(situation: &Situation<'_>, slot: SlotKey) -> Money {
    let Situation { rules, child, .. } = *situation;
    if rules.bundles.is_empty() {
        return customer(rules, child, slot.day, slot.activity).pays();
    }
    let mut activities = booked_on(situation.booked, slot.day);
    let before = prices_of_day(rules, child, slot.day, &activities);
    if let Some(price) = before.get(&slot.activity) {
        return *price;
    }
    activities.insert(slot.activity);
    let after = prices_of_day(rules, child, slot.day, &activities);
    after.into_values().sum::<Money>() - before.into_values().sum()
}

/// The places whose price differs between two states of a child's bookings, with the price they then have; those that
/// are new among them.
pub(super) fn changed_prices(
    situation: &Situation<'_>,
    after: &BTreeSet<SlotKey>,
    touched: &BTreeSet<NaiveDate>,
) -> BTreeMap<SlotKey, Money> {
    let Situation { rules, child, .. } = *situation;
    let mut changed = BTreeMap::new();
    for &day in touched {
        let old = prices_of_day(rules, child, day, &booked_on(situation.booked, day));
        let new = prices_of_day(rules, child, day, &booked_on(after, day));
        let differing = new.into_iter().filter(|(ix, price)| old.get(ix) != Some(price));
        changed.extend(differing.map(|(activity, price)| (SlotKey { activity, day }, price)));
    }
    changed
}

fn booked_on(booked: &BTreeSet<SlotKey>, day: NaiveDate) -> BTreeSet<ActivityIx> {
    let that_day = booked.iter().filter(|slot| slot.day == day);
    that_day.map(|slot| slot.activity).collect()
}

pub(super) fn customer<'a>(
    rules: &'a RuleBook,
    child: &'a ChildFacts,
    day: NaiveDate,
    activity: ActivityIx,
) -> Customer<'a> {
    Customer {
        child,
        activity: rules.activity(activity),
        day,
    }
}
