//! Processes that start on a store.

use futures_util::future::join_all;
use preau_entities::store::Db;
use preau_entities::store::{ConnectionTrait, connect};
use preau_migrations::{Migrator, MigratorTrait, bring_up};
use preau_services::retention::strike_off;

use sea_orm::{DbBackend, Statement};

use crate::booking::world::World;
use crate::stores::{postgres as migrated, sqlite};

mod postgres {
    #[tokio::test]
    async fn processes_that_start_together_migrate_once() {
        super::processes_that_start_together_migrate_once().await;
    }
}

async fn processes_that_start_together_migrate_once() {
    let store = migrated().await;
    Migrator::down(&store.db, None).await.unwrap();
    let processes = join_all((0..4).map(|_| connect(&store.url, 2, None))).await;
    let processes: Vec<_> = processes.into_iter().map(Result::unwrap).collect();
    for started in join_all(processes.iter().map(bring_up)).await {
        started.unwrap();
    }
    store.db.execute_unprepared("SELECT 1 FROM bookings").await.unwrap();
}

/// SQLite looks at what its tables hold when it is started on them, and by the hour.
#[tokio::test]
async fn a_file_is_looked_through() {
    for restarted in [true, false] {
        let world = World::open(sqlite().await, "2026-11-04T08:00:00Z").await;
        let db = &world.store.db;
        assert_eq!(known_of_children(db).await, [""; 0]);
        if restarted {
            bring_up(db).await.unwrap();
        } else {
            strike_off(&world.portal).await.unwrap();
        }
        // Eight children of a town, two of each family.
        assert_eq!(known_of_children(db).await, ["8 8 2"]);
    }
}

async fn known_of_children(db: &Db) -> Vec<String> {
    let asked = "SELECT stat FROM sqlite_stat1 WHERE tbl = 'children' AND idx = 'children_by_family'";
    let asked = Statement::from_string(DbBackend::Sqlite, asked);
    let rows = db.query_all_raw(asked).await.unwrap_or_default();
    rows.iter().map(|row| row.try_get("", "stat").unwrap()).collect()
}
