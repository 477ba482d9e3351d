//! What was agreed on for a child's places, as the store tells it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use preau_domain::booking::{Agreed, SlotKey};
use preau_domain::ids::ActivityId;
use preau_domain::money::Money;

use crate::towns::Town;

/// The prices of a child's places, each with the version that decided it.
///
/// Places of a day that the same version priced are those that it priced together where it has a price for them: when
/// one of them came or went later, the others were priced anew by the version of that time.
#[derive(Clone, Debug, Default)]
pub(crate) struct AgreedPrices {
    by_slot: BTreeMap<SlotKey, Agreed>,
    versions: BTreeMap<SlotKey, i32>,
}

impl AgreedPrices {
    /// Of all of a child's places at once, each with its price and the version that decided it.
    pub fn of(town: &Town, places: &[(SlotKey, Money, i32)], late: &BTreeSet<SlotKey>) -> Self {
        let price = |&(slot, price, _): &(SlotKey, Money, i32)| {
            let with = BTreeSet::new();
            (slot, Agreed { price, with })
        };
        let versions = places.iter().filter(|_| town.has_bundles());
        let mut agreed = Self {
            by_slot: places.iter().map(price).collect(),
            versions: versions.map(|&(slot, _, version)| (slot, version)).collect(),
        };
        agreed.join(town, late);
        agreed
    }

    pub fn by_slot(&self) -> &BTreeMap<SlotKey, Agreed> {
        &self.by_slot
    }

    /// Adds a place, or its new price; [`AgreedPrices::join`] is to follow.
    pub fn set(&mut self, slot: SlotKey, price: Money, version: i32) {
        let with = BTreeSet::new();
        self.by_slot.insert(slot, Agreed { price, with });
        self.versions.insert(slot, version);
    }

    pub fn remove(&mut self, slot: SlotKey) {
        self.by_slot.remove(&slot);
        self.versions.remove(&slot);
    }

    /// Tells which places were priced together. Those that are late take no part in it.
    pub fn join(&mut self, town: &Town, late: &BTreeSet<SlotKey>) {
        if !town.has_bundles() {
            return;
        }
        let mut groups: BTreeMap<(NaiveDate, i32), BTreeSet<ActivityId>> = BTreeMap::new();
        for (slot, version) in self.versions.iter().filter(|(slot, _)| !late.contains(slot)) {
            let group = groups.entry((slot.day, *version)).or_default();
            group.insert(town.activity_id(*slot));
        }
        for agreed in self.by_slot.values_mut() {
            agreed.with.clear();
        }
        for ((day, version), mut there) in groups {
            for bundle in town.bundles(version) {
                if !bundle.is_subset(&there) {
                    continue;
                }
                // Of prices together that share an activity, the first holds.
                there.retain(|id| !bundle.contains(id));
                let slots = bundle.iter().filter_map(|&id| town.slot(id, day));
                let slots: BTreeSet<SlotKey> = slots.collect();
                for &slot in &slots {
                    let others = slots.iter().filter(|other| **other != slot);
                    let others = others.map(|other| other.activity);
                    if let Some(agreed) = self.by_slot.get_mut(&slot) {
                        agreed.with.extend(others);
                    }
                }
            }
        }
    }
}
