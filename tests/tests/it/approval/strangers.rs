//! The desk is the town's: families and partners may not, other towns cannot.

use preau_tests::towns::{PEOPLE, VILLAGE, VILLAGE_PASSWORD, rules_with_approval, village_people, village_rules};
use preau_tests::{House, Parent, Store, both_stores, documents};
use serde_json::json;

use super::desk::{Desk, placed, state_of};

both_stores!(
    only_staff_decide,
    the_queue_is_the_towns_own,
    families_see_their_own_orders
);

const DAY: &str = "2026-11-30";

async fn two_towns(store: Store) -> (House, preau_tests::Server, Parent, Desk, Desk, String) {
    let house = House::new(store).await;
    let server = house.open().await;
    server.settle(&rules_with_approval(), PEOPLE).await;
    server.settle(&village_rules(), &village_people()).await;
    let camille = server.parent("camille@example.org").await;
    let desk = Desk {
        phone: server.sign_in("sacha@milly.example").await,
    };
    let village = server
        .phone()
        .sign_in(VILLAGE, "sacha@milly.example", VILLAGE_PASSWORD)
        .await;
    let changes = [camille.booking("Léa", "midi", &[DAY])];
    let order = placed(&camille.plan("1", &changes).await.field("bookingPlan"));
    (house, server, camille, desk, Desk { phone: village }, order)
}

/// A5, G1, G4.
async fn only_staff_decide(store: Store) {
    let (_house, server, camille, desk, village, order) = two_towns(store).await;
    let before = state_of(&camille.phone, &order).await;
    let input = json!({ "orderId": order, "acceptRest": true, "idempotencyKey": "1" });
    let caterer = server.sign_in("cuisine-centrale").await;
    for (phone, code) in [
        (&camille.phone, "FORBIDDEN"),
        (&caterer, "FORBIDDEN"),
        (&server.phone(), "UNAUTHENTICATED"),
    ] {
        // Also where the order is nobody's: nothing is told of it.
        for id in [order.as_str(), "order:01ARZ3NDEKTSV4RRFFQ69G5FAV", "rubbish"] {
            let mut input = input.clone();
            input["orderId"] = json!(id);
            let answer = phone.ask(documents::ORDER_DECIDE, json!({ "input": input })).await;
            assert_eq!(answer.codes(), [code]);
        }
    }
    let unknown = ("UNKNOWN_ORDER".to_owned(), "orderId".to_owned());
    assert_eq!(Desk::refused(village.send(input.clone()).await), unknown);
    assert_eq!(state_of(&camille.phone, &order).await, before);
    let told = Desk::told(desk.send(input).await);
    assert_eq!(told.len(), 2);
}

/// G1, G4: a town is public, its queue is not.
async fn the_queue_is_the_towns_own(store: Store) {
    let (_house, server, camille, desk, village, _order) = two_towns(store).await;
    assert_eq!(village.queue().await, (Vec::new(), (0, 0, 0)));
    assert_eq!(desk.queue().await.1, (1, 1, 0));
    let queue = "query($slug: String!) { town(slug: $slug) { ordersToDecide { totalCount } } }";
    let counters = "query($slug: String!) { town(slug: $slug) { deskCounters { ordersToDecide } } }";
    let caterer = server.sign_in("cuisine-centrale").await;
    for document in [queue, counters] {
        for (phone, slug, code) in [
            (&camille.phone, preau_tests::towns::MILLY, "FORBIDDEN"),
            (&caterer, preau_tests::towns::MILLY, "FORBIDDEN"),
            (&server.phone(), preau_tests::towns::MILLY, "UNAUTHENTICATED"),
            (&village.phone, preau_tests::towns::MILLY, "NOT_FOUND"),
            (&desk.phone, VILLAGE, "NOT_FOUND"),
        ] {
            let answer = phone.ask(document, json!({ "slug": slug })).await;
            assert_eq!(answer.codes(), [code], "{document}");
        }
    }
}

/// D9: the lines of an order are its family's, and walked page by page oldest first.
async fn families_see_their_own_orders(store: Store) {
    let (_house, server, camille, desk, _village, order) = two_towns(store).await;
    let alix = server.parent("alix@example.org").await;
    let answer = alix.phone.ask(documents::ORDER, json!({ "id": order })).await;
    assert_eq!(answer.codes(), ["NOT_FOUND"]);
    for (nth, child) in ["Zoé", "Léa"].into_iter().enumerate() {
        camille.book(&format!("q{nth}"), child, "soir", &["2026-12-01"]).await;
    }
    let mut seen = Vec::new();
    let mut after = serde_json::Value::Null;
    loop {
        let town = desk.town(json!({ "first": 1, "after": after })).await;
        let page = &town["ordersToDecide"];
        assert_eq!(page["totalCount"], 3);
        seen.push(page["nodes"][0]["number"].clone());
        if page["pageInfo"]["hasNextPage"] == false {
            break;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
    assert_eq!(seen, [1, 2, 3]);
}
