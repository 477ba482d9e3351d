use chrono::TimeDelta;
use preau_entities::store::{connect, tasks};
use preau_services::outbox::{run, run_due};
use tokio::sync::oneshot;

use super::world::{CAMILLE, LEA, NotedMailer, World, booked, task_id};
use crate::stores::{Store, on_both_stores};

async fn place_one(world: &World, number: u8) {
    let on = format!("2027-01-{number:02}");
    world
        .place(
            number,
            &CAMILLE.to_string(),
            "Camille Durand",
            &[booked(LEA, "etude", &on, 260)],
        )
        .await;
}

async fn two_workers_never_do_one_task_twice(store: Store) {
    let world = World::open(store).await;
    for number in 1..=20 {
        place_one(&world, number).await;
    }
    let mailer = NotedMailer::default();
    let mut other = world.portal.clone();
    other.db = connect(&world.store.url, 4, None).await.unwrap();
    let work = async |portal| {
        let mut done = 0;
        while let count @ 1.. = run_due(portal, &mailer, 3).await {
            done += count;
        }
        done
    };
    let (one, two) = tokio::join!(work(&world.portal), work(&other));
    assert_eq!(one + two, 20);
    let mut keys: Vec<String> = mailer.sent().into_iter().map(|mail| mail.key).collect();
    keys.sort();
    let expected: Vec<String> = (1..=20)
        .map(|number| format!("{}-{}", task_id(number), CAMILLE.0))
        .collect();
    assert_eq!(keys, expected);
    assert_eq!(world.tasks().await, []);
}

async fn the_lease_of_a_worker_that_died_runs_out(store: Store) {
    let world = World::open(store).await;
    let mailer = NotedMailer::default();
    place_one(&world, 1).await;
    let now = world.portal.clock.now();
    let taken = tasks::claim(&world.store.db, now, now + TimeDelta::minutes(2), 10)
        .await
        .unwrap();
    assert_eq!(taken.len(), 1);

    world.clock.advance(TimeDelta::minutes(2) - TimeDelta::microseconds(1));
    assert_eq!(run_due(&world.portal, &mailer, 10).await, 0);
    world.clock.advance(TimeDelta::microseconds(1));
    assert_eq!(run_due(&world.portal, &mailer, 10).await, 1);
    assert_eq!(mailer.sent().len(), 1);
    assert_eq!(world.tasks().await, []);
}

async fn a_worker_that_is_late_does_not_move_what_another_holds(store: Store) {
    let world = World::open(store).await;
    place_one(&world, 1).await;
    let claim = async || {
        let now = world.portal.clock.now();
        tasks::claim(&world.store.db, now, now + TimeDelta::minutes(2), 10)
            .await
            .unwrap()
            .remove(0)
    };
    let first = claim().await;
    world.clock.advance(TimeDelta::minutes(2));
    let second = claim().await;
    assert_eq!((first.attempts, second.attempts), (1, 2));

    let now = world.portal.clock.now();
    let (db, id) = (&world.store.db, first.task_id);
    tasks::failed(db, world.commune, id, first.attempts, "late", now, Some(now))
        .await
        .unwrap();
    assert_eq!(world.tasks().await, [second]);
}

async fn a_task_that_no_worker_came_back_from_waits_for_a_person(store: Store) {
    let world = World::open(store).await;
    let mailer = NotedMailer::default();
    place_one(&world, 1).await;
    for _ in 0..12 {
        let now = world.portal.clock.now();
        tasks::claim(&world.store.db, now, now + TimeDelta::minutes(2), 10)
            .await
            .unwrap();
        world.clock.advance(TimeDelta::minutes(2));
    }
    assert_eq!(run_due(&world.portal, &mailer, 10).await, 1);
    assert_eq!(mailer.sent(), []);
    let left = &world.tasks().await[0];
    assert_eq!(left.parked_at, Some(world.portal.clock.now()));
    assert_eq!(left.last_error.as_deref(), Some("no worker came back from it"));
}

async fn the_worker_answers_the_bell_until_it_is_told_to_stop(store: Store) {
    let world = World::open(store).await;
    let mailer = NotedMailer::default();
    let (stop, stopped) = oneshot::channel::<()>();
    let worker = run(&world.portal, &mailer, async { stopped.await.unwrap() });
    let family = async {
        for number in 1..=2 {
            place_one(&world, number).await;
            world.portal.outbox.notify_one();
            mailer.rang.notified().await;
        }
        stop.send(()).unwrap();
    };
    tokio::join!(worker, family);
    assert_eq!(mailer.sent().len(), 2);
    assert_eq!(world.tasks().await, []);
}

on_both_stores! {
    two_workers_never_do_one_task_twice
    the_lease_of_a_worker_that_died_runs_out
    a_worker_that_is_late_does_not_move_what_another_holds
    a_task_that_no_worker_came_back_from_waits_for_a_person
    the_worker_answers_the_bell_until_it_is_told_to_stop
}
