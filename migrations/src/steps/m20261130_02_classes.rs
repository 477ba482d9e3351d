//! The class that a child is in, of one school year.

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

    /// On SQLite too: never one column without the other.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

// Of children who are entered already, none is known.
const UP: &str = "
ALTER TABLE children ADD COLUMN class text
  CHECK (class IN ('tps', 'ps', 'ms', 'gs', 'cp', 'ce1', 'ce2', 'cm1', 'cm2', '6e', '5e', '4e', '3e'));
-- The year in which that school year begins.
ALTER TABLE children ADD COLUMN class_year integer CHECK ((class IS NULL) = (class_year IS NULL));
";

const DOWN: &str = "
ALTER TABLE children DROP COLUMN class_year;
ALTER TABLE children DROP COLUMN class;
";
