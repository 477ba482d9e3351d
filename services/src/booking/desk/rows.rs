//! From staff's word to the rows of a turn.

use std::collections::{BTreeMap, BTreeSet};

use preau_domain::booking::{Ruled, Settled, SlotKey, Standing};
use preau_domain::ids::{ChildId, DecisionId, FamilyId, OrderId};
use preau_entities::rows::booking_event::Change;
use preau_entities::rows::order_line::Reply;
use preau_entities::rows::{Key, alert};
use preau_entities::store::turn::{NewAlert, NewDecision};

use super::request::DecideRequest;
use super::words::Word;
use crate::Fault;
use crate::booking::batch::{Events, Rows};
use crate::booking::known::Known;
use crate::booking::terms::{TermLine, Terms, written};
use crate::outbox::Task;

/// The places that were settled.
pub(super) type Done = BTreeMap<Key, DonePlace>;

/// What became of a place.
pub(super) struct DonePlace {
    pub child: ChildId,
    pub slot: SlotKey,
    pub settled: Settled,
    pub reason: Option<String>,
}

/// What staff's word does for one child, with what they said.
pub(super) struct ChildRuled {
    pub child: ChildId,
    pub ruled: Ruled,
    pub words: BTreeMap<SlotKey, Word>,
}

impl Rows<'_> {
    /// Adds what staff decided. Every order of the family that it touches is told of.
    pub(super) fn decide(
        &mut self,
        request: &DecideRequest,
        family: FamilyId,
        children: &[ChildRuled],
        known: &mut Known,
    ) -> Result<(Done, Vec<TermLine>), Fault> {
        let order_id = Key(request.order.0);
        let mut events = Events {
            order_id,
            family_id: Key(family.0),
            position: self.next_position(),
            nth: 0,
            decision_id: None,
        };
        let decision = Key(self.ordered(events.position, 0));
        events.decision_id = Some(decision);
        let mut touched = BTreeSet::from([order_id]);
        let mut done = Done::new();
        let ids: Vec<ChildId> = children.iter().map(|child| child.child).collect();
        let terms = Terms::of(self.town, known, &ids);
        for ChildRuled { child, ruled, words } in children {
            self.settle(*child, ruled, words, known, &mut events, &mut touched, &mut done)?;
            known.rule(self.town, *child, ruled);
            if let Some(known) = known.children.get_mut(child) {
                for (&slot, &price) in &ruled.prices {
                    self.agree_anew(*child, (slot, price), &mut known.bookings, &mut events)?;
                }
            }
        }
        let terms = Terms::of(self.town, known, &ids).since(self.town, terms);
        self.batch.decisions.push(NewDecision {
            decision_id: decision,
            order_id,
            decided_at: self.now,
            actor: request.actor.clone(),
            actor_name: request.actor_name.clone(),
            terms: written(&terms)?,
        });
        for order_id in touched {
            let alert = NewAlert {
                position: self.next_position(),
                family_id: Key(family.0),
                order_id,
                at: self.now,
                kind: alert::Kind::OrderDecided,
            };
            self.batch.alerts.push(alert);
        }
        let (order, decision) = (OrderId(order_id.0), DecisionId(decision.0));
        self.task(&Task::MailOrderDecision { order, decision }, self.now);
        Ok((done, terms))
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "the sums of a decision, gathered child by child"
    )]
    fn settle(
        &mut self,
        child: ChildId,
        ruled: &Ruled,
        words: &BTreeMap<SlotKey, Word>,
        known: &mut Known,
        events: &mut Events,
        touched: &mut BTreeSet<Key>,
        done: &mut Done,
    ) -> Result<(), Fault> {
        let bookings = known.children.get_mut(&child).map(|child| &mut child.bookings);
        let Some(bookings) = bookings else { return Ok(()) };
        for (&slot, &settled) in &ruled.settled {
            let mut booking = bookings
                .remove(&slot)
                .ok_or_else(|| Fault::Defect("staff decide about a booking that was not found".to_owned()))?;
            let said = words.get(&settled.with.unwrap_or(slot)).or_else(|| words.get(&slot));
            let reason = said.and_then(|word| word.reason.clone());
            let reply = if settled.accepted {
                Reply::Accepted
            } else {
                Reply::Refused
            };
            let order_id = booking.asked_in.unwrap_or(events.order_id);
            touched.insert(order_id);
            self.close(booking, reply, reason.as_deref());
            booking.asked_in = None;
            if ruled.cancel.contains(&slot) {
                self.cancel(slot, booking);
            } else {
                self.stand(booking, Standing::Confirmed);
                bookings.insert(slot, booking);
            }
            let mut event = events.next(self, child, slot, booking, told(settled));
            event.order_id = order_id;
            event.reason.clone_from(&reason);
            self.batch.events.push(event);
            let place = DonePlace {
                child,
                slot,
                settled,
                reason,
            };
            done.insert(booking.id, place);
        }
        Ok(())
    }
}

/// The word of history.
fn told(settled: Settled) -> Change {
    match (settled.was, settled.accepted) {
        (Standing::Pending | Standing::PendingChange, true) => Change::BookingAccepted,
        (Standing::Pending | Standing::PendingChange, false) => Change::BookingRefused,
        (Standing::CancellationAsked, true) => Change::CancellationAccepted,
        (Standing::CancellationAsked, false) => Change::CancellationRefused,
        (Standing::ChangeAsked, true) => Change::ChangeAccepted,
        (Standing::ChangeAsked, false) => Change::ChangeRefused,
        (Standing::Confirmed, _) => Change::Kept,
    }
}
