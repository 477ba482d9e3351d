//! "« Mon calendrier » est accompagné d'une légende me permettant de suivre mes inscriptions."

use preau_tests::towns::millery;
use preau_tests::{Parent, Server, Store, both_stores};
use serde_json::{Value, json};

use crate::approval::desk::{Desk, placed};

both_stores!(every_entry_of_the_legend);

const FROM: &str = "2026-11-24";
const TO: &str = "2026-12-11";

/// The state of one day of Maya's evenings, in the words of the legend.
async fn told(julie: &Parent, activity: &str, day: &str) -> String {
    let calendar = julie.calendar("Maya", FROM, TO).await;
    let line = calendar.on(activity, day);
    let state = line.split(' ').nth(1).expect("a state");
    let legend = julie.phone.ask("{ legend { state label } }", json!({})).await;
    let legend = legend.field("legend");
    let entry = legend
        .as_array()
        .expect("a legend")
        .iter()
        .find(|entry| entry["state"] == state);
    entry.expect("an entry")["label"].as_str().expect("words").to_owned()
}

/// D2, D3, D8, D9, D10, D18: "Disponible, Fermé / Férié, Hors délai, En attente de validation, Dans le panier, Validé,
/// Demande de modification, Demande d'annulation, Absence", one after the other, with the guide's own steps.
async fn every_entry_of_the_legend(store: Store) {
    let (_house, server) = Server::of(store, millery()).await;
    let julie = server.parent("julie.lambert@millery.example").await;
    let desk = Desk {
        phone: server.sign_in("service@millery.example").await,
    };
    let day = "2026-12-03";
    assert_eq!(told(&julie, "soir", day).await, "disponible");
    assert_eq!(told(&julie, "soir", "2026-12-02").await, "fermé");
    assert_eq!(told(&julie, "soir", FROM).await, "hors délai");

    // Ticked, nothing is sent before « Valider ».
    let booked = [day, "2026-12-04", "2026-12-07", "2026-12-08"];
    assert_eq!(julie.tick("Maya", "soir", &booked).await, [""; 0]);
    assert_eq!(told(&julie, "soir", day).await, "dans le panier");
    let order = julie.cart_order("1", None).await;
    assert_eq!(
        julie.outcomes(&order),
        booked.map(|day| format!("Maya soir {day} PENDING 280"))
    );
    assert_eq!(told(&julie, "soir", day).await, "en attente de la mairie");
    let waiting = desk.town(json!({ "first": 20, "after": null })).await;
    let first = waiting["ordersToDecide"]["nodes"][0]["id"].as_str().expect("an order");
    desk.all("1", first, true, None).await;
    assert_eq!(told(&julie, "soir", day).await, "réservé");

    let change = [
        julie.cancelling("Maya", "soir", &[day]),
        julie.booking("Maya", "soir-court", &[day]),
    ];
    let change = julie.plan("2", &change).await.field("bookingPlan");
    assert_eq!(
        julie.outcomes(&change),
        [
            format!("Maya soir {day} CHANGE_ASKED"),
            format!("Maya soir-court {day} PENDING 220"),
        ]
    );
    assert_eq!(told(&julie, "soir", day).await, "changement demandé");
    assert_eq!(told(&julie, "soir-court", day).await, "en attente de la mairie");

    // "Je clique sur la date que je souhaite annuler, je clique sur Panier, je valide mon panier."
    let off = "2026-12-04";
    assert_eq!(julie.tick_off("Maya", "soir", &[off]).await, [""; 0]);
    let calendar = julie.calendar("Maya", FROM, TO).await;
    assert!(calendar.on("soir", off).starts_with("2026-12-04 IN_CART CART_CANCELS"));
    let cart = julie.cart().await;
    assert_eq!(cart["badge"], 1);
    let cancelled = julie.cart_order("3", cart["planToken"].as_str()).await;
    assert_eq!(
        julie.outcomes(&cancelled),
        [format!("Maya soir {off} CANCELLATION_ASKED")]
    );
    assert_eq!(told(&julie, "soir", off).await, "annulation demandée");

    let ill = "2026-12-07";
    let report = "mutation($input: AbsenceReportInput!) { absenceReport(input: $input) {
        outcomes { date result } errors { code } } }";
    let input = json!({
        "childId": julie.child("Maya"), "dates": [ill], "reason": "ILLNESS", "idempotencyKey": "4",
    });
    let reported = julie
        .phone
        .ask(report, json!({ "input": input }))
        .await
        .field("absenceReport");
    assert_eq!(
        reported,
        json!({ "outcomes": [{ "date": ill, "result": "REPORTED" }], "errors": [] })
    );
    assert_eq!(told(&julie, "soir", ill).await, "absent");

    // Once the service has accepted the change and the cancellation.
    for (key, order) in [("2", placed(&change)), ("3", order_id(&desk).await)] {
        desk.all(key, &order, true, None).await;
    }
    assert_eq!(told(&julie, "soir-court", day).await, "réservé");
    assert_eq!(told(&julie, "soir", off).await, "disponible");
    assert_eq!(desk.queue().await, (vec![], (0, 0, 0)));
}

/// The last order that waits.
async fn order_id(desk: &Desk) -> String {
    let waiting = desk.town(json!({ "first": 20, "after": null })).await;
    let nodes = waiting["ordersToDecide"]["nodes"].as_array().expect("orders");
    let id = nodes.last().map(|order: &Value| order["id"].as_str().expect("an id"));
    id.expect("an order").to_owned()
}
