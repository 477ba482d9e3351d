//! A store of the version before, which holds families and history, brought to this one and back.

use preau_entities::rows::booking_event::{self, Change};
use preau_entities::rows::{family, quotient};
use preau_entities::store::{ConnectionTrait, Db};
use preau_migrations::{Migrator, MigratorTrait, bring_up};
use preau_services::booking::plan::commit;
use sea_orm::{DbBackend, EntityTrait, QueryOrder, Statement};

use crate::booking::world::{World, child};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    old_events_and_families_live_on
}

/// Steps of the version before.
const OLD_STEPS: u32 = 5;

async fn old_events_and_families_live_on(store: Store) {
    let world = World::open(store, "2026-11-04T08:00:00Z").await;
    let db = &world.store.db;
    for (key, activity) in [("1", "midi"), ("2", "etude")] {
        let changes = vec![world.book(child(0, 1), activity, &["2026-11-16"])];
        commit(&world.portal, world.request(0, key, changes))
            .await
            .unwrap()
            .unwrap();
    }
    let mut events = events(db).await;
    let told: Vec<Change> = events.iter().map(|event| event.change).collect();
    assert_eq!(told, [Change::Booked, Change::Booked]);
    set_change(db, &events[1], "repriced").await.unwrap();

    let steps = u32::try_from(Migrator::migrations().len()).unwrap();
    Migrator::down(db, Some(steps - OLD_STEPS)).await.unwrap();
    assert!(db.execute_unprepared("SELECT residence FROM families").await.is_err());
    events.truncate(1);
    assert_eq!(self::events(db).await, events, "what that version cannot tell is gone");
    set_change(db, &events[0], "repriced").await.unwrap_err();

    bring_up(db).await.unwrap();
    assert_eq!(self::events(db).await, events);
    assert_eq!(
        indexes(db).await,
        ["booking_events_by_family", "booking_events_by_order"]
    );
    set_change(db, &events[0], "moved").await.unwrap_err();
    set_change(db, &events[0], "repriced").await.unwrap();
    let families = family::Entity::find().all(db).await.unwrap();
    assert!(
        families
            .iter()
            .all(|row| (row.residence.as_str(), row.regime.as_str()) == ("resident", "caf"))
    );
    assert_eq!(quotient::Entity::find().all(db).await.unwrap(), []);
    for sql in [
        "UPDATE families SET residence = 'moon'",
        "UPDATE families SET regime = 'moon'",
    ] {
        db.execute_unprepared(sql).await.unwrap_err();
    }
    // Foreign keys hold in the rebuilt table, too.
    db.execute_unprepared("DELETE FROM bookings").await.unwrap_err();
}

async fn events(db: &Db) -> Vec<booking_event::Model> {
    let events = booking_event::Entity::find().order_by_asc(booking_event::Column::EventId);
    events.all(db).await.unwrap()
}

async fn set_change(db: &Db, event: &booking_event::Model, word: &str) -> Result<(), sea_orm::DbErr> {
    let sql = format!(
        "UPDATE booking_events SET change = '{word}' WHERE event_id = '{}'",
        event.event_id
    );
    db.execute_unprepared(&sql).await.map(drop)
}

/// Those of the history, its key's own apart.
async fn indexes(db: &Db) -> Vec<String> {
    let sql = match db.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT indexname AS name FROM pg_indexes
             WHERE tablename = 'booking_events' AND indexname LIKE '%\\_by\\_%' ORDER BY 1"
        }
        _ => {
            "SELECT name FROM sqlite_master
             WHERE type = 'index' AND tbl_name = 'booking_events' AND name LIKE 'booking%' ORDER BY 1"
        }
    };
    let asked = Statement::from_string(db.get_database_backend(), sql);
    let rows = db.query_all_raw(asked).await.unwrap();
    rows.iter().map(|row| row.try_get("", "name").unwrap()).collect()
}
