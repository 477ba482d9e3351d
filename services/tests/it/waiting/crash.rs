//! Turns that come to nothing, workers that die, tasks that run twice.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::TimeDelta;
use preau_entities::rows::task;
use preau_entities::store::booking::SlotRef;
use preau_entities::store::turn::Turn;
use preau_entities::store::{tasks, waiting};
use preau_services::booking::plan;
use preau_services::outbox::run_due;
use preau_services::ports::mailer::{Mail, MailFault};
use preau_services::ports::{Clock, Mailer, Random};
use preau_services::waiting::request::Action;
use preau_services::{Fault, Portal};
use sea_orm::{EntityTrait, PaginatorTrait};

use super::audit::{held, lane};
use super::town::{ask, asking, open, planning, tick};
use crate::booking::world::{World, at, child, day};
use crate::doubles::{NotedCounts, SilentBus, SteadyRandom};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    a_turn_that_is_dropped_leaves_the_line_as_it_was
    a_turn_that_breaks_while_it_writes_leaves_nothing
    a_lapse_that_runs_twice_does_nothing_more
    a_worker_that_dies_leaves_the_offer_to_the_next
}

const MONDAY: &str = "2026-11-16";

struct Postbox;

#[async_trait]
impl Mailer for Postbox {
    async fn send(&self, _: &Mail) -> Result<(), MailFault> {
        Ok(())
    }
}

/// Two have the evening's places, two wait for it.
async fn two_wait(store: Store) -> World {
    let world = open(store, "2026-11-09T08:00:00Z").await;
    for family in [0, 1] {
        tick(&world, family, "book", child(family, 0), "etude", (true, day(MONDAY))).await;
    }
    for family in [2, 3] {
        let join = asking(
            &world,
            family,
            "join",
            Action::Join,
            (child(family, 0), "etude"),
            &[day(MONDAY)],
        );
        ask(&world.portal, join).await;
    }
    while run_due(&world.portal, &Postbox, 100).await > 0 {}
    world.store.at_rest().await;
    world
}

async fn states(world: &World) -> Vec<&'static str> {
    held(&world.store.db)
        .await
        .rows
        .into_iter()
        .map(|row| row.state)
        .collect()
}

async fn a_turn_that_is_dropped_leaves_the_line_as_it_was(store: Store) {
    let world = two_wait(store).await;
    let before = (held(&world.store.db).await, lane(&world.store.db).await);
    let turn = Turn::begin(&world.store.db, world.commune).await.unwrap().unwrap();
    let slot = SlotRef::new(world.activity("etude"), day(MONDAY));
    assert_eq!(
        waiting::live(turn.reads(), world.commune, &[slot]).await.unwrap().len(),
        2
    );
    drop(turn);
    assert_eq!((held(&world.store.db).await, lane(&world.store.db).await), before);
}

/// Gives the same id to everything: the second row of a kind cannot be written.
fn broken(world: &World) -> Portal {
    let random: Arc<dyn Random> = Arc::new(SteadyRandom(7));
    let counts = Arc::new(NotedCounts::default());
    let clock = world.clock.clone();
    Portal::new(world.store.db.clone(), clock, random, counts, Arc::new(SilentBus), 4)
}

async fn a_turn_that_breaks_while_it_writes_leaves_nothing(store: Store) {
    let world = two_wait(store).await;
    let before = (held(&world.store.db).await, lane(&world.store.db).await);
    let tasks = task::Entity::find().count(&world.store.db).await.unwrap();
    // Its tasks collide: that of the confirmation, that of the offer's mail and that of its end.
    let request = planning(&world, 0, "gone", child(0, 0), "etude", (false, day(MONDAY)));
    let answer = plan::commit(&broken(&world), request.clone()).await;
    assert!(matches!(answer, Err(Fault::Defect(_))), "{answer:?}");
    assert_eq!((held(&world.store.db).await, lane(&world.store.db).await), before);
    assert_eq!(task::Entity::find().count(&world.store.db).await.unwrap(), tasks);
    // The phone asks again, of a server that works: the place is handed over once.
    plan::commit(&world.portal, request.clone()).await.unwrap().unwrap();
    assert_eq!(states(&world).await, ["offered", "waiting"]);
    plan::commit(&world.portal, request).await.unwrap().unwrap();
    assert_eq!(states(&world).await, ["offered", "waiting"]);
}

async fn a_lapse_that_runs_twice_does_nothing_more(store: Store) {
    let world = two_wait(store).await;
    tick(&world, 0, "back", child(0, 0), "etude", (false, day(MONDAY))).await;
    while run_due(&world.portal, &Postbox, 100).await > 0 {}
    let mut left = task::Entity::find().all(&world.store.db).await.unwrap();
    left.retain(|task| task.kind == "offer_lapses");
    let [lapse] = &left[..] else {
        panic!("the end of the offer is left to do")
    };
    assert_eq!(lapse.due_at, at("2026-11-10T08:00:00Z"));
    world.clock.set(lapse.due_at);
    while run_due(&world.portal, &Postbox, 100).await > 0 {}
    assert_eq!(states(&world).await, ["lapsed", "offered"]);
    // It was done, but a worker that lost its lease had it too.
    let again = task::ActiveModel::from(lapse.clone());
    task::Entity::insert(again)
        .exec_without_returning(&world.store.db)
        .await
        .unwrap();
    let before = (held(&world.store.db).await, lane(&world.store.db).await);
    while run_due(&world.portal, &Postbox, 100).await > 0 {}
    assert_eq!((held(&world.store.db).await, lane(&world.store.db).await), before);
}

async fn a_worker_that_dies_leaves_the_offer_to_the_next(store: Store) {
    let world = two_wait(store).await;
    tick(&world, 0, "back", child(0, 0), "etude", (false, day(MONDAY))).await;
    while run_due(&world.portal, &Postbox, 100).await > 0 {}
    world.clock.set(at("2026-11-10T08:00:00Z"));
    // It takes the task, and is never heard of again.
    let now = world.clock.now();
    let taken = tasks::claim(&world.store.db, now, now + TimeDelta::minutes(2), 100)
        .await
        .unwrap();
    assert!(taken.iter().any(|task| task.kind == "offer_lapses"));
    assert_eq!(run_due(&world.portal, &Postbox, 100).await, 0, "it is the dead one's");
    assert_eq!(states(&world).await, ["offered", "waiting"]);
    // Nobody can accept it all the same, and whoever tries passes it on.
    let late = asking(
        &world,
        2,
        "late",
        Action::Accept,
        (child(2, 0), "etude"),
        &[day(MONDAY)],
    );
    assert_eq!(ask(&world.portal, late).await.booked.order, None);
    assert_eq!(states(&world).await, ["lapsed", "offered"]);
    world.clock.set(at("2026-11-10T08:02:00Z"));
    while run_due(&world.portal, &Postbox, 100).await > 0 {}
    assert_eq!(states(&world).await, ["lapsed", "offered"]);
    let ends: Vec<_> = held(&world.store.db)
        .await
        .rows
        .into_iter()
        .filter_map(|row| row.until)
        .collect();
    assert_eq!(ends, [at("2026-11-11T08:00:00Z")]);
}
