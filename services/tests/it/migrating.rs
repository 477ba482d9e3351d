//! A store of the version before, which holds families and history, brought to this one and back.

use preau_entities::rows::booking_event::{self, Change};
use preau_entities::rows::{booking, child as child_row, family, quotient};
use preau_entities::store::{ConnectionTrait, Db};
use preau_migrations::{Migrator, MigratorTrait, bring_up};
use preau_services::booking::plan::commit;
use sea_orm::{DbBackend, EntityTrait, QueryOrder, QueryResult, Statement};

use crate::booking::world::{RULES, World, child};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    old_events_and_families_live_on
    what_waits_is_booked_to_the_version_before
    what_is_kept_is_free_to_the_version_before
    a_class_has_its_year_and_the_version_before_none
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
    let left = vec![(events[0].event_id.to_string(), "booked".to_owned())];
    assert_eq!(history(db).await, left, "what that version cannot tell is gone");
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

async fn what_waits_is_booked_to_the_version_before(store: Store) {
    let rules = RULES.replace(
        "shows_places = true",
        "shows_places = true\napproval = [\"book\", \"cancel\"]",
    );
    let world = World::with_rules(store, &rules, "2026-11-04T08:00:00Z").await;
    let db = &world.store.db;
    for (key, activity) in [("1", "midi"), ("2", "etude")] {
        let changes = vec![world.book(child(0, 1), activity, &["2026-11-16"])];
        commit(&world.portal, world.request(0, key, changes))
            .await
            .unwrap()
            .unwrap();
    }
    let events = events(db).await;
    set_change(db, &events[1], "booking_refused").await.unwrap();
    let stands = |db| async move { booking::Entity::find().all(db).await.unwrap() };
    let stood: Vec<String> = stands(db).await.into_iter().map(|row| row.standing).collect();
    assert_eq!(stood, ["pending", "pending"]);

    let steps = Migrator::migrations();
    let own = steps
        .iter()
        .position(|step| step.name() == "m20261126_01_approval")
        .unwrap();
    let undone = u32::try_from(steps.len() - own).unwrap();
    Migrator::down(db, Some(undone)).await.unwrap();
    let of = |at: usize, change: &str| (events[at].event_id.to_string(), change.to_owned());
    assert_eq!(history(db).await, [of(0, "booked"), of(1, "cancelled")]);
    assert!(db.execute_unprepared("SELECT standing FROM bookings").await.is_err());
    set_change(db, &events[0], "booking_asked").await.unwrap_err();

    bring_up(db).await.unwrap();
    let stood: Vec<String> = stands(db).await.into_iter().map(|row| row.standing).collect();
    assert_eq!(stood, ["confirmed", "confirmed"]);
    set_change(db, &events[0], "booking_asked").await.unwrap();
    assert_eq!(
        indexes(db).await,
        ["booking_events_by_family", "booking_events_by_order"]
    );
    for sql in [
        "UPDATE bookings SET standing = 'moon'",
        "UPDATE orders SET waiting_count = -1",
        "UPDATE alerts SET kind = 'moon'",
    ] {
        db.execute_unprepared(sql).await.unwrap_err();
    }
}

async fn what_is_kept_is_free_to_the_version_before(store: Store) {
    let world = World::open(store, "2026-11-04T08:00:00Z").await;
    let db = &world.store.db;
    for (key, activity) in [("1", "midi"), ("2", "etude")] {
        let changes = vec![world.book(child(0, 1), activity, &["2026-11-16"])];
        commit(&world.portal, world.request(0, key, changes))
            .await
            .unwrap()
            .unwrap();
    }
    let before = counters(db).await;
    // A place offered and one in a cart in every slot, as turns count them.
    for sql in [
        "INSERT INTO waiting_places (commune_id, waiting_id, activity_id, day, child_id, family_id, position, asked,
           joined_at, state, offered_at, offer_ends_at)
         SELECT b.commune_id, b.booking_id, b.activity_id, b.day, b.child_id, c.family_id, 1, true, b.booked_at,
           'offered', b.booked_at, b.booked_at
         FROM bookings b JOIN children c ON c.commune_id = b.commune_id AND c.child_id = b.child_id",
        "INSERT INTO cart_holds (commune_id, child_id, day, activity_id, family_id, held_until)
         SELECT b.commune_id, b.child_id, b.day, b.activity_id, c.family_id, b.booked_at
         FROM bookings b JOIN children c ON c.commune_id = b.commune_id AND c.child_id = b.child_id",
        "UPDATE slots SET taken = taken + 2, capacity = capacity + 2",
    ] {
        db.execute_unprepared(sql).await.unwrap();
    }
    let steps = u32::try_from(Migrator::migrations().len()).unwrap();
    Migrator::down(db, Some(steps - OLD_STEPS)).await.unwrap();
    let after = counters(db).await;
    let taken = |counters: &[(i64, i64)]| counters.iter().map(|(taken, _)| *taken).collect::<Vec<_>>();
    assert_eq!(taken(&after), taken(&before));
    assert!(
        before.iter().zip(&after).all(|(before, after)| after.1 > before.1),
        "caches are told"
    );
}

/// How many places are taken in each slot, and the version of that.
async fn a_class_has_its_year_and_the_version_before_none(store: Store) {
    let world = World::open(store, "2026-11-04T08:00:00Z").await;
    let db = &world.store.db;
    let filed = || async {
        let rows = child_row::Entity::find().all(db).await.unwrap();
        let filed: Vec<_> = rows.into_iter().map(|row| (row.class, row.class_year)).collect();
        assert!(!filed.is_empty());
        filed
    };
    let file = "UPDATE children SET class = '6e', class_year = 2026";
    db.execute_unprepared(file).await.unwrap();
    for sql in [
        "UPDATE children SET class = NULL",
        "UPDATE children SET class_year = NULL",
        "UPDATE children SET class = 'terminale'",
    ] {
        db.execute_unprepared(sql).await.unwrap_err();
    }
    let all = filed().await;
    assert!(all.iter().all(|one| *one == (Some("6e".to_owned()), Some(2026))));

    let steps = Migrator::migrations();
    let own = steps.iter().position(|step| step.name() == "m20261130_02_classes");
    let undone = u32::try_from(steps.len() - own.unwrap()).unwrap();
    Migrator::down(db, Some(undone)).await.unwrap();
    assert!(db.execute_unprepared("SELECT class FROM children").await.is_err());
    bring_up(db).await.unwrap();
    assert_eq!(filed().await, vec![(None, None); all.len()]);
    db.execute_unprepared(file).await.unwrap();
}

async fn counters(db: &Db) -> Vec<(i64, i64)> {
    let sql = "SELECT CAST(taken AS bigint) AS taken, version FROM slots ORDER BY activity_id, day";
    let asked = Statement::from_string(db.get_database_backend(), sql);
    let rows = db.query_all_raw(asked).await.unwrap();
    let number = |row: &QueryResult, column| row.try_get("", column).unwrap();
    rows.iter()
        .map(|row| (number(row, "taken"), number(row, "version")))
        .collect()
}

async fn events(db: &Db) -> Vec<booking_event::Model> {
    let events = booking_event::Entity::find().order_by_asc(booking_event::Column::EventId);
    events.all(db).await.unwrap()
}

/// The history as versions tell it that know fewer columns: ids and what happened.
async fn history(db: &Db) -> Vec<(String, String)> {
    let sql = "SELECT event_id, change FROM booking_events ORDER BY event_id";
    let asked = Statement::from_string(db.get_database_backend(), sql);
    let rows = db.query_all_raw(asked).await.unwrap();
    let text = |row: &QueryResult, column| row.try_get("", column).unwrap();
    rows.iter()
        .map(|row| (text(row, "event_id"), text(row, "change")))
        .collect()
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
