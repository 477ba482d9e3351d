//! Activities that have one price together.

use preau_tests::{Parent, Server, Store, both_stores};
use serde_json::{Value, json};

use super::{PEOPLE, RULES};

both_stores!(
    cheaper_together_and_back_again,
    dearer_together,
    both_at_once_cost_their_parts,
    a_place_beside_shows_what_it_adds,
);

const DAY: &str = "2026-12-01";

fn euros(cents: i32) -> Value {
    json!({ "amountCents": cents, "currency": "EUR" })
}

/// What the calendar says of the booked places of the day.
async fn booked(parent: &Parent, child: &str, activities: &[&str]) -> Vec<String> {
    let calendar = parent.calendar(child, DAY, DAY).await;
    let price = |activity: &&str| {
        let line = calendar.on(activity, DAY);
        let words: Vec<&str> = line.split(' ').collect();
        format!("{activity} {} {}", words[1], words[4])
    };
    activities.iter().map(price).collect()
}

async fn cheaper_together_and_back_again(store: Store) {
    let (house, server) = Server::of_town(store, RULES, PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    assert_eq!(
        camille.book("soir", "Léa", "soir", &[DAY]).await,
        ["Léa soir 2026-12-01 BOOKED 300"]
    );
    server.work().await;
    let morning = [camille.booking("Léa", "matin", &[DAY])];
    let outcomes = [
        "Léa matin 2026-12-01 BOOKED 200",
        "Léa soir 2026-12-01 REPRICED 200 before 300",
    ];
    let rehearsed = camille.rehearse("matin", &morning).await.field("bookingPlan");
    assert_eq!(camille.outcomes(&rehearsed), outcomes);
    assert_eq!((&rehearsed["order"], &rehearsed["total"]), (&json!(null), &euros(100)));
    assert_eq!(camille.history().await.len(), 1);
    assert_eq!(
        booked(&camille, "Léa", &["matin", "soir"]).await,
        ["matin AVAILABLE 100", "soir BOOKED 300"]
    );

    let answer = camille.plan("matin", &morning).await;
    let payload = answer.clone().field("bookingPlan");
    assert_eq!(camille.outcomes(&payload), outcomes);
    assert_eq!(
        (&payload["order"]["number"], &payload["total"]),
        (&json!(2), &euros(100))
    );
    assert_eq!(
        booked(&camille, "Léa", &["matin", "soir"]).await,
        ["matin BOOKED 200", "soir BOOKED 200"]
    );
    server.work().await;
    let given_back = camille
        .plan("retour", &[camille.cancelling("Léa", "matin", &[DAY])])
        .await;
    let payload = given_back.clone().field("bookingPlan");
    assert_eq!(
        camille.outcomes(&payload),
        [
            "Léa matin 2026-12-01 CANCELLED",
            "Léa soir 2026-12-01 REPRICED 300 before 200"
        ]
    );
    assert_eq!(
        (&payload["order"]["number"], &payload["total"]),
        (&json!(3), &euros(100))
    );

    // The same answers to the same requests, long after: nothing is done twice.
    house.time.set("2026-11-27T09:00:00+01:00");
    assert_eq!(camille.plan("matin", &morning).await, answer);
    assert_eq!(
        camille
            .plan("retour", &[camille.cancelling("Léa", "matin", &[DAY])])
            .await,
        given_back
    );
    assert_eq!(
        booked(&camille, "Léa", &["matin", "soir"]).await,
        ["matin OUT_OF_TIME 100", "soir BOOKED 300"]
    );
    assert_eq!(
        camille.history().await,
        [
            "2026-11-23T08:00:00Z REPRICED Léa soir 2026-12-01 300 by Camille Martin no 3",
            "2026-11-23T08:00:00Z CANCELLED Léa matin 2026-12-01 200 by Camille Martin no 3",
            "2026-11-23T08:00:00Z REPRICED Léa soir 2026-12-01 200 by Camille Martin no 2",
            "2026-11-23T08:00:00Z BOOKED Léa matin 2026-12-01 200 by Camille Martin no 2",
            "2026-11-23T08:00:00Z BOOKED Léa soir 2026-12-01 300 by Camille Martin no 1",
        ]
    );
    server.work().await;
    let told: Vec<String> = server.mails().iter().map(|mail| changes_of(&mail.text)).collect();
    assert_eq!(
        told,
        [
            "Accueil du soir
  1 jour réservé, 3,00 € :
    mardi 1er décembre 2026, 3,00 €

Total des jours réservés : 3,00 €",
            "Accueil du matin
  1 jour réservé, 2,00 € :
    mardi 1er décembre 2026, 2,00 €

  Accueil du soir
  1 jour change de prix :
    mardi 1er décembre 2026, désormais 2,00 €

Total des jours réservés, changements de prix compris : 1,00 €",
            "Accueil du matin
  1 jour annulé :
    mardi 1er décembre 2026

  Accueil du soir
  1 jour change de prix :
    mardi 1er décembre 2026, désormais 3,00 €

Total des changements de prix : 1,00 €",
        ]
    );
}

async fn dearer_together(store: Store) {
    let (_house, server) = Server::of_town(store, RULES, PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    camille.book("1", "Léa", "atelier", &[DAY]).await;
    assert_eq!(
        camille.book("2", "Léa", "gouter", &[DAY]).await,
        [
            "Léa gouter 2026-12-01 BOOKED 50",
            "Léa atelier 2026-12-01 REPRICED 270 before 200"
        ]
    );
    let payload = camille.plan("3", &[camille.cancelling("Léa", "gouter", &[DAY])]).await;
    let payload = payload.field("bookingPlan");
    assert_eq!(
        camille.outcomes(&payload),
        [
            "Léa gouter 2026-12-01 CANCELLED",
            "Léa atelier 2026-12-01 REPRICED 200 before 270"
        ]
    );
    assert_eq!(payload["total"], euros(-70));
    assert_eq!(
        booked(&camille, "Léa", &["gouter", "atelier"]).await,
        ["gouter AVAILABLE 120", "atelier BOOKED 200"]
    );
}

async fn both_at_once_cost_their_parts(store: Store) {
    let (_house, server) = Server::of_town(store, RULES, PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    let changes = [
        camille.booking("Léa", "soir", &[DAY, "2026-12-03"]),
        camille.booking("Léa", "matin", &[DAY]),
    ];
    let payload = camille.plan("1", &changes).await.field("bookingPlan");
    assert_eq!(
        camille.outcomes(&payload),
        [
            "Léa soir 2026-12-01 BOOKED 200",
            "Léa soir 2026-12-03 BOOKED 300",
            "Léa matin 2026-12-01 BOOKED 200",
        ]
    );
    assert_eq!(payload["total"], euros(700));
    // What remains of a place that comes first in the rule book is its price alone.
    assert_eq!(
        camille.cancel("2", "Léa", "soir", &[DAY]).await,
        ["Léa soir 2026-12-01 CANCELLED"]
    );
}

async fn a_place_beside_shows_what_it_adds(store: Store) {
    let (_house, server) = Server::of_town(store, RULES, PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    camille.book("1", "Léa", "matin", &[DAY]).await;
    assert_eq!(
        booked(&camille, "Léa", &["matin", "soir", "gouter"]).await,
        ["matin BOOKED 200", "soir AVAILABLE 200", "gouter AVAILABLE 50"]
    );
}

/// From the first activity to the total, with plain spaces.
fn changes_of(mail: &str) -> String {
    let mail = mail.replace(['\u{a0}', '\u{202f}'], " ");
    let (_, rest) = mail.split_once("Léa\n\n  ").expect("Léa's part");
    let (told, _) = rest.split_once("\n\nLe portail").expect("an end");
    told.to_owned()
}
