//! Families that wait for a place, places kept for them, and the alerts that tell of it.

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
-- One row for each slot of a wait: what was asked for, and what comes along with it.
CREATE TABLE waiting_places (
  commune_id integer NOT NULL,
  waiting_id text NOT NULL,
  activity_id text NOT NULL,
  day {day} NOT NULL,
  child_id text NOT NULL,
  family_id text NOT NULL,
  -- Grows within the town: whoever came first has the lower one. The rows of a wait share it.
  position bigint NOT NULL,
  -- Set in the row of what was asked for.
  asked boolean NOT NULL,
  joined_at {instant} NOT NULL,
  -- A place that is offered is counted as taken in its slot.
  state text NOT NULL CHECK (state IN ('waiting', 'offered', 'accepted', 'lapsed', 'left')),
  offered_at {instant},
  -- From this instant on it is too late to accept.
  offer_ends_at {instant},
  ended_at {instant},
  PRIMARY KEY (commune_id, waiting_id, activity_id),
  UNIQUE (commune_id, position, activity_id),
  FOREIGN KEY (commune_id, child_id) REFERENCES children,
  FOREIGN KEY (commune_id, family_id) REFERENCES families,
  FOREIGN KEY (commune_id, activity_id) REFERENCES activities,
  CONSTRAINT waiting_places_offer_ends CHECK (state <> 'offered' OR offer_ends_at IS NOT NULL)
);
-- A child waits at most once for a slot; also the index that a calendar reads.
CREATE UNIQUE INDEX waiting_places_live ON waiting_places (commune_id, child_id, day, activity_id)
  WHERE state IN ('waiting', 'offered');
-- Who is next in a slot.
CREATE INDEX waiting_places_in_line ON waiting_places (commune_id, activity_id, day, position)
  WHERE state IN ('waiting', 'offered');
-- Offers whose time is over.
CREATE INDEX waiting_places_due ON waiting_places (offer_ends_at) WHERE state = 'offered';
CREATE INDEX waiting_places_by_family ON waiting_places (commune_id, family_id, waiting_id);

-- Alerts that tell of a wait rather than of an order; they share the positions of the town's alerts.
CREATE TABLE waiting_alerts (
  commune_id integer NOT NULL,
  position bigint NOT NULL,
  family_id text NOT NULL,
  waiting_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('offered', 'lapsed')),
  at {instant} NOT NULL,
  PRIMARY KEY (commune_id, position),
  FOREIGN KEY (commune_id, family_id) REFERENCES families
);
CREATE INDEX waiting_alerts_by_family ON waiting_alerts (commune_id, family_id, position);
";

// Places that are offered are nobody's from then on.
const DOWN: &str = "
UPDATE slots SET version = version + 1, taken = taken - (SELECT count(*) FROM waiting_places w WHERE w.commune_id = slots.commune_id
    AND w.activity_id = slots.activity_id AND w.day = slots.day AND w.state = 'offered')
  WHERE EXISTS (SELECT 1 FROM waiting_places w WHERE w.commune_id = slots.commune_id
    AND w.activity_id = slots.activity_id AND w.day = slots.day AND w.state = 'offered');
DROP TABLE waiting_alerts; DROP TABLE waiting_places;";
