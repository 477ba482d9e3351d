//! One activity in place of another on the same day.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::permit::{Timing, booked_with};
use super::plan::{Outcome, OutcomeKind, WishKind};
use super::refusal::Refusal;
use super::request::{Request, Saved};
use super::slot::{Situation, SlotKey};
use super::standing::Standing;

/// What became of one wish of a change.
type Settled = (SlotKey, WishKind, OutcomeKind, Vec<Outcome>);

impl Request<'_> {
    /// Decides the days on which the request gives back and takes activities that have a deadline for changing.
    pub(super) fn change(&mut self) {
        let days: BTreeSet<NaiveDate> = self
            .changeable(WishKind::Cancel)
            .into_iter()
            .map(|slot| slot.day)
            .collect();
        for day in days {
            let given = self.changeable_on(WishKind::Cancel, day);
            let taken = self.changeable_on(WishKind::Book, day);
            if !given.is_empty() && !taken.is_empty() {
                self.change_day(&given, &taken);
            }
        }
    }

    /// All of it, or nothing but refusals.
    fn change_day(&mut self, given: &[SlotKey], taken: &[SlotKey]) {
        let before = self.saved();
        let mut settled: Vec<Settled> = Vec::new();
        for &slot in given {
            let (outcome, along) = self.give_back(slot, Timing::Change);
            settled.push((slot, WishKind::Cancel, outcome, along));
        }
        for &slot in taken {
            let (outcome, along) = self.take(slot, Timing::Change);
            settled.push((slot, WishKind::Book, outcome, along));
        }
        let refusal = settled.iter().find_map(|(slot, _, outcome, _)| match outcome {
            OutcomeKind::Refused(refusal) => Some((*slot, refusal.clone())),
            _ => None,
        });
        if let Some((refused, because)) = refusal {
            self.restore(before);
            refuse(&mut settled, refused, &because);
        } else if self.change_waits(&before, &settled) {
            if self.situation.open_change(given[0].day).next().is_some() {
                self.restore(before);
                for (_, _, outcome, along) in &mut settled {
                    along.clear();
                    *outcome = OutcomeKind::Refused(Refusal::Undecided);
                }
            } else {
                self.ask_for_change(&before, &mut settled);
            }
        }
        for (slot, kind, outcome, along) in settled {
            self.settle(slot, kind, outcome, along);
        }
    }

    /// Whether a change that the rules allow is the town's to approve: something is given back that holds for good,
    /// and any part needs approval, or a place rests on it that staff may yet leave to the child.
    fn change_waits(&self, before: &Saved, settled: &[Settled]) -> bool {
        let before = self.seen(before);
        let lasting = given(settled).filter(|&slot| before.standing(slot) == Standing::Confirmed);
        let lasting: Vec<SlotKey> = lasting.collect();
        let taken = taken(settled).any(|slot| self.now().standing(slot).is_pending());
        let approved = |slot: SlotKey| self.situation.rules.activity(slot.activity).approval.cancel;
        let asked = |part| before.standing(part) == Standing::CancellationAsked;
        let needed = |slot: SlotKey| booked_with(&before, slot).any(asked);
        !lasting.is_empty() && (taken || lasting.iter().any(|&slot| approved(slot) || needed(slot)))
    }

    /// What would be given back stays until staff decide, and what would be taken waits beside it. What was pending
    /// itself is given back at once.
    fn ask_for_change(&mut self, before: &Saved, settled: &mut [Settled]) {
        let (held, _, _) = before;
        let stays: Vec<SlotKey> = {
            let before = self.seen(before);
            let lasting = |&slot: &SlotKey| before.standing(slot) == Standing::Confirmed;
            given(settled).filter(lasting).collect()
        };
        let waits: Vec<SlotKey> = taken(settled).collect();
        for &slot in &stays {
            self.decision.cancel.remove(&slot);
            self.booked.insert(slot);
            self.stand(slot, Standing::ChangeAsked);
        }
        for &slot in &waits {
            self.stand(slot, Standing::PendingChange);
        }
        let both = |slot: SlotKey| held.contains(&slot) && stays.contains(&slot) && waits.contains(&slot);
        for (slot, _, outcome, along) in settled {
            along.retain(|part| !both(part.slot));
            let parts = along.iter_mut().map(|part| (part.slot, &mut part.kind));
            for (slot, kind) in std::iter::once((*slot, outcome)).chain(parts) {
                match kind {
                    OutcomeKind::Cancelled if stays.contains(&slot) => *kind = OutcomeKind::ChangeAsked,
                    OutcomeKind::Booked { pending, .. } => *pending = true,
                    _ => {}
                }
            }
        }
        // Given back with one thing and taken with another: it stays as it is.
        for slot in stays.into_iter().filter(|slot| waits.contains(slot)) {
            self.decision.book.remove(&slot);
            self.stand(slot, Standing::Confirmed);
            self.decision.standing.remove(&slot);
        }
    }

    fn seen<'a>(&'a self, (booked, marks, _): &'a Saved) -> Situation<'a> {
        Situation {
            booked,
            marks,
            ..*self.situation
        }
    }

    fn changeable_on(&self, kind: WishKind, day: NaiveDate) -> Vec<SlotKey> {
        let mut slots = self.changeable(kind);
        slots.retain(|slot| slot.day == day);
        slots
    }

    /// The open wishes of a kind that would change something and whose activity has a deadline for changing.
    fn changeable(&self, kind: WishKind) -> Vec<SlotKey> {
        let mut slots = self.wished(kind);
        slots.retain(|slot| {
            let changes = self.booked.contains(slot) == (kind == WishKind::Cancel);
            // Of what is asked for already, and of an open change, the wish speaks for itself.
            let settled = matches!(self.now().standing(*slot), Standing::Confirmed | Standing::Pending);
            changes && settled && self.situation.rules.activity(slot.activity).deadlines.modify.is_some()
        });
        slots
    }
}

/// One part of a change is refused, and with it the whole.
fn refuse(settled: &mut [Settled], refused: SlotKey, because: &Refusal) {
    for (_, _, outcome, along) in settled {
        along.clear();
        if !matches!(outcome, OutcomeKind::Refused(_)) {
            let because = Box::new(because.clone());
            *outcome = OutcomeKind::Refused(Refusal::ChangeRefused {
                activity: refused.activity,
                because,
            });
        }
    }
}

fn given(settled: &[Settled]) -> impl Iterator<Item = SlotKey> {
    parts(settled).filter_map(|(slot, kind)| (*kind == OutcomeKind::Cancelled).then_some(slot))
}

fn taken(settled: &[Settled]) -> impl Iterator<Item = SlotKey> {
    parts(settled).filter_map(|(slot, kind)| matches!(kind, OutcomeKind::Booked { .. }).then_some(slot))
}

/// Each wish of a change, and what came along with it.
fn parts(settled: &[Settled]) -> impl Iterator<Item = (SlotKey, &OutcomeKind)> {
    settled.iter().flat_map(|(slot, _, outcome, along)| {
        let along = along.iter().map(|part| (part.slot, &part.kind));
        std::iter::once((*slot, outcome)).chain(along)
    })
}
