use futures_util::future::join_all;
use preau_tests::towns::{PEOPLE, RULES, more_families};
use preau_tests::{House, Store, both_stores};

both_stores!(every_order_of_a_rush_is_heard_in_order);

/// Two instances over one store, both deciding while one is listened to.
mod instances {
    preau_tests::postgres_only!(every_order_of_a_rush_is_heard_across_servers);

    async fn every_order_of_a_rush_is_heard_across_servers(store: preau_tests::Store) {
        super::rush(store, true).await;
    }
}

const PHONES: usize = 10;
const DAYS: [&str; 4] = ["2026-11-30", "2026-12-01", "2026-12-03", "2026-12-04"];

/// F4, D13: forty orders placed at once, each heard once, in the town's order, without a gap.
async fn every_order_of_a_rush_is_heard_in_order(store: Store) {
    rush(store, false).await;
}

async fn rush(store: Store, two_servers: bool) {
    let house = House::new(store).await;
    let first = house.open().await;
    first.settle(RULES, &format!("{PEOPLE}{}", more_families(PHONES))).await;
    let second = if two_servers { Some(house.open().await) } else { None };
    let mut parents = Vec::new();
    for nth in 0..PHONES {
        let server = second.as_ref().filter(|_| nth % 2 == 1).unwrap_or(&first);
        parents.push(server.parent(&format!("famille-{nth}@example.org")).await);
    }
    let mut ear = first.sign_in("sacha@milly.example").await.listen().await;
    ear.alerts("0").await;
    let orders = parents
        .iter()
        .flat_map(|parent| DAYS.map(|day| async move { parent.book(day, "Enfant", "soir", &[day]).await }));
    for (nth, told) in join_all(orders).await.into_iter().enumerate() {
        assert_eq!(told, [format!("Enfant soir {} BOOKED 340", DAYS[nth % DAYS.len()])]);
    }
    for position in 1..=PHONES * DAYS.len() {
        let alert = ear.alert().await;
        assert_eq!(alert["position"], position.to_string());
        assert_eq!(alert["order"]["number"], position);
    }
}
