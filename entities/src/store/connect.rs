//! Opening a store: an SQLite file or a PostgreSQL server, told apart by the address.

use std::sync::Arc;
use std::time::Duration;

use sea_orm::{ConnectOptions, Database, DatabaseConnection};

use super::StoreError;

pub type Db = DatabaseConnection;

/// A phone waits no longer than this for a connection; then it is told to try again.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(3);

/// How long SQLite waits for another writer of the file.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Called for every statement sent to the store, transactions' own beginnings and ends apart.
pub type OnStatement = Arc<dyn Fn() + Send + Sync>;

/// Opens the store at `url` with at most `max_connections` connections.
pub async fn connect(url: &str, max_connections: u32, on_statement: Option<OnStatement>) -> Result<Db, StoreError> {
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
    let mut db = Database::connect(options).await?;
    if let Some(count) = on_statement {
        db.set_metric_callback(move |_| count());
    }
    Ok(db)
}

/// Whether the store answers.
pub async fn answers(db: &Db) -> bool {
    db.ping().await.is_ok()
}
