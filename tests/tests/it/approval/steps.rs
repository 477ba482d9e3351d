//! An order that waits, from the request to the decision.

use preau_tests::towns::{PEOPLE, rules_with_approval};
use preau_tests::{House, Parent, Server, Store, both_stores};

use super::desk::{Desk, placed, state_of};

both_stores!(an_order_waits_and_is_accepted, an_order_is_accepted_in_part,);

const DAY: &str = "2026-11-30";
const TUESDAY: &str = "2026-12-01";

/// The middle of the mail for an order that waits.
const RECEIVED: &str = "Votre commande n° 1 du lundi 23 novembre 2026 à 09:00 est enregistrée.
La mairie doit encore se prononcer sur ce qui est demandé ci-dessous. Les places demandées vous sont gardées jusque-là.

Léa

  Accueil du matin
  1 jour réservé, 1,95 € :
    lundi 30 novembre 2026, 1,95 €

  Accueil du midi
  1 jour demandé, 1,70 € :
    lundi 30 novembre 2026, 1,70 €

  Restauration
  1 jour demandé, 3,15 € :
    lundi 30 novembre 2026, 3,15 €

Total des jours réservés et demandés : 6,80 €";

/// The middle of the mail for an order that is accepted whole.
const ACCEPTED: &str = "La mairie a répondu le lundi 23 novembre 2026 à 09:00 à votre commande n° 1.

Léa

  Accueil du midi
  1 jour accepté, 1,70 € :
    lundi 30 novembre 2026, 1,70 €

  Restauration
  1 jour accepté, 3,15 € :
    lundi 30 novembre 2026, 3,15 €";

/// The same, of one that is accepted in part so far.
const IN_PART: &str = "La mairie a répondu le lundi 23 novembre 2026 à 14:30 à votre commande n° 1. Le reste de la commande attend encore sa réponse.

Léa

  Accueil du midi
  1 jour refusé :
    lundi 30 novembre 2026
    Motif : Plus de place en cuisine

  Restauration
  1 jour refusé :
    lundi 30 novembre 2026
    Motif : Plus de place en cuisine

  Accueil du soir
  1 jour accepté, 3,40 € :
    lundi 30 novembre 2026, 3,40 €";

pub async fn town(store: Store) -> (House, Server, Parent, Desk) {
    let (house, server) = Server::of_town(store, &rules_with_approval(), PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    let phone = server.sign_in("sacha@milly.example").await;
    (house, server, camille, Desk { phone })
}

/// With plain spaces, to be read here.
pub fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

/// The part of a mail between its opening and the contacts.
pub fn middle(text: &str) -> String {
    let text = plain(text);
    let (_, rest) = text.split_once("\n\n").expect("a greeting");
    let (middle, _) = rest.split_once("\n\nUne question").expect("contacts");
    middle.to_owned()
}

/// L, D9, D11, D12, D3: book, "en attente", validated, with a mail and the state at each step.
async fn an_order_waits_and_is_accepted(store: Store) {
    let (_house, server, camille, desk) = town(store).await;
    let changes = [
        camille.booking("Léa", "midi", &[DAY]),
        camille.booking("Léa", "matin", &[DAY]),
    ];
    let rehearsed = camille.told(camille.rehearse("0", &changes).await);
    let payload = camille.plan("1", &changes).await.field("bookingPlan");
    let told = camille.outcomes(&payload);
    assert_eq!(told, rehearsed);
    assert_eq!(
        told,
        [
            "Léa midi 2026-11-30 PENDING 170",
            "Léa restauration 2026-11-30 PENDING 315 with midi",
            "Léa matin 2026-11-30 BOOKED 195",
        ]
    );
    let order = placed(&payload);
    let calendar = camille.calendar("Léa", DAY, DAY).await;
    assert_eq!(
        [calendar.on("midi", DAY), calendar.on("matin", DAY)],
        [
            "2026-11-30 PENDING - 2026-11-26T09:00:00Z 170 119",
            "2026-11-30 BOOKED - 2026-11-26T09:00:00Z 195 59",
        ]
    );
    let waiting = [
        "Léa Accueil du midi 2026-11-30 BOOKING WAITING",
        "Léa Restauration 2026-11-30 BOOKING WAITING",
    ];
    assert_eq!(
        state_of(&camille.phone, &order).await,
        (
            "PENDING 2 of 2 wait, 0 accepted, 0 refused".to_owned(),
            waiting.map(str::to_owned).to_vec()
        )
    );
    assert_eq!(
        desk.queue().await,
        (
            waiting.map(|line| format!("no 1 by Camille Martin: {line}")).to_vec(),
            (1, 1, 0)
        )
    );
    server.work().await;
    assert_eq!(
        desk.all("1", &order, true, None).await,
        [
            "Accueil du midi 2026-11-30 ACCEPTED",
            "Restauration 2026-11-30 ACCEPTED"
        ]
    );
    assert_eq!(desk.queue().await, (Vec::new(), (0, 0, 0)));
    assert_eq!(
        state_of(&camille.phone, &order).await.0,
        "DECIDED 0 of 2 wait, 2 accepted, 0 refused"
    );
    let calendar = camille.calendar("Léa", DAY, DAY).await;
    assert_eq!(
        calendar.on("midi", DAY),
        "2026-11-30 BOOKED - 2026-11-26T09:00:00Z 170 119"
    );
    server.work().await;
    let mails = server.mails();
    let [received, decided] = mails.as_slice() else {
        panic!("{mails:#?}")
    };
    assert_eq!(
        (plain(&received.subject).as_str(), plain(&decided.subject).as_str()),
        (
            "Milly-la-Forêt : demande reçue, en attente de la mairie (commande n° 1)",
            "Milly-la-Forêt : demande acceptée (commande n° 1)"
        )
    );
    assert_eq!(middle(&received.text), RECEIVED);
    assert_eq!(middle(&decided.text), ACCEPTED);
    assert_eq!(
        camille.history().await,
        [
            "2026-11-23T08:00:00Z BOOKING_ACCEPTED Léa restauration 2026-11-30 315 by Sacha Petit no 1",
            "2026-11-23T08:00:00Z BOOKING_ACCEPTED Léa midi 2026-11-30 170 by Sacha Petit no 1",
            "2026-11-23T08:00:00Z BOOKING_ASKED Léa restauration 2026-11-30 315 by Camille Martin no 1",
            "2026-11-23T08:00:00Z BOOKING_ASKED Léa midi 2026-11-30 170 by Camille Martin no 1",
            "2026-11-23T08:00:00Z BOOKED Léa matin 2026-11-30 195 by Camille Martin no 1",
        ]
    );
}

/// D9: what is refused gives its place back, with what goes with it; the rest waits on, and is decided later.
async fn an_order_is_accepted_in_part(store: Store) {
    let (house, server, camille, desk) = town(store).await;
    let changes = [
        camille.booking("Léa", "midi", &[DAY, TUESDAY]),
        camille.booking("Léa", "soir", &[DAY]),
    ];
    let order = placed(&camille.plan("1", &changes).await.field("bookingPlan"));
    server.work().await;
    house.time.set("2026-11-23T14:30:00+01:00");
    let lines = [
        (
            desk.booking(&order, "Léa", "Restauration", DAY).await,
            false,
            Some("Plus de place en cuisine"),
        ),
        (desk.booking(&order, "Léa", "Accueil du soir", DAY).await, true, None),
    ];
    let lines =
        lines.map(|(id, accept, reason)| serde_json::json!({ "bookingId": id, "accept": accept, "reason": reason }));
    let input = serde_json::json!({ "orderId": order, "lines": lines, "idempotencyKey": "1" });
    assert_eq!(
        Desk::told(desk.send(input).await),
        [
            "Accueil du midi 2026-11-30 REFUSED with Restauration: Plus de place en cuisine",
            "Restauration 2026-11-30 REFUSED: Plus de place en cuisine",
            "Accueil du soir 2026-11-30 ACCEPTED",
        ]
    );
    assert_eq!(
        state_of(&camille.phone, &order).await,
        (
            "PENDING 2 of 5 wait, 1 accepted, 2 refused".to_owned(),
            vec![
                "Léa Accueil du midi 2026-11-30 BOOKING REFUSED: Plus de place en cuisine".to_owned(),
                "Léa Accueil du midi 2026-12-01 BOOKING WAITING".to_owned(),
                "Léa Restauration 2026-11-30 BOOKING REFUSED: Plus de place en cuisine".to_owned(),
                "Léa Restauration 2026-12-01 BOOKING WAITING".to_owned(),
                "Léa Accueil du soir 2026-11-30 BOOKING ACCEPTED".to_owned(),
            ]
        )
    );
    let calendar = camille.calendar("Léa", DAY, TUESDAY).await;
    assert_eq!(
        [
            calendar.on("midi", DAY),
            calendar.on("midi", TUESDAY),
            calendar.on("soir", DAY)
        ],
        [
            "2026-11-30 AVAILABLE - 2026-11-26T09:00:00Z 170 120",
            "2026-12-01 PENDING - 2026-11-26T09:00:00Z 170 119",
            "2026-11-30 BOOKED - 2026-11-26T09:00:00Z 340 44",
        ]
    );
    let gone = camille.heads_of(&desk.phone, "restauration", DAY).await;
    assert_eq!(gone, 0);
    server.work().await;
    let mails = server.mails();
    let last = mails.last().expect("a mail");
    assert_eq!(
        plain(&last.subject),
        "Milly-la-Forêt : demande acceptée en partie (commande n° 1)"
    );
    assert_eq!(middle(&last.text), IN_PART);
    assert_eq!(desk.queue().await.1, (1, 1, 0));
    assert_eq!(
        desk.all("2", &order, false, Some("Fermeture")).await,
        [
            "Accueil du midi 2026-12-01 REFUSED: Fermeture",
            "Restauration 2026-12-01 REFUSED: Fermeture",
        ]
    );
    server.work().await;
    assert_eq!(
        plain(&server.mails().last().expect("a mail").subject),
        "Milly-la-Forêt : demande refusée (commande n° 1)"
    );
    assert_eq!(
        state_of(&camille.phone, &order).await.0,
        "DECIDED 0 of 5 wait, 1 accepted, 4 refused"
    );
    // The family may ask again: the place is free.
    assert_eq!(
        camille.book("2", "Léa", "midi", &[DAY]).await,
        [
            "Léa midi 2026-11-30 PENDING 170",
            "Léa restauration 2026-11-30 PENDING 315 with midi"
        ]
    );
}
