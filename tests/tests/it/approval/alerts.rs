//! The family hears what staff decide, and staff that something waits.

use preau_tests::{Store, both_stores};
use serde_json::{Value, json};

use super::desk::placed;
use super::steps::town;

both_stores!(both_hear_of_each_step);

const DAY: &str = "2026-11-30";

/// L, D11, F4, G1.
async fn both_hear_of_each_step(store: Store) {
    let (_house, server, camille, desk) = town(store).await;
    let mut phone = server.sign_in("dominique@example.org").await.listen().await;
    let mut staff = desk.phone.listen().await;
    phone.alerts("0").await;
    staff.alerts("0").await;
    let told = |alert: Value| {
        json!([
            alert["position"],
            alert["kind"],
            alert["order"]["number"],
            alert["order"]["status"]
        ])
    };

    let changes = [camille.booking("Léa", "midi", &[DAY])];
    let order = placed(&camille.plan("1", &changes).await.field("bookingPlan"));
    let waits = json!(["1", "ORDER_WAITS", 1, "PENDING"]);
    assert_eq!(
        (told(phone.alert().await), told(staff.alert().await)),
        (waits.clone(), waits)
    );

    desk.all("1", &order, true, None).await;
    let decided = json!(["2", "ORDER_DECIDED", 1, "DECIDED"]);
    assert_eq!(
        (told(phone.alert().await), told(staff.alert().await)),
        (decided.clone(), decided)
    );

    // Decided already: nothing is told once more, and the next order counts on.
    desk.all("2", &order, false, None).await;
    camille.book("2", "Léa", "matin", &[DAY]).await;
    let booked = json!(["3", "BOOKINGS_CHANGED", 2, "CONFIRMED"]);
    assert_eq!(
        (told(phone.alert().await), told(staff.alert().await)),
        (booked.clone(), booked)
    );
}
