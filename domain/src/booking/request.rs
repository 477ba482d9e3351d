//! How a request is decided, step by step.

use std::collections::{BTreeMap, BTreeSet};

use super::linkage::takes_for;
use super::permit::{may_book_whole, may_cancel_whole};
use super::plan::{Decision, Outcome, OutcomeKind, Wish, WishKind};
use super::refusal::Refusal;
use super::slot::{Situation, SlotKey};
use crate::money::Money;

/// A request on its way through the rules.
pub(super) struct Request<'a> {
    situation: &'a Situation<'a>,
    /// Each once, in the order asked.
    wishes: Vec<Wish>,
    /// What is booked so far: the past and the changes of this request.
    booked: BTreeSet<SlotKey>,
    /// What became of a wish, and the slots that came along.
    results: BTreeMap<(SlotKey, WishKind), (OutcomeKind, Vec<Outcome>)>,
    decision: Decision,
}

impl<'a> Request<'a> {
    pub(super) fn of(situation: &'a Situation<'a>, wishes: &[Wish]) -> Self {
        let mut seen = BTreeSet::new();
        let distinct = wishes
            .iter()
            .copied()
            .filter(|wish| seen.insert((wish.slot, wish.kind)));
        Self {
            situation,
            wishes: distinct.collect(),
            booked: situation.booked.clone(),
            results: BTreeMap::new(),
            decision: Decision::default(),
        }
    }

    fn wished(&self, kind: WishKind) -> Vec<SlotKey> {
        self.wishes
            .iter()
            .filter(|wish| wish.kind == kind && !self.results.contains_key(&(wish.slot, kind)))
            .map(|wish| wish.slot)
            .collect()
    }

    fn settle(&mut self, slot: SlotKey, kind: WishKind, outcome: OutcomeKind, along: Vec<Outcome>) {
        self.results.insert((slot, kind), (outcome, along));
    }

    /// A booking contradicts giving back anything that it needs.
    pub(super) fn refuse_contradictions(&mut self) {
        let cancelled: BTreeSet<SlotKey> = self.wished(WishKind::Cancel).into_iter().collect();
        for slot in self.wished(WishKind::Book) {
            let along = takes_for(self.situation.rules, self.situation.child, slot.activity);
            let needed = std::iter::once(slot).chain(along.into_iter().map(|activity| SlotKey { activity, ..slot }));
            for part in needed.filter(|part| cancelled.contains(part)) {
                let refused = OutcomeKind::Refused(Refusal::Contradictory);
                self.settle(slot, WishKind::Book, refused.clone(), Vec::new());
                self.settle(part, WishKind::Cancel, refused, Vec::new());
            }
        }
    }

    pub(super) fn cancel(&mut self) {
        for slot in self.wished(WishKind::Cancel) {
            let mut along = Vec::new();
            let outcome = if self.decision.cancel.contains(&slot) {
                OutcomeKind::Cancelled
            } else if self.booked.contains(&slot) {
                match may_cancel_whole(&self.now(), slot) {
                    Ok(whole) => {
                        for part in whole {
                            self.booked.remove(&part);
                            self.decision.cancel.insert(part);
                            along.push(came_along(part, slot, OutcomeKind::Cancelled));
                        }
                        OutcomeKind::Cancelled
                    }
                    Err(refusal) => OutcomeKind::Refused(refusal),
                }
            } else {
                OutcomeKind::Unchanged
            };
            self.settle(slot, WishKind::Cancel, outcome, along);
        }
    }

    pub(super) fn book(&mut self) {
        for slot in self.wished(WishKind::Book) {
            let mut along = Vec::new();
            let outcome = if self.decision.book.contains(&slot) {
                let price = self
                    .situation
                    .rules
                    .activity(slot.activity)
                    .price
                    .price(self.situation.child);
                OutcomeKind::Booked { price }
            } else if self.booked.contains(&slot) {
                OutcomeKind::Unchanged
            } else {
                match may_book_whole(&self.now(), slot) {
                    Ok(whole) => {
                        let price = whole.first().map_or(Money::ZERO, |(_, price)| *price);
                        for (part, price) in whole {
                            self.booked.insert(part);
                            self.decision.book.insert(part);
                            along.push(came_along(part, slot, OutcomeKind::Booked { price }));
                        }
                        OutcomeKind::Booked { price }
                    }
                    Err(refusal) => OutcomeKind::Refused(refusal),
                }
            };
            self.settle(slot, WishKind::Book, outcome, along);
        }
    }

    /// The situation with the changes of this request so far.
    fn now(&self) -> Situation<'_> {
        Situation {
            booked: &self.booked,
            ..*self.situation
        }
    }

    pub(super) fn answer(self) -> Decision {
        let Self {
            wishes,
            mut results,
            mut decision,
            ..
        } = self;
        let wished: BTreeSet<SlotKey> = wishes.iter().map(|wish| wish.slot).collect();
        for wish in wishes {
            let Some((kind, along)) = results.remove(&(wish.slot, wish.kind)) else {
                continue;
            };
            let own = Outcome {
                slot: wish.slot,
                taken_with: None,
                kind,
            };
            decision.outcomes.push(own);
            let linked = along.into_iter().filter(|outcome| !wished.contains(&outcome.slot));
            decision.outcomes.extend(linked);
        }
        decision
    }
}

fn came_along(slot: SlotKey, with: SlotKey, kind: OutcomeKind) -> Outcome {
    Outcome {
        slot,
        taken_with: Some(with),
        kind,
    }
}
