//! Towns, the versions of their rule books, and the lane in which a town's bookings are decided.

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
CREATE TABLE communes (
  commune_id integer PRIMARY KEY,
  slug text NOT NULL UNIQUE,
  name text NOT NULL,
  time_zone text NOT NULL,
  language text NOT NULL,
  -- The version in force; an older one stays readable for the bookings that it decided.
  rule_book_version integer NOT NULL
);

CREATE TABLE rule_books (
  commune_id integer NOT NULL REFERENCES communes,
  version integer NOT NULL CHECK (version >= 1),
  title text NOT NULL,
  source text NOT NULL,
  document {json} NOT NULL,
  published_at {instant} NOT NULL,
  PRIMARY KEY (commune_id, version)
);

-- Gives an activity of the rule book an id that outlives its versions.
CREATE TABLE activities (
  commune_id integer NOT NULL REFERENCES communes,
  activity_id text NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  PRIMARY KEY (commune_id, activity_id),
  UNIQUE (commune_id, code)
);

-- One row a town: taking it is taking the town's turn, and its counters number what the turn decides.
CREATE TABLE lanes (
  commune_id integer PRIMARY KEY REFERENCES communes,
  last_position bigint NOT NULL,
  last_order_number bigint NOT NULL
);
";

const DOWN: &str = "
DROP TABLE lanes; DROP TABLE activities; DROP TABLE rule_books; DROP TABLE communes;";
