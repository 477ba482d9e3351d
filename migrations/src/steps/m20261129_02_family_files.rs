//! Whether families' files are complete, as staff declared it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::dialect;

#[derive(DeriveMigrationName)]
pub(crate) struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    /// On SQLite too: a table that is being rebuilt must not be lost half-way.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, UP).await?;
        dialect::run(manager, &allowing(manager, KINDS)).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, DOWN).await?;
        dialect::run(manager, &allowing(manager, KINDS_BEFORE)).await
    }
}

/// Alerts of accounts of these kinds only.
fn allowing(manager: &SchemaManager<'_>, kinds: &str) -> String {
    let change = match manager.get_database_backend() {
        DbBackend::Postgres => ALTER,
        _ => REBUILD,
    };
    change.replace("{kinds}", kinds)
}

const KINDS_BEFORE: &str = "'suspended', 'suspension_lifted', 'debt_spared'";
const KINDS: &str = "'suspended', 'suspension_lifted', 'debt_spared', 'file_decided'";

const UP: &str = "
-- What staff declared of a family's file: its last row counts.
CREATE TABLE family_files (
  commune_id integer NOT NULL,
  family_id text NOT NULL,
  file_id text NOT NULL,
  complete boolean NOT NULL,
  -- Last civil day on which it counts as complete; open without one.
  until_day {day},
  -- What is missing, as a JSON array of texts.
  missing text NOT NULL,
  decided_at {instant} NOT NULL,
  actor text NOT NULL,
  actor_name text NOT NULL,
  PRIMARY KEY (commune_id, family_id, file_id),
  FOREIGN KEY (commune_id, family_id) REFERENCES families
);
";

// The version before can neither read these tasks nor tell these alerts.
const DOWN: &str = "
DELETE FROM tasks WHERE kind = 'mail_account' AND CAST(payload AS text) LIKE '%\"file\"%';
DELETE FROM account_alerts WHERE kind = 'file_decided';
DROP TABLE family_files;
";

const ALTER: &str = "
ALTER TABLE account_alerts DROP CONSTRAINT account_alerts_kind_check;
ALTER TABLE account_alerts ADD CONSTRAINT account_alerts_kind_check CHECK (kind IN ({kinds}));";

/// SQLite cannot alter a constraint.
const REBUILD: &str = "
CREATE TABLE rebuilt_alerts (
  commune_id integer NOT NULL,
  position bigint NOT NULL,
  family_id text NOT NULL,
  -- None where it tells of no suspension.
  suspension_id text,
  kind text NOT NULL CHECK (kind IN ({kinds})),
  at {instant} NOT NULL,
  PRIMARY KEY (commune_id, position),
  FOREIGN KEY (commune_id, family_id) REFERENCES families
);
INSERT INTO rebuilt_alerts SELECT commune_id, position, family_id, suspension_id, kind, at FROM account_alerts;
DROP TABLE account_alerts;
ALTER TABLE rebuilt_alerts RENAME TO account_alerts;
CREATE INDEX account_alerts_by_family ON account_alerts (commune_id, family_id, position);";
