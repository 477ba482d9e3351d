//! One activity in place of another, by request.

use preau_tests::{House, Parent, Server, Store, both_stores};
use serde_json::Value;

use super::desk::{Desk, placed, state_of};
use super::steps;

both_stores!(
    a_change_is_accepted_as_a_whole,
    a_change_is_refused_as_a_whole,
    a_change_is_taken_back_as_a_whole,
    a_full_slot_takes_no_change,
);

const DAY: &str = "2026-11-30";

/// Too late to book or to give back; in time to change.
const FRIDAY: &str = "2026-11-27T09:00:00+01:00";

/// Léa has a place in the study, and asks for the evening in its stead. Her order.
async fn asked(store: Store) -> (House, Server, Parent, Desk, String) {
    let (house, server, camille, desk) = steps::town(store).await;
    let changes = [camille.booking("Léa", "etude", &[DAY])];
    let first = placed(&camille.plan("1", &changes).await.field("bookingPlan"));
    desk.all("1", &first, true, None).await;
    house.time.set(FRIDAY);
    assert_eq!(
        camille.cancel("2", "Léa", "etude", &[DAY]).await,
        ["Léa etude 2026-11-30 REFUSED TOO_LATE"]
    );
    let payload = change(&camille, "3").await;
    assert_eq!(
        camille.outcomes(&payload),
        ["Léa etude 2026-11-30 CHANGE_ASKED", "Léa soir 2026-11-30 PENDING 340"]
    );
    let order = placed(&payload);
    assert_eq!(shown(&camille).await, ["CHANGE_ASKED 29", "PENDING 44"]);
    (house, server, camille, desk, order)
}

async fn change(camille: &Parent, key: &str) -> Value {
    let changes = [
        camille.cancelling("Léa", "etude", &[DAY]),
        camille.booking("Léa", "soir", &[DAY]),
    ];
    camille.plan(key, &changes).await.field("bookingPlan")
}

/// State and places left of study and evening.
async fn shown(camille: &Parent) -> [String; 2] {
    let calendar = camille.calendar("Léa", DAY, DAY).await;
    ["etude", "soir"].map(|activity| {
        let line = calendar.on(activity, DAY);
        let words: Vec<&str> = line.split(' ').collect();
        format!("{} {}", words[1], words[5])
    })
}

/// D10, D12: the new place is booked and the old one given back, though staff named one of them only.
async fn a_change_is_accepted_as_a_whole(store: Store) {
    let (_house, server, camille, desk, order) = asked(store).await;
    assert_eq!(desk.queue().await.1, (1, 1, 0));
    let evening = desk.booking(&order, "Léa", "Accueil du soir", DAY).await;
    let lines = serde_json::json!([{ "bookingId": evening, "accept": true }]);
    let input = serde_json::json!({ "orderId": order, "lines": lines, "idempotencyKey": "2" });
    assert_eq!(
        Desk::told(desk.send(input).await),
        [
            "Étude du soir 2026-11-30 ACCEPTED with Accueil du soir",
            "Accueil du soir 2026-11-30 ACCEPTED",
        ]
    );
    assert_eq!(shown(&camille).await, ["OUT_OF_TIME 30", "BOOKED 44"]);
    assert_eq!(
        state_of(&camille.phone, &order).await,
        (
            "DECIDED 0 of 2 wait, 2 accepted, 0 refused".to_owned(),
            vec![
                "Léa Étude du soir 2026-11-30 CHANGE_FROM ACCEPTED".to_owned(),
                "Léa Accueil du soir 2026-11-30 CHANGE_TO ACCEPTED".to_owned(),
            ]
        )
    );
    server.work().await;
    let mails = server.mails();
    let told = |mail: &preau_tests::Letter| mail.text.contains("Changement accepté\u{a0}: 1 jour rendu\u{a0}:");
    assert!(mails.iter().any(told), "{mails:#?}");
    assert_eq!(
        camille.history().await[..2],
        [
            "2026-11-27T08:00:00Z BOOKING_ACCEPTED Léa soir 2026-11-30 340 by Sacha Petit no 2",
            "2026-11-27T08:00:00Z CHANGE_ACCEPTED Léa etude 2026-11-30 260 by Sacha Petit no 2",
        ]
    );
}

/// D10: the old place was never given up.
async fn a_change_is_refused_as_a_whole(store: Store) {
    let (_house, _server, camille, desk, order) = asked(store).await;
    assert_eq!(
        desk.all("2", &order, false, Some("Plus de place le soir")).await,
        [
            "Étude du soir 2026-11-30 REFUSED: Plus de place le soir",
            "Accueil du soir 2026-11-30 REFUSED: Plus de place le soir",
        ]
    );
    assert_eq!(shown(&camille).await, ["BOOKED 29", "OUT_OF_TIME 45"]);
    // And it may be asked for again.
    let payload = change(&camille, "4").await;
    assert_eq!(
        camille.outcomes(&payload),
        ["Léa etude 2026-11-30 CHANGE_ASKED", "Léa soir 2026-11-30 PENDING 340"]
    );
}

/// D10: keeping the old place gives the new one back.
async fn a_change_is_taken_back_as_a_whole(store: Store) {
    let (_house, _server, camille, desk, order) = asked(store).await;
    let payload = change(&camille, "4").await;
    assert_eq!(
        camille.outcomes(&payload),
        [
            "Léa etude 2026-11-30 REFUSED UNDECIDED",
            "Léa soir 2026-11-30 UNCHANGED"
        ]
    );
    assert_eq!(
        camille.book("5", "Léa", "etude", &[DAY]).await,
        ["Léa etude 2026-11-30 KEPT", "Léa soir 2026-11-30 CANCELLED with etude"]
    );
    assert_eq!(shown(&camille).await, ["BOOKED 29", "OUT_OF_TIME 45"]);
    assert_eq!(
        state_of(&camille.phone, &order).await.0,
        "WITHDRAWN 0 of 2 wait, 0 accepted, 0 refused"
    );
    assert_eq!(desk.queue().await, (Vec::new(), (0, 0, 0)));
}

/// D13: a change that is asked for takes its place like any other.
async fn a_full_slot_takes_no_change(store: Store) {
    let (house, server, camille, desk) = steps::town(store).await;
    server
        .publish(&preau_tests::towns::rules_with_approval().replace("capacity = 45", "capacity = 1"))
        .await;
    let changes = [camille.booking("Léa", "etude", &[DAY])];
    let order = placed(&camille.plan("1", &changes).await.field("bookingPlan"));
    desk.all("1", &order, true, None).await;
    camille.book("2", "Zoé", "soir", &[DAY]).await;
    house.time.set(FRIDAY);
    let payload = change(&camille, "3").await;
    assert_eq!(
        camille.outcomes(&payload),
        [
            "Léa etude 2026-11-30 REFUSED CHANGE_REFUSED",
            "Léa soir 2026-11-30 REFUSED FULL"
        ]
    );
    assert_eq!(shown(&camille).await[0], "BOOKED 29");
}
