use preau_tests::towns::{PEOPLE, RULES};
use preau_tests::{Server, Store, both_stores, documents};
use serde_json::{Value, json};

both_stores!(what_a_cart_costs);

const DAYS: [&str; 4] = ["2026-11-30", "2026-12-01", "2026-12-03", "2026-12-04"];

/// What a request costs; some is sent behind its answer.
async fn cost(server: &Server, expected: usize, asked: impl Future<Output = Value>) -> usize {
    let before = server.statements();
    asked.await;
    server.statements_after(before + expected).await - before
}

/// D8: as much for one day as for four, each with the cart as it then is; a month and a plan cost what they cost, in a
/// town that keeps places one statement more.
async fn what_a_cart_costs(store: Store) {
    for (keeps, filling, reading, plan) in [("", 14, 5, 16), ("\n[cart]\nholds_minutes = 20\n", 20, 6, 17)] {
        for days in [&DAYS[..1], &DAYS[..]] {
            let (_house, server) = Server::of_town(store, &format!("{RULES}{keeps}"), PEOPLE).await;
            let camille = server.parent("camille@example.org").await;
            let month = json!({ "childId": camille.child("Léa"), "from": "2026-12-01", "to": "2026-12-31" });
            let month = async || camille.phone.ask(documents::CHILD_MONTH, month.clone()).await.data();
            month().await;
            let mut costs = Vec::new();
            let input = json!({ "changes": [camille.booking("Léa", "etude", days)] });
            costs.push(("filling", cost(&server, filling, camille.cart_add(input)).await));
            costs.push(("reading", cost(&server, reading, camille.cart()).await));
            costs.push(("a month, warm", cost(&server, 2, month()).await));
            costs.push(("ordering", cost(&server, 20, camille.cart_order("1", None)).await));
            costs.push(("emptying", cost(&server, 4, camille.cart_empty()).await));
            let changes = [camille.booking("Zoé", "soir", days)];
            let past_it = async { camille.plan("2", &changes).await.field("bookingPlan") };
            costs.push(("a plan past it", cost(&server, plan, past_it).await));
            assert_eq!(
                costs,
                [
                    ("filling", filling),
                    ("reading", reading),
                    ("a month, warm", 1),
                    ("ordering", 20),
                    ("emptying", 4),
                    ("a plan past it", plan),
                ],
                "{keeps:?} {days:?}"
            );
        }
    }
}
