//! The places that a suspension concerns.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::booking::{SlotKey, take_away};
use preau_domain::family::Suspended;
use preau_domain::ids::{ActivityId, ChildId, FamilyId};
use preau_domain::money::Money;
use preau_entities::store::booking::LiveBooking;

use super::answer::WithheldPlace;
use crate::booking::decide::{ChildChanges, Decided};
use crate::booking::known::{Asked, Known};
use crate::booking::terms::Terms;
use crate::booking::touched::with_linked;
use crate::towns::Town;

/// Those of some bookings that lie within the suspension, and that the rule book of their day lets staff withhold.
pub(super) fn within(town: &Town, suspended: &Suspended, live: &[LiveBooking]) -> Vec<WithheldPlace> {
    let concerned = |booking: &&LiveBooking| {
        let id = ActivityId(booking.activity_id.0);
        let (edition, offer) = (town.on(booking.day), town.activity_on(id, booking.day));
        let suspends = edition
            .rules
            .arrears
            .as_ref()
            .and_then(|arrears| arrears.suspends.as_ref());
        offer.zip(suspends).is_some_and(|(offer, suspends)| {
            let code = &offer.activity.code;
            suspends.concerns(code) && suspended.covers(code, booking.day)
        })
    };
    let mut places: Vec<WithheldPlace> = live
        .iter()
        .filter(concerned)
        .map(|booking| WithheldPlace {
            child: ChildId(booking.child_id.0),
            activity: ActivityId(booking.activity_id.0),
            day: booking.day,
            price: Money::from_cents(booking.price_cents),
            cancelled: false,
        })
        .collect();
    in_order(town, &mut places);
    places
}

/// What is loaded and locked to give places back.
pub(super) fn asked(town: &Town, children: &[ChildId], places: &[WithheldPlace]) -> Asked {
    let linked = |place: &WithheldPlace| with_linked(town, place.activity, std::iter::once(place.day));
    let slots: BTreeSet<SlotKey> = places.iter().flat_map(linked).collect();
    let days = || places.iter().map(|place| place.day);
    Asked {
        children: children.iter().copied().collect(),
        slots,
        days: days().min().zip(days().max()),
        ..Asked::default()
    }
}

/// Gives the places back in what is known, whatever their deadlines. All that goes is told in their stead. As in a
/// family's own order, what is given back is not subtracted, and what stays and is priced anew counts with the difference.
pub(super) fn give_back(
    town: &Town,
    known: &mut Known,
    family: FamilyId,
    places: &mut Vec<WithheldPlace>,
    now: DateTime<Utc>,
) -> Decided {
    let mut by_child: BTreeMap<(ChildId, i32), BTreeSet<SlotKey>> = BTreeMap::new();
    for place in places.iter() {
        if let Some(slot) = town.slot(place.activity, place.day) {
            let version = town.on(place.day).version;
            by_child.entry((place.child, version)).or_default().insert(slot);
        }
    }
    let mut decided = Decided::of(family);
    let children: Vec<ChildId> = by_child.keys().map(|&(child, _)| child).collect();
    let terms = Terms::of(town, known, &children);
    let mut gone = Vec::new();
    for ((id, _), slots) in by_child {
        let (Some(child), Some(first)) = (known.children.get(&id), slots.first()) else {
            continue;
        };
        let marks = known.marks(id);
        let edition = town.on(first.day);
        let decision = take_away(&child.situation(edition, &marks, &known.occupancy, now), &slots);
        gone.extend(decision.cancel.iter().filter_map(|&slot| {
            let booking = child.bookings.get(&slot)?;
            Some(WithheldPlace {
                child: id,
                activity: town.activity_id(slot),
                day: slot.day,
                price: Money::from_cents(booking.price_cents),
                cancelled: true,
            })
        }));
        for (&slot, &price) in &decision.prices {
            if let Some(booking) = child.bookings.get(&slot) {
                decided.charge(&edition.rules, slot, price - Money::from_cents(booking.price_cents));
            }
        }
        known.apply(town, id, &decision);
        decided.changes.push(ChildChanges::of(id, decision));
    }
    decided.charge_terms(Terms::of(town, known, &children).since(town, terms));
    in_order(town, &mut gone);
    *places = gone;
    decided
}

fn in_order(town: &Town, places: &mut [WithheldPlace]) {
    let key = |place: &WithheldPlace| -> (NaiveDate, ChildId, Option<usize>) {
        (place.day, place.child, town.place(place.activity))
    };
    places.sort_by_key(key);
}
