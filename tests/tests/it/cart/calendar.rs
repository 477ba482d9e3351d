//! What a calendar tells of days that stand in a cart.

use preau_tests::towns::rules_with_approval;
use preau_tests::{Server, Store, both_stores, towns::PEOPLE};
use serde_json::{Value, json};

both_stores!(
    what_is_ticked_off_is_booked_until_it_is_ordered,
    what_stands_against_it_comes_first,
    what_staff_have_yet_to_decide_comes_before_the_cart
);

const DAY: &str = "2026-11-30";
const NEXT: &str = "2026-12-01";

async fn slot(parent: &preau_tests::Parent, child: &str, activity: &str) -> Value {
    let document = "query($id: ID!, $day: Date!) { child(id: $id) { calendar(from: $day, to: $day) { activities {
        activity { code } slot(date: $day) { state booked reason { code message } obstacles { code } price { amountCents } }
    } } } }";
    let variables = json!({ "id": parent.child(child), "day": DAY });
    let mut found = parent.phone.ask(document, variables).await.field("child");
    let activities = found["calendar"]["activities"].as_array_mut().expect("activities");
    let own = activities
        .iter_mut()
        .find(|entry| entry["activity"]["code"] == activity);
    own.expect("the activity")["slot"].take()
}

/// D3, D8: the cart says what it would change; the day says what it is, and what it costs as it is.
async fn what_is_ticked_off_is_booked_until_it_is_ordered(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    camille.book("1", "Léa", "soir", &[DAY]).await;
    camille.tick_off("Léa", "soir", &[DAY]).await;
    camille.tick("Léa", "soir", &[NEXT]).await;
    let calendar = camille.calendar("Léa", DAY, NEXT).await;
    assert_eq!(
        calendar.of("soir"),
        [
            "2026-11-30 IN_CART CART_CANCELS 2026-11-26T09:00:00Z 340 44",
            "2026-12-01 IN_CART CART_BOOKS 2026-11-26T09:00:00Z 340 45",
        ]
    );
    assert_eq!(calendar.booked("soir"), [DAY]);
    let message = "Cette activité est dans le panier, à annuler le lundi 30 novembre 2026. \
                   Rien n’est envoyé avant la validation du panier.";
    assert_eq!(
        slot(&camille, "Léa", "soir").await,
        json!({ "state": "IN_CART", "booked": true, "reason": { "code": "CART_CANCELS", "message": message },
            "obstacles": [], "price": { "amountCents": 340 } })
    );
    camille.cart_order("2", None).await;
    let calendar = camille.calendar("Léa", DAY, NEXT).await;
    assert_eq!(
        calendar.of("soir"),
        [
            "2026-11-30 AVAILABLE - 2026-11-26T09:00:00Z 340 45",
            "2026-12-01 BOOKED - 2026-11-26T09:00:00Z 340 44",
        ]
    );
    assert_eq!(calendar.booked("soir"), [NEXT]);
}

/// D3, D8: too late, the cart can do nothing any more; whether the day is booked is still told.
async fn what_stands_against_it_comes_first(store: Store) {
    let (house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    camille.book("1", "Léa", "soir", &[DAY]).await;
    camille.tick_off("Léa", "soir", &[DAY]).await;
    camille.tick("Léa", "matin", &[DAY]).await;
    house.time.set("2026-11-26T10:00:00+01:00");
    let calendar = camille.calendar("Léa", DAY, DAY).await;
    for (activity, shown, booked) in [
        (
            "soir",
            "2026-11-30 IN_CART TOO_LATE 2026-11-26T09:00:00Z 340 44",
            &[DAY][..],
        ),
        ("matin", "2026-11-30 IN_CART TOO_LATE 2026-11-26T09:00:00Z 195 60", &[]),
    ] {
        assert_eq!(calendar.on(activity, DAY), shown);
        assert_eq!(calendar.booked(activity), booked);
    }
}

/// D3, D8, D10: what is asked of staff says more of a day; it is booked all the same.
async fn what_staff_have_yet_to_decide_comes_before_the_cart(store: Store) {
    let (_house, server) = Server::of_town(store, &rules_with_approval(), PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    camille.book("1", "Léa", "etude", &[DAY]).await;
    camille.tick_off("Léa", "etude", &[DAY]).await;
    let calendar = camille.calendar("Léa", DAY, DAY).await;
    assert_eq!(
        calendar.on("etude", DAY),
        "2026-11-30 PENDING - 2026-11-26T09:00:00Z 260 29"
    );
    assert_eq!(calendar.booked("etude"), [DAY]);
}
