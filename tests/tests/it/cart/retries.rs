//! The same order of a cart once more, and another one under its key.

use preau_tests::{Parent, Server, Store, both_stores};
use serde_json::{Value, json};

both_stores!(
    a_cart_that_was_ordered_is_ordered_once,
    another_cart_is_another_order,
    what_was_agreed_to_names_the_order,
    what_was_refused_stays_and_is_no_other_cart,
    two_orders_at_once_under_one_key,
    a_key_of_a_plan_is_none_of_a_cart
);

const DAY: &str = "2026-11-30";
const NEXT: &str = "2026-12-01";

fn mismatch() -> Value {
    json!([{ "code": "IDEMPOTENCY_MISMATCH", "path": ["idempotencyKey"] }])
}

async fn token(parent: &Parent) -> String {
    parent.cart().await["planToken"].as_str().expect("a token").to_owned()
}

/// D8, G7: by a phone that never heard the answer, whether it says what it agreed to or not.
async fn a_cart_that_was_ordered_is_ordered_once(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    camille.tick("Léa", "matin", &[DAY]).await;
    let shown = token(&camille).await;
    let done = camille.cart_order("1", None).await;
    assert_eq!((&done["errors"], &done["order"]["number"]), (&json!([]), &json!(1)));
    for expects in [None, Some(shown.as_str())] {
        assert_eq!(camille.cart_order("1", expects).await, done);
    }
    // Nobody agreed to ordering nothing.
    let empty = token(&camille).await;
    assert_eq!(camille.cart_order("1", Some(&empty)).await["errors"], mismatch());
    assert_eq!(camille.history().await.len(), 1);
}

/// D8, G7: nothing of it is done, and nothing else is told of it.
async fn another_cart_is_another_order(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    camille.tick("Léa", "matin", &[DAY]).await;
    camille.cart_order("1", None).await;
    camille.tick("Léa", "matin", &[NEXT]).await;
    let history = camille.history().await;
    let refused = camille.cart_order("1", None).await;
    assert_eq!(
        (
            &refused["errors"],
            &refused["order"],
            &refused["outcomes"],
            &refused["total"]
        ),
        (&mismatch(), &Value::Null, &json!([]), &Value::Null)
    );
    let left = ["Léa matin 2026-12-01 BOOK BOOKED 195 by Camille Martin"];
    assert_eq!(Parent::lines(&refused["cart"]), left);
    assert_eq!(camille.history().await, history);
    let done = camille.cart_order("2", None).await;
    assert_eq!(
        (&done["order"]["number"], &done["cart"]["badge"]),
        (&json!(2), &json!(0))
    );
}

/// D7, D8, G7: a retry says the same whatever another phone has added meanwhile.
async fn what_was_agreed_to_names_the_order(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let dominique = server.parent("dominique@example.org").await;
    camille.tick("Léa", "matin", &[DAY]).await;
    let agreed = token(&camille).await;
    let done = camille.cart_order("1", Some(&agreed)).await;
    dominique.tick("Zoé", "soir", &[DAY]).await;
    let again = camille.cart_order("1", Some(&agreed)).await;
    assert_eq!(
        (&again["order"], &again["outcomes"], &again["errors"]),
        (&done["order"], &done["outcomes"], &json!([]))
    );
    assert_eq!(
        Parent::lines(&again["cart"]),
        ["Zoé soir 2026-11-30 BOOK BOOKED 340 by Dominique Martin"]
    );
    let other = token(&camille).await;
    assert_eq!(camille.cart_order("1", Some(&other)).await["errors"], mismatch());
    assert_eq!(camille.cart_order("1", None).await["errors"], mismatch());
    assert_eq!(camille.history().await.len(), 1);
}

/// D8, D9, G7: the cart that an order leaves, or less of it, is the one that it was made of.
async fn what_was_refused_stays_and_is_no_other_cart(store: Store) {
    let (house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    camille.tick("Léa", "matin", &[DAY, "2026-12-07"]).await;
    house.time.set("2026-11-26T10:00:00+01:00");
    let done = camille.cart_order("1", None).await;
    assert_eq!(
        (&done["order"]["bookedCount"], &done["cart"]["badge"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(camille.cart_order("1", None).await, done);
    camille.cart_empty().await;
    let again = camille.cart_order("1", None).await;
    assert_eq!(
        (&again["order"], &again["outcomes"], &again["cart"]["badge"]),
        (&done["order"], &done["outcomes"], &json!(0))
    );
    assert_eq!(camille.history().await.len(), 1);
}

/// D8, G7: in one turn or in two.
async fn two_orders_at_once_under_one_key(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    camille.tick("Léa", "matin", &[DAY]).await;
    let (one, other) = tokio::join!(camille.cart_order("1", None), camille.cart_order("1", None));
    assert_eq!((&one["errors"], &one["order"]["number"]), (&json!([]), &json!(1)));
    assert_eq!((&one["order"], &one["outcomes"]), (&other["order"], &other["outcomes"]));
    assert_eq!(camille.history().await.len(), 1);
}

/// D8, G7: also while the cart is empty; and the other way round.
async fn a_key_of_a_plan_is_none_of_a_cart(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    camille.book("plan", "Léa", "soir", &[DAY]).await;
    assert_eq!(camille.cart_order("plan", None).await["errors"], mismatch());
    camille.tick("Léa", "matin", &[DAY]).await;
    camille.cart_order("cart", None).await;
    let plan = camille.plan("cart", &[camille.booking("Léa", "matin", &[DAY])]).await;
    assert_eq!(camille.refused(plan)[0].0, "IDEMPOTENCY_MISMATCH");
    assert_eq!(camille.history().await.len(), 2);
}
