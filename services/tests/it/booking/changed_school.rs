//! A child that leaves for another school keeps its places until somebody gives them back.

use preau_domain::access::{Reach, Scope};
use preau_domain::booking::SlotState;
use preau_entities::rows::{Key, child as row};
use preau_entities::store::people::children;
use preau_services::booking::plan::commit;
use preau_services::booking::request::Change;
use preau_services::calendar::{ChildCalendar, calendars};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};

use super::world::{World, child, day, family};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    places_at_the_old_school_are_seen_and_given_back
}

const ON: &str = "2026-11-16";

async fn places_at_the_old_school_are_seen_and_given_back(store: Store) {
    let world = World::open(store, "2026-11-04T08:00:00Z").await;
    let changes = vec![world.book(child(0, 0), "etude", &[ON])];
    commit(&world.portal, world.request(0, "first", changes))
        .await
        .unwrap()
        .unwrap();
    let moved = row::ActiveModel {
        commune_id: Set(world.commune.0),
        child_id: Set(Key(child(0, 0).0)),
        school_code: Set("tilleuls".to_owned()),
        ..Default::default()
    };
    moved.update(&world.store.db).await.unwrap();

    let etude = world.activity("etude");
    let seen = calendar(&world).await;
    let states: Vec<_> = seen
        .activities
        .iter()
        .map(|activity| (activity.id, activity.slots[0].state, activity.slots[0].obstacle.clone()))
        .collect();
    assert_eq!(states, [(etude, SlotState::Booked, None)]);

    let given_back = Change {
        child: child(0, 0),
        activity: etude,
        book: Vec::new(),
        cancel: vec![day(ON)],
    };
    let answer = commit(&world.portal, world.request(0, "second", vec![given_back])).await;
    assert!(answer.unwrap().unwrap().order.is_some());
    assert!(calendar(&world).await.activities.is_empty());
}

async fn calendar(world: &World) -> ChildCalendar {
    let scope = Scope {
        commune: world.commune,
        reach: Reach::Family(family(0)),
    };
    let lines = children(&world.store.db, scope, &[child(0, 0)]).await.unwrap();
    let mut calendars = calendars(&world.portal, scope, &lines, day(ON), day(ON)).await.unwrap();
    calendars.remove(0)
}
