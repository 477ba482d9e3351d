//! What an order, and what staff decided about it, made of prices by the term.

use sea_orm_migration::prelude::*;

use crate::dialect;

#[derive(DeriveMigrationName)]
pub(crate) struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
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
-- Prices by the term that it took up, gave up or made others, as a JSON array: part of its total.
ALTER TABLE orders ADD COLUMN terms text NOT NULL DEFAULT '[]';
ALTER TABLE decisions ADD COLUMN terms text NOT NULL DEFAULT '[]';
";

const DOWN: &str = "
ALTER TABLE decisions DROP COLUMN terms; ALTER TABLE orders DROP COLUMN terms;
";
