//! What a child's places of one day cost together.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::linkage::takes_for;
use super::repricing::Repricing;
use super::slot::{Situation, SlotKey};
use super::standing::Standing;
use crate::family::ChildFacts;
use crate::money::Money;
use crate::rulebook::RuleBook;
use crate::rulebook::attendance::LateBooking;
use crate::rulebook::customer::Customer;
use crate::rulebook::model::ActivityIx;
use crate::rulebook::price::Bundle;
use crate::rulebook::surcharge::{Per, Surcharged, surcharged_telling};
use crate::rulebook::telling::{PricePart, Tell};
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

/// What the family pays for each of a child's activities of a day, with what is added for late bookings.
///
/// See [`surcharged_prices_of_day`].
#[must_use]
pub fn prices_of_day(
    rules: &RuleBook,
    child: &ChildFacts,
    day: NaiveDate,
    places: &DayPlaces,
) -> BTreeMap<ActivityIx, Money> {
    let prices = surcharged_prices_of_day(rules, child, day, places);
    prices.into_iter().map(|(ix, price)| (ix, price.total())).collect()
}

/// What the family pays for each of a child's activities of a day, and beside it what is added for late bookings.
///
/// A place booked late costs what the rule book asks of late bookings, and takes no part in prices together. Of the
/// amounts that are due once a day and child, the largest is, with its place, and of those that are due once for the
/// family; of equal ones, that of the first. The price of a bundle is spread over its activities in the rule book's order: each costs what it costs alone as far as that reaches,
/// and the last one the rest. Of bundles that share an activity, the first in the rule book counts.
#[must_use]
pub fn surcharged_prices_of_day(
    rules: &RuleBook,
    child: &ChildFacts,
    day: NaiveDate,
    places: &DayPlaces,
) -> BTreeMap<ActivityIx, Surcharged> {
    prices_of_day_telling(rules, child, day, places, &mut |_| {})
}

/// One turn in reckoning a day, told as it is taken: first each place alone, then prices together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DayPart<'a> {
    /// How the price of a place alone comes about.
    Place {
        activity: ActivityIx,
        part: PricePart<'a>,
    },
    /// An amount due once a day is left out: one at least as large stands with another place.
    AddedElsewhere {
        activity: ActivityIx,
        amount: Money,
    },
    Alone {
        activity: ActivityIx,
        price: Money,
    },
    /// The activities are all there: this replaces what they cost alone.
    Bundle {
        bundle: &'a Bundle,
    },
    /// How the price together comes about.
    Together {
        bundle: &'a Bundle,
        part: PricePart<'a>,
    },
}

/// [`surcharged_prices_of_day`] for someone who wants to hear how they come about.
pub(crate) fn prices_of_day_telling(
    rules: &RuleBook,
    child: &ChildFacts,
    day: NaiveDate,
    places: &DayPlaces,
    tell: &mut dyn FnMut(DayPart<'_>),
) -> BTreeMap<ActivityIx, Surcharged> {
    let mut prices = BTreeMap::new();
    let mut free = BTreeSet::new();
    for &activity in &places.activities {
        let visit = places.visits.get(&activity).copied().unwrap_or_default();
        let customer = Customer {
            visit,
            ..customer(rules, child, day, activity)
        };
        let mut own = |part: PricePart<'_>| tell(DayPart::Place { activity, part });
        let price = if places.late.contains(&activity) {
            late_price_telling(&customer, &mut own)
        } else {
            free.insert(activity);
            Surcharged::plain(customer.pays_telling(&mut own))
        };
        prices.insert(activity, price);
    }
    add_once(&mut prices, tell);
    for (&activity, price) in &prices {
        let price = price.total();
        tell(DayPart::Alone { activity, price });
    }
    for bundle in bundles_of(rules, child, day, free) {
        tell(DayPart::Bundle { bundle });
        spread(rules, child, day, bundle, places, &mut prices, tell);
    }
    prices
}

/// Of amounts that are due once a day and child, leaves the largest, and of those due once for the family likewise; of
/// equal ones, the first.
fn add_once(prices: &mut BTreeMap<ActivityIx, Surcharged>, tell: &mut dyn FnMut(DayPart<'_>)) {
    for per in [Per::Day, Per::Family] {
        let once = |price: &Surcharged| price.added.filter(|(_, of)| *of == per).map(|(amount, _)| amount);
        let amounts = prices.iter().filter_map(|(ix, price)| Some((once(price)?, *ix)));
        let largest = amounts.min_by_key(|&(amount, ix)| (Reverse(amount), ix));
        for (&activity, price) in prices.iter_mut() {
            let left_out = once(price).filter(|_| largest.is_some_and(|(_, ix)| ix != activity));
            if let Some(amount) = left_out {
                tell(DayPart::AddedElsewhere { activity, amount });
                *price = Surcharged::plain(price.price);
            }
        }
    }
}

/// The prices together that count for places that may take part in them: of those that share an activity, the first. A
/// child that pays for one of the activities by the term has paid for its part in another way.
pub(super) fn bundles_of<'a>(
    rules: &'a RuleBook,
    child: &ChildFacts,
    day: NaiveDate,
    mut free: BTreeSet<ActivityIx>,
) -> Vec<&'a Bundle> {
    let mut found = Vec::new();
    for bundle in &rules.bundles {
        let by_the_day = |ix: ActivityIx| {
            let customer = customer(rules, child, day, ix);
            customer.activity.price.terms(&customer).is_empty()
        };
        if bundle.activities.iter().all(|ix| free.contains(ix) && by_the_day(*ix)) {
            free.retain(|ix| !bundle.activities.contains(ix));
            found.push(bundle);
        }
    }
    found
}

/// What is added to a late booking of the place, and how often, where that is once a day.
pub(crate) fn added_once(customer: &Customer<'_>) -> Option<(Money, Per)> {
    late_price(customer).added.filter(|(_, per)| *per != Per::Place)
}

/// What a late booking of the place costs.
pub(super) fn late_price(customer: &Customer<'_>) -> Surcharged {
    late_price_telling(customer, &mut |_| {})
}

fn late_price_telling(customer: &Customer<'_>, tell: &mut Tell<'_>) -> Surcharged {
    match &customer.activity.attendance.late_booking {
        LateBooking::Accept { surcharges, .. } => surcharged_telling(surcharges, customer, 1, tell),
        LateBooking::Refuse | LateBooking::WaitingList { .. } => surcharged_telling(&[], customer, 1, tell),
    }
}

fn spread(
    rules: &RuleBook,
    child: &ChildFacts,
    day: NaiveDate,
    bundle: &Bundle,
    places: &DayPlaces,
    prices: &mut BTreeMap<ActivityIx, Surcharged>,
    tell: &mut dyn FnMut(DayPart<'_>),
) {
    let Some((last, others)) = bundle.activities.split_last() else {
        return;
    };
    // Of whom the price speaks is asked as for the first activity: they are open to the same schools.
    let first = bundle.activities.first().unwrap_or(last);
    let customer = Customer {
        visit: places.visits.get(first).copied().unwrap_or_default(),
        ..customer(rules, child, day, *first)
    };
    let mut own = |part: PricePart<'_>| tell(DayPart::Together { bundle, part });
    let mut left = bundle.price.line_telling(&customer, 1, &mut own);
    for ix in others {
        if let Some(Surcharged { price, .. }) = prices.get_mut(ix) {
            *price = left.min(*price);
            left = left - *price;
        }
    }
    prices.insert(*last, Surcharged::plain(left));
}

/// What the family pays more by booking a slot beside what is booked that day; for a slot that is booked, what was agreed
/// on for it, or its part of the day's price. `late` are those of the slot and of what it takes along that would be booked late.
///
/// What comes along has its own price: a canteen that takes the midday shows what it costs beside it.
#[must_use]
pub(super) fn price_beside(situation: &Situation<'_>, slot: SlotKey, late: &BTreeSet<ActivityIx>) -> Money {
    let Situation { rules, child, .. } = *situation;
    if let Some(agreed) = situation.agreed.get(&slot).filter(|_| situation.booked.contains(&slot)) {
        return agreed.price;
    }
    if rules.bundles.is_empty() && late.is_empty() && situation.late.is_empty() {
        return customer(rules, child, slot.day, slot.activity).pays();
    }
    if situation.booked.contains(&slot) {
        let of_old = situation.standing(slot) == Standing::ChangeAsked;
        let places = places_on(&priced(situation, of_old), situation.late, slot.day);
        let prices = prices_of_day(rules, child, slot.day, &places);
        return prices.get(&slot.activity).copied().unwrap_or_default();
    }
    let mut places = places_on(&priced(situation, false), situation.late, slot.day);
    places.activities.insert(slot.activity);
    places.activities.extend(takes_for(rules, child, slot.activity));
    places.late.extend(late);
    let Repricing { before, anew } = Repricing::of(situation, slot.day, &places, false);
    let adds = anew.into_iter().map(|(ix, price)| match before.get(&ix) {
        Some(before) => price - *before,
        None if ix == slot.activity => price,
        None => Money::ZERO,
    });
    adds.sum()
}

/// The places that make up what a day costs. Of a change that staff have yet to decide, one side counts: what it would
/// take, or what it would give back.
pub(super) fn priced(situation: &Situation<'_>, old_side: bool) -> BTreeSet<SlotKey> {
    let other_side = if old_side {
        Standing::PendingChange
    } else {
        Standing::ChangeAsked
    };
    let counts = |slot: &&SlotKey| situation.standing(**slot) != other_side;
    situation.booked.iter().filter(counts).copied().collect()
}

/// What the places cost that are new on these days, and those that stay and are priced anew.
pub(super) fn changed_prices(
    situation: &Situation<'_>,
    after: &Situation<'_>,
    late: &BTreeSet<SlotKey>,
    touched: &BTreeSet<NaiveDate>,
) -> BTreeMap<SlotKey, Money> {
    let mut changed = BTreeMap::new();
    // What a change would give back is priced beside what it was priced with, for as long as it may stay.
    for old_side in [true, false] {
        let places = priced(after, old_side);
        for &day in touched {
            let Repricing { anew, .. } = Repricing::of(situation, day, &places_on(&places, late, day), old_side);
            let anew = anew
                .into_iter()
                .map(|(activity, price)| (SlotKey { activity, day }, price));
            let of_side = |slot: SlotKey| (after.standing(slot) == Standing::ChangeAsked) == old_side;
            changed.extend(anew.filter(|(slot, _)| of_side(*slot)));
        }
    }
    changed
}

pub(crate) fn places_on(booked: &BTreeSet<SlotKey>, late: &BTreeSet<SlotKey>, day: NaiveDate) -> DayPlaces {
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

pub(crate) fn customer<'a>(
    rules: &'a RuleBook,
    child: &'a ChildFacts,
    day: NaiveDate,
    activity: ActivityIx,
) -> Customer<'a> {
    Customer::planned(child, rules.activity(activity), day)
}
