//! Keeping places for what stands in a cart, and letting them go.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use preau_domain::booking::{Mark, SlotKey, WishKind};
use preau_domain::cart::{Cart, LineKey, places};
use preau_domain::ids::{ChildId, FamilyId};
use preau_entities::store::cart::Hold;

use super::state::Held;
use crate::booking::known::{Known, occupancy};
use crate::towns::Town;

impl Known {
    /// Takes note of places that carts keep.
    pub(in crate::booking) fn note_held(&mut self, town: &Town, rows: &[Hold]) {
        for key in self.carts.note_held(rows) {
            // Every place that is kept is counted in a row.
            self.rows.extend(town.slot(key.activity, key.day));
        }
        self.seat_held(town);
    }

    /// The children known, with the places that are kept for them.
    pub(in crate::booking) fn seat_held(&mut self, town: &Town) {
        for key in self.carts.all_held().keys() {
            if let (Some(child), Some(slot)) = (self.children.get_mut(&key.child), town.slot(key.activity, key.day)) {
                child.held.insert(slot);
            }
        }
    }

    /// Lets go of the places whose time is over at `now`: the instant itself is over.
    pub(crate) fn end_holds(&mut self, town: &Town, now: DateTime<Utc>) {
        for key in self.carts.over(now) {
            self.release(town, &key);
        }
    }

    /// A place that a cart kept is free, or its family's to book.
    pub(in crate::booking) fn release(&mut self, town: &Town, key: &LineKey) {
        if !self.carts.let_go(key) {
            return;
        }
        let Some(slot) = town.slot(key.activity, key.day) else {
            return;
        };
        if let Some(child) = self.children.get_mut(&key.child) {
            child.held.remove(&slot);
        }
        if let Some(occupancy) = self.occupancy.get_mut(&slot) {
            occupancy.taken = occupancy.taken.saturating_sub(1);
        }
    }

    /// Keeps the places of a line, all of them or none: what the cart as a whole would free for it is not
    /// free yet. What the waiting list keeps for the child is not kept twice.
    pub(super) fn hold(&mut self, town: &Town, family: FamilyId, key: &LineKey, now: DateTime<Utc>) {
        let edition = town.on(key.day);
        let minutes = edition.rules.cart_holds_minutes;
        let (Some(minutes), Some(slot), Some(child)) =
            (minutes, town.slot(key.activity, key.day), self.children.get(&key.child))
        else {
            return;
        };
        let marks = self.marks(key.child);
        let situation = child.situation(edition, &marks, &self.occupancy, now);
        let kept = |part: &SlotKey| {
            let offered = matches!(marks.get(part), Some(Mark::Offered { until }) if now < *until);
            offered || child.held.contains(part)
        };
        let missing: Vec<SlotKey> = places(&situation, slot)
            .into_iter()
            .filter(|part| !kept(part))
            .collect();
        let left = |slot: &SlotKey| {
            let found = self.occupancy.get(slot).copied();
            found.unwrap_or_else(|| occupancy(town, *slot, 0)).places_left()
        };
        if missing.iter().any(|part| left(part) == 0) {
            return;
        }
        let until = now + TimeDelta::minutes(minutes.into());
        for part in missing {
            self.hold_one(town, key.child, part, Held { family, until });
        }
    }

    fn hold_one(&mut self, town: &Town, child: ChildId, slot: SlotKey, held: Held) {
        let key = LineKey {
            day: slot.day,
            child,
            activity: town.activity_id(slot),
        };
        self.carts.hold(key, held);
        if let Some(child) = self.children.get_mut(&child) {
            child.held.insert(slot);
        }
        self.occupancy
            .entry(slot)
            .or_insert_with(|| occupancy(town, slot, 0))
            .taken += 1;
    }

    /// Lets go of the family's places on some days that no line of its cart needs.
    pub(super) fn let_go_of_the_rest(
        &mut self,
        town: &Town,
        (family, days): (FamilyId, &BTreeSet<NaiveDate>),
        cart: &Cart,
        now: DateTime<Utc>,
    ) {
        // Which places belong to a line is said by bookings and rules alone.
        let no_marks = BTreeMap::new();
        let mut needed: BTreeSet<(ChildId, SlotKey)> = BTreeSet::new();
        let lines = cart.lines().filter(|(key, _)| days.contains(&key.day));
        for (key, _) in lines.filter(|(_, line)| line.kind == WishKind::Book) {
            if let (Some(slot), Some(child)) = (town.slot(key.activity, key.day), self.children.get(&key.child)) {
                let whole = places(
                    &child.situation(town.on(key.day), &no_marks, &self.occupancy, now),
                    slot,
                );
                needed.extend(whole.into_iter().map(|part| (key.child, part)));
            }
        }
        let held = self.carts.held_by(family).into_iter();
        for key in held.filter(|key| days.contains(&key.day)) {
            let slot = town.slot(key.activity, key.day);
            if !slot.is_some_and(|slot| needed.contains(&(key.child, slot))) {
                self.release(town, &key);
            }
        }
    }
}
