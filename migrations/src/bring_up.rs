//! Bringing a store to the shape of this version, whoever else is at it.

use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::DbErr;
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, TransactionTrait};

use crate::Migrator;

/// Runs the steps that the store lacks. Processes of one deployment start together: the first one does the work and
/// the others find it done. Needs two connections.
pub async fn bring_up(db: &DatabaseConnection) -> Result<(), DbErr> {
    if db.get_database_backend() != DbBackend::Postgres {
        // One process has the file.
        Migrator::up(db, None).await?;
        return db.execute_unprepared(KNOW_TABLES).await.map(drop);
    }
    let turn = db.begin().await?;
    turn.execute_unprepared(TAKE_TURN).await?;
    Migrator::up(db, None).await?;
    turn.commit().await
}

/// SQLite plans without knowing what its tables hold unless it is told to look: at all of them, where that is worth it.
/// PostgreSQL looks by itself.
const KNOW_TABLES: &str = "PRAGMA optimize = 0x10002";

/// However long the others take. The number is any that nothing else in the database uses.
const TAKE_TURN: &str = "
SET LOCAL lock_timeout = 0;
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SELECT pg_advisory_xact_lock(5390271);";
