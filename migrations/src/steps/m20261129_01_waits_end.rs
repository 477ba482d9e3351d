//! Waits end by themselves: with the time to book, and with the rules that kept their list.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::dialect;

#[derive(DeriveMigrationName)]
pub(crate) struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() == DbBackend::Postgres {
            let column = "ALTER TABLE waiting_places ADD COLUMN closes_at {instant};";
            dialect::run(manager, column).await?;
            dialect::run(manager, &told(ALTER, STATES, KINDS)).await?;
        } else {
            let rebuild = told(REBUILD, STATES, KINDS).replace("{closes_at}", "closes_at {instant},");
            dialect::run(manager, &rebuild).await?;
        }
        dialect::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, DOWN).await?;
        if manager.get_database_backend() == DbBackend::Postgres {
            dialect::run(manager, &told(ALTER, STATES_BEFORE, KINDS_BEFORE)).await?;
            dialect::run(manager, "ALTER TABLE waiting_places DROP COLUMN closes_at;").await
        } else {
            let rebuild = told(REBUILD, STATES_BEFORE, KINDS_BEFORE).replace("{closes_at}", "");
            dialect::run(manager, &rebuild).await
        }
    }

    /// On SQLite too: a table that is being rebuilt must not be lost half-way.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn told(sql: &str, states: &str, kinds: &str) -> String {
    sql.replace("{states}", states).replace("{kinds}", kinds)
}

const STATES_BEFORE: &str = "'waiting', 'offered', 'accepted', 'lapsed', 'left'";
const STATES: &str = "'waiting', 'offered', 'accepted', 'lapsed', 'left', 'expired', 'withdrawn'";
const KINDS_BEFORE: &str = "'offered', 'lapsed'";
const KINDS: &str = "'offered', 'lapsed', 'wait_ended'";

// Until when those wait who wait already is reckoned by the worker: a task of each town looks at them all.
const UP: &str = "
-- Waits whose time is over.
CREATE INDEX waiting_places_over ON waiting_places (commune_id, closes_at) WHERE state = 'waiting';
-- All that is open, day by day.
CREATE INDEX waiting_places_by_day ON waiting_places (commune_id, day, position) WHERE state IN ('waiting', 'offered');
INSERT INTO tasks (commune_id, task_id, kind, payload, due_at, attempts)
  SELECT commune_id, min(waiting_id), 'review_waits', CAST('{\"behind\":null}' AS {json}), min(joined_at), 0
  FROM waiting_places WHERE state IN ('waiting', 'offered') GROUP BY commune_id;
";

// What the version before cannot tell was let go.
const DOWN: &str = "
UPDATE waiting_places SET state = 'left' WHERE state IN ('expired', 'withdrawn');
DELETE FROM waiting_alerts WHERE kind = 'wait_ended';
DELETE FROM tasks WHERE kind IN ('end_waits', 'review_waits', 'mail_wait_ends');
DROP INDEX waiting_places_by_day; DROP INDEX waiting_places_over;";

const ALTER: &str = "
ALTER TABLE waiting_places DROP CONSTRAINT waiting_places_state_check;
ALTER TABLE waiting_places ADD CONSTRAINT waiting_places_state_check CHECK (state IN ({states}));
ALTER TABLE waiting_alerts DROP CONSTRAINT waiting_alerts_kind_check;
ALTER TABLE waiting_alerts ADD CONSTRAINT waiting_alerts_kind_check CHECK (kind IN ({kinds}));";

/// SQLite cannot alter a constraint.
const REBUILD: &str = "
CREATE TABLE rebuilt_places (
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
  state text NOT NULL CHECK (state IN ({states})),
  offered_at {instant},
  -- From this instant on it is too late to accept.
  offer_ends_at {instant},
  -- From this instant on nothing can be offered any more, as last reckoned; the rows of a wait share it.
  {closes_at}
  ended_at {instant},
  PRIMARY KEY (commune_id, waiting_id, activity_id),
  UNIQUE (commune_id, position, activity_id),
  FOREIGN KEY (commune_id, child_id) REFERENCES children,
  FOREIGN KEY (commune_id, family_id) REFERENCES families,
  FOREIGN KEY (commune_id, activity_id) REFERENCES activities,
  CONSTRAINT waiting_places_offer_ends CHECK (state <> 'offered' OR offer_ends_at IS NOT NULL)
);
INSERT INTO rebuilt_places (commune_id, waiting_id, activity_id, day, child_id, family_id, position, asked, joined_at,
    state, offered_at, offer_ends_at, ended_at)
  SELECT commune_id, waiting_id, activity_id, day, child_id, family_id, position, asked, joined_at, state, offered_at,
    offer_ends_at, ended_at
  FROM waiting_places;
DROP TABLE waiting_places;
ALTER TABLE rebuilt_places RENAME TO waiting_places;
CREATE UNIQUE INDEX waiting_places_live ON waiting_places (commune_id, child_id, day, activity_id)
  WHERE state IN ('waiting', 'offered');
CREATE INDEX waiting_places_in_line ON waiting_places (commune_id, activity_id, day, position)
  WHERE state IN ('waiting', 'offered');
CREATE INDEX waiting_places_due ON waiting_places (offer_ends_at) WHERE state = 'offered';
CREATE INDEX waiting_places_by_family ON waiting_places (commune_id, family_id, waiting_id);

CREATE TABLE rebuilt_alerts (
  commune_id integer NOT NULL,
  position bigint NOT NULL,
  family_id text NOT NULL,
  waiting_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ({kinds})),
  at {instant} NOT NULL,
  PRIMARY KEY (commune_id, position),
  FOREIGN KEY (commune_id, family_id) REFERENCES families
);
INSERT INTO rebuilt_alerts SELECT commune_id, position, family_id, waiting_id, kind, at FROM waiting_alerts;
DROP TABLE waiting_alerts;
ALTER TABLE rebuilt_alerts RENAME TO waiting_alerts;
CREATE INDEX waiting_alerts_by_family ON waiting_alerts (commune_id, family_id, position);";
