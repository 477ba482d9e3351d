//! Several processes that start on one new store.

use futures_util::future::join_all;
use preau_entities::store::{ConnectionTrait, connect};
use preau_migrations::{Migrator, MigratorTrait, bring_up};

use crate::stores::postgres as migrated;

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
