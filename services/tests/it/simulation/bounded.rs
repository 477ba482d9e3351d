//! What a simulation holds does not grow with the bookings; what it asks of the store grows with the pages.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use preau_domain::simulation::Summary;
use preau_entities::store::connect;
use preau_services::simulation::simulate;
use serde_json::Value;

use super::crowd::{FROM, NOW, TO, crowd, roomy};
use super::town::{Notes, trial};
use crate::booking::world::{RULES, World};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    ten_times_the_bookings_are_ten_times_the_pages_and_no_more_at_once
    nor_are_more_held_where_too_few_places_are
}

/// What one run came to.
#[derive(Debug, PartialEq, Eq)]
struct Run {
    places: u64,
    pages: usize,
    statements: usize,
    /// Bookings of crowded days that were held together beforehand, at most.
    ahead: usize,
    /// Places of the largest page.
    held: usize,
    /// The most families that were told behind one page, and all that were told before the end.
    told_at_once: usize,
    told: usize,
    /// Facts of the report that is held until the end.
    facts: usize,
}

async fn run(world: &World, draft: &str, at_once: Option<u64>, crowded: Option<u64>) -> Run {
    let statements = Arc::new(AtomicUsize::new(0));
    let sent = Arc::clone(&statements);
    let mut portal = world.portal.clone();
    let count = Arc::new(move || {
        sent.fetch_add(1, Ordering::Relaxed);
    });
    portal.db = connect(&world.store.url, 1, Some(count)).await.unwrap();
    let mut trial = trial(world, draft, FROM, TO);
    trial.children_at_once = at_once;
    trial.crowded_at_once = crowded;
    let mut notes = Notes::default();
    let summary = simulate(&portal, trial, &mut notes).await.unwrap().unwrap();
    let before = [0].into_iter().chain(notes.told.iter().copied());
    Run {
        places: summary.places,
        pages: notes.pages.len(),
        statements: statements.load(Ordering::Relaxed),
        ahead: notes.most_held(true),
        held: notes.most_held(false),
        told_at_once: notes
            .told
            .iter()
            .zip(before)
            .map(|(now, before)| now - before)
            .max()
            .unwrap(),
        told: *notes.told.last().unwrap(),
        facts: facts(&summary),
    }
}

fn facts(summary: &Summary) -> usize {
    fn of(value: &Value) -> usize {
        match value {
            Value::Array(values) => values.iter().map(of).sum(),
            Value::Object(values) => values.values().map(of).sum(),
            _ => 1,
        }
    }
    of(&serde_json::to_value(summary).unwrap())
}

async fn ten_times_the_bookings_are_ten_times_the_pages_and_no_more_at_once(store: Store) {
    let world = World::open(store, NOW).await;
    crowd(&world, 1..=24).await;
    let few = run(&world, &roomy(), Some(12), None).await;
    crowd(&world, 25..=240).await;
    let many = run(&world, &roomy(), Some(12), None).await;
    let as_fit = run(&world, &roomy(), None, None).await;
    // Two for each page, and one that finds no further family; before them the activities, how many bookings each slot has,
    // and what begins the reading.
    let statements = |pages| 2 * pages + 3;
    // Of six families, four have midday and two of them study.
    let held = (4 + 2) * 2 * 90;
    let expected = |places, pages, told| Run {
        places,
        pages,
        statements: statements(pages),
        ahead: 0,
        held,
        told_at_once: 4,
        told,
        facts: few.facts,
    };
    // All but the last family, of which more could come, are told before the end.
    assert_eq!(few, expected(4_320, 5, 15));
    assert_eq!(many, expected(43_200, 41, 159));
    // As many children as fit the 305 days, 16: of eight families, six have midday at most and three of them study.
    let fitting = Run {
        held: (6 + 3) * 2 * 90,
        told_at_once: 6,
        ..expected(43_200, 31, 159)
    };
    assert_eq!(as_fit, fitting);
}

/// All 90 days are crowded. A day has 48 bookings at first and 480 in the end, so that 20 days are held together and then two.
async fn nor_are_more_held_where_too_few_places_are(store: Store) {
    let world = World::open(store, NOW).await;
    crowd(&world, 1..=24).await;
    let few = run(&world, RULES, Some(500), Some(960)).await;
    crowd(&world, 25..=240).await;
    let many = run(&world, RULES, Some(500), Some(960)).await;
    // All children are one page, of the year and of each window: two statements, and one that finds no further family.
    let expected = |places, windows: usize, told| Run {
        places,
        pages: windows + 1,
        statements: 3 + 3 * (windows + 1) - 1,
        ahead: 960,
        held: usize::try_from(places).unwrap(),
        told_at_once: told,
        told,
        facts: few.facts,
    };
    assert_eq!(few, expected(4_320, 5, 15));
    assert_eq!(many, expected(43_200, 45, 159));
}
