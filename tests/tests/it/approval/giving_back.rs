//! What families ask to give back, and what they take back themselves.

use preau_tests::{Store, both_stores};

use super::desk::{Desk, placed, state_of};
use super::steps::{middle, plain, town};

both_stores!(
    a_cancellation_is_asked_for_and_decided,
    a_family_takes_back_what_waits,
    a_year_waits_in_one_order,
);

const DAY: &str = "2026-11-30";
const TUESDAY: &str = "2026-12-01";

/// D10, D11, D3: the place stays, and is counted, until staff let it go.
async fn a_cancellation_is_asked_for_and_decided(store: Store) {
    let (_house, server, camille, desk) = town(store).await;
    camille.book("1", "Léa", "matin", &[DAY, TUESDAY]).await;
    server.work().await;
    let changes = [camille.cancelling("Léa", "matin", &[DAY, TUESDAY])];
    let payload = camille.plan("2", &changes).await.field("bookingPlan");
    assert_eq!(
        camille.outcomes(&payload),
        [
            "Léa matin 2026-11-30 CANCELLATION_ASKED",
            "Léa matin 2026-12-01 CANCELLATION_ASKED"
        ]
    );
    let order = placed(&payload);
    let calendar = camille.calendar("Léa", DAY, DAY).await;
    assert_eq!(calendar.on("matin", DAY), "2026-11-30 CANCELLATION_ASKED - - 195 59");
    assert_eq!(
        camille.cancel("3", "Léa", "matin", &[DAY]).await,
        ["Léa matin 2026-11-30 UNCHANGED"]
    );
    assert_eq!(desk.queue().await.1, (1, 0, 1));
    server.work().await;
    let tuesday = desk.booking(&order, "Léa", "Accueil du matin", TUESDAY).await;
    let input = serde_json::json!({
        "orderId": order,
        "lines": [{ "bookingId": tuesday, "accept": false, "reason": "Trop tard pour le personnel" }],
        "acceptRest": true,
        "idempotencyKey": "1",
    });
    assert_eq!(
        Desk::told(desk.send(input).await),
        [
            "Accueil du matin 2026-11-30 ACCEPTED",
            "Accueil du matin 2026-12-01 REFUSED: Trop tard pour le personnel",
        ]
    );
    let calendar = camille.calendar("Léa", DAY, TUESDAY).await;
    assert_eq!(
        [calendar.on("matin", DAY), calendar.on("matin", TUESDAY)],
        [
            "2026-11-30 AVAILABLE - 2026-11-26T09:00:00Z 195 60",
            "2026-12-01 BOOKED - 2026-11-26T09:00:00Z 195 59",
        ]
    );
    server.work().await;
    let mails = server.mails();
    let [_, asked, decided] = mails.as_slice() else {
        panic!("{mails:#?}")
    };
    assert_eq!(
        middle(&asked.text),
        "Votre commande n° 2 du lundi 23 novembre 2026 à 09:00 est enregistrée.
La mairie doit encore se prononcer sur ce qui est demandé ci-dessous. Les places demandées vous sont gardées jusque-là.

Léa

  Accueil du matin
  Annulation demandée pour 2 jours :
    lundi 30 novembre 2026
    mardi 1er décembre 2026"
    );
    assert_eq!(
        middle(&decided.text),
        "La mairie a répondu le lundi 23 novembre 2026 à 09:00 à votre commande n° 2.

Léa

  Accueil du matin
  Annulation acceptée pour 1 jour :
    lundi 30 novembre 2026
  Annulation refusée pour 1 jour, qui reste réservé :
    mardi 1er décembre 2026
    Motif : Trop tard pour le personnel"
    );
}

/// D10: what waits is the family's to take back, at once and without asking.
async fn a_family_takes_back_what_waits(store: Store) {
    let (_house, server, camille, desk) = town(store).await;
    let changes = [camille.booking("Léa", "midi", &[DAY])];
    let asked = placed(&camille.plan("1", &changes).await.field("bookingPlan"));
    assert_eq!(
        camille.cancel("2", "Léa", "midi", &[DAY]).await,
        [
            "Léa midi 2026-11-30 CANCELLED",
            "Léa restauration 2026-11-30 CANCELLED with midi"
        ]
    );
    assert_eq!(
        state_of(&camille.phone, &asked).await.0,
        "WITHDRAWN 0 of 2 wait, 0 accepted, 0 refused"
    );
    assert_eq!(desk.queue().await, (Vec::new(), (0, 0, 0)));
    assert_eq!(
        desk.all("1", &asked, true, None).await,
        Vec::<String>::new(),
        "nothing of it waits any more"
    );
    camille.book("3", "Léa", "matin", &[DAY]).await;
    let changes = [camille.cancelling("Léa", "matin", &[DAY])];
    let asked = placed(&camille.plan("4", &changes).await.field("bookingPlan"));
    let morning = desk.booking(&asked, "Léa", "Accueil du matin", DAY).await;
    assert_eq!(
        camille.book("5", "Léa", "matin", &[DAY]).await,
        ["Léa matin 2026-11-30 KEPT"]
    );
    // Staff who decide now are told that there is nothing left to decide.
    let lines = serde_json::json!([{ "bookingId": morning, "accept": true }]);
    let input = serde_json::json!({ "orderId": asked, "lines": lines, "idempotencyKey": "2" });
    assert_eq!(
        Desk::told(desk.send(input).await),
        ["Accueil du matin 2026-11-30 WITHDRAWN (before)"]
    );
    let calendar = camille.calendar("Léa", DAY, DAY).await;
    assert_eq!(
        calendar.on("matin", DAY),
        "2026-11-30 BOOKED - 2026-11-26T09:00:00Z 195 59"
    );
    server.work().await;
    let subjects: Vec<_> = server.mails().iter().map(|mail| plain(&mail.subject)).collect();
    assert_eq!(
        subjects.len(),
        5,
        "one for each order, and none for the decision that decided nothing: {subjects:#?}"
    );
}

/// D4, D9: a year is one order, read page by page.
async fn a_year_waits_in_one_order(store: Store) {
    let (_house, _server, camille, desk) = town(store).await;
    let first = chrono::NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day");
    let days: Vec<String> = first.iter_days().take(200).map(|day| day.to_string()).collect();
    let days: Vec<&str> = days.iter().map(String::as_str).collect();
    let changes = [camille.booking("Léa", "midi", &days)];
    let order = placed(&camille.plan("1", &changes).await.field("bookingPlan"));
    let document = "query($id: ID!, $after: String) { order(id: $id) { askedCount lines(first: 100, after: $after) {
        nodes { bookingId date } pageInfo { hasNextPage endCursor } } } }";
    let (mut seen, mut after) = (Vec::new(), serde_json::Value::Null);
    let asked = loop {
        let variables = serde_json::json!({ "id": order, "after": after });
        let found = camille.phone.ask(document, variables).await.field("order");
        let nodes = found["lines"]["nodes"].as_array().expect("lines").clone();
        seen.extend(
            nodes
                .iter()
                .map(|node| node["bookingId"].as_str().expect("an id").to_owned()),
        );
        if found["lines"]["pageInfo"]["hasNextPage"] == false {
            break found["askedCount"].as_u64().expect("a number");
        }
        after = found["lines"]["pageInfo"]["endCursor"].clone();
    };
    let distinct: std::collections::BTreeSet<&String> = seen.iter().collect();
    assert_eq!((seen.len() as u64, distinct.len()), (asked, seen.len()));
    assert!(asked > 150, "{asked}");
    assert_eq!(desk.all("1", &order, true, None).await.len() as u64, asked);
    assert_eq!(desk.queue().await, (Vec::new(), (0, 0, 0)));
}
