//! Attendance: what was tapped, kept for ever, and what it comes to.

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
-- The log: only ever added to. No booking is needed: a child may come without one.
CREATE TABLE attendance_events (
  commune_id integer NOT NULL,
  -- From the device, so that what is sent again is known.
  event_id text NOT NULL,
  child_id text NOT NULL,
  activity_id text NOT NULL,
  day {day} NOT NULL,
  kind text NOT NULL CHECK (kind IN ('checked_in', 'checked_out', 'absent', 'reported', 'certificate', 'undone')),
  -- The kind that an entry takes back.
  undoes text CHECK (undoes IN ('checked_in', 'checked_out', 'absent', 'reported', 'certificate')),
  -- When it was tapped, by the clock of the device: what decides between two entries.
  at {instant} NOT NULL,
  -- The instant it speaks of.
  happened_at {instant} NOT NULL,
  reason text CHECK (reason IN ('illness', 'hospital', 'family', 'school', 'exceptional')),
  note text,
  device text NOT NULL,
  sequence bigint NOT NULL,
  actor text NOT NULL,
  actor_name text NOT NULL,
  received_at {instant} NOT NULL,
  PRIMARY KEY (commune_id, event_id),
  FOREIGN KEY (commune_id, child_id) REFERENCES children,
  FOREIGN KEY (commune_id, activity_id) REFERENCES activities,
  CHECK ((kind = 'undone') = (undoes IS NOT NULL))
);
CREATE INDEX attendance_events_by_place ON attendance_events (commune_id, child_id, day, activity_id);

-- What the log comes to, written in the same transaction.
CREATE TABLE attendances (
  commune_id integer NOT NULL,
  child_id text NOT NULL,
  day {day} NOT NULL,
  activity_id text NOT NULL,
  arrived_at {instant},
  left_at {instant},
  -- Seen not to be there, and why.
  absent boolean NOT NULL,
  reason text,
  -- Told not to come, when and why: it speaks of the booking of that time alone.
  reported_at {instant},
  reported_reason text,
  note text,
  certificate_at {instant},
  PRIMARY KEY (commune_id, child_id, day, activity_id),
  FOREIGN KEY (commune_id, child_id) REFERENCES children,
  FOREIGN KEY (commune_id, activity_id) REFERENCES activities,
  CHECK (NOT absent OR (arrived_at IS NULL AND left_at IS NULL))
);
-- A roll is read by activity and day.
CREATE INDEX attendances_by_slot ON attendances (commune_id, activity_id, day);
CREATE INDEX bookings_by_slot ON bookings (commune_id, activity_id, day) WHERE cancelled_at IS NULL;
";

const DOWN: &str = "
DROP INDEX bookings_by_slot; DROP TABLE attendances; DROP TABLE attendance_events;";
