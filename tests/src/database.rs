use tempfile::TempDir;

use crate::Store;
use crate::postgres;

/// A store of one test, migrated or about to be, gone when dropped.
pub(crate) struct Database {
    pub url: String,
    kept: Kept,
}

enum Kept {
    File { _directory: TempDir },
    Server { name: String },
}

impl Database {
    pub async fn new(store: Store) -> Self {
        match store {
            Store::Sqlite => {
                let directory = tempfile::tempdir().expect("a directory");
                let url = format!("sqlite://{}?mode=rwc", directory.path().join("town.sqlite").display());
                Self {
                    url,
                    kept: Kept::File { _directory: directory },
                }
            }
            Store::Postgres => {
                let (url, name) = postgres::create().await;
                Self {
                    url,
                    kept: Kept::Server { name },
                }
            }
        }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Kept::Server { name } = &self.kept {
            postgres::forget(name);
        }
    }
}

/// What the tests were told of the servers to use.
pub(crate) fn variable(name: &str) -> String {
    std::env::var(name)
        .unwrap_or_else(|_| panic!("{name} is not set: run `make test`, which starts PostgreSQL and Redis"))
}
