//! A rule book that an older program stored.

use preau_domain::rulebook::parse::parse;
use preau_entities::rows::rule_book;
use preau_services::Fault;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde_json::Value;

use super::world::{RULES, World};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    a_document_of_an_older_shape_is_read_from_the_towns_file
    a_document_that_nothing_explains_is_a_defect
}

/// As if documents had not spoken of schools and of titles once.
async fn outdate(world: &World, source: &str) {
    let id = (world.commune.0, 1);
    let row = rule_book::Entity::find_by_id(id).one(&world.store.db).await.unwrap();
    let mut document = row.unwrap().document;
    let Value::Object(parts) = &mut document else {
        panic!("{document}")
    };
    assert!(parts.remove("title").is_some() && parts.remove("schools").is_some());
    let older = rule_book::ActiveModel {
        commune_id: Set(world.commune.0),
        version: Set(1),
        document: Set(document),
        source: Set(source.to_owned()),
        ..Default::default()
    };
    older.update(&world.store.db).await.unwrap();
}

async fn a_document_of_an_older_shape_is_read_from_the_towns_file(store: Store) {
    let world = World::open(store, "2026-11-04T08:00:00Z").await;
    outdate(&world, RULES).await;
    let newer = world.another_process(2).await;
    let town = newer.towns.get(world.commune).await.unwrap();
    assert_eq!((town.version, town.rules()), (1, &parse(RULES).unwrap()));
}

async fn a_document_that_nothing_explains_is_a_defect(store: Store) {
    let world = World::open(store, "2026-11-04T08:00:00Z").await;
    outdate(&world, "format = 1").await;
    let newer = world.another_process(2).await;
    let refused = newer.towns.get(world.commune).await;
    let Err(Fault::Defect(what)) = refused else {
        panic!("{refused:?}")
    };
    let town = format!("rule book 1 of town {}: missing field `title`", world.commune.0);
    assert!(what.starts_with(&town), "{what}");
}
