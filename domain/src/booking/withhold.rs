//! Places that staff take away, whatever deadlines say.

use std::collections::{BTreeMap, BTreeSet};

use super::day_prices::changed_prices;
use super::permit::booked_with;
use super::plan::Decision;
use super::slot::{Situation, SlotKey};
use super::standing::Standing;

/// Takes the places away that the child has among `slots`, with all that cannot stay without them. A change of their day
/// that staff have yet to decide falls: what it would take goes, and what it would give back stays, unless it is taken
/// away itself. Nothing is booked, and no outcomes are told.
///
/// # Panics
/// When a slot names an activity of another rule book.
#[must_use]
pub fn take_away(situation: &Situation<'_>, slots: &BTreeSet<SlotKey>) -> Decision {
    let mut gone: BTreeSet<SlotKey> = BTreeSet::new();
    let mut stands: BTreeMap<SlotKey, Standing> = BTreeMap::new();
    for &slot in slots.iter().filter(|slot| situation.booked.contains(slot)) {
        gone.insert(slot);
        gone.extend(booked_with(situation, slot));
    }
    let days: BTreeSet<_> = gone.iter().map(|slot| slot.day).collect();
    let broken = |slot: &&SlotKey| situation.standing(**slot).is_of_change();
    let broken: BTreeSet<_> = gone.iter().filter(broken).map(|slot| slot.day).collect();
    for &day in &broken {
        for part in situation.open_change(day) {
            if situation.standing(part).is_pending() {
                gone.insert(part);
                gone.extend(booked_with(situation, part));
            } else {
                stands.insert(part, Standing::Confirmed);
            }
        }
    }
    stands.retain(|slot, _| !gone.contains(slot));
    let booked = situation.booked - &gone;
    let mut marks = situation.marks.clone();
    for slot in gone.iter().chain(stands.keys()) {
        marks.remove(slot);
    }
    let after = Situation {
        booked: &booked,
        marks: &marks,
        ..*situation
    };
    let late = situation.late.intersection(&booked).copied().collect();
    let prices = changed_prices(situation, &after, &late, &days);
    Decision {
        cancel: gone,
        standing: stands,
        prices,
        ..Decision::default()
    }
}
