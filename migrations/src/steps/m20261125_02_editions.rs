//! Several rule books of a town side by side, each for the days of its validity; bookings that came late.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::dialect;

#[derive(DeriveMigrationName)]
pub(crate) struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, UP).await?;
        let fill = match manager.get_database_backend() {
            DbBackend::Postgres => FILL_POSTGRES,
            _ => FILL_SQLITE,
        };
        dialect::run(manager, fill).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, DOWN).await
    }

    /// On SQLite too: half of the columns are a store that no program can read.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const UP: &str = "
-- First and last day that the version governs, unless a later one does; without a last one, for ever.
ALTER TABLE rule_books ADD COLUMN valid_from {day} NOT NULL DEFAULT '0001-01-01';
ALTER TABLE rule_books ADD COLUMN valid_to {day};

-- Asked for once the deadline had closed, where the rule book accepts that at a price of its own.
ALTER TABLE bookings ADD COLUMN late boolean NOT NULL DEFAULT false;
";

const FILL_POSTGRES: &str = "
UPDATE rule_books SET valid_from = (document ->> 'valid_from')::date, valid_to = (document ->> 'valid_to')::date;";

const FILL_SQLITE: &str = "
UPDATE rule_books SET valid_from = document ->> '$.valid_from', valid_to = document ->> '$.valid_to';";

const DOWN: &str = "
ALTER TABLE bookings DROP COLUMN late;
ALTER TABLE rule_books DROP COLUMN valid_to; ALTER TABLE rule_books DROP COLUMN valid_from;";
