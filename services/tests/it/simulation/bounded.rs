//! What a simulation holds does not grow with the bookings; what it asks of the store grows with the pages.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use preau_domain::simulation::Summary;
use preau_entities::store::connect;
use preau_services::simulation::simulate;
use serde_json::Value;

use super::crowd::{FROM, NOW, TO, crowd};
use super::town::{Notes, trial};
use crate::booking::world::{RULES, World};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    ten_times_the_bookings_are_ten_times_the_pages_and_no_more_at_once
}

/// What one run came to.
#[derive(Debug, PartialEq, Eq)]
struct Run {
    places: u64,
    pages: usize,
    statements: usize,
    /// Places of the largest page.
    held: usize,
    /// The most families that were told behind one page, and all that were told before the end.
    told_at_once: usize,
    told: usize,
    /// Facts of the report that is held until the end.
    facts: usize,
}

async fn run(world: &World, at_once: Option<u64>) -> Run {
    let statements = Arc::new(AtomicUsize::new(0));
    let sent = Arc::clone(&statements);
    let mut portal = world.portal.clone();
    let count = Arc::new(move || {
        sent.fetch_add(1, Ordering::Relaxed);
    });
    portal.db = connect(&world.store.url, 1, Some(count)).await.unwrap();
    let mut trial = trial(world, RULES, FROM, TO);
    trial.children_at_once = at_once;
    let mut notes = Notes::default();
    let summary = simulate(&portal, trial, &mut notes).await.unwrap().unwrap();
    let before = [0].into_iter().chain(notes.told.iter().copied());
    Run {
        places: summary.places,
        pages: notes.pages.len(),
        statements: statements.load(Ordering::Relaxed),
        held: notes.pages.iter().map(|page| page.held).max().unwrap(),
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
    let few = run(&world, Some(12)).await;
    crowd(&world, 25..=240).await;
    let many = run(&world, Some(12)).await;
    let as_fit = run(&world, None).await;
    // Two for each page, and one that finds no further family; before them the activities, and what begins the reading.
    let statements = |pages| 2 * pages + 2;
    // Of six families, four have midday and two of them study.
    let held = (4 + 2) * 2 * 90;
    let expected = |places, pages, told| Run {
        places,
        pages,
        statements: statements(pages),
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
