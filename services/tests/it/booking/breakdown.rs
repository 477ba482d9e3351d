//! A turn that breaks the program.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use async_trait::async_trait;
use futures_util::future::join_all;
use preau_services::booking::plan::commit;
use preau_services::ports::Counts;
use preau_services::ports::counts::{CountsFault, MonthKey, SlotCount};

use super::audit::live_bookings;
use super::world::{FAMILIES, World, child, portal};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    a_turn_that_panics_answers_all_who_wait
}

/// Breaks the first time something is published: the turn is committed, and its requests wait for their answers.
#[derive(Default)]
struct BrittleCounts(AtomicU32);

#[async_trait]
impl Counts for BrittleCounts {
    async fn read(&self, keys: &[MonthKey]) -> Vec<Option<Vec<SlotCount>>> {
        vec![None; keys.len()]
    }

    async fn fill(&self, _: &[(MonthKey, Vec<SlotCount>)]) {}

    async fn publish(&self, _: &[(MonthKey, SlotCount)]) -> Result<(), CountsFault> {
        assert_ne!(self.0.fetch_add(1, Ordering::Relaxed), 0, "told to break");
        Ok(())
    }
}

async fn a_turn_that_panics_answers_all_who_wait(store: Store) {
    let world = World::open(store, "2026-11-04T08:00:00Z").await;
    let portal = portal(&world.store, world.clock.clone(), Arc::new(BrittleCounts::default()), 3);
    let requests = (0..FAMILIES).map(|family| {
        let changes = vec![world.book(child(family, 0), "cantine", &["2026-11-16"])];
        commit(&portal, world.request(family, "once", changes))
    });
    let answers = join_all(requests).await;
    let booked = answers
        .into_iter()
        .map(|answer| answer.unwrap().unwrap().order.is_some());
    assert_eq!(booked.collect::<Vec<_>>(), [true, true, true, false]);
    assert_eq!(live_bookings(&world.store.db).await.len(), 6);
}
