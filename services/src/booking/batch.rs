//! From decisions to rows: everything that one turn writes.

use std::collections::BTreeMap;

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use preau_domain::booking::{SlotKey, Standing};
use preau_domain::ids::{ActivityId, ChildId, OrderId};
use preau_domain::money::Money;
use preau_entities::rows::booking_event::Change;
use preau_entities::rows::order_line::Reply;
use preau_entities::rows::{Key, alert};
use preau_entities::store::turn::{
    Batch, NewAlert, NewBooking, NewEvent, NewOrder, NewTask, Repriced, SlotChange, TurnStart,
};
use sha2::{Digest, Sha256};
use ulid::Ulid;

use super::decide::{ChildChanges, Decided};
use super::known::{Known, StoredBooking};
use super::lines::asked;
use super::request::PlanRequest;
use super::terms;
use crate::Fault;
use crate::outbox::Task;
use crate::ports::Random;
use crate::towns::Town;

/// How long the worker leaves a cache update to the turn that caused it.
const COUNTS_GRACE: TimeDelta = TimeDelta::seconds(5);

/// Numbers the events that one alert tells of.
pub(crate) struct Events {
    pub order_id: Key,
    pub family_id: Key,
    pub position: i64,
    pub nth: u32,
    /// The decision of staff that they belong to.
    pub decision_id: Option<Key>,
}

impl Events {
    pub fn next(
        &mut self,
        rows: &Rows<'_>,
        child: ChildId,
        slot: SlotKey,
        booking: StoredBooking,
        change: Change,
    ) -> NewEvent {
        self.nth += 1;
        NewEvent {
            event_id: Key(rows.ordered(self.position, self.nth)),
            order_id: self.order_id,
            family_id: self.family_id,
            booking_id: booking.id,
            child_id: Key(child.0),
            activity_id: rows.activity(slot),
            day: slot.day,
            change,
            price_cents: booking.price_cents,
            rule_book_version: rows.town.on(slot.day).version,
            decision_id: self.decision_id,
            reason: None,
        }
    }
}

/// Collects the rows of a turn, request by request in arrival order.
pub(crate) struct Rows<'a> {
    pub town: &'a Town,
    pub random: &'a dyn Random,
    pub now: DateTime<Utc>,
    pub start: TurnStart,
    pub batch: Batch,
    pub(super) slots: BTreeMap<SlotKey, i64>,
}

impl<'a> Rows<'a> {
    pub fn new(town: &'a Town, random: &'a dyn Random, now: DateTime<Utc>, start: TurnStart) -> Self {
        Self {
            town,
            random,
            now,
            start,
            batch: Batch::default(),
            slots: BTreeMap::new(),
        }
    }

    /// Adds what a decision changes, and notes in `known` which bookings now stand. Returns the order, or none when
    /// nothing changes.
    pub fn add(
        &mut self,
        request: &PlanRequest,
        decided: &Decided,
        known: &mut Known,
    ) -> Result<Option<OrderId>, Fault> {
        let booked: usize = decided.changes.iter().map(|child| child.book.len()).sum();
        let cancelled: usize = decided.changes.iter().map(|child| child.cancel.len()).sum();
        let stand: usize = decided.changes.iter().map(|child| child.standing.len()).sum();
        let anew: usize = decided.changes.iter().map(|child| child.reprice.len()).sum();
        if booked + cancelled + stand + anew == 0 && decided.terms.is_empty() {
            return Ok(None);
        }
        let nth = i64::try_from(self.batch.orders.len()).unwrap_or(i64::MAX) + 1;
        let number = self.start.last_order_number + nth;
        let position = self.next_position();
        let order_id = Key(self.ordered(position, 0));
        let family_id = Key(decided.family.0);
        let lines_before = self.batch.lines.len();
        let mut events = Events {
            order_id,
            family_id,
            position,
            nth: 0,
            decision_id: None,
        };
        for child in &decided.changes {
            let Some(bookings) = known.children.get_mut(&child.child).map(|child| &mut child.bookings) else {
                continue;
            };
            for &slot in &child.cancel {
                let booking = bookings
                    .remove(&slot)
                    .ok_or_else(|| Fault::Defect("a turn cancels a booking that it did not find".to_owned()))?;
                self.cancel(slot, booking);
                self.close(booking, Reply::Withdrawn, None);
                let event = events.next(self, child.child, slot, booking, Change::Cancelled);
                self.batch.events.push(event);
            }
            for &(slot, price) in &child.book {
                let late = child.late.contains(&slot);
                let standing = child.standing.get(&slot).copied().unwrap_or(Standing::Confirmed);
                let asked_in = standing.waits().then_some(order_id);
                // To the millisecond, as what is told of places: an absence told right behind is told of this one.
                let at = (late, request.received_at.trunc_subsecs(3));
                let booking = self.book(child.child, slot, price, at, (standing, asked_in));
                bookings.insert(slot, booking);
                let change = asked(standing).unwrap_or(Change::Booked);
                let event = events.next(self, child.child, slot, booking, change);
                self.batch.events.push(event);
            }
            let stay = child.standing.iter().filter(|(slot, _)| !is_new(child, **slot));
            for (&slot, &standing) in stay {
                let booking = bookings
                    .get_mut(&slot)
                    .ok_or_else(|| Fault::Defect("a turn asks about a booking that it did not find".to_owned()))?;
                self.close(*booking, Reply::Withdrawn, None);
                booking.asked_in = standing.waits().then_some(order_id);
                self.stand(*booking, standing);
                let change = asked(standing).unwrap_or(Change::Kept);
                let event = events.next(self, child.child, slot, *booking, change);
                self.batch.events.push(event);
            }
            for &anew in &child.reprice {
                self.agree_anew(child.child, anew, bookings, &mut events)?;
            }
        }
        let asked_count = i64::try_from(self.batch.lines.len() - lines_before).unwrap_or(i64::MAX);
        self.batch.orders.push(NewOrder {
            order_id,
            number,
            family_id,
            placed_at: request.received_at,
            actor: request.actor.clone(),
            actor_name: request.actor_name.clone(),
            total_cents: decided.total.cents(),
            due_now_cents: decided.due_now.cents(),
            debt_cents: decided.owed.map_or(0, |owed| owed.amount.cents()),
            terms: terms::written(&decided.terms)?,
            booked_count: i64::try_from(booked).unwrap_or(i64::MAX),
            cancelled_count: i64::try_from(cancelled).unwrap_or(i64::MAX),
            asked_count,
            waiting_count: asked_count,
        });
        self.batch.alerts.push(NewAlert {
            position,
            family_id,
            order_id,
            at: request.received_at,
            kind: if asked_count > 0 {
                alert::Kind::OrderWaits
            } else {
                alert::Kind::BookingsChanged
            },
        });
        let order = OrderId(order_id.0);
        self.task(&Task::MailBookingConfirmation { order }, self.now);
        Ok(Some(order))
    }

    fn book(
        &mut self,
        child: ChildId,
        slot: SlotKey,
        price: Money,
        (late, booked_at): (bool, DateTime<Utc>),
        (standing, asked_in): (Standing, Option<Key>),
    ) -> StoredBooking {
        let nth = u32::try_from(self.batch.bookings.len()).unwrap_or(u32::MAX);
        let booking = StoredBooking {
            // In the order in which they are booked, which is how their order shows them.
            id: Key(self.ordered(self.next_position(), nth)),
            price_cents: price.cents(),
            version: self.town.on(slot.day).version,
            asked_in,
        };
        self.ask(booking, standing);
        *self.slots.entry(slot).or_default() += 1;
        self.batch.bookings.push(NewBooking {
            booking_id: booking.id,
            child_id: Key(child.0),
            activity_id: self.activity(slot),
            day: slot.day,
            price_cents: booking.price_cents,
            rule_book_version: booking.version,
            late,
            booked_at,
            cancelled_at: None,
            standing,
            asked_in,
        });
        booking
    }

    /// A booking of this same turn is written as already cancelled: its row does not exist yet.
    pub fn cancel(&mut self, slot: SlotKey, booking: StoredBooking) {
        *self.slots.entry(slot).or_default() -= 1;
        match self.batch.bookings.iter_mut().find(|new| new.booking_id == booking.id) {
            Some(new) => new.cancelled_at = Some(self.now),
            None => self.batch.cancelled.push(booking.id),
        }
    }

    /// Position of the next alert.
    pub fn next_position(&self) -> i64 {
        let alerts = self.batch.alerts.len() + self.batch.accounts.alerts.len();
        let alerts = i64::try_from(alerts).unwrap_or(i64::MAX);
        self.start.last_position + alerts + 1
    }

    /// A place that stays costs this by the rules of today: written where it is another price or by other rules, and told
    /// where it is another price.
    pub fn agree_anew(
        &mut self,
        child: ChildId,
        (slot, price): (SlotKey, Money),
        bookings: &mut BTreeMap<SlotKey, StoredBooking>,
        events: &mut Events,
    ) -> Result<(), Fault> {
        let booking = bookings
            .get_mut(&slot)
            .ok_or_else(|| Fault::Defect("a turn reprices a booking that it did not find".to_owned()))?;
        let before = std::mem::replace(&mut booking.price_cents, price.cents());
        let version = std::mem::replace(&mut booking.version, self.town.on(slot.day).version);
        if (before, version) != (booking.price_cents, booking.version) {
            self.reprice(*booking);
        }
        if before != booking.price_cents {
            let event = events.next(self, child, slot, *booking, Change::Repriced);
            self.batch.events.push(event);
        }
        Ok(())
    }

    /// As with [`Rows::cancel`], and a booking that changes twice in a turn is written once.
    fn reprice(&mut self, booking: StoredBooking) {
        let StoredBooking {
            id,
            price_cents,
            version,
            ..
        } = booking;
        if let Some(new) = self.batch.bookings.iter_mut().find(|new| new.booking_id == id) {
            new.price_cents = price_cents;
        } else if let Some(again) = self.batch.repriced.iter_mut().find(|again| again.booking_id == id) {
            again.price_cents = price_cents;
        } else {
            let booking_id = id;
            self.batch.repriced.push(Repriced {
                booking_id,
                price_cents,
                rule_book_version: version,
            });
        }
    }

    /// Closes the batch: the slot counters, and the task that repairs the cache should this process die. Returns the
    /// batch and that task.
    pub fn finish(mut self, known: &Known) -> (Batch, Option<Key>) {
        for (&slot, &more) in known.waits.counts() {
            *self.slots.entry(slot).or_default() += more;
        }
        self.waits(&known.waits);
        self.batch.slots.extend(known.waits.gone_counts());
        self.carts(known.carts.changes());
        let mut touched = Vec::new();
        for (&slot, &delta) in &self.slots {
            if delta == 0 {
                continue;
            }
            let activity = self.town.activity_id(slot);
            let capacity = self.capacity(slot);
            let change = SlotChange {
                activity_id: Key(activity.0),
                day: slot.day,
                capacity,
                delta,
            };
            let rows = if known.rows.contains(&slot) {
                &mut self.batch.slots
            } else {
                &mut self.batch.new_slots
            };
            rows.push(change);
            touched.push((activity, slot.day));
        }
        // A slot booked and given back within one turn needs its row all the same: bookings point at it.
        for (&slot, &delta) in &self.slots {
            if delta == 0 && !known.rows.contains(&slot) {
                let capacity = self.capacity(slot);
                self.batch.new_slots.push(SlotChange {
                    activity_id: self.activity(slot),
                    day: slot.day,
                    capacity,
                    delta,
                });
            }
        }
        let task =
            (!touched.is_empty()).then(|| self.task(&Task::PublishCounts { slots: touched }, self.now + COUNTS_GRACE));
        (self.batch, task)
    }

    pub(crate) fn task(&mut self, task: &Task, due_at: DateTime<Utc>) -> Key {
        let row = NewTask {
            due_at,
            ..task.row(self.random, self.now)
        };
        let task_id = row.task_id;
        self.batch.tasks.push(row);
        task_id
    }

    /// A task that one row stands for, however many turns want it done at that instant: it is called after what it does.
    pub(crate) fn task_once(&mut self, task: &Task, due_at: DateTime<Utc>) {
        let name = Sha256::digest(format!("{} {}", task.kind(), due_at.timestamp_micros()));
        let name = name.iter().take(16).fold(0, |name, byte| name << 8 | u128::from(*byte));
        self.batch.once.push(NewTask {
            task_id: Key(Ulid(name)),
            kind: task.kind(),
            payload: task.payload(),
            due_at,
        });
    }

    fn capacity(&self, slot: SlotKey) -> i64 {
        let rules = &self.town.on(slot.day).rules;
        i64::from(rules.activity(slot.activity).capacity)
    }

    fn activity(&self, slot: SlotKey) -> Key {
        let ActivityId(id) = self.town.activity_id(slot);
        Key(id)
    }

    /// An id that sorts like the town's alerts do, also within one millisecond: the alert's position, place behind it, and
    /// 24 bits of chance.
    pub fn ordered(&self, position: i64, nth: u32) -> Ulid {
        let mut chance = [0; 3];
        self.random.fill(&mut chance);
        let chance = u128::from(chance[0]) | u128::from(chance[1]) << 8 | u128::from(chance[2]) << 16;
        let position = u128::from(u32::try_from(position).unwrap_or(u32::MAX));
        let millis = u64::try_from(self.now.timestamp_millis()).unwrap_or(0);
        Ulid::from_parts(millis, position << 48 | u128::from(nth & 0x00ff_ffff) << 24 | chance)
    }
}

fn is_new(child: &ChildChanges, slot: SlotKey) -> bool {
    child.book.iter().any(|(new, _)| *new == slot)
}
