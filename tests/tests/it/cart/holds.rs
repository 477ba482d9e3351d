use futures_util::future::join_all;
use preau_tests::towns::{PEOPLE, RULES, more_families, rules_with_places};
use preau_tests::{House, Parent, Server, Store, both_stores, documents};
use serde_json::{Value, json};

both_stores!(
    families_race_for_one_place,
    a_place_is_kept_until_the_instant,
    a_place_kept_is_booked,
    what_is_taken_out_is_free_again,
    what_comes_along_is_kept_too,
    a_town_that_keeps_none
);

const DAY: &str = "2026-11-30";

/// Milly with one place in every activity, kept for twenty minutes by a cart.
async fn narrow(store: Store, families: usize) -> (House, Server) {
    let rules = format!("{}\n[cart]\nholds_minutes = 20\n", rules_with_places(1));
    Server::of_town(store, &rules, &format!("{PEOPLE}{}", more_families(families))).await
}

/// What the town says of it before anything is ticked.
async fn said(parent: &Parent) -> Value {
    let home = parent.phone.ask(documents::HOME, json!({})).await.field("viewer");
    home["town"]["ruleBook"]["cartHoldsMinutes"].clone()
}

async fn heads(server: &Server, activity: &str) -> usize {
    server.parent("sacha@milly.example").await.heads(activity, DAY).await
}

/// D8, D13: one has it in its cart, the others are told that it is full; it is counted once.
async fn families_race_for_one_place(store: Store) {
    let (_house, server) = narrow(store, 8).await;
    let mut parents = Vec::new();
    for nth in 0..8 {
        parents.push(server.parent(&format!("famille-{nth}@example.org")).await);
    }
    let left_out = join_all(parents.iter().map(|parent| parent.tick("Enfant", "etude", &[DAY]))).await;
    let full = vec![format!("Enfant etude {DAY} REFUSED FULL")];
    assert_eq!(left_out.iter().filter(|left| left.is_empty()).count(), 1);
    assert_eq!(left_out.iter().filter(|left| **left == full).count(), 7);
    assert_eq!(heads(&server, "etude").await, 1);
    for (parent, left) in parents.iter().zip(&left_out) {
        let state = if left.is_empty() {
            "IN_CART CART_BOOKS 2026-11-26T09:00:00Z 260 1"
        } else {
            "FULL FULL 2026-11-26T09:00:00Z 260 0"
        };
        let seen = parent.calendar("Enfant", DAY, DAY).await.on("etude", DAY);
        assert_eq!(seen, format!("{DAY} {state}"));
        // Nor can it be booked past the cart that keeps it.
        if !left.is_empty() {
            assert_eq!(parent.book("1", "Enfant", "etude", &[DAY]).await, full);
        }
    }
}

/// D8: to the last second, and no longer, whether the task has run or not.
async fn a_place_is_kept_until_the_instant(store: Store) {
    let (house, server) = narrow(store, 0).await;
    let camille = server.parent("camille@example.org").await;
    let alix = server.parent("alix@example.org").await;
    camille.tick("Léa", "etude", &[DAY]).await;
    assert_eq!(said(&camille).await, 20);
    let kept = "Léa etude 2026-11-30 BOOK BOOKED 260 by Camille Martin until 2026-11-23T08:20:00Z";
    let cart = camille.cart().await;
    assert_eq!(
        (Parent::lines(&cart), &cart["expiresAt"]),
        (vec![kept.to_owned()], &json!("2026-11-23T08:20:00Z"))
    );

    house.time.set("2026-11-23T09:19:59+01:00");
    // The same tick again is no way to keep it for longer.
    camille.tick("Léa", "etude", &[DAY]).await;
    assert_eq!(Parent::lines(&camille.cart().await), [kept]);
    assert_eq!(
        alix.tick("Tom", "etude", &[DAY]).await,
        ["Tom etude 2026-11-30 REFUSED FULL"]
    );
    assert_eq!(server.work().await, 0);

    house.time.set("2026-11-23T09:20:00+01:00");
    let free = ["Léa etude 2026-11-30 BOOK BOOKED 260 by Camille Martin"];
    assert_eq!(Parent::lines(&camille.cart().await), free);
    assert_eq!(
        alix.book("1", "Tom", "etude", &[DAY]).await,
        ["Tom etude 2026-11-30 BOOKED 260"]
    );
    let lost = ["Léa etude 2026-11-30 BOOK REFUSED FULL by Camille Martin"];
    assert_eq!(Parent::lines(&camille.cart().await), lost);
    server.work().await;
    assert_eq!(heads(&server, "etude").await, 1);
    let order = camille.cart_order("1", None).await;
    assert_eq!(camille.outcomes(&order), ["Léa etude 2026-11-30 REFUSED FULL"]);
    assert_eq!(
        (&order["order"], Parent::lines(&order["cart"])),
        (&Value::Null, lost.map(str::to_owned).to_vec())
    );
}

/// D8: by ordering the cart, or past it; the count stays what it is.
async fn a_place_kept_is_booked(store: Store) {
    let (house, server) = narrow(store, 0).await;
    let camille = server.parent("camille@example.org").await;
    camille.tick("Léa", "etude", &[DAY]).await;
    house.time.set("2026-11-23T09:00:01+01:00");
    camille.tick("Zoé", "soir", &[DAY]).await;
    assert_eq!(
        camille
            .rehearse("dry", &[camille.booking("Léa", "etude", &[DAY])])
            .await
            .field("bookingPlan")["outcomes"][0]["result"],
        "BOOKED"
    );
    assert_eq!(
        camille.book("1", "Léa", "etude", &[DAY]).await,
        ["Léa etude 2026-11-30 BOOKED 260"]
    );
    assert_eq!(
        Parent::lines(&camille.cart().await),
        [
            "Léa etude 2026-11-30 BOOK UNCHANGED by Camille Martin",
            "Zoé soir 2026-11-30 BOOK BOOKED 340 by Camille Martin until 2026-11-23T08:20:01Z",
        ]
    );
    let done = camille.cart_order("2", None).await;
    assert_eq!(
        camille.outcomes(&done),
        ["Léa etude 2026-11-30 UNCHANGED", "Zoé soir 2026-11-30 BOOKED 340"]
    );
    assert_eq!(done["cart"]["badge"], 0);
    // Long after, nothing of it is given back.
    house.time.set("2026-11-24T09:00:00+01:00");
    server.work().await;
    assert_eq!((heads(&server, "etude").await, heads(&server, "soir").await), (1, 1));
}

/// D8: a line taken out, taken back or emptied, and the expiry that a worker brings to calendars and phones.
async fn what_is_taken_out_is_free_again(store: Store) {
    let (house, server) = narrow(store, 0).await;
    let camille = server.parent("camille@example.org").await;
    let alix = server.parent("alix@example.org").await;
    camille.tick("Léa", "etude", &[DAY]).await;
    camille.cart_remove("Léa", "etude", &[DAY]).await;
    assert_eq!(heads(&server, "etude").await, 0);
    camille.tick("Léa", "etude", &[DAY]).await;
    camille.tick_off("Léa", "etude", &[DAY]).await;
    assert_eq!(heads(&server, "etude").await, 0);
    camille.tick("Léa", "etude", &[DAY]).await;
    camille.cart_empty().await;
    assert_eq!(heads(&server, "etude").await, 0);

    camille.tick("Léa", "etude", &[DAY]).await;
    let mut phone = server.sign_in("dominique@example.org").await.listen().await;
    phone.alerts("0").await;
    let before = phone.alert().await;
    house.time.set("2026-11-23T09:20:00+01:00");
    server.work().await;
    assert_eq!(heads(&server, "etude").await, 0);
    let seen = alix.calendar("Tom", DAY, DAY).await.on("etude", DAY);
    assert_eq!(seen, "2026-11-30 AVAILABLE - 2026-11-26T09:00:00Z 260 1");
    let after = phone.alert().await;
    assert_eq!(
        (&before["kind"], &after["kind"]),
        (&json!("CART_CHANGED"), &json!("CART_CHANGED"))
    );
    // Ticked once more, it is kept once more.
    camille.tick("Léa", "etude", &[DAY]).await;
    assert_eq!(camille.cart().await["expiresAt"], "2026-11-23T08:40:00Z");
    assert_eq!(heads(&server, "etude").await, 1);
    assert_eq!(camille.history().await, [""; 0]);
}

/// D8, C5: the canteen with its midday, and for as long as a line needs it.
async fn what_comes_along_is_kept_too(store: Store) {
    let (_house, server) = narrow(store, 0).await;
    let camille = server.parent("camille@example.org").await;
    let alix = server.parent("alix@example.org").await;
    camille.tick("Léa", "restauration", &[DAY]).await;
    camille.tick("Léa", "midi", &[DAY]).await;
    assert_eq!(
        (heads(&server, "restauration").await, heads(&server, "midi").await),
        (1, 1)
    );
    camille.cart_remove("Léa", "restauration", &[DAY]).await;
    assert_eq!(
        (heads(&server, "restauration").await, heads(&server, "midi").await),
        (1, 1)
    );
    assert_eq!(
        alix.tick("Tom", "midi", &[DAY]).await,
        ["Tom midi 2026-11-30 REFUSED FULL"]
    );
    let sister = camille.tick("Zoé", "midi", &[DAY]).await;
    assert_eq!(sister, ["Zoé midi 2026-11-30 REFUSED FULL"]);
    camille.cart_remove("Léa", "midi", &[DAY]).await;
    assert_eq!(
        (heads(&server, "restauration").await, heads(&server, "midi").await),
        (0, 0)
    );
    assert_eq!(alix.tick("Tom", "midi", &[DAY]).await, [""; 0]);
}

/// D8: without the rule, a place belongs to whoever orders first.
async fn a_town_that_keeps_none(store: Store) {
    assert!(!RULES.contains("holds_minutes"));
    let (_house, server) = Server::of_town(store, &rules_with_places(1), PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    let alix = server.parent("alix@example.org").await;
    assert_eq!(said(&camille).await, Value::Null);
    camille.tick("Léa", "etude", &[DAY]).await;
    alix.tick("Tom", "etude", &[DAY]).await;
    assert_eq!(heads(&server, "etude").await, 0);
    assert_eq!(alix.cart_order("1", None).await["order"]["number"], 1);
    let lost = camille.cart_order("1", None).await;
    assert_eq!(camille.outcomes(&lost), ["Léa etude 2026-11-30 REFUSED FULL"]);
    assert_eq!((&lost["order"], heads(&server, "etude").await), (&Value::Null, 1));
}
