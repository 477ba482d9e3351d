use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use preau_entities::store::turn::{Batch, NewTask};
use preau_services::outbox::run_due;
use serde_json::json;

use super::world::{ALEX, CAMILLE, LEA, NotedMailer, World, booked, task_id};
use crate::doubles::SteadyRandom;
use crate::stores::{Store, on_both_stores};

/// What the store says of a task: attempts, when it is due, and whether it is parked.
async fn standing(world: &World) -> Vec<(i32, DateTime<Utc>, Option<DateTime<Utc>>)> {
    world
        .tasks()
        .await
        .into_iter()
        .map(|task| (task.attempts, task.due_at, task.parked_at))
        .collect()
}

async fn waits_double_up_to_an_hour_and_then_a_person_is_needed(store: Store) {
    let mut world = World::open(store).await;
    let mailer = NotedMailer::default();
    mailer.refused.lock().unwrap().push("camille@example.org".to_owned());
    world
        .place(
            1,
            &CAMILLE.to_string(),
            "Camille Durand",
            &[booked(LEA, "etude", "2026-11-30", 260)],
        )
        .await;
    world.portal.random = Arc::new(SteadyRandom(255));
    for (attempts, seconds) in (1..).zip([30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600, 3600]) {
        let now = world.portal.clock.now();
        assert_eq!(run_due(&world.portal, &mailer, 10).await, 1);
        assert_eq!(
            standing(&world).await,
            [(attempts, now + TimeDelta::seconds(seconds), None)]
        );
        world
            .clock
            .advance(TimeDelta::seconds(seconds) - TimeDelta::microseconds(1));
        assert_eq!(run_due(&world.portal, &mailer, 10).await, 0, "not a moment too early");
        world.clock.advance(TimeDelta::microseconds(1));
    }
    let now = world.portal.clock.now();
    assert_eq!(run_due(&world.portal, &mailer, 10).await, 1);
    assert_eq!(standing(&world).await, [(12, now, Some(now))]);
    assert_eq!(
        world.tasks().await[0].last_error.as_deref(),
        Some("mail: connection refused")
    );
    world.clock.advance(TimeDelta::days(1));
    assert_eq!(run_due(&world.portal, &mailer, 10).await, 0);
    assert_eq!(mailer.sent(), []);
}

async fn chance_cuts_a_wait_by_up_to_a_half(store: Store) {
    let mut world = World::open(store).await;
    let mailer = NotedMailer::default();
    mailer.refused.lock().unwrap().push("camille@example.org".to_owned());
    world
        .place(
            1,
            &CAMILLE.to_string(),
            "Camille Durand",
            &[booked(LEA, "etude", "2026-11-30", 260)],
        )
        .await;
    for (chance, millis) in [(0, 15_000), (51, 36_000)] {
        world.portal.random = Arc::new(SteadyRandom(chance));
        let due = world.portal.clock.now() + TimeDelta::milliseconds(millis);
        assert_eq!(run_due(&world.portal, &mailer, 10).await, 1);
        assert_eq!(world.tasks().await[0].due_at, due);
        world.clock.set(due);
    }
}

async fn only_the_reader_whose_mail_failed_is_written_to_again(store: Store) {
    let world = World::open(store).await;
    let mailer = NotedMailer::default();
    mailer.refused.lock().unwrap().push("alex@example.org".to_owned());
    world
        .place(
            1,
            "agent:00000000000000000000000009",
            "Mairie",
            &[booked(LEA, "etude", "2026-11-30", 260)],
        )
        .await;
    assert_eq!(run_due(&world.portal, &mailer, 10).await, 1, "splits");
    assert_eq!(run_due(&world.portal, &mailer, 10).await, 2, "one for each reader");
    let to =
        |mails: Vec<preau_services::ports::mailer::Mail>| mails.into_iter().map(|mail| mail.to).collect::<Vec<_>>();
    assert_eq!(to(mailer.sent()), ["camille@example.org"]);
    let left = world.tasks().await;
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].payload["guardian"], json!(ALEX));

    mailer.refused.lock().unwrap().clear();
    world.clock.advance(TimeDelta::seconds(30));
    assert_eq!(run_due(&world.portal, &mailer, 10).await, 1);
    let sent = mailer.sent();
    assert_eq!(sent[0].key, format!("{}-{}", left[0].task_id, ALEX.0));
    assert_eq!(to(sent), ["alex@example.org"]);
    assert_eq!(world.tasks().await, []);
}

async fn a_task_that_breaks_the_program_is_tried_again_and_harms_no_other(store: Store) {
    let world = World::open(store).await;
    let mailer = NotedMailer::default();
    mailer.fatal.lock().unwrap().push("camille@example.org".to_owned());
    world
        .place(
            1,
            &CAMILLE.to_string(),
            "Camille Durand",
            &[booked(LEA, "etude", "2026-11-30", 260)],
        )
        .await;
    world
        .place(
            2,
            &ALEX.to_string(),
            "Alex Smith",
            &[booked(LEA, "etude", "2026-12-01", 260)],
        )
        .await;
    assert_eq!(run_due(&world.portal, &mailer, 10).await, 2);
    assert_eq!(mailer.sent().len(), 1);
    let left = world.tasks().await;
    assert_eq!(left.len(), 1);
    assert_eq!(
        (left[0].task_id, left[0].last_error.as_deref()),
        (task_id(1), Some("panicked"))
    );
}

async fn an_unknown_kind_waits_for_a_person_at_once(store: Store) {
    let world = World::open(store).await;
    let now = world.portal.clock.now();
    let stranger = NewTask {
        task_id: task_id(1),
        kind: "send_pigeon",
        payload: json!({}),
        due_at: now,
    };
    world
        .commit(Batch {
            tasks: vec![stranger],
            ..Batch::default()
        })
        .await;
    assert_eq!(run_due(&world.portal, &NotedMailer::default(), 10).await, 1);
    assert_eq!(standing(&world).await, [(1, now, Some(now))]);
    assert_eq!(
        world.tasks().await[0].last_error.as_deref(),
        Some("Kind(\"send_pigeon\")")
    );
}

on_both_stores! {
    waits_double_up_to_an_hour_and_then_a_person_is_needed
    chance_cuts_a_wait_by_up_to_a_half
    only_the_reader_whose_mail_failed_is_written_to_again
    a_task_that_breaks_the_program_is_tried_again_and_harms_no_other
    an_unknown_kind_waits_for_a_person_at_once
}
