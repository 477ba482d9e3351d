use std::collections::BTreeSet;

use preau_tests::{Parent, Server, Store, both_stores};
use serde_json::{Value, json};

both_stores!(
    two_phones_share_one_cart,
    what_is_ticked_is_taken_back,
    a_year_goes_into_the_cart_and_out,
    a_week_is_copied_with_what_stands_in_the_cart,
    the_rules_speak_before_the_order
);

const DAY: &str = "2026-11-30";

/// D8, D3: merged from two phones; the calendar shows it; nothing is booked, and nobody is written to.
async fn two_phones_share_one_cart(store: Store) {
    let (house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let dominique = server.parent("dominique@example.org").await;
    assert_eq!(camille.tick("Léa", "matin", &[DAY, "2026-12-01"]).await, [""; 0]);
    house.time.set("2026-11-23T09:00:01+01:00");
    assert_eq!(dominique.tick("Léa", "matin", &[DAY]).await, [""; 0]);
    assert_eq!(dominique.tick("Zoé", "restauration", &[DAY]).await, [""; 0]);
    let cart = camille.cart().await;
    assert_eq!(cart, dominique.cart().await);
    assert_eq!(
        Parent::lines(&cart),
        [
            "Léa matin 2026-11-30 BOOK BOOKED 195 by Camille Martin",
            "Léa matin 2026-12-01 BOOK BOOKED 195 by Camille Martin",
            "Zoé restauration 2026-11-30 BOOK BOOKED 315 by Dominique Martin",
        ]
    );
    // With the midday care that comes along.
    assert_eq!(cart["total"], json!({ "amountCents": 195 + 195 + 315 + 170 }));
    assert_eq!(cart["expiresAt"], Value::Null);
    let calendar = dominique.calendar("Léa", DAY, "2026-12-03").await;
    assert_eq!(
        calendar.of("matin"),
        [
            "2026-11-30 IN_CART CART_BOOKS 2026-11-26T09:00:00Z 195 60",
            "2026-12-01 IN_CART CART_BOOKS 2026-11-26T09:00:00Z 195 60",
            "2026-12-02 CLOSED WEEKDAY - 195 -",
            "2026-12-03 AVAILABLE - 2026-11-26T09:00:00Z 195 60",
        ]
    );
    assert_eq!(camille.history().await, [""; 0]);
    assert_eq!((server.work().await, server.mails()), (0, vec![]));
}

/// D8: the opposite of what stands there takes it back, and so do a line taken out and a cart emptied.
async fn what_is_ticked_is_taken_back(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    camille.book("1", "Léa", "soir", &[DAY]).await;
    camille.tick("Léa", "matin", &[DAY, "2026-12-01", "2026-12-03"]).await;
    camille.tick_off("Léa", "soir", &[DAY]).await;
    camille.tick_off("Léa", "matin", &[DAY]).await;
    assert_eq!(
        Parent::lines(&camille.cart().await),
        [
            "Léa soir 2026-11-30 CANCEL CANCELLED by Camille Martin",
            "Léa matin 2026-12-01 BOOK BOOKED 195 by Camille Martin",
            "Léa matin 2026-12-03 BOOK BOOKED 195 by Camille Martin",
        ]
    );
    let shown = camille.calendar("Léa", DAY, DAY).await;
    assert_eq!(
        shown.on("soir", DAY),
        "2026-11-30 IN_CART CART_CANCELS 2026-11-26T09:00:00Z 340 44"
    );
    // Booked as it is: the tick off is taken back, and no more.
    assert_eq!(camille.tick("Léa", "soir", &[DAY]).await, [""; 0]);
    let cart = camille.cart_remove("Léa", "matin", &["2026-12-03", "2026-12-24"]).await;
    let left = ["Léa matin 2026-12-01 BOOK BOOKED 195 by Camille Martin"];
    assert_eq!(Parent::lines(&cart), left);
    let cart = camille.cart_empty().await;
    assert_eq!(
        (Parent::lines(&cart).len(), &cart["total"]["amountCents"]),
        (0, &json!(0))
    );
    assert_eq!(camille.history().await.len(), 1);
}

/// D4, D5, D8: patterns and copies fill a cart as they fill a plan, and clear it.
async fn a_year_goes_into_the_cart_and_out(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let year = |action: &str| {
        let days = json!({ "everyWeek": ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"] });
        json!({ "patterns": [{ "childId": camille.child("Léa"), "activityId": camille.activity("matin"),
            "from": "2026-11-30", "to": "2027-07-02", "days": days, "action": action }] })
    };
    let filled = camille.cart_add(year("BOOK")).await;
    assert_eq!((&filled["leftOut"], &filled["cart"]["badge"]), (&json!([]), &json!(95)));
    assert_eq!(filled["cart"]["total"]["amountCents"], 95 * 195);
    let again = camille.cart_add(year("BOOK")).await;
    assert_eq!(again["cart"], filled["cart"]);
    let cleared = camille.cart_add(year("CANCEL")).await;
    assert_eq!(
        (&cleared["leftOut"], &cleared["cart"]["badge"]),
        (&json!([]), &json!(0))
    );

    camille.book("1", "Léa", "soir", &[DAY]).await;
    let copy =
        json!({ "copies": [{ "fromChildId": camille.child("Léa"), "toChildId": camille.child("Zoé"), "week": DAY }] });
    let copied = camille.cart_add(copy).await;
    assert_eq!(
        Parent::lines(&copied["cart"]),
        ["Zoé soir 2026-11-30 BOOK BOOKED 340 by Camille Martin"]
    );
}

/// D4, D8: a week copied into a cart is the one that ordering the cart would leave: with what is ticked, without what is
/// given back. What stands there already is not asked for again.
async fn a_week_is_copied_with_what_stands_in_the_cart(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    camille.book("1", "Léa", "soir", &[DAY, "2026-12-01"]).await;
    camille.tick_off("Léa", "soir", &["2026-12-01"]).await;
    camille.tick("Léa", "matin", &["2026-12-03"]).await;
    let copy = |mode: &str| {
        json!({ "copies": [{ "fromChildId": camille.child("Léa"), "toChildId": camille.child("Zoé"), "week": DAY,
            "mode": mode }] })
    };
    let lines = |payload: &Value| BTreeSet::from_iter(Parent::lines(&payload["cart"]));
    let copied = camille.cart_add(copy("ADD")).await;
    assert_eq!(
        lines(&copied),
        BTreeSet::from([
            "Léa matin 2026-12-03 BOOK BOOKED 195 by Camille Martin".to_owned(),
            "Léa soir 2026-12-01 CANCEL CANCELLED by Camille Martin".to_owned(),
            "Zoé matin 2026-12-03 BOOK BOOKED 195 by Camille Martin".to_owned(),
            "Zoé soir 2026-11-30 BOOK BOOKED 340 by Camille Martin".to_owned(),
        ])
    );
    let again = camille.cart_add(copy("ADD")).await;
    assert_eq!((&again["leftOut"], &again["cart"]), (&json!([]), &copied["cart"]));

    // A morning that stands in the cart of the other child, and not in the week, is taken back.
    camille.cart_remove("Léa", "matin", &["2026-12-03"]).await;
    let replaced = camille.cart_add(copy("REPLACE")).await;
    assert_eq!(
        lines(&replaced),
        BTreeSet::from([
            "Léa soir 2026-12-01 CANCEL CANCELLED by Camille Martin".to_owned(),
            "Zoé soir 2026-11-30 BOOK BOOKED 340 by Camille Martin".to_owned(),
        ])
    );
}

/// D8, D15: what the rules refuse, beside what stands in the cart, is left out of it with its reason.
async fn the_rules_speak_before_the_order(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    camille.book("1", "Léa", "soir", &["2026-12-01"]).await;
    let days = ["2026-11-24", "2026-12-02", "2026-12-24", "2026-12-01", DAY];
    assert_eq!(
        camille.tick("Léa", "soir", &days).await,
        [
            "Léa soir 2026-11-24 REFUSED TOO_LATE",
            "Léa soir 2026-12-01 UNCHANGED",
            "Léa soir 2026-12-02 REFUSED WEEKDAY",
            "Léa soir 2026-12-24 REFUSED SCHOOL_HOLIDAY",
        ]
    );
    assert_eq!(
        camille.tick_off("Léa", "matin", &[DAY]).await,
        ["Léa matin 2026-11-30 UNCHANGED"]
    );
    camille.tick("Léa", "midi", &[DAY]).await;
    // The canteen comes along with what stands there: giving it back contradicts that.
    assert_eq!(
        camille.tick_off("Léa", "restauration", &[DAY]).await,
        ["Léa restauration 2026-11-30 REFUSED CONTRADICTORY"]
    );
    assert_eq!(
        Parent::lines(&camille.cart().await),
        [
            "Léa midi 2026-11-30 BOOK BOOKED 170 by Camille Martin",
            "Léa soir 2026-11-30 BOOK BOOKED 340 by Camille Martin",
        ]
    );
    assert_eq!(camille.history().await.len(), 1);
}
