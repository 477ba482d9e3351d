//! Turns that come to nothing, workers that die, tasks that run twice, servers that race.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::TimeDelta;
use futures_util::future::join_all;
use preau_domain::ids::FamilyId;
use preau_entities::rows::task;
use preau_entities::store::tasks;
use preau_services::booking::request::CartChange;
use preau_services::outbox::run_due;
use preau_services::ports::mailer::{Mail, MailFault};
use preau_services::ports::{Clock, Mailer, Random};
use preau_services::{Fault, Portal};
use sea_orm::{EntityTrait, PaginatorTrait};

use super::audit::{Stands, lane, stands};
use super::town::{ask, change, changing, open, ordering};
use crate::booking::world::{FAMILIES, World, at, child, day, family};
use crate::doubles::{NotedCounts, SilentBus, SteadyRandom};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    a_turn_that_breaks_while_it_writes_keeps_no_place
    an_end_that_runs_twice_gives_back_once
    a_worker_that_dies_gives_nothing_to_two
    a_place_ticked_again_after_its_end_has_an_end_of_its_own
    an_order_and_the_end_race
    servers_race_for_the_last_places
}

const MONDAY: &str = "2026-11-16";

struct Postbox;

#[async_trait]
impl Mailer for Postbox {
    async fn send(&self, _: &Mail) -> Result<(), MailFault> {
        Ok(())
    }
}

async fn found(world: &World) -> Stands {
    let families: Vec<FamilyId> = (0..FAMILIES).map(family).collect();
    stands(&world.store.db, world.commune, &families).await
}

/// The families that have a place kept, and those that have one booked, by their first child.
async fn theirs(world: &World) -> (Vec<usize>, Vec<usize>) {
    let found = found(world).await;
    let of = |has: &dyn Fn(usize) -> bool| (0..FAMILIES).filter(|&nth| has(nth)).collect();
    let held = of(&|nth| found.held.keys().any(|place| place.0 == child(nth, 0)));
    let booked = of(&|nth| found.booked.iter().any(|place| place.0 == child(nth, 0)));
    (held, booked)
}

fn ticking(world: &World, of: usize) -> preau_services::booking::request::PlanRequest {
    let change = change(world, child(of, 0), "etude", (true, day(MONDAY)));
    changing(world, of, CartChange::Add, vec![change])
}

async fn work(world: &World) {
    while run_due(&world.portal, &Postbox, 100).await > 0 {}
}

async fn opened(store: Store) -> World {
    open(store, "2026-11-09T08:00:00Z").await
}

async fn a_turn_that_breaks_while_it_writes_keeps_no_place(store: Store) {
    let world = opened(store).await;
    // Gives the same id to everything: the task that ends what is kept, and that of the counts, collide.
    let random: Arc<dyn Random> = Arc::new(SteadyRandom(7));
    let (db, clock) = (world.store.db.clone(), world.clock.clone());
    let counts = Arc::new(NotedCounts::default());
    let broken = Portal::new(db, clock, random, counts, Arc::new(SilentBus), 4);
    let before = (found(&world).await, lane(&world.store.db).await);
    let answer = ask(&broken, ticking(&world, 0)).await;
    assert!(matches!(answer, Err(Fault::Defect(_))), "{answer:?}");
    assert_eq!((found(&world).await, lane(&world.store.db).await), before);
    assert_eq!(task::Entity::find().count(&world.store.db).await.unwrap(), 0);
    // The phone asks again, of a server that works, and once more.
    for _ in 0..2 {
        ask(&world.portal, ticking(&world, 0)).await.unwrap();
        assert_eq!(theirs(&world).await, (vec![0], vec![]));
        assert_eq!(lane(&world.store.db).await, (0, 1));
    }
}

async fn an_end_that_runs_twice_gives_back_once(store: Store) {
    let world = opened(store).await;
    ask(&world.portal, ticking(&world, 0)).await.unwrap();
    ask(&world.portal, ticking(&world, 1)).await.unwrap();
    ask(&world.portal, ordering(&world, 1, "kept")).await.unwrap();
    work(&world).await;
    let mut left = task::Entity::find().all(&world.store.db).await.unwrap();
    left.retain(|task| task.kind == "end_cart_holds");
    world.clock.set(at("2026-11-09T08:20:00Z"));
    assert!(left.iter().all(|task| task.due_at == world.clock.now()), "{left:?}");
    work(&world).await;
    assert_eq!(theirs(&world).await, (vec![], vec![1]));
    // It was done, but a worker that lost its lease had it too.
    let again = task::ActiveModel::from(left[0].clone());
    let again = task::Entity::insert(again).exec_without_returning(&world.store.db);
    again.await.unwrap();
    let before = (found(&world).await, lane(&world.store.db).await);
    work(&world).await;
    assert_eq!((found(&world).await, lane(&world.store.db).await), before);
}

async fn a_worker_that_dies_gives_nothing_to_two(store: Store) {
    let world = opened(store).await;
    for of in [0, 1] {
        ask(&world.portal, ticking(&world, of)).await.unwrap();
    }
    work(&world).await;
    world.clock.set(at("2026-11-09T08:20:00Z"));
    // It takes the task, and is never heard of again.
    let now = world.clock.now();
    let lease = now + TimeDelta::minutes(2);
    let taken = tasks::claim(&world.store.db, now, lease, 100).await.unwrap();
    assert!(taken.iter().any(|task| task.kind == "end_cart_holds"));
    assert_eq!(run_due(&world.portal, &Postbox, 100).await, 0, "it is the dead one's");
    assert_eq!(theirs(&world).await, (vec![0, 1], vec![]));
    // Turns go by the clock all the same: both places are free to others, and go to them once.
    for of in [2, 3] {
        ask(&world.portal, ticking(&world, of)).await.unwrap();
    }
    assert_eq!(theirs(&world).await, (vec![2, 3], vec![]));
    let late = ask(&world.portal, ordering(&world, 0, "late")).await.unwrap();
    assert_eq!(late.order, None);
    world.clock.set(at("2026-11-09T08:22:00Z"));
    work(&world).await;
    assert_eq!(theirs(&world).await, (vec![2, 3], vec![]));
}

async fn a_place_ticked_again_after_its_end_has_an_end_of_its_own(store: Store) {
    let world = opened(store).await;
    ask(&world.portal, ticking(&world, 0)).await.unwrap();
    // Nobody has come by since its end: the same row goes on.
    world.clock.set(at("2026-11-09T08:30:00Z"));
    ask(&world.portal, ticking(&world, 0)).await.unwrap();
    let until: Vec<_> = found(&world).await.held.into_values().collect();
    assert_eq!(until, [at("2026-11-09T08:50:00Z")]);
    work(&world).await;
    assert_eq!(theirs(&world).await, (vec![0], vec![]));
    world.clock.set(at("2026-11-09T08:50:00Z"));
    work(&world).await;
    assert_eq!(theirs(&world).await, (vec![], vec![]));
}

async fn an_order_and_the_end_race(store: Store) {
    let world = opened(store).await;
    let other = world.another_process(2).await;
    for (of, instant) in [(0, "2026-11-09T08:19:59Z"), (1, "2026-11-09T08:39:59Z")] {
        ask(&world.portal, ticking(&world, of)).await.unwrap();
        world.clock.set(at(instant));
        let order = async { ask(&other, ordering(&world, of, "order")).await.unwrap() };
        let end = async {
            world.clock.advance(TimeDelta::seconds(1));
            run_due(&world.portal, &Postbox, 100).await
        };
        let (order, _) = tokio::join!(order, end);
        // Whoever came first: the place was still there, and is booked once.
        assert!(order.order.is_some());
        let (held, booked) = theirs(&world).await;
        assert_eq!((held.len(), booked.len()), (0, of + 1));
    }
}

async fn servers_race_for_the_last_places(store: Store) {
    let world = opened(store).await;
    let other = world.another_process(2).await;
    let asked = (0..FAMILIES).map(|of| {
        let portal = if of % 2 == 0 { &world.portal } else { &other };
        ask(portal, ticking(&world, of))
    });
    let left_out: Vec<usize> = join_all(asked)
        .await
        .into_iter()
        .map(|answer| answer.unwrap().outcomes.len())
        .collect();
    assert_eq!(left_out.iter().sum::<usize>(), FAMILIES - 2, "two places");
    let (held, _) = theirs(&world).await;
    let kept: Vec<usize> = (0..FAMILIES).filter(|&of| left_out[of] == 0).collect();
    assert_eq!(held, kept);
    let ordered = (0..FAMILIES).map(|of| {
        let portal = if of % 2 == 0 { &other } else { &world.portal };
        let request = ordering(&world, of, "order");
        async move { preau_services::booking::plan::commit(portal, request).await.unwrap() }
    });
    let orders = join_all(ordered).await;
    let placed = |of: &usize| orders[*of].as_ref().is_ok_and(|answer| answer.order.is_some());
    assert_eq!((0..FAMILIES).filter(placed).collect::<Vec<_>>(), kept);
    assert_eq!(theirs(&world).await, (vec![], kept));
}
