//! Slots and their counters, orders, bookings and their history, alerts, and the answers kept for retries.

use sea_orm_migration::prelude::*;

use crate::dialect;

#[derive(DeriveMigrationName)]
pub(crate) struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, DOWN).await
    }
}

const UP: &str = "
CREATE TABLE slots (
  commune_id integer NOT NULL REFERENCES communes,
  activity_id text NOT NULL,
  day {day} NOT NULL,
  capacity integer NOT NULL CHECK (capacity >= 0),
  taken integer NOT NULL,
  -- Grows with every change, so that a late cache writer is recognised.
  version bigint NOT NULL,
  PRIMARY KEY (commune_id, activity_id, day),
  FOREIGN KEY (commune_id, activity_id) REFERENCES activities,
  CONSTRAINT slots_never_over_capacity CHECK (taken >= 0 AND taken <= capacity)
);

CREATE TABLE orders (
  commune_id integer NOT NULL,
  order_id text NOT NULL,
  number bigint NOT NULL,
  family_id text NOT NULL,
  placed_at {instant} NOT NULL,
  actor text NOT NULL,
  actor_name text NOT NULL,
  total_cents bigint NOT NULL,
  booked_count integer NOT NULL,
  cancelled_count integer NOT NULL,
  PRIMARY KEY (commune_id, order_id),
  UNIQUE (commune_id, number),
  FOREIGN KEY (commune_id, family_id) REFERENCES families
);
CREATE INDEX orders_by_family ON orders (commune_id, family_id, order_id);

CREATE TABLE bookings (
  commune_id integer NOT NULL,
  booking_id text NOT NULL,
  child_id text NOT NULL,
  activity_id text NOT NULL,
  day {day} NOT NULL,
  price_cents bigint NOT NULL,
  rule_book_version integer NOT NULL,
  booked_at {instant} NOT NULL,
  cancelled_at {instant},
  PRIMARY KEY (commune_id, booking_id),
  FOREIGN KEY (commune_id, child_id) REFERENCES children,
  FOREIGN KEY (commune_id, activity_id, day) REFERENCES slots,
  FOREIGN KEY (commune_id, rule_book_version) REFERENCES rule_books (commune_id, version)
);
-- At most one live booking of a child in a slot; also the index that a calendar reads.
CREATE UNIQUE INDEX bookings_live ON bookings (commune_id, child_id, day, activity_id) WHERE cancelled_at IS NULL;

CREATE TABLE booking_events (
  commune_id integer NOT NULL,
  event_id text NOT NULL,
  order_id text NOT NULL,
  family_id text NOT NULL,
  booking_id text NOT NULL,
  child_id text NOT NULL,
  activity_id text NOT NULL,
  day {day} NOT NULL,
  change text NOT NULL CHECK (change IN ('booked', 'cancelled')),
  price_cents bigint NOT NULL,
  rule_book_version integer NOT NULL,
  PRIMARY KEY (commune_id, event_id),
  FOREIGN KEY (commune_id, order_id) REFERENCES orders,
  FOREIGN KEY (commune_id, booking_id) REFERENCES bookings
);
CREATE INDEX booking_events_by_family ON booking_events (commune_id, family_id, event_id);
CREATE INDEX booking_events_by_order ON booking_events (commune_id, order_id, event_id);

CREATE TABLE alerts (
  commune_id integer NOT NULL,
  position bigint NOT NULL,
  family_id text NOT NULL,
  order_id text NOT NULL,
  at {instant} NOT NULL,
  PRIMARY KEY (commune_id, position),
  FOREIGN KEY (commune_id, order_id) REFERENCES orders
);
-- A family that listens looks behind its last alert, past those of the whole town.
CREATE INDEX alerts_by_family ON alerts (commune_id, family_id, position);

CREATE TABLE idempotency_keys (
  commune_id integer NOT NULL REFERENCES communes,
  actor text NOT NULL,
  key text NOT NULL,
  request_hash text NOT NULL,
  answer {json} NOT NULL,
  created_at {instant} NOT NULL,
  PRIMARY KEY (commune_id, actor, key)
);
";

const DOWN: &str = "
DROP TABLE idempotency_keys; DROP TABLE alerts; DROP TABLE booking_events; DROP TABLE bookings; DROP TABLE orders; DROP TABLE slots;";
