//! The one place where SQLite and PostgreSQL are told apart: how many rows travel in one parameter or one column, and how
//! a row is locked.
//!
//! A set of rows is passed as one JSON parameter and opened by the store. The text of the statement is then the same
//! for one row and for a thousand, so that it is prepared once.

use sea_orm::{ConnectionTrait, DbBackend, ExecResult, QueryResult, Statement, Value};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::StoreError;

/// The type of a column of a record set.
#[derive(Clone, Copy)]
pub(super) enum Type {
    Text,
    Day,
    Int,
    Bool,
    Json,
    Instant,
}

/// A `FROM` item that opens parameter `$1`, a JSON array of objects, into columns, under the name `r`.
pub(super) fn recordset(backend: DbBackend, columns: &[(&str, Type)]) -> String {
    let column = |&(name, kind): &(&str, Type)| match backend {
        DbBackend::Postgres => {
            let kind = match kind {
                Type::Text => "text",
                Type::Day => "date",
                Type::Int => "bigint",
                Type::Bool => "boolean",
                Type::Json => "jsonb",
                Type::Instant => "timestamptz",
            };
            format!("{name} {kind}")
        }
        // `->>` gives text and numbers as themselves; `->` gives JSON back as its text. An instant is written as a
        // parameter would be: this store compares instants as texts.
        _ => match kind {
            Type::Json => format!("value -> '$.{name}' AS {name}"),
            Type::Instant => format!("replace(value ->> '$.{name}', 'Z', '+00:00') AS {name}"),
            _ => format!("value ->> '$.{name}' AS {name}"),
        },
    };
    let columns = columns.iter().map(column).collect::<Vec<_>>().join(", ");
    match backend {
        DbBackend::Postgres => format!("jsonb_to_recordset($1::jsonb) AS r({columns})"),
        _ => format!("(SELECT {columns} FROM json_each($1)) AS r"),
    }
}

/// An expression that gathers all rows of a sub-select into one text: a JSON array with an array for each row, in no
/// order, empty for none.
pub(super) fn gathered(backend: DbBackend, columns: &[&str]) -> String {
    let columns = columns.join(", ");
    match backend {
        DbBackend::Postgres => format!("CAST(COALESCE(json_agg(json_build_array({columns})), '[]') AS text)"),
        _ => format!("json_group_array(json_array({columns}))"),
    }
}

/// What [`gathered`] wrote.
pub(super) fn opened<T: DeserializeOwned>(gathered: &str) -> Result<T, StoreError> {
    serde_json::from_str(gathered).map_err(|error| StoreError::Broken(format!("of gathered rows: {error}")))
}

/// The clause that locks the rows read. SQLite needs none: a turn holds the only write lock of the file.
pub(super) fn for_update(backend: DbBackend, table: &str) -> String {
    match backend {
        DbBackend::Postgres => format!("FOR UPDATE OF {table}"),
        _ => String::new(),
    }
}

/// The clause that leaves rows to another worker that holds them.
pub(super) fn skip_locked(backend: DbBackend) -> &'static str {
    match backend {
        DbBackend::Postgres => "FOR UPDATE SKIP LOCKED",
        _ => "",
    }
}

/// Waits until no other transaction founds a town: two that look for the next number at once would find the same. SQLite
/// needs nothing: whoever has written, if only no row, holds the only write lock of the file.
pub(super) async fn alone_in_founding<C: ConnectionTrait>(db: &C) -> Result<(), StoreError> {
    if db.get_database_backend() == DbBackend::Postgres {
        execute(db, "SELECT pg_advisory_xact_lock(5390272)", []).await?;
    }
    Ok(())
}

/// Gathers statistics where the store does not do so by itself.
pub(super) async fn know_tables<C: ConnectionTrait>(db: &C) -> Result<(), StoreError> {
    if db.get_database_backend() != DbBackend::Postgres {
        execute(db, "PRAGMA optimize = 0x10002", []).await?;
    }
    Ok(())
}

/// The rows as the one JSON parameter of a record set.
pub(super) fn rows<T: Serialize>(rows: &[T]) -> Result<Value, StoreError> {
    let json = serde_json::to_value(rows).map_err(|error| StoreError::Broken(error.to_string()))?;
    Ok(Value::from(json))
}

pub(super) async fn execute<C: ConnectionTrait>(
    db: &C,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<ExecResult, StoreError> {
    Ok(db
        .execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values))
        .await?)
}

pub(super) async fn query<C: ConnectionTrait>(
    db: &C,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<QueryResult>, StoreError> {
    Ok(db
        .query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values))
        .await?)
}
