//! Opening a store: an SQLite file or a PostgreSQL server, told apart by the address.

use std::time::Duration;

use sea_orm::{ConnectOptions, Database, DatabaseConnection};

use super::StoreError;

pub type Db = DatabaseConnection;

/// A phone waits no longer than this for a connection; then it is told to try again.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(3);

/// How long SQLite waits for another writer of the file.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Opens the store at `url` with at most `max_connections` connections.
pub async fn connect(url: &str, max_connections: u32) -> Result<Db, StoreError> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(max_connections)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .busy_timeout(BUSY_TIMEOUT)
                .foreign_keys(true)
                .pragma("journal_mode", "WAL")
                // An accepted booking survives a power cut.
                .pragma("synchronous", "FULL")
        })
        .map_sqlx_postgres_opts(|postgres| {
            postgres.application_name("preau").options([
                ("statement_timeout", "15s"),
                ("lock_timeout", "5s"),
                ("idle_in_transaction_session_timeout", "30s"),
            ])
        });
    Ok(Database::connect(options).await?)
}
