//! What the store knows of its own tables.

use super::{Db, StoreError, dialect};

/// Lets the store look at tables that have changed much since it last did. Without that, SQLite does not know that a
/// record set is shorter than a table, and walks through the table.
pub async fn refresh(db: &Db) -> Result<(), StoreError> {
    dialect::know_tables(db).await
}
