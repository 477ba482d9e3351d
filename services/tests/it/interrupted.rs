//! A step that ends half-way leaves the store as it was, so that it can be brought up once what stopped it is gone.

use preau_entities::rows::rule_book;
use preau_entities::store::{ConnectionTrait, Db};
use preau_migrations::{Migrator, MigratorTrait, bring_up};
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::json;

use crate::booking::world::World;
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    a_step_that_fails_behind_its_first_statements_has_done_nothing
}

/// The step adds a column that must not be null before it fills it from documents: here, one of them lacks it.
async fn a_step_that_fails_behind_its_first_statements_has_done_nothing(store: Store) {
    let world = World::open(store, "2026-11-04T08:00:00Z").await;
    let db = &world.store.db;
    let row = rule_book::Entity::find().one(db).await.unwrap().unwrap();
    let whole = row.document.clone();
    set_document(&world, json!({})).await;
    Migrator::down(db, Some(steps_from("m20261125_02_editions")))
        .await
        .unwrap();

    bring_up(db).await.unwrap_err();
    assert!(!has_column(db, "valid_from").await, "the step's first statement stays");

    set_document(&world, whole).await;
    bring_up(db).await.unwrap();
    assert_eq!(rule_book::Entity::find().one(db).await.unwrap(), Some(row));
}

/// How many steps there are from this one on.
fn steps_from(name: &str) -> u32 {
    let steps = Migrator::migrations();
    let at = steps.iter().position(|step| step.name() == name).unwrap();
    u32::try_from(steps.len() - at).unwrap()
}

async fn set_document(world: &World, document: serde_json::Value) {
    let row = rule_book::ActiveModel {
        commune_id: Set(world.commune.0),
        version: Set(1),
        document: Set(document),
        ..Default::default()
    };
    rule_book::Entity::update(row)
        .exec_without_returning(&world.store.db)
        .await
        .unwrap();
}

async fn has_column(db: &Db, column: &str) -> bool {
    let asked = format!("SELECT {column} FROM rule_books");
    db.execute_unprepared(&asked).await.is_ok()
}
