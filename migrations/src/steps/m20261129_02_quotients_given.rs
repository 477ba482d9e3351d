//! Quotients as families gave them; from which day one counts is for the rule book to say.

use sea_orm_migration::prelude::*;

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
        dialect::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, DOWN).await
    }
}

const UP: &str = "
ALTER TABLE quotients RENAME TO quotients_counting;

-- What a family gave to the town, for ever: a later line takes the place of an earlier one, and none is changed.
CREATE TABLE quotients (
  commune_id integer NOT NULL,
  family_id text NOT NULL,
  -- The civil day on which the town was given it.
  given_on {day} NOT NULL,
  -- Which of that day's, from 0; the last one holds.
  nth integer NOT NULL CHECK (nth >= 0),
  -- None: the family has none any more, or takes it back.
  value integer CHECK (value >= 0),
  -- It counts from the day itself, whatever the rule book says.
  settled boolean NOT NULL,
  -- First day of the month whose quotient it is, where that was said.
  of_month {day},
  -- Where it comes from, such as import or staff.
  source text NOT NULL,
  recorded_at {instant} NOT NULL,
  actor text NOT NULL,
  actor_name text NOT NULL,
  PRIMARY KEY (commune_id, family_id, given_on, nth),
  FOREIGN KEY (commune_id, family_id) REFERENCES families
);

-- Until now only the day was kept from which each one counts.
INSERT INTO quotients (commune_id, family_id, given_on, nth, value, settled, source, recorded_at, actor, actor_name)
SELECT commune_id, family_id, counts_from, 0, value, true, 'import', recorded_at, '', '' FROM quotients_counting;

DROP TABLE quotients_counting;
";

const DOWN: &str = "
ALTER TABLE quotients RENAME TO quotients_given;

CREATE TABLE quotients (
  commune_id integer NOT NULL,
  family_id text NOT NULL,
  counts_from {day} NOT NULL,
  value integer CHECK (value >= 0),
  source text NOT NULL,
  recorded_at {instant} NOT NULL,
  PRIMARY KEY (commune_id, family_id, counts_from),
  FOREIGN KEY (commune_id, family_id) REFERENCES families
);

-- What the rule books would have said is not known here: each counts from the day on which it was given.
INSERT INTO quotients (commune_id, family_id, counts_from, value, source, recorded_at)
SELECT commune_id, family_id, given_on, value, source, recorded_at FROM quotients_given g
WHERE nth = (SELECT max(o.nth) FROM quotients_given o
  WHERE o.commune_id = g.commune_id AND o.family_id = g.family_id AND o.given_on = g.given_on);

DROP TABLE quotients_given;
";
