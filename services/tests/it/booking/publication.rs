//! A rule book that is published while bookings are decided.

use std::collections::BTreeSet;

use futures_util::future::{join, join_all};
use preau_entities::rows::booking;
use preau_services::booking::plan::commit;
use preau_services::towns::{PublishRefusal, publish};
use sea_orm::{EntityTrait, PaginatorTrait};

use super::audit::live_bookings;
use super::world::{CHILDREN, FAMILIES, RULES, World, at, child};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    a_booking_names_the_version_that_decided_it
    an_activity_stays_as_long_as_places_in_it_are_booked
    towns_begin_at_the_same_time
}

const VERSIONS: usize = 12;

/// Every version has a price of its own, so that a booking tells which one decided it.
fn rules(version: usize) -> String {
    RULES
        .replace("amount = \"2.60\"", &format!("amount = \"{version}.00\""))
        .replace("capacity = 2\n", "capacity = 90\n")
}

async fn a_booking_names_the_version_that_decided_it(store: Store) {
    let world = World::open(store, "2026-11-04T08:00:00Z").await;
    let other = world.another_process(7).await;
    let publishing = async {
        for version in 2..VERSIONS {
            publish(&other, &rules(version)).await.unwrap().unwrap();
        }
    };
    let days = [
        "2026-11-16",
        "2026-11-17",
        "2026-11-19",
        "2026-11-20",
        "2026-11-23",
        "2026-11-24",
    ];
    let booking = async {
        for (nth, day) in days.iter().enumerate() {
            for of in 0..FAMILIES * CHILDREN {
                let (family, child_of) = (of / CHILDREN, of % CHILDREN);
                let changes = vec![world.book(child(family, child_of), "etude", &[day])];
                let request = world.request(family, &format!("{nth}-{of}"), changes);
                let portal = if of % 2 == 0 { &world.portal } else { &other };
                commit(portal, request).await.unwrap().unwrap();
            }
        }
    };
    join(publishing, booking).await;
    live_bookings(&world.store.db).await;
    let bookings = booking::Entity::find().all(&world.store.db).await.unwrap();
    for row in &bookings {
        let price = if row.rule_book_version == 1 {
            260
        } else {
            i64::from(row.rule_book_version) * 100
        };
        assert_eq!(row.price_cents, price, "decided by version {}", row.rule_book_version);
    }
    assert_eq!(
        booking::Entity::find().count(&world.store.db).await.unwrap(),
        u64::try_from(bookings.len()).unwrap()
    );
}

async fn an_activity_stays_as_long_as_places_in_it_are_booked(store: Store) {
    let world = World::open(store, "2026-11-04T08:00:00Z").await;
    let changes = vec![world.book(child(0, 0), "etude", &["2026-11-16"])];
    commit(&world.portal, world.request(0, "first", changes))
        .await
        .unwrap()
        .unwrap();
    let (before, etude) = RULES.split_once("[[activities]]\ncode = \"etude\"").unwrap();
    let (_, links) = etude.split_once("[[links]]").unwrap();
    let without = format!("{before}[[links]]{links}");
    let refused = Err(PublishRefusal::StillBooked(vec!["etude".to_owned()]));
    // The last moment of the day in Paris.
    world.clock.set(at("2026-11-16T22:59:59Z"));
    assert_eq!(publish(&world.portal, &without).await.unwrap(), refused);
    assert_eq!(world.portal.towns.reload(world.commune).await.unwrap().version, 1);
    world.clock.set(at("2026-11-16T23:00:00Z"));
    assert_eq!(publish(&world.portal, &without).await.unwrap(), Ok((world.commune, 2)));
}

/// Six towns, each of them founded by two operators at once.
async fn towns_begin_at_the_same_time(store: Store) {
    let world = World::open(store, "2026-11-04T08:00:00Z").await;
    let other = world.another_process(7).await;
    let slug = RULES.lines().find(|line| line.starts_with("slug = ")).unwrap();
    let files: Vec<String> = (0..6)
        .map(|nth| RULES.replacen(slug, &format!("slug = \"ville-{nth}\""), 1))
        .collect();
    let published = join_all(
        files
            .iter()
            .flat_map(|file| [&world.portal, &other].map(|portal| Box::pin(publish(portal, file)))),
    )
    .await;
    let towns: Vec<_> = published.into_iter().map(|town| town.unwrap().unwrap()).collect();
    for twice in towns.chunks(2) {
        assert_eq!(twice[0], twice[1]);
        assert_eq!(twice[0].1, 1);
    }
    assert_eq!(towns.iter().collect::<BTreeSet<_>>().len(), 6);
}
