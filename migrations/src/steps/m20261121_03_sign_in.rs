//! Logins, signed-in devices and their refresh tokens.

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
CREATE TABLE logins (
  commune_id integer NOT NULL REFERENCES communes,
  -- Lower-case e-mail address, or a partner's client id.
  login text NOT NULL,
  subject_kind text NOT NULL CHECK (subject_kind IN ('guardian', 'agent', 'partner')),
  subject_id text NOT NULL,
  password_hash text NOT NULL,
  PRIMARY KEY (commune_id, login)
);
CREATE UNIQUE INDEX logins_by_subject ON logins (commune_id, subject_kind, subject_id);

CREATE TABLE devices (
  commune_id integer NOT NULL REFERENCES communes,
  device_id text NOT NULL,
  subject_kind text NOT NULL,
  subject_id text NOT NULL,
  name text NOT NULL,
  signed_in_at {instant} NOT NULL,
  last_seen_at {instant} NOT NULL,
  -- The absolute end: rotation never moves it.
  expires_at {instant} NOT NULL,
  ended_at {instant},
  ended_because text CHECK (ended_because IN ('signed_out', 'reuse')),
  PRIMARY KEY (commune_id, device_id),
  CHECK ((ended_at IS NULL) = (ended_because IS NULL))
);
CREATE INDEX devices_by_subject ON devices (commune_id, subject_kind, subject_id);

CREATE TABLE refresh_tokens (
  commune_id integer NOT NULL,
  device_id text NOT NULL,
  -- Position in the device's chain of tokens, from 1.
  step integer NOT NULL,
  secret_hash text NOT NULL,
  issued_at {instant} NOT NULL,
  used_at {instant},
  -- Set when the answer that carried it was lost and a newer one took its place.
  revoked_at {instant},
  PRIMARY KEY (commune_id, device_id, step),
  FOREIGN KEY (commune_id, device_id) REFERENCES devices
);
";

const DOWN: &str = "
DROP TABLE refresh_tokens; DROP TABLE devices; DROP TABLE logins;";
