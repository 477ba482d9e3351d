use preau_tests::towns::{PEOPLE, rules_with_approval};
use preau_tests::{Parent, Server, Store, both_stores};
use serde_json::json;

both_stores!(an_order_of_the_cart_waits_for_staff);

const DAY: &str = "2026-11-30";

/// D8, D9, D10: the cart says before the order what staff will be asked; what a cart kept is held on by the order.
async fn an_order_of_the_cart_waits_for_staff(store: Store) {
    let rules = format!("{}\n[cart]\nholds_minutes = 20\n", rules_with_approval());
    let (house, server) = Server::of_town(store, &rules, PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    camille.book("1", "Zoé", "matin", &[DAY]).await;
    camille.tick("Léa", "etude", &[DAY]).await;
    house.time.set("2026-11-23T09:00:01+01:00");
    camille.tick_off("Zoé", "matin", &[DAY]).await;
    let cart = camille.cart().await;
    assert_eq!(
        Parent::lines(&cart),
        [
            "Léa etude 2026-11-30 BOOK PENDING 260 by Camille Martin until 2026-11-23T08:20:00Z",
            "Zoé matin 2026-11-30 CANCEL CANCELLATION_ASKED by Camille Martin",
        ]
    );
    assert_eq!(cart["total"]["amountCents"], 260);
    let order = camille.cart_order("2", cart["planToken"].as_str()).await;
    assert_eq!(order["errors"], json!([]));
    assert_eq!(
        camille.outcomes(&order),
        [
            "Léa etude 2026-11-30 PENDING 260",
            "Zoé matin 2026-11-30 CANCELLATION_ASKED",
        ]
    );
    assert_eq!(order["cart"]["badge"], 0);
    house.time.set("2026-11-23T10:00:00+01:00");
    server.work().await;
    let staff = server.parent("sacha@milly.example").await;
    assert_eq!(
        (staff.heads("etude", DAY).await, staff.heads("matin", DAY).await),
        (1, 1)
    );
    let seen = camille.calendar("Léa", DAY, DAY).await.on("etude", DAY);
    assert_eq!(seen, "2026-11-30 PENDING - 2026-11-26T09:00:00Z 260 29");
    // Withdrawn by way of the cart: nothing is left to decide.
    camille.tick_off("Léa", "etude", &[DAY]).await;
    house.time.set("2026-11-23T10:00:01+01:00");
    camille.tick("Zoé", "matin", &[DAY]).await;
    let back = camille.cart_order("3", None).await;
    assert_eq!(
        camille.outcomes(&back),
        ["Léa etude 2026-11-30 CANCELLED", "Zoé matin 2026-11-30 KEPT"]
    );
    assert_eq!(
        (staff.heads("etude", DAY).await, staff.heads("matin", DAY).await),
        (0, 1)
    );
}
