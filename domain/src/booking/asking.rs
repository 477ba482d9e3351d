//! What a family asks of the town's staff, and takes back before they decide.

use std::collections::BTreeSet;

use super::linkage::takes_for;
use super::permit::{Timing, booked_with, in_time, linked, window};
use super::plan::{Outcome, OutcomeKind, WishKind};
use super::refusal::Refusal;
use super::request::{Request, came_along};
use super::slot::{Situation, SlotKey};
use super::standing::Standing;

/// Whether booking these parts of one group needs approval: of one of them, or of a place that they rest on and that
/// still waits for it.
pub(super) fn booking_waits(situation: &Situation<'_>, slot: SlotKey, parts: &[SlotKey]) -> bool {
    let asked = |part: &SlotKey| situation.rules.activity(part.activity).approval.book;
    parts.iter().any(asked) || companions(situation, slot).any(|held| situation.standing(held).is_pending())
}

/// Whether giving the slot back, with what cannot stay without it, needs approval. What is still pending needs none.
pub(super) fn giving_back_waits(situation: &Situation<'_>, slot: SlotKey) -> bool {
    std::iter::once(slot)
        .chain(booked_with(situation, slot))
        .any(|part| match situation.standing(part) {
            Standing::Confirmed => situation.rules.activity(part.activity).approval.cancel,
            Standing::CancellationAsked => true,
            Standing::Pending | Standing::PendingChange | Standing::ChangeAsked => false,
        })
}

/// The held places that the slot rests on.
pub(super) fn companions(situation: &Situation<'_>, slot: SlotKey) -> impl Iterator<Item = SlotKey> {
    takes_for(situation.rules, situation.child, slot.activity)
        .into_iter()
        .map(move |activity| SlotKey { activity, ..slot })
        .filter(|held| situation.booked.contains(held))
}

/// Whether the change that `slot` is part of can still be taken back: until changing closes for what it would take.
pub(super) fn may_withdraw_change(situation: &Situation<'_>, slot: SlotKey) -> Result<(), Refusal> {
    for part in situation.open_change(slot.day) {
        if situation.standing(part) != Standing::PendingChange {
            continue;
        }
        let deadline = Timing::Change.to_give_back(situation.rules.activity(part.activity));
        in_time(situation, window(situation, part, deadline)).map_err(|refusal| {
            if part == slot {
                refusal
            } else {
                linked(part.activity, refusal)
            }
        })?;
    }
    Ok(())
}

impl Request<'_> {
    /// Takes back what the wishes say is no longer asked.
    pub(super) fn withdraw(&mut self) {
        for (kind, slot) in self.withdrawn() {
            let (outcome, along) = if self.decision.cancel.contains(&slot) {
                (OutcomeKind::Cancelled, Vec::new())
            } else if self.decision.standing.contains_key(&slot) {
                (OutcomeKind::Kept, Vec::new())
            } else if self.now().standing(slot) == Standing::CancellationAsked {
                self.keep(slot)
            } else {
                self.withdraw_change(slot)
            };
            self.settle(slot, kind, outcome, along);
        }
    }

    fn withdrawn(&self) -> Vec<(WishKind, SlotKey)> {
        let of = |kind, standings: &'static [Standing]| {
            let wished = self.wished(kind).into_iter();
            wished
                .filter(move |slot| standings.contains(&self.now().standing(*slot)) && self.booked.contains(slot))
                .map(move |slot| (kind, slot))
        };
        of(WishKind::Cancel, &[Standing::PendingChange])
            .chain(of(
                WishKind::Book,
                &[Standing::ChangeAsked, Standing::CancellationAsked],
            ))
            .collect()
    }

    /// A place whose giving back is asked for stays after all, with what it rests on.
    pub(super) fn keep(&mut self, slot: SlotKey) -> (OutcomeKind, Vec<Outcome>) {
        let now = self.now();
        let asked = |part: &SlotKey| now.standing(*part) == Standing::CancellationAsked;
        let along: Vec<SlotKey> = companions(&now, slot).filter(asked).collect();
        self.stand(slot, Standing::Confirmed);
        for &part in &along {
            self.stand(part, Standing::Confirmed);
        }
        let kept = |part| came_along(part, slot, OutcomeKind::Kept);
        (OutcomeKind::Kept, along.into_iter().map(kept).collect())
    }

    /// Takes back the day's change that the slot is part of: what it would give back stays, what it would take goes,
    /// with what was asked for on top of that.
    pub(super) fn withdraw_change(&mut self, slot: SlotKey) -> (OutcomeKind, Vec<Outcome>) {
        let now = self.now();
        if let Err(refusal) = may_withdraw_change(&now, slot) {
            return (OutcomeKind::Refused(refusal), Vec::new());
        }
        let change: Vec<SlotKey> = now.open_change(slot.day).collect();
        let (gone, stay): (Vec<_>, Vec<_>) = change.into_iter().partition(|&part| now.standing(part).is_pending());
        let resting = gone.iter().flat_map(|&part| booked_with(&now, part));
        let resting = resting.filter(|&part| now.standing(part).is_pending());
        let gone: BTreeSet<SlotKey> = resting.chain(gone.iter().copied()).collect();
        let mut own = OutcomeKind::Unchanged;
        let mut along = Vec::new();
        let told = gone.iter().map(|&part| (part, OutcomeKind::Cancelled));
        for (part, kind) in told.chain(stay.iter().map(|&part| (part, OutcomeKind::Kept))) {
            if part == slot {
                own = kind;
            } else {
                along.push(came_along(part, slot, kind));
            }
        }
        for part in gone {
            self.remove(part);
        }
        for part in stay {
            self.stand(part, Standing::Confirmed);
        }
        (own, along)
    }
}
