//! Fresh stores for tests: an SQLite file in a folder of its own, or a database of its own on a PostgreSQL server.

use std::sync::atomic::{AtomicU32, Ordering};

use preau_entities::rows::task;
use preau_entities::store::{ConnectionTrait, Db, connect};
use preau_migrations::bring_up;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use tempfile::TempDir;

/// An empty, migrated store, opened once.
pub struct Store {
    pub db: Db,
    /// Where it can be opened again, as another process would.
    pub url: String,
    /// The file goes with it.
    _folder: Option<TempDir>,
}

impl Store {
    /// Turns strike off the task that would repair the cache behind their answers: once all of them have.
    pub async fn at_rest(&self) {
        let left = || {
            task::Entity::find()
                .filter(task::Column::Kind.eq("publish_counts"))
                .count(&self.db)
        };
        while left().await.unwrap() > 0 {
            tokio::task::yield_now().await;
        }
    }
}

pub async fn sqlite() -> Store {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}?mode=rwc", folder.path().join("preau.sqlite").display());
    open(url, Some(folder)).await
}

pub async fn postgres() -> Store {
    static OPENED: AtomicU32 = AtomicU32::new(0);
    let server = std::env::var("PREAU_TEST_DATABASE_URL")
        .expect("PREAU_TEST_DATABASE_URL must name a PostgreSQL server on which tests may create databases");
    // Test processes run side by side, and each may open several.
    let name = format!(
        "services_{}_{}",
        std::process::id(),
        OPENED.fetch_add(1, Ordering::Relaxed)
    );
    let admin = connect(&server, 1, None)
        .await
        .expect("the server of PREAU_TEST_DATABASE_URL must answer");
    for sql in [
        format!("DROP DATABASE IF EXISTS {name}"),
        format!("CREATE DATABASE {name}"),
    ] {
        admin.execute_unprepared(&sql).await.unwrap();
    }
    admin.close().await.unwrap();
    let (address, _) = server.rsplit_once('/').unwrap();
    open(format!("{address}/{name}"), None).await
}

async fn open(url: String, folder: Option<TempDir>) -> Store {
    let db = connect(&url, 8, None).await.unwrap();
    bring_up(&db).await.unwrap();
    Store {
        db,
        url,
        _folder: folder,
    }
}

/// Runs each test, an `async fn(Store)`, on both stores: as `sqlite::name` and `postgres::name`.
macro_rules! on_both_stores {
    ($($test:ident)+) => {
        mod sqlite {
            $(#[tokio::test]
            async fn $test() {
                super::$test($crate::stores::sqlite().await).await;
            })+
        }

        mod postgres {
            $(#[tokio::test]
            async fn $test() {
                super::$test($crate::stores::postgres().await).await;
            })+
        }
    };
}

pub(crate) use on_both_stores;
