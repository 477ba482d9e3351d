//! Work to do after a transaction: mails and cache updates, each done at least once.

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
CREATE TABLE tasks (
  commune_id integer NOT NULL REFERENCES communes,
  task_id text NOT NULL,
  kind text NOT NULL,
  payload {json} NOT NULL,
  due_at {instant} NOT NULL,
  attempts integer NOT NULL,
  last_error text,
  -- Set when the worker gave up: the row waits for a person.
  parked_at {instant},
  PRIMARY KEY (commune_id, task_id)
);
CREATE INDEX tasks_due ON tasks (due_at) WHERE parked_at IS NULL;
";

const DOWN: &str = "
DROP TABLE tasks;";
