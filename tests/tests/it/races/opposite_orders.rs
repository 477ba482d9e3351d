//! Plans that overlap, each with its days in another order: nobody waits for ever, and the counters tell the truth.

use std::collections::BTreeMap;

use futures_util::future::join_all;
use preau_tests::towns::{PEOPLE, more_families, rules_with_places};
use preau_tests::{House, Parent, Store, both_stores};

both_stores!(overlapping_plans_in_opposite_orders);

/// Two instances over one store.
mod instances {
    preau_tests::postgres_only!(overlapping_plans_through_two_servers);

    async fn overlapping_plans_through_two_servers(store: preau_tests::Store) {
        super::rush(store, true).await;
    }
}

const DAYS: [&str; 8] = [
    "2026-11-30",
    "2026-12-01",
    "2026-12-03",
    "2026-12-04",
    "2026-12-07",
    "2026-12-08",
    "2026-12-10",
    "2026-12-11",
];
const ACTIVITIES: [&str; 3] = ["midi", "restauration", "soir"];
const PHONES: usize = 12;
const PLACES: u32 = 5;

/// D13: bookings and cancellations at once; accepted ones are never lost, and no slot is over its places.
async fn overlapping_plans_in_opposite_orders(store: Store) {
    rush(store, false).await;
}

async fn rush(store: Store, two_servers: bool) {
    let house = House::new(store).await;
    let first = house.open().await;
    first
        .settle(
            &rules_with_places(PLACES),
            &format!("{PEOPLE}{}", more_families(PHONES)),
        )
        .await;
    let second = if two_servers { Some(house.open().await) } else { None };
    let mut parents = Vec::new();
    for nth in 0..PHONES {
        let server = second.as_ref().filter(|_| nth % 2 == 1).unwrap_or(&first);
        parents.push(server.parent(&format!("famille-{nth}@example.org")).await);
    }
    for round in 0..3 {
        let plans = parents.iter().enumerate().map(|(nth, parent)| plan(parent, nth, round));
        join_all(plans).await;
    }
    let mut booked: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for parent in &parents {
        let calendar = parent.calendar("Enfant", DAYS[0], DAYS[7]).await;
        for activity in ACTIVITIES {
            for day in DAYS {
                let state = calendar
                    .on(activity, day)
                    .split(' ')
                    .nth(1)
                    .unwrap_or_default()
                    .to_owned();
                *booked.entry((activity, day)).or_default() += usize::from(state == "BOOKED");
            }
        }
    }
    for server in [Some(&first), second.as_ref()].into_iter().flatten() {
        let sacha = server.parent("sacha@milly.example").await;
        for (&(activity, day), &count) in &booked {
            assert_eq!(sacha.heads(activity, day).await, count, "{activity} {day}");
            assert!(count <= 5, "{activity} {day}");
        }
    }
    assert!(booked.values().any(|&count| count == 5), "nothing was full: {booked:?}");
}

/// Each phone turns the days its own way; in later rounds it also gives back some that it has.
async fn plan(parent: &Parent, nth: usize, round: usize) {
    let mut days = DAYS.to_vec();
    days.rotate_left(nth % DAYS.len());
    if nth % 2 == 1 {
        days.reverse();
    }
    let (back, wanted) = days.split_at(if round == 0 { 0 } else { 2 });
    let mut activities = ACTIVITIES.to_vec();
    activities.rotate_left(nth % ACTIVITIES.len());
    let mut changes = vec![
        parent.booking("Enfant", activities[0], wanted),
        parent.booking("Enfant", activities[1], wanted),
    ];
    if !back.is_empty() {
        changes.push(parent.cancelling("Enfant", activities[0], back));
    }
    let payload = parent
        .plan(&format!("tour-{round}"), &changes)
        .await
        .field("bookingPlan");
    assert_eq!(payload["errors"], serde_json::json!([]));
}
