//! What prices hang on: where a family lives, its regime, its quotient over time, and which activities a child attends
//! regularly. History may tell that a place which stays has another price.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::dialect;

#[derive(DeriveMigrationName)]
pub(crate) struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, UP).await?;
        allow_changes(manager, "'booked', 'cancelled', 'repriced'").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, "DELETE FROM booking_events WHERE change = 'repriced'").await?;
        allow_changes(manager, "'booked', 'cancelled'").await?;
        dialect::run(manager, DOWN).await
    }

    /// On SQLite too: a table that is being rebuilt must not be lost half-way.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const UP: &str = "
ALTER TABLE families ADD COLUMN residence text NOT NULL DEFAULT 'resident'
  CHECK (residence IN ('resident', 'partner', 'outside'));
ALTER TABLE families ADD COLUMN regime text NOT NULL DEFAULT 'caf' CHECK (regime IN ('caf', 'msa', 'other'));

-- A family's quotient by the civil day from which it counts, until the next one does.
CREATE TABLE quotients (
  commune_id integer NOT NULL,
  family_id text NOT NULL,
  counts_from {day} NOT NULL,
  -- None ends the one before without another: the family withdrew it, or owes the town a new one.
  value integer CHECK (value >= 0),
  -- Where it comes from, such as import or staff.
  source text NOT NULL,
  recorded_at {instant} NOT NULL,
  PRIMARY KEY (commune_id, family_id, counts_from),
  FOREIGN KEY (commune_id, family_id) REFERENCES families
);

-- Activities that a child attends regularly, as agreed with the town (fréquentation régulière); all others it attends
-- occasionally.
CREATE TABLE regular_attendances (
  commune_id integer NOT NULL,
  child_id text NOT NULL,
  activity_id text NOT NULL,
  PRIMARY KEY (commune_id, child_id, activity_id),
  FOREIGN KEY (commune_id, child_id) REFERENCES children,
  FOREIGN KEY (commune_id, activity_id) REFERENCES activities
);
";

const DOWN: &str = "
DROP TABLE regular_attendances; DROP TABLE quotients;
ALTER TABLE families DROP COLUMN regime; ALTER TABLE families DROP COLUMN residence;";

/// Makes these the changes that history may tell.
async fn allow_changes(manager: &SchemaManager<'_>, words: &str) -> Result<(), DbErr> {
    let sql = match manager.get_database_backend() {
        DbBackend::Postgres => ALTER,
        // SQLite cannot alter a constraint.
        _ => REBUILD,
    };
    dialect::run(manager, &sql.replace("{changes}", words)).await
}

const ALTER: &str = "
ALTER TABLE booking_events DROP CONSTRAINT booking_events_change_check;
ALTER TABLE booking_events ADD CONSTRAINT booking_events_change_check CHECK (change IN ({changes}));";

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
