//! "Lorsque vous avez fait les réservations pour votre 1er enfant, cliquez sur « Valider » afin de faire les réservations
//! pour votre 2e enfant."

use preau_tests::towns::lutins;
use preau_tests::{House, Parent, Server, Store, both_stores, documents};
use serde_json::{Value, json};

both_stores!(
    one_after_the_other,
    forgetting_to_finish_books_nothing,
    by_month_or_day_by_day
);

/// The days of each child: those of the first are the four of the guide's 14.40 €.
const DAYS: [(&str, &[&str]); 3] = [
    ("Alice", &["2026-12-01", "2026-12-03", "2026-12-04", "2026-12-07"]),
    ("Basile", &["2026-12-01", "2026-12-03"]),
    ("Célia", &["2026-12-03"]),
];

/// « Valider » for each child: the cart as the last one leaves it.
async fn validate(parent: &Parent, house: &House) -> Value {
    let mut badge = 0;
    for ((child, days), (second, total)) in DAYS.iter().zip([(1, 1440), (2, 2160), (3, 2520)]) {
        house.time.set(&format!("2026-11-23T08:59:5{second}+01:00"));
        assert_eq!(parent.tick(child, "cantine", days).await, [""; 0]);
        badge += days.len();
        let cart = parent.cart().await;
        assert_eq!(
            (&cart["badge"], &cart["total"]["amountCents"]),
            (&json!(badge), &json!(total))
        );
    }
    house.time.set("2026-11-23T09:00:00+01:00");
    parent.cart().await
}

/// D7, D8, D9, D12, D11, E6: "Paiement immédiat … À payer : 14.40€": each « Valider » shows unit prices and the total so far, « Terminer » makes one order of all.
async fn one_after_the_other(store: Store) {
    let (house, server) = Server::of(store, lutins()).await;
    let claire = server.parent("claire.perrin@lutins.example").await;
    let shown = validate(&claire, &house).await;
    let each = DAYS
        .iter()
        .flat_map(|(child, days)| days.iter().map(move |day| format!("{child} cantine {day}")));
    let recap: Vec<String> = each
        .map(|place| format!("{place} BOOK BOOKED 360 by Claire Perrin"))
        .collect();
    assert_eq!(Parent::lines(&shown), recap);

    let done = claire.cart_order("terminer", shown["planToken"].as_str()).await;
    let recap = [
        "Alice cantine 2026-12-01 BOOKED 360",
        "Alice cantine 2026-12-03 BOOKED 360",
        "Alice cantine 2026-12-04 BOOKED 360",
        "Alice cantine 2026-12-07 BOOKED 360",
        "Basile cantine 2026-12-01 BOOKED 360",
        "Basile cantine 2026-12-03 BOOKED 360",
        "Célia cantine 2026-12-03 BOOKED 360",
    ];
    assert_eq!(claire.outcomes(&done), recap);
    assert_eq!((&done["total"], &done["order"]["number"]), (&shown["total"], &json!(1)));
    assert_eq!(done["cart"]["badge"], 0);
    let orders = "{ viewer { family { orders { nodes {
        number placedAt placedBy total { amountCents } dueNow { amountCents } debtToPay { amountCents } bookedCount
    } } } } }";
    let viewer = claire.phone.ask(orders, json!({})).await.field("viewer");
    assert_eq!(
        viewer["family"]["orders"]["nodes"],
        json!([{
            "number": 1, "placedAt": "2026-11-23T08:00:00Z", "placedBy": "Claire Perrin",
            "total": { "amountCents": 2520 }, "dueNow": { "amountCents": 2520 }, "debtToPay": null, "bookedCount": 7,
        }])
    );
    let by = "360 by Claire Perrin no 1";
    assert_eq!(
        claire.history().await,
        [
            "Célia cantine 2026-12-03",
            "Basile cantine 2026-12-03",
            "Basile cantine 2026-12-01",
            "Alice cantine 2026-12-07",
            "Alice cantine 2026-12-04",
            "Alice cantine 2026-12-03",
            "Alice cantine 2026-12-01",
        ]
        .map(|place| format!("2026-11-23T08:00:00Z BOOKED {place} {by}"))
    );
    server.work().await;
    let mails = server.mails();
    let [mail] = mails.as_slice() else { panic!("{mails:#?}") };
    assert_eq!(mail.to, "claire.perrin@lutins.example");
    assert_eq!(
        mail.subject.replace('\u{a0}', " "),
        "Les Lutins Gourmands : réservation confirmée (commande n° 1)"
    );
    assert_eq!(
        mail.text.replace(['\u{a0}', '\u{202f}'], " "),
        "Bonjour Claire Perrin,

Votre commande n° 1 du lundi 23 novembre 2026 à 09:00 est enregistrée.

Alice

  Cantine
  4 jours réservés, 14,40 € :
    mardi 1er décembre 2026, 3,60 €
    jeudi 3 décembre 2026, 3,60 €
    vendredi 4 décembre 2026, 3,60 €
    lundi 7 décembre 2026, 3,60 €

Basile

  Cantine
  2 jours réservés, 7,20 € :
    mardi 1er décembre 2026, 3,60 €
    jeudi 3 décembre 2026, 3,60 €

Célia

  Cantine
  1 jour réservé, 3,60 € :
    jeudi 3 décembre 2026, 3,60 €

Total des jours réservés : 25,20 €

À régler dès maintenant, au guichet : 25,20 €.

Une question ? Écrivez-nous ou appelez-nous :
  Association Les Lutins Gourmands : cantine@lutins.example

Le portail famille de Les Lutins Gourmands
"
    );
}

/// D8: "si vous ne faites pas cette manipulation vos réservations ne seront pas prises en compte"; "si vous cliquez sur
/// « Tout supprimer », vos modifications seront effacées".
async fn forgetting_to_finish_books_nothing(store: Store) {
    let (house, server) = Server::of(store, lutins()).await;
    let claire = server.parent("claire.perrin@lutins.example").await;
    let month = async || {
        claire
            .calendar("Basile", "2026-12-01", "2026-12-04")
            .await
            .of("cantine")
    };
    let before = month().await;
    validate(&claire, &house).await;
    let chosen = ["2026-12-01", "2026-12-03"].map(|day| shown_as(day, "IN_CART CART_BOOKS", &before));
    let now = month().await;
    assert_eq!([&now[0], &now[2]], [&chosen[0], &chosen[1]]);
    assert_eq!(claire.history().await, [""; 0]);
    assert_eq!((server.work().await, server.mails()), (0, vec![]));
    let empty = claire.cart_empty().await;
    assert_eq!(
        (&empty["badge"], &empty["total"]["amountCents"]),
        (&json!(0), &json!(0))
    );
    assert_eq!(month().await, before);
}

/// A line of the calendar, as it was but for its state.
fn shown_as(day: &str, state: &str, before: &[String]) -> String {
    let line = before.iter().find(|line| line.starts_with(day)).expect("a day");
    line.replacen("AVAILABLE -", state, 1)
}

/// D2, D4, D7: "le mois entier par la 1re coche, ou jour par jour", and what the period costs.
async fn by_month_or_day_by_day(store: Store) {
    let (_house, server) = Server::of(store, lutins()).await;
    let claire = server.parent("claire.perrin@lutins.example").await;
    let month = |action: &str| {
        json!({ "patterns": [{
            "childId": claire.child("Basile"), "activityId": claire.activity("cantine"), "from": "2026-12-01",
            "to": "2026-12-31", "action": action,
            "days": { "everyWeek": ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"] },
        }] })
    };
    let booked = claire.ask_plan("mois", month("BOOK")).await;
    // Eleven days with class; the Wednesdays and the holidays are passed over.
    assert_eq!(
        (&booked["total"]["amountCents"], &booked["skipped"]),
        (&json!(11 * 360), &json!(12))
    );
    claire.cancel("un-jour", "Basile", "cantine", &["2026-12-18"]).await;
    assert_eq!(cost(&claire).await, 10 * 360);
    let cleared = claire.ask_plan("rien", month("CANCEL")).await;
    assert_eq!(cleared["outcomes"].as_array().map(Vec::len), Some(10));
    assert_eq!(cost(&claire).await, 0);
}

/// "Juin 2018 - Coût de la période": what stands booked in December.
async fn cost(parent: &Parent) -> i64 {
    let variables = json!({ "childId": parent.child("Basile"), "from": "2026-12-01", "to": "2026-12-31" });
    let child = parent.phone.ask(documents::CHILD_MONTH, variables).await.field("child");
    let canteen = &child["calendar"]["activities"][0];
    let states = canteen["states"].as_array().expect("states").iter();
    let prices = canteen["priceCents"].as_array().expect("prices");
    let booked = states.zip(prices).filter(|(state, _)| *state == "BOOKED");
    booked.map(|(_, price)| price.as_i64().expect("cents")).sum()
}
