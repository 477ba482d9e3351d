//! One activity in place of another on the same day.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::permit::Timing;
use super::plan::{Outcome, OutcomeKind, WishKind};
use super::refusal::Refusal;
use super::request::Request;
use super::slot::SlotKey;

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
        let (booked, decision) = (self.booked.clone(), self.decision.clone());
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
            (self.booked, self.decision) = (booked, decision);
            for (_, _, outcome, along) in &mut settled {
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
        for (slot, kind, outcome, along) in settled {
            self.settle(slot, kind, outcome, along);
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
            changes && self.situation.rules.activity(slot.activity).deadlines.modify.is_some()
        });
        slots
    }
}
