use preau_tests::{Phone, Server, Store, both_stores};
use serde_json::{Value, json};

both_stores!(requests_that_are_none, orders_that_are_none, only_families_have_a_cart);

const DAY: &str = "2026-11-30";

/// D8: other families' children, unknown activities, patterns without a day or without an end, too much of it.
async fn requests_that_are_none(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let alix = server.parent("alix@example.org").await;
    camille.tick("Léa", "matin", &[DAY]).await;
    let before = camille.cart().await;
    let sound = camille.booking("Léa", "soir", &[DAY]);
    let mut stranger = sound.clone();
    stranger["childId"] = alix.child("Tom").into();
    let mut unknown = sound.clone();
    unknown["activityId"] = "activity:01J00000000000000000000000".into();
    let pattern = |to: &str, days: Value| json!({ "childId": camille.child("Léa"), "activityId": camille.activity("soir"), "from": DAY, "to": to, "days": days });
    let monday = json!({ "everyWeek": ["MONDAY"] });
    for (input, code, path) in [
        (json!({}), "NOTHING_ASKED", json!([])),
        (json!({ "changes": [] }), "NOTHING_ASKED", json!([])),
        (
            json!({ "changes": [sound, stranger] }),
            "UNKNOWN_CHILD",
            json!(["changes", "1", "childId"]),
        ),
        (
            json!({ "changes": [sound, unknown] }),
            "UNKNOWN_ACTIVITY",
            json!(["changes", "1", "activityId"]),
        ),
        (
            json!({ "patterns": [pattern("2026-11-29", monday.clone())] }),
            "REVERSED_RANGE",
            json!(["patterns", "0", "to"]),
        ),
        (
            json!({ "patterns": [pattern("2100-12-31", monday)] }),
            "RANGE_TOO_LONG",
            json!(["patterns", "0", "to"]),
        ),
        (
            json!({ "patterns": [pattern("2026-12-04", json!({ "rota": [[]] }))] }),
            "NO_WEEKDAY",
            json!(["patterns", "0", "days"]),
        ),
        (
            json!({ "changes": vec![sound; 101] }),
            "TOO_MANY_DAYS",
            json!(["changes"]),
        ),
    ] {
        let payload = camille.cart_add(input).await;
        assert_eq!(payload["errors"], json!([{ "code": code, "path": path }]));
        assert_eq!((&payload["cart"], &payload["leftOut"]), (&Value::Null, &json!([])));
    }
    assert_eq!(camille.cart().await, before);
    assert_eq!(alix.cart().await["badge"], 0);
    // A line that is another family's is not in this cart.
    let mut theirs =
        json!({ "childId": camille.child("Léa"), "activityId": camille.activity("matin"), "dates": [DAY] });
    let remove =
        "mutation($input: CartRemoveInput!) { cartRemove(input: $input) { cart { badge } errors { code path } } }";
    let removed = alix.phone.ask(remove, json!({ "input": { "lines": [theirs] } })).await;
    let none = json!({ "cart": { "badge": 0 }, "errors": [] });
    assert_eq!(removed.field("cartRemove"), none);
    theirs["dates"] = json!(vec![DAY; 2_601]);
    let removed = camille
        .phone
        .ask(remove, json!({ "input": { "lines": [theirs] } }))
        .await;
    let errors = json!([{ "code": "TOO_MANY_DAYS", "path": ["lines"] }]);
    assert_eq!(removed.field("cartRemove"), json!({ "cart": null, "errors": errors }));
    assert_eq!(camille.cart().await, before);
}

/// D8: an empty cart, and keys that are none.
async fn orders_that_are_none(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let empty = camille.cart_order("1", None).await;
    assert_eq!(empty["errors"], json!([{ "code": "NOTHING_ASKED", "path": [] }]));
    camille.tick("Léa", "matin", &[DAY]).await;
    for key in ["", "é", &"k".repeat(65)] {
        let refused = camille.cart_order(key, None).await;
        let errors = json!([{ "code": "INVALID_IDEMPOTENCY_KEY", "path": ["idempotencyKey"] }]);
        assert_eq!((&refused["errors"], &refused["order"]), (&errors, &Value::Null));
    }
    assert_eq!(camille.cart().await["badge"], 1);
    camille.book("taken", "Léa", "soir", &[DAY]).await;
    let refused = camille.cart_order("taken", None).await;
    assert_eq!(refused["errors"][0]["code"], "IDEMPOTENCY_MISMATCH");
    assert_eq!(camille.history().await.len(), 1);
}

/// D8, G4: staff, partner programs and the anonymous have none, and no field takes a price.
async fn only_families_have_a_cart(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let change = camille.booking("Léa", "matin", &[DAY]);
    let add = "mutation($input: CartAddInput!) { cartAdd(input: $input) { skipped } }";
    let order = "mutation { cartOrder(input: { idempotencyKey: \"1\" }) { order { id } } }";
    let ask = async |phone: &Phone, document: &str| {
        let answer = phone.ask(document, json!({ "input": { "changes": [change] } })).await;
        answer.codes()[0].to_owned()
    };
    let staff = server.sign_in("sacha@milly.example").await;
    let partner = server.sign_in("cuisine-centrale").await;
    for document in [add, "mutation { cartEmpty { cart { badge } } }", order] {
        assert_eq!(ask(&staff, document).await, "FORBIDDEN");
        assert_eq!(ask(&partner, document).await, "FORBIDDEN");
        assert_eq!(ask(&server.phone(), document).await, "UNAUTHENTICATED");
    }
    let mut priced = change.clone();
    priced["price"] = json!(1);
    let answer = camille
        .phone
        .ask(add, json!({ "input": { "changes": [priced] } }))
        .await;
    assert_eq!(answer.codes(), ["BAD_USER_INPUT"]);
    assert_eq!(camille.cart().await["badge"], 0);
}
