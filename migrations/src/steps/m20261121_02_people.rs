//! Families, their adults and children; staff; partner programs.

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
CREATE TABLE families (
  commune_id integer NOT NULL REFERENCES communes,
  family_id text NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  PRIMARY KEY (commune_id, family_id),
  UNIQUE (commune_id, code)
);

CREATE TABLE guardians (
  commune_id integer NOT NULL,
  guardian_id text NOT NULL,
  family_id text NOT NULL,
  first_name text NOT NULL,
  last_name text NOT NULL,
  email text NOT NULL,
  locale text NOT NULL,
  PRIMARY KEY (commune_id, guardian_id),
  FOREIGN KEY (commune_id, family_id) REFERENCES families
);
CREATE INDEX guardians_by_family ON guardians (commune_id, family_id);

CREATE TABLE children (
  commune_id integer NOT NULL,
  child_id text NOT NULL,
  family_id text NOT NULL,
  first_name text NOT NULL,
  last_name text NOT NULL,
  birth_date {day} NOT NULL,
  school_code text NOT NULL,
  PRIMARY KEY (commune_id, child_id),
  FOREIGN KEY (commune_id, family_id) REFERENCES families
);
CREATE INDEX children_by_family ON children (commune_id, family_id);

-- Health data lives apart. Booking rules read only the consequence, never the sheet behind it.
CREATE TABLE care_plans (
  commune_id integer NOT NULL,
  child_id text NOT NULL,
  food boolean NOT NULL,
  PRIMARY KEY (commune_id, child_id),
  FOREIGN KEY (commune_id, child_id) REFERENCES children
);

CREATE TABLE agents (
  commune_id integer NOT NULL REFERENCES communes,
  agent_id text NOT NULL,
  name text NOT NULL,
  email text NOT NULL,
  locale text NOT NULL,
  PRIMARY KEY (commune_id, agent_id)
);

CREATE TABLE partners (
  commune_id integer NOT NULL REFERENCES communes,
  partner_id text NOT NULL,
  name text NOT NULL,
  locale text NOT NULL,
  -- What the program may ask, separated by spaces: headcount:read.
  scopes text NOT NULL,
  PRIMARY KEY (commune_id, partner_id)
);
";

const DOWN: &str = "
DROP TABLE partners; DROP TABLE agents; DROP TABLE care_plans; DROP TABLE children; DROP TABLE guardians; DROP TABLE families;";
