//! Secret addresses under which calendar programs read a child's bookings.

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
CREATE TABLE calendar_feeds (
  commune_id integer NOT NULL,
  feed_id text NOT NULL,
  child_id text NOT NULL,
  -- SHA-256 of the secret, in hexadecimal; the secret itself is told once and kept nowhere.
  secret_hash text NOT NULL,
  created_at {instant} NOT NULL,
  created_by text NOT NULL,
  last_read_at {instant},
  revoked_at {instant},
  PRIMARY KEY (commune_id, feed_id),
  UNIQUE (commune_id, secret_hash),
  FOREIGN KEY (commune_id, child_id) REFERENCES children
);
CREATE INDEX calendar_feeds_by_child ON calendar_feeds (commune_id, child_id);
";

const DOWN: &str = "DROP TABLE calendar_feeds;";
