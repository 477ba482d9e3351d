use preau_tests::{Server, Store, both_stores};
use serde_json::{Value, json};

both_stores!(the_other_phone_hears, of_several_changes_the_last_is_told);

const DAY: &str = "2026-11-30";

fn changed(position: &str) -> Value {
    json!({
        "id": format!("alert:{position}"),
        "position": position,
        "kind": "CART_CHANGED",
        "at": "2026-11-23T08:00:00Z",
        "order": null,
        "waiting": null,
        "suspension": null,
    })
}

/// D8, F4: the family's other phone is woken; staff hear of orders alone, and a tick that changes nothing wakes nobody.
async fn the_other_phone_hears(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let mut phone = server.sign_in("dominique@example.org").await.listen().await;
    let mut stranger = server.sign_in("alix@example.org").await.listen().await;
    let mut desk = server.sign_in("sacha@milly.example").await.listen().await;
    for ear in [&mut phone, &mut stranger, &mut desk] {
        ear.alerts("0").await;
    }
    camille.tick("Léa", "matin", &[DAY]).await;
    assert_eq!(phone.alert().await, changed("1"));
    camille.tick("Léa", "matin", &[DAY]).await;
    camille.cart_remove("Léa", "soir", &[DAY]).await;
    camille.tick("Léa", "soir", &[DAY]).await;
    assert_eq!(phone.alert().await, changed("2"));

    camille.cart_order("1", None).await;
    let order = phone.alert().await;
    assert_eq!(
        (&order["position"], &order["kind"]),
        (&json!("3"), &json!("BOOKINGS_CHANGED"))
    );
    assert_eq!(phone.alert().await, changed("4"));
    assert_eq!(desk.alert().await, order);
    let alix = server.parent("alix@example.org").await;
    alix.book("1", "Tom", "matin", &[DAY]).await;
    assert_eq!(stranger.alert().await["position"], "5");
    assert_eq!(desk.alert().await["position"], "5");
}

/// F4: a phone that comes back hears once that the cart is another one.
async fn of_several_changes_the_last_is_told(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    camille.tick("Léa", "matin", &[DAY]).await;
    camille.book("1", "Léa", "etude", &[DAY]).await;
    camille.tick("Zoé", "matin", &[DAY]).await;
    let mut phone = server.sign_in("dominique@example.org").await.listen().await;
    phone.alerts("0").await;
    assert_eq!(phone.alert().await["position"], "2");
    assert_eq!(phone.alert().await, changed("3"));
}
