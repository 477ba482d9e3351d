use preau_tests::towns::{MILLY, PEOPLE, RULES, VILLAGE, VILLAGE_PASSWORD, village_people, village_rules};
use preau_tests::{House, Parent, Server, Store, both_stores};
use serde_json::{Value, json};

both_stores!(
    the_family_and_the_staff_hear,
    strangers_hear_nothing,
    partners_and_the_anonymous_may_not_listen
);

/// Two instances over one store: the one that decided, and the one that is listened to.
mod instances {
    preau_tests::postgres_only!(a_booking_on_one_server_is_heard_on_another);

    async fn a_booking_on_one_server_is_heard_on_another(store: preau_tests::Store) {
        super::heard(store, true).await;
    }
}

const DAY: &str = "2026-11-30";

/// D11, F4, G1.
async fn the_family_and_the_staff_hear(store: Store) {
    heard(store, false).await;
}

async fn heard(store: Store, elsewhere: bool) {
    let (house, server): (House, Server) = Server::of_milly(store).await;
    let other = if elsewhere { Some(house.open().await) } else { None };
    let listened = other.as_ref().unwrap_or(&server);
    let mut phone = listened.sign_in("dominique@example.org").await.listen().await;
    let mut desk = listened.sign_in("sacha@milly.example").await.listen().await;
    phone.alerts("0").await;
    desk.alerts("0").await;

    let camille = server.parent("camille@example.org").await;
    let payload = camille
        .plan("1", &[camille.booking("Léa", "midi", &[DAY])])
        .await
        .field("bookingPlan");
    let alert = alert("1", &payload["order"]["id"], "Camille Martin", [2, 0]);
    assert_eq!(phone.alert().await, alert);
    assert_eq!(desk.alert().await, alert);

    let payload = camille
        .plan("2", &[camille.cancelling("Léa", "midi", &[DAY])])
        .await
        .field("bookingPlan");
    let alert = self::alert("2", &payload["order"]["id"], "Camille Martin", [0, 2]);
    assert_eq!(phone.alert().await, alert);
    assert_eq!(desk.alert().await, alert);
}

fn alert(position: &str, order: &Value, by: &str, [booked, cancelled]: [u32; 2]) -> Value {
    json!({
        "id": format!("alert:{position}"),
        "position": position,
        "kind": "BOOKINGS_CHANGED",
        "at": "2026-11-23T08:00:00Z",
        "order": {
            "id": order,
            "number": position.parse::<u32>().expect("a number"),
            "status": "CONFIRMED",
            "placedBy": by,
            "bookedCount": booked,
            "cancelledCount": cancelled,
        },
        "waiting": null,
        "suspension": null,
    })
}

/// F4, G4: each hears its own first, though others came before.
async fn strangers_hear_nothing(store: Store) {
    let house = House::new(store).await;
    let server = house.open().await;
    server.settle(RULES, PEOPLE).await;
    server.settle(&village_rules(), &village_people()).await;
    let neighbour = server
        .phone()
        .sign_in(VILLAGE, "camille@example.org", VILLAGE_PASSWORD)
        .await;
    let clerk = server
        .phone()
        .sign_in(VILLAGE, "sacha@milly.example", VILLAGE_PASSWORD)
        .await;
    let alix = server.parent("alix@example.org").await;
    let mut ears = [
        alix.phone.listen().await,
        neighbour.listen().await,
        clerk.listen().await,
    ];
    for ear in &mut ears {
        ear.alerts("0").await;
    }
    let camille = server.parent("camille@example.org").await;
    camille.book("1", "Léa", "matin", &[DAY]).await;
    alix.book("1", "Tom", "matin", &[DAY]).await;
    let neighbour = Parent::new(neighbour).await;
    neighbour.book("1", "Léa", "matin", &[DAY]).await;

    let [alix, neighbour, clerk] = &mut ears;
    let order = |alert: &Value| (alert["order"]["number"].clone(), alert["order"]["placedBy"].clone());
    assert_eq!(order(&alix.alert().await), (json!(2), json!("Alix Bernard")));
    assert_eq!(order(&neighbour.alert().await), (json!(1), json!("Camille Martin")));
    assert_eq!(order(&clerk.alert().await), (json!(1), json!("Camille Martin")));
    let mut milly = server
        .phone()
        .sign_in(MILLY, "sacha@milly.example", preau_tests::towns::PASSWORD)
        .await
        .listen()
        .await;
    milly.alerts("0").await;
    assert_eq!(order(&milly.alert().await), (json!(1), json!("Camille Martin")));
    assert_eq!(order(&milly.alert().await), (json!(2), json!("Alix Bernard")));
}

/// F4, G5.
async fn partners_and_the_anonymous_may_not_listen(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let caterer = server.sign_in("cuisine-centrale").await;
    for (phone, code) in [(caterer, "FORBIDDEN"), (server.phone(), "UNAUTHENTICATED")] {
        let mut ear = phone.listen().await;
        ear.alerts("0").await;
        let message = ear.hear().await;
        assert_eq!(message["type"], "error", "{message:#}");
        assert_eq!(message["payload"][0]["extensions"]["code"], code, "{message:#}");
    }
}
