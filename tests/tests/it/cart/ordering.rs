use preau_tests::{Parent, Server, Store, both_stores};
use serde_json::{Value, json};

both_stores!(
    the_cart_becomes_an_order,
    what_is_refused_stays_in_the_cart,
    what_was_shown_or_nothing
);

const DAY: &str = "2026-11-30";

/// D8, D9: one order, one mail; the cart is empty on both phones, and a retry gets the same answer.
async fn the_cart_becomes_an_order(store: Store) {
    let (house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let dominique = server.parent("dominique@example.org").await;
    camille.book("0", "Zoé", "soir", &[DAY]).await;
    camille.tick("Léa", "restauration", &[DAY]).await;
    house.time.set("2026-11-23T09:00:01+01:00");
    dominique.tick_off("Zoé", "soir", &[DAY]).await;
    let shown = camille.cart().await;
    let done = camille.cart_order("1", shown["planToken"].as_str()).await;
    assert_eq!((&done["errors"], &done["planToken"]), (&json!([]), &Value::Null));
    assert_eq!(
        camille.outcomes(&done),
        [
            "Léa restauration 2026-11-30 BOOKED 315",
            "Léa midi 2026-11-30 BOOKED 170 with restauration",
            "Zoé soir 2026-11-30 CANCELLED",
        ]
    );
    let order = json!({ "number": 2, "bookedCount": 2, "cancelledCount": 1 });
    assert_eq!((&done["order"], &done["total"]["amountCents"]), (&order, &json!(485)));
    let children = json!([{ "firstName": "Léa" }, { "firstName": "Zoé" }]);
    assert_eq!((&done["children"], &done["cart"]["badge"]), (&children, &json!(0)));
    assert_eq!(dominique.cart().await["badge"], 0);
    assert_eq!(camille.cart_order("1", shown["planToken"].as_str()).await, done);
    let mismatch = camille.plan("1", &[camille.booking("Léa", "matin", &[DAY])]).await;
    assert_eq!(camille.refused(mismatch)[0].0, "IDEMPOTENCY_MISMATCH");
    server.work().await;
    assert_eq!((camille.history().await.len(), server.mails().len()), (4, 2));
}

/// D8, D9: a line that has become too late is told as such, and does not stop the others.
async fn what_is_refused_stays_in_the_cart(store: Store) {
    let (house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    camille.tick("Léa", "matin", &[DAY, "2026-12-07"]).await;
    house.time.set("2026-11-26T10:00:00+01:00");
    let late = "Léa matin 2026-11-30 BOOK REFUSED TOO_LATE by Camille Martin";
    let cart = camille.cart().await;
    assert_eq!(
        Parent::lines(&cart),
        [late, "Léa matin 2026-12-07 BOOK BOOKED 195 by Camille Martin"]
    );
    assert_eq!(cart["total"]["amountCents"], 195);
    let done = camille.cart_order("1", None).await;
    assert_eq!(
        camille.outcomes(&done),
        [
            "Léa matin 2026-11-30 REFUSED TOO_LATE",
            "Léa matin 2026-12-07 BOOKED 195",
        ]
    );
    assert_eq!(done["order"]["bookedCount"], 1);
    assert_eq!(Parent::lines(&done["cart"]), [late]);
    // Ordering what is left changes nothing.
    let again = camille.cart_order("2", None).await;
    assert_eq!(
        (&again["order"], Parent::lines(&again["cart"])),
        (&Value::Null, vec![late.to_owned()])
    );
    assert_eq!(camille.history().await.len(), 1);
}

/// D7, D8: the other phone has added something since: nothing is done, and it is marked.
async fn what_was_shown_or_nothing(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let dominique = server.parent("dominique@example.org").await;
    camille.tick("Léa", "matin", &[DAY]).await;
    let shown = camille.cart().await;
    dominique.tick("Léa", "soir", &[DAY]).await;
    let stale = camille.cart_order("1", shown["planToken"].as_str()).await;
    assert_eq!(
        stale["errors"],
        json!([{ "code": "PLAN_CHANGED", "path": ["expects"] }])
    );
    assert_eq!(
        camille.outcomes(&stale),
        ["Léa matin 2026-11-30 BOOKED 195", "Léa soir 2026-11-30 BOOKED 340"]
    );
    let changed: Vec<&Value> = stale["outcomes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| &line["changed"])
        .collect();
    assert_eq!(changed, [&json!(false), &json!(true)]);
    assert_eq!((&stale["order"], &stale["cart"]["badge"]), (&Value::Null, &json!(2)));
    assert_eq!(camille.history().await, [""; 0]);
    assert_eq!(stale["planToken"], stale["cart"]["planToken"]);
    let done = camille.cart_order("1", stale["planToken"].as_str()).await;
    assert_eq!(
        (&done["order"]["bookedCount"], &done["cart"]["badge"]),
        (&json!(2), &json!(0))
    );
}
