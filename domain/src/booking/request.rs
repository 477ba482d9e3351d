//! How a request is decided, step by step.

use std::collections::{BTreeMap, BTreeSet};

use super::asking::{booking_waits, giving_back_waits};
use super::day_prices::{changed_prices, price_beside};
use super::linkage::takes_for;
use super::permit::{Timing, may_book_whole, may_cancel_whole};
use super::plan::{Decision, Outcome, OutcomeKind, Wish, WishKind};
use super::refusal::Refusal;
use super::slot::{Situation, SlotKey};
use super::standing::Standing;
use super::state::Mark;
use crate::money::Money;

/// What a request was before a part of it was tried.
pub(super) type Saved = (BTreeSet<SlotKey>, BTreeMap<SlotKey, Mark>, Decision);

/// A request on its way through the rules.
pub(super) struct Request<'a> {
    pub(super) situation: &'a Situation<'a>,
    /// Each once, in the order asked.
    wishes: Vec<Wish>,
    /// What is booked so far: the past and the changes of this request.
    pub(super) booked: BTreeSet<SlotKey>,
    marks: BTreeMap<SlotKey, Mark>,
    /// What became of a wish, and the slots that came along.
    results: BTreeMap<(SlotKey, WishKind), (OutcomeKind, Vec<Outcome>)>,
    pub(super) decision: Decision,
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
            marks: situation.marks.clone(),
            results: BTreeMap::new(),
            decision: Decision::default(),
        }
    }

    pub(super) fn wished(&self, kind: WishKind) -> Vec<SlotKey> {
        self.wishes
            .iter()
            .filter(|wish| wish.kind == kind && !self.results.contains_key(&(wish.slot, kind)))
            .map(|wish| wish.slot)
            .collect()
    }

    pub(super) fn settle(&mut self, slot: SlotKey, kind: WishKind, outcome: OutcomeKind, along: Vec<Outcome>) {
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
            let (outcome, along) = self.give_back(slot, Timing::Alone);
            self.settle(slot, WishKind::Cancel, outcome, along);
        }
    }

    pub(super) fn book(&mut self) {
        for slot in self.wished(WishKind::Book) {
            let (outcome, along) = self.take(slot, Timing::Alone);
            self.settle(slot, WishKind::Book, outcome, along);
        }
    }

    /// Gives a slot back with all that goes with it, as far as the rules allow.
    pub(super) fn give_back(&mut self, slot: SlotKey, timing: Timing) -> (OutcomeKind, Vec<Outcome>) {
        let mut along = Vec::new();
        if self.decision.cancel.contains(&slot) {
            return (OutcomeKind::Cancelled, along);
        }
        if self.decision.standing.get(&slot) == Some(&Standing::CancellationAsked) {
            return (OutcomeKind::CancellationAsked, along);
        }
        if !self.booked.contains(&slot) {
            return (OutcomeKind::Unchanged, along);
        }
        if self.now().standing(slot) == Standing::CancellationAsked {
            return (OutcomeKind::Unchanged, along);
        }
        let waits = timing == Timing::Alone && giving_back_waits(&self.now(), slot);
        let whole = match may_cancel_whole(&self.now(), slot, timing) {
            Ok(whole) => whole,
            Err(refusal) => return (OutcomeKind::Refused(refusal), along),
        };
        for part in whole {
            let outcome = if waits && !self.now().standing(part).is_pending() {
                self.stand(part, Standing::CancellationAsked);
                OutcomeKind::CancellationAsked
            } else {
                self.remove(part);
                OutcomeKind::Cancelled
            };
            along.push(came_along(part, slot, outcome));
        }
        let own = along.remove(0);
        (own.kind, along)
    }

    /// Books a slot with all that comes along, as far as the rules allow. Prices are those of each place alone until
    /// the whole request is decided.
    pub(super) fn take(&mut self, slot: SlotKey, timing: Timing) -> (OutcomeKind, Vec<Outcome>) {
        let mut along = Vec::new();
        if self.decision.book.contains(&slot) {
            let pending = self.now().standing(slot).is_pending();
            let price = Money::ZERO;
            return (OutcomeKind::Booked { price, pending }, along);
        }
        if self.booked.contains(&slot) {
            return (OutcomeKind::Unchanged, along);
        }
        let whole = match may_book_whole(&self.now(), slot, timing) {
            Ok(whole) => whole,
            Err(refusal) => return (OutcomeKind::Refused(refusal), along),
        };
        let parts: Vec<SlotKey> = whole.iter().map(|&(part, _)| part).collect();
        let pending = booking_waits(&self.now(), slot, &parts);
        for (part, permit) in whole {
            self.booked.insert(part);
            self.decision.book.insert(part);
            if pending {
                self.stand(part, Standing::Pending);
            }
            if permit.late {
                self.decision.late.insert(part);
            }
            let price = permit.price;
            along.push(came_along(part, slot, OutcomeKind::Booked { price, pending }));
        }
        let own = along.remove(0);
        (own.kind, along)
    }

    /// The place is the child's no more.
    pub(super) fn remove(&mut self, slot: SlotKey) {
        self.booked.remove(&slot);
        self.marks.remove(&slot);
        self.decision.standing.remove(&slot);
        self.decision.cancel.insert(slot);
    }

    /// The place is the child's, and stands so from now on.
    pub(super) fn stand(&mut self, slot: SlotKey, standing: Standing) {
        self.decision.standing.insert(slot, standing);
        match standing.mark() {
            Some(mark) => drop(self.marks.insert(slot, mark)),
            None => drop(self.marks.remove(&slot)),
        }
    }

    /// As it was before a part of the request was tried.
    pub(super) fn saved(&self) -> Saved {
        (self.booked.clone(), self.marks.clone(), self.decision.clone())
    }

    pub(super) fn restore(&mut self, (booked, marks, decision): Saved) {
        (self.booked, self.marks, self.decision) = (booked, marks, decision);
    }

    /// The situation with the changes of this request so far.
    pub(super) fn now(&self) -> Situation<'_> {
        Situation {
            booked: &self.booked,
            marks: &self.marks,
            ..*self.situation
        }
    }

    pub(super) fn answer(mut self) -> Decision {
        self.set_prices();
        let repriced = self.repriced();
        let Self {
            wishes,
            mut results,
            mut decision,
            ..
        } = self;
        // A place whose own wishes are refused may still come along, or go, with another.
        let told = results
            .iter()
            .filter(|(_, (kind, _))| !matches!(kind, OutcomeKind::Refused(_)));
        let told: BTreeSet<SlotKey> = told.map(|((slot, _), _)| *slot).collect();
        for wish in wishes {
            let Some((kind, along)) = results.remove(&(wish.slot, wish.kind)) else {
                continue;
            };
            let own = Outcome {
                slot: wish.slot,
                taken_with: None,
                kind,
            };
            let linked = along.into_iter().filter(|outcome| !told.contains(&outcome.slot));
            for mut outcome in std::iter::once(own).chain(linked) {
                if let OutcomeKind::Booked { price, .. } = &mut outcome.kind {
                    *price = decision.prices.get(&outcome.slot).copied().unwrap_or(*price);
                }
                decision.outcomes.push(outcome);
            }
        }
        decision.outcomes.extend(repriced);
        decision
    }

    /// What the day as a whole makes of each price.
    fn set_prices(&mut self) {
        let changed = self.decision.book.iter().chain(&self.decision.cancel);
        let changed = changed.chain(self.decision.standing.keys());
        let touched = changed.map(|slot| slot.day).collect();
        let late = self.situation.late.union(&self.decision.late);
        let late = late.copied().filter(|slot| self.booked.contains(slot)).collect();
        self.decision.prices = changed_prices(self.situation, &self.now(), &late, &touched);
    }

    fn repriced(&self) -> Vec<Outcome> {
        let before = |slot: SlotKey| price_beside(self.situation, slot, &BTreeSet::new());
        let stays = self.decision.prices.iter();
        let stays = stays.filter(|(slot, _)| !self.decision.book.contains(slot));
        stays
            .map(|(&slot, &to)| (slot, before(slot), to))
            .filter(|(_, from, to)| from != to)
            .map(|(slot, from, to)| Outcome {
                slot,
                taken_with: None,
                kind: OutcomeKind::Repriced { from, to },
            })
            .collect()
    }
}

pub(super) fn came_along(slot: SlotKey, with: SlotKey, kind: OutcomeKind) -> Outcome {
    Outcome {
        slot,
        taken_with: Some(with),
        kind,
    }
}
