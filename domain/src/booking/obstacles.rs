//! Everything that stands between a family and a change of a slot, where a decision stops at the first of it.

use super::account::of_account;
use super::asking::{companions, may_withdraw_change};
use super::linkage::{excluded_from, takes_for};
use super::offer::Check;
use super::permit::{Timing, booked_with, full, linked, may_cancel, stands_in_the_way, timely};
use super::refusal::Refusal;
use super::slot::{Situation, SlotKey};
use super::standing::Standing;
use crate::rulebook::model::ActivityIx;

/// Why the family cannot book a slot now, or give it back where it is booked: every reason, in the order in which they
/// are asked; none where it can. Of a day on which nothing runs only that is told: it has no deadline and no places. What
/// comes along adds what is not said already. Of what staff have yet to decide it is what keeps the family from taking
/// it back.
///
/// # Panics
/// When the slot names an activity of another rule book.
#[must_use]
pub fn obstacles(situation: &Situation<'_>, slot: SlotKey) -> Vec<Refusal> {
    let booked = situation.booked.contains(&slot);
    match situation.standing(slot) {
        Standing::CancellationAsked if booked => return Vec::new(),
        Standing::PendingChange | Standing::ChangeAsked if booked => {
            return may_withdraw_change(situation, slot).err().into_iter().collect();
        }
        _ => {}
    }
    let with_it = |part: SlotKey, because: Refusal| {
        if part == slot {
            because
        } else {
            linked(part.activity, because)
        }
    };
    let parts: Vec<(SlotKey, Vec<Refusal>)> = if booked {
        let staying = |part: &SlotKey| situation.standing(*part) != Standing::CancellationAsked;
        let whole = std::iter::once(slot).chain(booked_with(situation, slot).filter(staying));
        whole
            .map(|part| (part, may_cancel(situation, part).err().into_iter().collect()))
            .collect()
    } else {
        let along = takes_for(situation.rules, situation.child, slot.activity);
        let own = std::iter::once((slot, against(situation, slot, &along)));
        let companions = along.iter().enumerate().filter_map(|(at, &activity)| {
            let part = SlotKey { activity, ..slot };
            let before = along.get(..at).unwrap_or(&along);
            (!situation.booked.contains(&part)).then(|| (part, against(situation, part, before)))
        });
        own.chain(companions).collect()
    };
    let mut found: Vec<Refusal> = Vec::new();
    for (part, reasons) in parts {
        for because in reasons {
            // A place that is taken, or in the way, is another one for each activity.
            let of_its_own = matches!(because, Refusal::Full | Refusal::Excluded { .. });
            if of_its_own || !found.contains(&because) {
                found.push(with_it(part, because));
            }
        }
    }
    if !booked {
        let unsure = companions(situation, slot).find(|&held| !situation.standing(held).stays_when(true));
        found.extend(unsure.map(|held| linked(held.activity, Refusal::Undecided)));
    }
    found
}

/// Every reason against one slot, which would be booked together with others of its day.
fn against(situation: &Situation<'_>, slot: SlotKey, together: &[ActivityIx]) -> Vec<Refusal> {
    let shut = Check::ALL
        .into_iter()
        .filter_map(|check| check.pass(situation, slot).err());
    let mut found: Vec<Refusal> = shut.collect();
    if !found.is_empty() {
        return found;
    }
    found.extend(timely(situation, slot, Timing::Alone).err());
    found.extend(of_account(situation, slot));
    let excluding = excluded_from(situation.rules, slot.activity);
    let in_the_way = excluding.filter(|other| stands_in_the_way(situation, slot, *other, together));
    found.extend(in_the_way.map(|by| Refusal::Excluded { by }));
    if full(situation, slot) {
        found.push(Refusal::Full);
    }
    found
}
