//! What families owe, what staff decided because of it, and what an order is paid by.

use sea_orm_migration::prelude::*;

use crate::dialect;

#[derive(DeriveMigrationName)]
pub(crate) struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, DOWN).await
    }
}

const UP: &str = "
-- What a family owes to a cash desk, as it was told last. Nothing owed is a row of 0, or none.
CREATE TABLE debts (
  commune_id integer NOT NULL,
  family_id text NOT NULL,
  cash_desk text NOT NULL,
  amount_cents bigint NOT NULL CHECK (amount_cents >= 0),
  -- The civil day at whose end it was so.
  as_of {day} NOT NULL,
  source text NOT NULL CHECK (source IN ('staff', 'import')),
  recorded_at {instant} NOT NULL,
  actor text NOT NULL,
  actor_name text NOT NULL,
  PRIMARY KEY (commune_id, family_id, cash_desk),
  FOREIGN KEY (commune_id, family_id) REFERENCES families
);

-- Each time that it became another one.
CREATE TABLE debt_events (
  commune_id integer NOT NULL,
  event_id text NOT NULL,
  family_id text NOT NULL,
  cash_desk text NOT NULL,
  -- None where nothing was known.
  before_cents bigint,
  amount_cents bigint NOT NULL,
  as_of {day} NOT NULL,
  source text NOT NULL,
  recorded_at {instant} NOT NULL,
  actor text NOT NULL,
  actor_name text NOT NULL,
  PRIMARY KEY (commune_id, event_id),
  FOREIGN KEY (commune_id, family_id) REFERENCES families
);
CREATE INDEX debt_events_by_family ON debt_events (commune_id, family_id, event_id);

-- Places that staff withhold from a family, or from one of its children.
CREATE TABLE suspensions (
  commune_id integer NOT NULL,
  suspension_id text NOT NULL,
  family_id text NOT NULL,
  -- All of them without it.
  child_id text,
  -- First and last day of the places; open without a last one.
  from_day {day} NOT NULL,
  until_day {day},
  -- Codes, as a JSON array; all activities without it.
  activities text,
  reason text NOT NULL,
  decided_at {instant} NOT NULL,
  actor text NOT NULL,
  actor_name text NOT NULL,
  -- From this instant on it withholds nothing.
  lifted_at {instant},
  lifted_by text,
  lifted_by_name text,
  PRIMARY KEY (commune_id, suspension_id),
  FOREIGN KEY (commune_id, family_id) REFERENCES families,
  FOREIGN KEY (commune_id, child_id) REFERENCES children
);
CREATE INDEX suspensions_by_family ON suspensions (commune_id, family_id, suspension_id);

-- Until when staff let a family book in spite of what it owes: its last row counts.
CREATE TABLE reprieves (
  commune_id integer NOT NULL,
  family_id text NOT NULL,
  reprieve_id text NOT NULL,
  -- Last civil day; none ends the one before.
  until_day {day},
  decided_at {instant} NOT NULL,
  actor text NOT NULL,
  actor_name text NOT NULL,
  PRIMARY KEY (commune_id, family_id, reprieve_id),
  FOREIGN KEY (commune_id, family_id) REFERENCES families
);

-- They share the positions of the town's alerts.
CREATE TABLE account_alerts (
  commune_id integer NOT NULL,
  position bigint NOT NULL,
  family_id text NOT NULL,
  -- None where staff let the family book in spite of what it owes.
  suspension_id text,
  kind text NOT NULL CHECK (kind IN ('suspended', 'suspension_lifted', 'debt_spared')),
  at {instant} NOT NULL,
  PRIMARY KEY (commune_id, position),
  FOREIGN KEY (commune_id, family_id) REFERENCES families
);
CREATE INDEX account_alerts_by_family ON account_alerts (commune_id, family_id, position);

-- The part of the total that is to be paid with the order itself, and what the family owed that was to be paid with it.
ALTER TABLE orders ADD COLUMN due_now_cents bigint NOT NULL DEFAULT 0;
ALTER TABLE orders ADD COLUMN debt_cents bigint NOT NULL DEFAULT 0;
";

// The version before cannot read these tasks.
const DOWN: &str = "
DELETE FROM tasks WHERE kind = 'mail_account';
ALTER TABLE orders DROP COLUMN debt_cents; ALTER TABLE orders DROP COLUMN due_now_cents;
DROP TABLE account_alerts; DROP TABLE reprieves; DROP TABLE suspensions; DROP TABLE debt_events; DROP TABLE debts;";
