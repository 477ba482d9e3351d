//! A report that was overtaken by the booking of its place.

use preau_domain::access::{Reach, Scope};
use preau_domain::attendance::PlaceState;
use preau_entities::store::attendance::between;
use preau_services::attendance::report::{ReportLine, ReportOutcome, ReportRequest, Told};
use preau_services::attendance::tell;
use preau_services::booking::plan::commit;

use super::town::open;
use crate::booking::world::{World, at, child, day, family};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    a_report_from_before_the_booking_is_not_told_of_it
}

fn report(world: &World, key: &str, received_at: &str) -> ReportRequest {
    ReportRequest {
        scope: Scope {
            commune: world.commune,
            reach: Reach::Family(family(0)),
        },
        actor: "guardian".to_owned(),
        actor_name: "Camille".to_owned(),
        told: Told {
            child: child(0, 0),
            days: vec![day("2026-11-12")],
            activities: Vec::new(),
            reason: None,
            note: None,
        },
        key: key.to_owned(),
        received_at: at(received_at),
    }
}

/// D18: of two requests that came within a minute, the later one was taken in first. The family is not told that its
/// report counts, for nothing would come of it; told again, it counts.
async fn a_report_from_before_the_booking_is_not_told_of_it(store: Store) {
    let world = open(store, "2026-11-10T06:05:00Z").await;
    let booking = world.request(0, "1", vec![world.book(child(0, 0), "soir", &["2026-11-12"])]);
    commit(&world.portal, booking).await.unwrap().unwrap();
    let line = |outcome, reported_at: Option<&str>| ReportLine {
        activity: Some(world.activity("soir")),
        day: day("2026-11-12"),
        outcome,
        reported_at: reported_at.map(at),
    };
    let told = |key: &str, received_at: &str| {
        let request = report(&world, key, received_at);
        let portal = &world.portal;
        async move { tell(portal, &request).await.unwrap().unwrap() }
    };
    assert_eq!(
        told("2", "2026-11-10T06:04:59Z").await,
        [line(ReportOutcome::NotBooked, None)]
    );
    let on = day("2026-11-12");
    let places = between(&world.store.db, world.commune, &[child(0, 0)], on, on).await;
    assert_eq!(places.unwrap()[0].state, PlaceState::default());
    assert_eq!(
        told("3", "2026-11-10T06:05:00Z").await,
        [line(ReportOutcome::Reported, Some("2026-11-10T06:05:00Z"))]
    );
    assert_eq!(
        told("4", "2026-11-10T06:06:00Z").await,
        [line(ReportOutcome::ReportedBefore, Some("2026-11-10T06:05:00Z"))]
    );
}
