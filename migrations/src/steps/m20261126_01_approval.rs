//! Orders that wait for the town's staff: how a place stands, what an order asks line by line, and who decided.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::dialect;

#[derive(DeriveMigrationName)]
pub(crate) struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, UP).await?;
        let changes = words(&[BEFORE, ASKED]);
        if manager.get_database_backend() == DbBackend::Postgres {
            dialect::run(manager, "ALTER TABLE booking_events ADD COLUMN decision_id text").await?;
            dialect::run(manager, "ALTER TABLE booking_events ADD COLUMN reason text").await?;
            return dialect::run(manager, &ALTER.replace("{changes}", &changes)).await;
        }
        let rebuild = REBUILD.replace("{changes}", &changes);
        let columns = "decision_id text,\n  reason text,";
        dialect::run(manager, &rebuild.replace("{columns}", columns)).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, FORGET).await?;
        let changes = words(&[BEFORE]);
        if manager.get_database_backend() == DbBackend::Postgres {
            dialect::run(manager, &ALTER.replace("{changes}", &changes)).await?;
            let drop =
                "ALTER TABLE booking_events DROP COLUMN reason; ALTER TABLE booking_events DROP COLUMN decision_id;";
            dialect::run(manager, drop).await?;
        } else {
            let rebuild = REBUILD.replace("{changes}", &changes);
            dialect::run(manager, &rebuild.replace("{columns}", "")).await?;
        }
        dialect::run(manager, DOWN).await
    }

    /// On SQLite too: a table that is being rebuilt must not be lost half-way.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// What history could tell before.
const BEFORE: &[&str] = &["booked", "cancelled", "repriced"];

const ASKED: &[&str] = &[
    "booking_asked",
    "booking_accepted",
    "booking_refused",
    "cancellation_asked",
    "cancellation_accepted",
    "cancellation_refused",
    "change_asked",
    "change_accepted",
    "change_refused",
    "kept",
];

fn words(lists: &[&[&str]]) -> String {
    let quoted = lists.concat().into_iter().map(|word| format!("'{word}'"));
    quoted.collect::<Vec<_>>().join(", ")
}

const UP: &str = "
-- Lines that ask staff for something, and what became of them; what is left was taken back by the family.
ALTER TABLE orders ADD COLUMN asked_count integer NOT NULL DEFAULT 0;
ALTER TABLE orders ADD COLUMN waiting_count integer NOT NULL DEFAULT 0 CHECK (waiting_count >= 0);
ALTER TABLE orders ADD COLUMN accepted_count integer NOT NULL DEFAULT 0;
ALTER TABLE orders ADD COLUMN refused_count integer NOT NULL DEFAULT 0;
-- The desk's queue, oldest first.
CREATE INDEX orders_waiting ON orders (commune_id, order_id) WHERE waiting_count > 0;

ALTER TABLE bookings ADD COLUMN standing text NOT NULL DEFAULT 'confirmed'
  CHECK (standing IN ('confirmed', 'pending', 'pending_change', 'cancellation_asked', 'change_asked'));
-- The order that asks about the place, while it is not confirmed.
ALTER TABLE bookings ADD COLUMN asked_in text;

CREATE TABLE order_lines (
  commune_id integer NOT NULL,
  order_id text NOT NULL,
  booking_id text NOT NULL,
  -- How the place stood since.
  asked text NOT NULL CHECK (asked IN ('pending', 'pending_change', 'cancellation_asked', 'change_asked')),
  answer text NOT NULL CHECK (answer IN ('waiting', 'accepted', 'refused', 'withdrawn')),
  -- What staff told the family.
  reason text,
  PRIMARY KEY (commune_id, order_id, booking_id),
  FOREIGN KEY (commune_id, order_id) REFERENCES orders,
  FOREIGN KEY (commune_id, booking_id) REFERENCES bookings
);
-- The desk's counters.
CREATE INDEX order_lines_waiting ON order_lines (commune_id, asked, order_id) WHERE answer = 'waiting';

-- Each time that staff decided about an order, or a part of it.
CREATE TABLE decisions (
  commune_id integer NOT NULL,
  decision_id text NOT NULL,
  order_id text NOT NULL,
  decided_at {instant} NOT NULL,
  actor text NOT NULL,
  actor_name text NOT NULL,
  PRIMARY KEY (commune_id, decision_id),
  FOREIGN KEY (commune_id, order_id) REFERENCES orders
);

ALTER TABLE alerts ADD COLUMN kind text NOT NULL DEFAULT 'bookings_changed'
  CHECK (kind IN ('bookings_changed', 'order_waits', 'order_decided'));
";

/// To the version before, every place that is held is booked, and what staff let go was given back.
const FORGET: &str = "
UPDATE booking_events SET change = 'booked' WHERE change = 'booking_asked';
UPDATE booking_events SET change = 'cancelled'
  WHERE change IN ('booking_refused', 'cancellation_accepted', 'change_accepted');
DELETE FROM booking_events WHERE change NOT IN ('booked', 'cancelled', 'repriced');";

const DOWN: &str = "
ALTER TABLE alerts DROP COLUMN kind;
DROP TABLE decisions; DROP TABLE order_lines;
ALTER TABLE bookings DROP COLUMN asked_in; ALTER TABLE bookings DROP COLUMN standing;
DROP INDEX orders_waiting;
ALTER TABLE orders DROP COLUMN refused_count; ALTER TABLE orders DROP COLUMN accepted_count;
ALTER TABLE orders DROP COLUMN waiting_count; ALTER TABLE orders DROP COLUMN asked_count;";

const ALTER: &str = "
ALTER TABLE booking_events DROP CONSTRAINT booking_events_change_check;
ALTER TABLE booking_events ADD CONSTRAINT booking_events_change_check CHECK (change IN ({changes}));";

/// SQLite cannot alter a constraint.
const REBUILD: &str = "
CREATE TABLE rebuilt_events (
  commune_id integer NOT NULL,
  event_id text NOT NULL,
  order_id text NOT NULL,
  family_id text NOT NULL,
  booking_id text NOT NULL,
  child_id text NOT NULL,
  activity_id text NOT NULL,
  day {day} NOT NULL,
  change text NOT NULL CHECK (change IN ({changes})),
  price_cents bigint NOT NULL,
  rule_book_version integer NOT NULL,
  {columns}
  PRIMARY KEY (commune_id, event_id),
  FOREIGN KEY (commune_id, order_id) REFERENCES orders,
  FOREIGN KEY (commune_id, booking_id) REFERENCES bookings
);
INSERT INTO rebuilt_events (commune_id, event_id, order_id, family_id, booking_id, child_id, activity_id, day, change,
    price_cents, rule_book_version)
  SELECT commune_id, event_id, order_id, family_id, booking_id, child_id, activity_id, day, change, price_cents,
    rule_book_version
  FROM booking_events;
DROP TABLE booking_events;
ALTER TABLE rebuilt_events RENAME TO booking_events;
CREATE INDEX booking_events_by_family ON booking_events (commune_id, family_id, event_id);
CREATE INDEX booking_events_by_order ON booking_events (commune_id, order_id, event_id);";
