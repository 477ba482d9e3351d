//! What can go wrong below the rules. Deliberately without `Display`: its text is for the log, never for a client.

use std::borrow::Cow;

use sea_orm::{DbErr, SqlxError};

#[derive(Debug)]
pub enum StoreError {
    /// The store does not answer, or is too busy to: trying again later may work.
    Unavailable(DbErr),
    /// Two transactions met and this one lost: trying again at once may work.
    Conflict(DbErr),
    /// A row that does not fit the program: a defect.
    Broken(String),
    /// Any other answer of the store: a defect.
    Failed(DbErr),
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        if matches!(error, DbErr::ConnectionAcquire(_) | DbErr::Conn(_)) {
            return Self::Unavailable(error);
        }
        match sqlstate(&error).as_deref() {
            // PostgreSQL: serialization failure, deadlock. SQLite: busy (also in recovery, snapshot, time-out).
            Some("40001" | "40P01" | "5" | "261" | "517" | "773") => Self::Conflict(error),
            // PostgreSQL: lock, statement or idle time-out; then shutdown, want of resources, connection exceptions.
            Some("55P03" | "57014" | "25P03") => Self::Unavailable(error),
            Some(code)
                if ["57P", "53", "08"]
                    .iter()
                    .any(|class| code.len() == 5 && code.starts_with(class)) =>
            {
                Self::Unavailable(error)
            }
            None if is_broken_connection(&error) => Self::Unavailable(error),
            Some(_) | None => Self::Failed(error),
        }
    }
}

/// The code of the store's own error, when it is one.
fn sqlstate(error: &DbErr) -> Option<String> {
    let (DbErr::Exec(cause) | DbErr::Query(cause)) = error else {
        return None;
    };
    match cause {
        sea_orm::RuntimeErr::SqlxError(cause) => cause.as_database_error()?.code().map(Cow::into_owned),
        sea_orm::RuntimeErr::Internal(_) => None,
    }
}

/// The connection ended under the statement.
fn is_broken_connection(error: &DbErr) -> bool {
    let (DbErr::Exec(cause) | DbErr::Query(cause)) = error else {
        return false;
    };
    match cause {
        sea_orm::RuntimeErr::SqlxError(cause) => matches!(
            **cause,
            SqlxError::Io(_)
                | SqlxError::Tls(_)
                | SqlxError::Protocol(_)
                | SqlxError::PoolTimedOut
                | SqlxError::PoolClosed
                | SqlxError::WorkerCrashed
        ),
        sea_orm::RuntimeErr::Internal(_) => false,
    }
}
