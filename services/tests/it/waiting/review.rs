//! Rules that change, and deadlines that pass, while many wait.

use std::collections::BTreeMap;

use async_trait::async_trait;
use chrono::{NaiveDate, TimeDelta};
use preau_entities::rows::{slot, task, waiting_place};
use preau_entities::store::{ConnectionTrait, tasks};
use preau_migrations::{Migrator, MigratorTrait, bring_up};
use preau_services::outbox::run_due;
use preau_services::ports::mailer::{Mail, MailFault};
use preau_services::ports::{Clock, Mailer};
use preau_services::towns::{PublishRefusal, publish};
use preau_services::waiting::request::Action;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, Statement};

use super::audit::{held, lane};
use super::town::{ask, asking, open, rules, tick};
use crate::booking::world::{CHILDREN, FAMILIES, World, at, child, day};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    new_places_are_passed_on_step_by_step
    a_worker_that_dies_on_the_way_loses_a_step
    one_task_ends_all_waits_of_an_instant
    what_is_kept_gives_way_and_is_counted_no_more
    who_waited_before_the_step_waits_on
}

const DAYS: [&str; 12] = [
    "2026-11-16",
    "2026-11-17",
    "2026-11-19",
    "2026-11-20",
    "2026-11-23",
    "2026-11-24",
    "2026-11-26",
    "2026-11-27",
    "2026-11-30",
    "2026-12-01",
    "2026-12-03",
    "2026-12-04",
];

struct Postbox;

#[async_trait]
impl Mailer for Postbox {
    async fn send(&self, _: &Mail) -> Result<(), MailFault> {
        Ok(())
    }
}

fn days() -> Vec<NaiveDate> {
    DAYS.iter().map(|on| day(on)).collect()
}

/// Two have the evening's places of twelve days, six wait for each.
async fn many_wait(store: Store) -> World {
    let world = open(store, "2026-11-09T08:00:00Z").await;
    let children = (0..FAMILIES).flat_map(|family| (0..CHILDREN).map(move |nth| (family, child(family, nth))));
    for (nth, (family, child)) in children.enumerate() {
        if nth < 2 {
            for on in days() {
                tick(&world, family, &format!("{nth}-{on}"), child, "etude", (true, on)).await;
            }
        } else {
            let join = asking(
                &world,
                family,
                &nth.to_string(),
                Action::Join,
                (child, "etude"),
                &days(),
            );
            ask(&world.portal, join).await;
        }
    }
    work(&world).await;
    world
}

async fn work(world: &World) {
    while run_due(&world.portal, &Postbox, 100).await > 0 {}
    world.store.at_rest().await;
}

/// How many rows stand in each state.
async fn states(world: &World) -> BTreeMap<&'static str, usize> {
    let mut states = BTreeMap::new();
    for row in held(&world.store.db).await.rows {
        *states.entry(row.state).or_default() += 1;
    }
    states
}

async fn left(world: &World, kind: &str) -> u64 {
    let of_kind = task::Entity::find().filter(task::Column::Kind.eq(kind));
    of_kind.count(&world.store.db).await.unwrap()
}

/// The rules with so many places in the evening.
fn with_places(places: usize) -> String {
    let rules = rules();
    let (before, etude) = rules.split_once("code = \"etude\"\n").unwrap();
    let etude = etude.replacen("capacity = 2\n", &format!("capacity = {places}\n"), 1);
    format!("{before}code = \"etude\"\n{etude}")
}

/// 72 wait, 32 are looked at in a turn.
async fn new_places_are_passed_on_step_by_step(store: Store) {
    let world = many_wait(store).await;
    publish(&world.portal, &with_places(3)).await.unwrap().unwrap();
    assert_eq!(left(&world, "review_waits").await, 1);
    // The waits of five days and a part of the sixth, whose line is passed on whole.
    assert_eq!(run_due(&world.portal, &Postbox, 1).await, 1);
    assert_eq!(states(&world).await, [("offered", 6), ("waiting", 66)].into());
    assert_eq!(
        left(&world, "review_waits").await,
        1,
        "the next step takes the place of the one that is done"
    );
    work(&world).await;
    assert_eq!(states(&world).await, [("offered", 12), ("waiting", 60)].into());
    assert_eq!(left(&world, "review_waits").await, 0);
    let before = (held(&world.store.db).await, lane(&world.store.db).await);
    work(&world).await;
    assert_eq!((held(&world.store.db).await, lane(&world.store.db).await), before);
    // Nobody looks where nobody waits.
    publish(&world.portal, &with_places(3)).await.unwrap().unwrap();
    assert_eq!(left(&world, "review_waits").await, 0, "the same rules again");
}

async fn a_worker_that_dies_on_the_way_loses_a_step(store: Store) {
    let world = many_wait(store).await;
    publish(&world.portal, &with_places(3)).await.unwrap().unwrap();
    assert_eq!(run_due(&world.portal, &Postbox, 1).await, 1);
    // It takes the next step and whatever else is due, and is never heard of again.
    let now = world.clock.now();
    tasks::claim(&world.store.db, now, now + TimeDelta::minutes(2), 100)
        .await
        .unwrap();
    assert_eq!(run_due(&world.portal, &Postbox, 100).await, 0);
    assert_eq!(states(&world).await, [("offered", 6), ("waiting", 66)].into());
    world.clock.advance(TimeDelta::minutes(2));
    let other = world.another_process(7).await;
    while run_due(&other, &Postbox, 100).await + run_due(&world.portal, &Postbox, 100).await > 0 {}
    world.store.at_rest().await;
    assert_eq!(states(&world).await, [("offered", 12), ("waiting", 60)].into());
}

/// Each week of the twelve days closes at one instant, whoever waits for whatever.
async fn one_task_ends_all_waits_of_an_instant(store: Store) {
    let world = many_wait(store).await;
    assert_eq!(left(&world, "end_waits").await, 3);
    world.clock.set(at("2026-11-12T08:59:59Z"));
    work(&world).await;
    assert_eq!(states(&world).await, [("waiting", 72)].into());
    world.clock.set(at("2026-11-12T09:00:00Z"));
    let other = world.another_process(7).await;
    let (one, both) =
        futures_util::future::join(run_due(&world.portal, &Postbox, 100), run_due(&other, &Postbox, 100)).await;
    // Whoever comes first does it. The other finds nothing, or already the mails that come of it.
    let mails = u64::try_from(one + both).unwrap().checked_sub(1).unwrap();
    world.store.at_rest().await;
    assert_eq!(states(&world).await, [("expired", 24), ("waiting", 48)].into());
    assert_eq!(left(&world, "end_waits").await, 2);
    assert_eq!(
        left(&world, "mail_wait_ends").await + mails,
        3,
        "a mail for each family"
    );
    let over = waiting_place::Entity::find().filter(waiting_place::Column::State.eq("expired"));
    for row in over.all(&world.store.db).await.unwrap() {
        assert_eq!(row.ended_at, Some(at("2026-11-12T09:00:00Z")));
        assert_eq!(row.ended_at, row.closes_at);
    }
}

/// The evening is given up while nothing in it is booked: what is offered ends, and so does what is waited for.
async fn what_is_kept_gives_way_and_is_counted_no_more(store: Store) {
    let world = open(store, "2026-11-09T08:00:00Z").await;
    let monday = day(DAYS[0]);
    for family in [0, 1] {
        tick(&world, family, "book", child(family, 0), "etude", (true, monday)).await;
    }
    for (family, nth) in [(2, 0), (3, 0), (2, 1)] {
        let key = format!("join-{nth}");
        let join = asking(
            &world,
            family,
            &key,
            Action::Join,
            (child(family, nth), "etude"),
            &[monday],
        );
        ask(&world.portal, join).await;
    }
    tick(&world, 0, "back", child(0, 0), "etude", (false, monday)).await;
    let rules = rules();
    let (before, etude) = rules.split_once("[[activities]]\ncode = \"etude\"").unwrap();
    let (_, links) = etude.split_once("[[links]]").unwrap();
    let without = format!("{before}[[links]]{links}");
    let refused = Err(PublishRefusal::StillBooked(vec!["etude".to_owned()]));
    assert_eq!(
        publish(&world.portal, &without).await.unwrap(),
        refused,
        "one is booked"
    );
    tick(&world, 1, "back", child(1, 0), "etude", (false, monday)).await;
    assert_eq!(states(&world).await, [("offered", 2), ("waiting", 1)].into());
    assert_eq!(publish(&world.portal, &without).await.unwrap(), Ok((world.commune, 2)));
    work(&world).await;
    assert_eq!(states(&world).await, [("withdrawn", 3)].into());
    let counters = slot::Entity::find().all(&world.store.db).await.unwrap();
    assert_eq!(counters.iter().map(|row| row.taken).collect::<Vec<_>>(), [0]);
    assert_eq!(left(&world, "mail_wait_ends").await, 0, "they are sent");
    let before = (held(&world.store.db).await, lane(&world.store.db).await);
    world.clock.advance(TimeDelta::days(30));
    work(&world).await;
    assert_eq!((held(&world.store.db).await, lane(&world.store.db).await), before);
}

/// A store of the version before says of nobody until when they wait.
async fn who_waited_before_the_step_waits_on(store: Store) {
    let world = many_wait(store).await;
    let db = &world.store.db;
    let before = (held(db).await, lane(db).await);
    let steps = Migrator::migrations();
    let own = steps.iter().position(|step| step.name() == "m20261129_01_waits_end");
    let undone = u32::try_from(steps.len() - own.unwrap()).unwrap();
    Migrator::down(db, Some(undone)).await.unwrap();
    assert!(
        db.execute_unprepared("SELECT closes_at FROM waiting_places")
            .await
            .is_err()
    );
    let expired = "UPDATE waiting_places SET state = 'expired'";
    db.execute_unprepared(expired).await.unwrap_err();
    bring_up(db).await.unwrap();
    let unknown = waiting_place::Entity::find().filter(waiting_place::Column::ClosesAt.is_null());
    assert_eq!(unknown.count(db).await.unwrap(), 72);
    assert_eq!(
        (left(&world, "review_waits").await, left(&world, "end_waits").await),
        (1, 0)
    );
    work(&world).await;
    assert_eq!((held(db).await, lane(db).await), before);
    assert_eq!(left(&world, "end_waits").await, 3);
    world.clock.set(at("2026-11-12T09:00:00Z"));
    work(&world).await;
    assert_eq!(states(&world).await, [("expired", 24), ("waiting", 48)].into());
    // To the version before they were let go.
    Migrator::down(db, Some(undone)).await.unwrap();
    assert_eq!(count(&world, "waiting_places WHERE state = 'left'").await, 24);
    assert_eq!(
        count(&world, "waiting_alerts WHERE kind NOT IN ('offered', 'lapsed')").await,
        0
    );
}

async fn count(world: &World, rows: &str) -> i64 {
    let db = &world.store.db;
    let asked = Statement::from_string(
        db.get_database_backend(),
        format!("SELECT count(*) AS found FROM {rows}"),
    );
    let found = db.query_all_raw(asked).await.unwrap();
    found[0].try_get("", "found").unwrap()
}
