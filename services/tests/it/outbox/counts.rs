use preau_services::outbox::{Task, run_due};
use preau_services::ports::counts::{MonthKey, SlotCount};

use super::world::{CAMILLE, LEA, NotedMailer, World, ZOE, booked, day};
use crate::stores::{Store, on_both_stores};

async fn whole_months_are_published_as_the_store_has_them(store: Store) {
    let world = World::open(store).await;
    let mailer = NotedMailer::default();
    let changes = [
        booked(LEA, "midi", "2026-11-30", 170),
        booked(ZOE, "midi", "2026-11-30", 170),
        booked(LEA, "midi", "2026-12-01", 170),
        booked(LEA, "midi", "2026-12-31", 170),
        booked(LEA, "etude", "2026-12-01", 260),
    ];
    world.place(1, &CAMILLE.to_string(), "Camille Durand", &changes).await;
    assert_eq!(run_due(&world.portal, &mailer, 10).await, 1);

    let (midi, study) = (world.activity("midi"), world.activity("etude"));
    let slots = vec![
        (midi, day("2026-11-30")),
        (midi, day("2026-12-01")),
        (study, day("2027-01-04")),
    ];
    world.leave(2, &Task::PublishCounts { slots }).await;
    assert_eq!(run_due(&world.portal, &mailer, 10).await, 1);

    let key = |month: &str| MonthKey {
        commune: world.commune,
        activity: midi,
        month: day(month),
    };
    let count = |on: &str, taken| SlotCount {
        day: day(on),
        taken,
        version: 1,
    };
    let mut published = std::mem::take(&mut *world.counts.published.lock().unwrap());
    for changes in &mut published {
        changes.sort_by_key(|(key, count)| (*key, count.day));
    }
    let expected = vec![
        (key("2026-11-01"), count("2026-11-30", 2)),
        (key("2026-12-01"), count("2026-12-01", 1)),
        (key("2026-12-01"), count("2026-12-31", 1)),
    ];
    assert_eq!(published, [expected]);
    assert_eq!(world.tasks().await, []);
}

async fn a_cache_that_fails_is_told_again_later(store: Store) {
    let world = World::open(store).await;
    let mailer = NotedMailer::default();
    *world.counts.broken.lock().unwrap() = Some("cache away".to_owned());
    world
        .leave(
            1,
            &Task::PublishCounts {
                slots: vec![(world.activity("midi"), day("2026-11-30"))],
            },
        )
        .await;
    assert_eq!(run_due(&world.portal, &mailer, 10).await, 1);
    assert_eq!(world.tasks().await[0].last_error.as_deref(), Some("counts: cache away"));

    *world.counts.broken.lock().unwrap() = None;
    world.clock.advance(chrono::TimeDelta::seconds(30));
    assert_eq!(run_due(&world.portal, &mailer, 10).await, 1);
    assert_eq!(*world.counts.published.lock().unwrap(), [[]]);
    assert_eq!(world.tasks().await, []);
}

on_both_stores! {
    whole_months_are_published_as_the_store_has_them
    a_cache_that_fails_is_told_again_later
}
