//! All that a turn writes, as rows.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::booking::Standing;
use serde::Serialize;
use serde_json::Value as Json;

use super::accounts::Accounts;
use super::carts::Carts;
use super::waits::Waits;
use crate::rows::booking_event::Change;
use crate::rows::order_line::Reply;
use crate::rows::{Key, alert};

/// A change of one slot's counter. `capacity` is what the rule book in force gives; a slot that holds more keeps them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SlotChange {
    pub activity_id: Key,
    pub day: NaiveDate,
    pub capacity: i64,
    pub delta: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewOrder {
    pub order_id: Key,
    pub number: i64,
    pub family_id: Key,
    /// When the request came in: the instant the rules were asked with.
    pub placed_at: DateTime<Utc>,
    pub actor: String,
    pub actor_name: String,
    pub total_cents: i64,
    /// The part of the total that is to be paid with the order itself.
    pub due_now_cents: i64,
    /// What the family owed that was to be paid with it.
    pub debt_cents: i64,
    /// Prices by the term that it takes up, gives up or makes others, as a JSON array.
    pub terms: String,
    pub booked_count: i64,
    pub cancelled_count: i64,
    /// Lines that ask staff for something, and those of them that still do as the turn ends.
    pub asked_count: i64,
    pub waiting_count: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewAlert {
    pub position: i64,
    pub family_id: Key,
    pub order_id: Key,
    pub at: DateTime<Utc>,
    pub kind: alert::Kind,
}

/// A place about which an order asks something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewLine {
    pub order_id: Key,
    pub booking_id: Key,
    pub asked: Standing,
    pub answer: Reply,
}

/// What became of a line that an earlier turn wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClosedLine {
    pub order_id: Key,
    pub booking_id: Key,
    pub answer: Reply,
    pub reason: Option<String>,
}

/// Lines of an earlier turn's order that wait no more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Answered {
    pub accepted: i64,
    pub refused: i64,
    pub withdrawn: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewDecision {
    pub decision_id: Key,
    pub order_id: Key,
    pub decided_at: DateTime<Utc>,
    pub actor: String,
    pub actor_name: String,
    /// Prices by the term that it gives up or makes others, as a JSON array.
    pub terms: String,
}

/// A booking that an earlier turn wrote, and that now stands differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stands {
    pub booking_id: Key,
    pub standing: Standing,
    pub asked_in: Option<Key>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewBooking {
    pub booking_id: Key,
    pub child_id: Key,
    pub activity_id: Key,
    pub day: NaiveDate,
    pub price_cents: i64,
    /// The version of the rule book that governs its day.
    pub rule_book_version: i32,
    pub late: bool,
    /// When the request that books it reached the portal: the instant that its deadlines were held against.
    pub booked_at: DateTime<Utc>,
    /// Set when the same turn gives the place back.
    pub cancelled_at: Option<DateTime<Utc>>,
    pub standing: Standing,
    pub asked_in: Option<Key>,
}

/// A booking that an earlier turn wrote, and that now has another price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Repriced {
    pub booking_id: Key,
    pub price_cents: i64,
    pub rule_book_version: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewEvent {
    pub event_id: Key,
    pub order_id: Key,
    pub family_id: Key,
    pub booking_id: Key,
    pub child_id: Key,
    pub activity_id: Key,
    pub day: NaiveDate,
    pub change: Change,
    pub price_cents: i64,
    pub rule_book_version: i32,
    pub decision_id: Option<Key>,
    pub reason: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewAnswer {
    pub actor: String,
    pub key: String,
    pub request_hash: String,
    pub answer: Json,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewTask {
    pub task_id: Key,
    pub kind: &'static str,
    pub payload: Json,
    pub due_at: DateTime<Utc>,
}

/// All that a turn writes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// Slots that have no row yet; `delta` is the first count.
    pub new_slots: Vec<SlotChange>,
    pub slots: Vec<SlotChange>,
    pub orders: Vec<NewOrder>,
    pub bookings: Vec<NewBooking>,
    pub cancelled: Vec<Key>,
    /// Each booking once.
    pub repriced: Vec<Repriced>,
    /// Each booking once.
    pub stands: Vec<Stands>,
    pub lines: Vec<NewLine>,
    pub closed_lines: Vec<ClosedLine>,
    /// By order.
    pub answered: BTreeMap<Key, Answered>,
    pub decisions: Vec<NewDecision>,
    pub events: Vec<NewEvent>,
    /// In the order of their positions.
    pub alerts: Vec<NewAlert>,
    pub answers: Vec<NewAnswer>,
    pub waits: Waits,
    pub carts: Carts,
    pub accounts: Accounts,
    pub tasks: Vec<NewTask>,
    /// Tasks whose id says what they do: one that is there already stands for all.
    pub once: Vec<NewTask>,
}

impl Batch {
    /// Nothing is to be written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty() && self.changes_nothing()
    }

    /// Nothing but answers is to be written.
    #[must_use]
    pub fn changes_nothing(&self) -> bool {
        self.alerts.is_empty() && self.waits.is_empty() && self.carts.is_empty() && self.accounts.is_empty()
    }
}
