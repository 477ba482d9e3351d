//! Who waits for what its own booking shuts out, and gives that booking back.

use preau_domain::ids::ChildId;
use preau_services::waiting::request::Action;

use super::audit::{Row, held};
use super::town::{HOURS, ask, asking, rules, tick};
use crate::booking::world::{World, at, child, day};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    the_place_that_was_free_is_offered
    who_came_first_is_served_first
}

const MONDAY: &str = "2026-11-16";

/// Beside the study there is a care of two places in the evening, and nobody goes to both.
fn with_care() -> String {
    let rules = rules();
    let (before, links) = rules.split_once("[[links]]").unwrap();
    let (_, study) = before.rsplit_once("[[activities]]").unwrap();
    let care = study
        .replace("\"etude\"", "\"garderie\"")
        .replace("Étude du soir", "Garderie du soir");
    format!("{before}[[activities]]{care}[[links]]\nactivity = \"etude\"\nexcludes = \"garderie\"\n\n[[links]]{links}")
}

/// The care is full with a child of the first and of the second family. Then some children wait for it and book the study
/// instead, and the second family gives its place back: nobody can use it.
async fn with_a_place_that_nobody_can_use(store: Store, wait: &[(usize, ChildId)]) -> World {
    let world = World::with_rules(store, &with_care(), "2026-11-09T08:00:00Z").await;
    for of in [0, 1] {
        tick(&world, of, "care", child(of, 0), "garderie", (true, day(MONDAY))).await;
    }
    for &(of, who) in wait {
        let join = asking(&world, of, "join", Action::Join, (who, "garderie"), &[day(MONDAY)]);
        ask(&world.portal, join).await;
        tick(&world, of, "study", who, "etude", (true, day(MONDAY))).await;
    }
    tick(&world, 1, "back", child(1, 0), "garderie", (false, day(MONDAY))).await;
    let waiting: Vec<Row> = (1..)
        .zip(wait)
        .map(|(position, wait)| row(&world, position, wait.1, false))
        .collect();
    assert_eq!(
        held(&world.store.db).await.rows.into_iter().collect::<Vec<_>>(),
        waiting
    );
    world
}

fn row(world: &World, position: i64, who: ChildId, is_offered: bool) -> Row {
    Row {
        position,
        place: (who, world.activity("garderie"), day(MONDAY)),
        asked: true,
        state: if is_offered { "offered" } else { "waiting" },
        until: is_offered.then(|| at("2026-11-09T08:00:00Z") + chrono::TimeDelta::hours(HOURS)),
    }
}

async fn the_place_that_was_free_is_offered(store: Store) {
    let who = child(2, 0);
    let world = with_a_place_that_nobody_can_use(store, &[(2, who)]).await;
    tick(&world, 2, "instead", who, "etude", (false, day(MONDAY))).await;
    let now = held(&world.store.db).await;
    assert_eq!(now.rows, [row(&world, 1, who, true)].into());
    assert_eq!(now.taken[&(world.activity("garderie"), day(MONDAY))], 2);
}

/// The second in the line gives the study back: the first cannot use the place still.
async fn who_came_first_is_served_first(store: Store) {
    let (first, second) = (child(2, 0), child(3, 0));
    let world = with_a_place_that_nobody_can_use(store, &[(2, first), (3, second)]).await;
    tick(&world, 3, "instead", second, "etude", (false, day(MONDAY))).await;
    let passed_over = [row(&world, 1, first, false), row(&world, 2, second, true)];
    assert_eq!(held(&world.store.db).await.rows, passed_over.clone().into());
    tick(&world, 2, "instead", first, "etude", (false, day(MONDAY))).await;
    // There is no other place.
    assert_eq!(held(&world.store.db).await.rows, passed_over.into());
}
