//! One text of DDL for both stores: the few type names that differ are written in braces.

use sea_orm_migration::prelude::{DbErr, SchemaManager};
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

/// Runs statements, with `{instant}`, `{day}` and `{json}` replaced by the store's own type names.
pub(crate) async fn run(manager: &SchemaManager<'_>, sql: &str) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    let (instant, day, json) = match connection.get_database_backend() {
        DbBackend::Postgres => ("timestamptz", "date", "jsonb"),
        // SQLite derives a column's affinity from the letters TEXT in its type.
        _ => ("timestamp_with_timezone_text", "date_text", "json_text"),
    };
    let sql = sql
        .replace("{instant}", instant)
        .replace("{day}", day)
        .replace("{json}", json);
    connection.execute_unprepared(&sql).await?;
    Ok(())
}
