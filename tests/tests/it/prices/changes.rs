//! One activity in place of another, after the cancelling deadline and before the one for changing.

use preau_tests::{Parent, Server, Store, both_stores};
use serde_json::{Value, json};

use super::{PEOPLE, RULES};

both_stores!(
    a_swap_passes_where_a_cancel_does_not,
    a_swap_changes_the_price_of_what_stays,
    a_swap_into_a_full_activity_changes_nothing,
    a_swap_is_too_late_at_its_own_deadline,
);

const DAY: &str = "2026-12-01";

/// Behind the Thursday, before noon of the eve.
const BETWEEN: &str = "2026-11-30T11:59:59+01:00";

fn swap(parent: &Parent, child: &str, from: &str, to: &str) -> [Value; 2] {
    [
        parent.cancelling(child, from, &[DAY]),
        parent.booking(child, to, &[DAY]),
    ]
}

async fn state(parent: &Parent, child: &str) -> Vec<String> {
    let calendar = parent.calendar(child, DAY, DAY).await;
    ["matin", "soir", "etude"]
        .map(|activity| calendar.on(activity, DAY))
        .to_vec()
}

/// D10: one activity takes the place of another for longer than it can be given back.
async fn a_swap_passes_where_a_cancel_does_not(store: Store) {
    let (house, server) = Server::of_town(store, RULES, PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    camille.book("1", "Léa", "soir", &[DAY]).await;
    house.time.set(BETWEEN);
    assert_eq!(
        camille.cancel("2", "Léa", "soir", &[DAY]).await,
        ["Léa soir 2026-12-01 REFUSED TOO_LATE"]
    );
    let document = "query($child: ID!, $day: Date!) { child(id: $child) { calendar(from: $day, to: $day) {
        activities { activity { code } slot(date: $day) { state closesAt changeableUntil } }
    } } }";
    let variables = json!({ "child": camille.child("Léa"), "day": DAY });
    let child = camille.phone.ask(document, variables).await.field("child");
    let slots = child["calendar"]["activities"].as_array().expect("activities");
    let slot = |code: &str| {
        slots
            .iter()
            .find(|one| one["activity"]["code"] == code)
            .expect("offered")["slot"]
            .clone()
    };
    assert_eq!(
        slot("soir"),
        json!({ "state": "BOOKED", "closesAt": "2026-11-26T09:00:00Z", "changeableUntil": "2026-11-30T11:00:00Z" })
    );
    assert_eq!(
        slot("etude"),
        json!({ "state": "OUT_OF_TIME", "closesAt": "2026-11-26T09:00:00Z", "changeableUntil": null })
    );

    let payload = camille.plan("3", &swap(&camille, "Léa", "soir", "etude")).await;
    let payload = payload.field("bookingPlan");
    assert_eq!(
        camille.outcomes(&payload),
        ["Léa soir 2026-12-01 CANCELLED", "Léa etude 2026-12-01 BOOKED 200"]
    );
    assert_eq!(payload["total"]["amountCents"], 200);
    assert_eq!(
        state(&camille, "Léa").await,
        [
            "2026-12-01 OUT_OF_TIME TOO_LATE 2026-11-26T09:00:00Z 200 100",
            "2026-12-01 OUT_OF_TIME TOO_LATE 2026-11-26T09:00:00Z 300 100",
            "2026-12-01 BOOKED TOO_LATE 2026-11-26T09:00:00Z 200 0",
        ]
    );
}

async fn a_swap_changes_the_price_of_what_stays(store: Store) {
    let (house, server) = Server::of_town(store, RULES, PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    camille.book("1", "Léa", "matin", &[DAY]).await;
    camille.book("2", "Léa", "soir", &[DAY]).await;
    house.time.set(BETWEEN);
    let payload = camille.plan("3", &swap(&camille, "Léa", "matin", "etude")).await;
    let payload = payload.field("bookingPlan");
    assert_eq!(
        camille.outcomes(&payload),
        [
            "Léa matin 2026-12-01 CANCELLED",
            "Léa etude 2026-12-01 BOOKED 200",
            "Léa soir 2026-12-01 REPRICED 300 before 200",
        ]
    );
    assert_eq!(payload["total"]["amountCents"], 300);
}

async fn a_swap_into_a_full_activity_changes_nothing(store: Store) {
    let (house, server) = Server::of_town(store, RULES, PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    let sacha = server.parent("sacha@example.org").await;
    sacha.book("1", "Tom", "etude", &[DAY]).await;
    sacha.book("2", "Tom", "soir", &[DAY]).await;
    camille.book("1", "Léa", "soir", &[DAY]).await;
    house.time.set(BETWEEN);
    let before = (state(&camille, "Léa").await, camille.history().await);
    let payload = camille.plan("2", &swap(&camille, "Léa", "soir", "etude")).await;
    let payload = payload.field("bookingPlan");
    assert_eq!(
        camille.outcomes(&payload),
        [
            "Léa soir 2026-12-01 REFUSED CHANGE_REFUSED",
            "Léa etude 2026-12-01 REFUSED FULL"
        ]
    );
    assert_eq!(
        payload["outcomes"][0]["reason"]["message"],
        "Le changement du mardi 1er décembre 2026 n’est pas fait, car la demande pour «\u{a0}Étude\u{a0}» est refusée. \
         Plus de place pour «\u{a0}Étude\u{a0}» le mardi 1er décembre 2026. \
         Choisissez un autre jour ou réessayez plus tard\u{a0}: une place peut se libérer."
    );
    assert_eq!(
        (&payload["order"], &payload["total"]["amountCents"]),
        (&json!(null), &json!(0))
    );
    assert_eq!((state(&camille, "Léa").await, camille.history().await), before);
}

async fn a_swap_is_too_late_at_its_own_deadline(store: Store) {
    let (house, server) = Server::of_town(store, RULES, PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    camille.book("1", "Léa", "soir", &[DAY]).await;
    house.time.set("2026-11-30T12:00:00+01:00");
    let before = (state(&camille, "Léa").await, camille.history().await);
    assert_eq!(
        camille.told(camille.plan("2", &swap(&camille, "Léa", "soir", "etude")).await),
        [
            "Léa soir 2026-12-01 REFUSED TOO_LATE",
            "Léa etude 2026-12-01 REFUSED TOO_LATE"
        ]
    );
    assert_eq!((state(&camille, "Léa").await, camille.history().await), before);
}
