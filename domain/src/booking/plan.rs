//! A request of many days: what would happen, and what does.

use std::collections::{BTreeMap, BTreeSet};

use super::linkage::takes_for;
use super::permit::{may_book_whole, may_cancel_whole};
use super::refusal::Refusal;
use super::slot::{Situation, SlotKey};
use crate::money::Money;

/// One tick, or one tick taken away, by a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Wish {
    pub slot: SlotKey,
    pub kind: WishKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WishKind {
    Book,
    Cancel,
}

/// What became of one slot that the request touches, wished for or linked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub slot: SlotKey,
    /// The wished slot that brought this one along; none when it was wished for itself.
    pub taken_with: Option<SlotKey>,
    pub kind: OutcomeKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutcomeKind {
    Booked {
        price: Money,
    },
    Cancelled,
    /// It was so already.
    Unchanged,
    Refused(Refusal),
}

/// The whole answer for one child. The sets are what the store must change: disjoint, and in key order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// One per wish in the order asked (repeats once), each followed by the slots that came along with it.
    pub outcomes: Vec<Outcome>,
    pub book: BTreeSet<SlotKey>,
    pub cancel: BTreeSet<SlotKey>,
}

/// Decides a request for one child.
///
/// Cancelling comes first, so that a swap finds its own freed place; then bookings in the order asked, each counting
/// for the next. A slot and all that comes with it is booked whole or refused whole. Nothing is written here: the dry
/// run and the commit are both this function.
///
/// A slot that is booked already, or given back without being booked, is unchanged. Booking something and giving back
/// that thing or a part of it in one request contradict each other: neither is done. A slot stands once among the
/// outcomes, as wished for rather than as linked; only a contradiction names it twice.
///
/// # Panics
/// When a wish names an activity of another rule book.
#[must_use]
pub fn decide(situation: &Situation<'_>, wishes: &[Wish]) -> Decision {
    let mut request = Request::of(situation, wishes);
    request.refuse_contradictions();
    request.cancel();
    request.book();
    request.answer()
}

/// A request on its way through the rules.
struct Request<'a> {
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
    fn of(situation: &'a Situation<'a>, wishes: &[Wish]) -> Self {
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
    fn refuse_contradictions(&mut self) {
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

    fn cancel(&mut self) {
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

    fn book(&mut self) {
        for slot in self.wished(WishKind::Book) {
            let mut along = Vec::new();
            let outcome = if self.decision.book.contains(&slot) {
                let price = self
                    .situation
                    .rules
                    .activity(slot.activity)
                    .price
                    .price(self.situation.child.quotient);
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

    fn answer(self) -> Decision {
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
