//! The steps that bring a store to the shape the program expects, on SQLite and on PostgreSQL alike.

mod bring_up;
mod dialect;
mod steps;

pub use bring_up::bring_up;
pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::{MigrationTrait, async_trait};

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        steps::all()
    }
}
