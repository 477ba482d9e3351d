//! A rule book that an older program stored.

use preau_domain::locale::Locale;
use preau_domain::money::Money;
use preau_domain::rulebook::parse::parse;
use preau_entities::rows::rule_book;
use preau_services::Fault;
use preau_services::booking::answer::LineOutcome;
use preau_services::booking::plan::rehearse;
use preau_services::booking::reason::ReasonCode;
use preau_services::towns::publish;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde_json::Value;

use super::world::{RULES, World, child, day};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    a_document_of_an_older_shape_is_read_from_the_towns_file
    a_document_that_nothing_explains_is_a_defect
    days_of_an_earlier_one_that_nothing_explains_are_closed
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
    let town = format!("rule book 1 of town {}: ", world.commune.0);
    assert!(
        what.starts_with(&town) && what.contains("missing field `title`"),
        "{what}"
    );
}

/// Those of the version that followed it are open.
async fn days_of_an_earlier_one_that_nothing_explains_are_closed(store: Store) {
    let world = World::open(store, "2026-11-04T08:00:00Z").await;
    let next = RULES.replace("valid_from = 2026-09-01", "valid_from = 2026-11-20");
    publish(&world.portal, &next).await.unwrap().unwrap();
    outdate(&world, "format = 1").await;
    let newer = world.another_process(2).await;
    let town = newer.towns.get(world.commune).await.unwrap();
    let [unreadable] = town.unreadable() else {
        panic!("{:?}", town.unreadable())
    };
    let days = (unreadable.version, unreadable.valid_from, unreadable.valid_to);
    assert_eq!(days, (1, day("2026-09-01"), Some(day("2026-11-19"))));
    assert_eq!(unreadable.why.what, "missing field `title`");
    assert_eq!(
        unreadable.reasons(Locale::Fr)[0],
        "1:1: Il manque « town ». Attendu : [town]"
    );
    let days = ["2026-11-19", "2026-11-20"];
    let asked = world.request(0, "two", vec![world.book(child(0, 0), "etude", &days)]);
    let told = rehearse(&newer, &asked).await.unwrap().unwrap();
    let LineOutcome::Refused { reason, .. } = &told.outcomes[0].outcome else {
        panic!("{told:?}")
    };
    assert_eq!(reason.code, ReasonCode::OutsideRuleBook);
    let price = Money::from_cents(260);
    assert_eq!(told.outcomes[1].outcome, LineOutcome::Booked { price });
}
