//! One child's place becomes a sibling's.

use preau_services::booking::answer::LineOutcome;
use preau_services::booking::plan::commit;
use preau_services::booking::request::Change;

use super::audit::live_bookings;
use super::world::{World, child, day};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    a_place_given_back_is_there_for_a_sibling_named_first
}

async fn a_place_given_back_is_there_for_a_sibling_named_first(store: Store) {
    let world = World::open(store, "2026-11-04T08:00:00Z").await;
    let on = "2026-11-16";
    // Both places of the evening are taken.
    for family in [0, 1] {
        let changes = vec![world.book(child(family, 0), "etude", &[on])];
        commit(&world.portal, world.request(family, "first", changes))
            .await
            .unwrap()
            .unwrap();
    }
    let etude = world.activity("etude");
    let given_back = Change {
        child: child(0, 0),
        activity: etude,
        book: Vec::new(),
        cancel: vec![day(on)],
    };
    let changes = vec![world.book(child(0, 1), "etude", &[on]), given_back];
    let answer = commit(&world.portal, world.request(0, "swap", changes))
        .await
        .unwrap()
        .unwrap();
    let told: Vec<_> = answer.outcomes.iter().map(|line| (line.child, &line.outcome)).collect();
    let price = answer.total;
    assert_eq!(
        told,
        [
            (child(0, 1), &LineOutcome::Booked { price }),
            (child(0, 0), &LineOutcome::Cancelled)
        ]
    );
    let live = live_bookings(&world.store.db).await;
    assert_eq!(
        live,
        [(child(0, 1), etude, day(on)), (child(1, 0), etude, day(on))].into()
    );
}
