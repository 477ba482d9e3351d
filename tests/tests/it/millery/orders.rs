//! "Les commandes faites via le portail familles sont validées par le service périscolaire."

use preau_tests::towns::millery;
use preau_tests::{Ear, House, Parent, Server, Store, both_stores, documents};
use serde_json::{Value, json};

use crate::approval::desk::{Desk, placed, state_of};

both_stores!(
    a_periodic_request_is_validated,
    what_is_in_the_basket_is_not_sent,
    a_period_is_taken_back,
    an_occasional_day_is_refused,
    a_cancellation_is_validated
);

/// Tuesdays and Fridays of two weeks, as the guide has them in its own September.
const DAYS: [&str; 4] = ["2026-12-01", "2026-12-04", "2026-12-08", "2026-12-11"];

async fn town(store: Store) -> (House, Server, Parent, Desk) {
    let (house, server) = Server::of(store, millery()).await;
    let julie = server.parent("julie.lambert@millery.example").await;
    let phone = server.sign_in("service@millery.example").await;
    (house, server, julie, Desk { phone })
}

fn periodic(julie: &Parent) -> Value {
    json!({ "patterns": [{
        "childId": julie.child("Maya"), "activityId": julie.activity("midi"), "from": "2026-12-01", "to": "2026-12-13",
        "days": { "everyWeek": ["TUESDAY", "FRIDAY"] },
    }] })
}

/// "Mes demandes en attente (1)": how many there are, and each as `#1 enregistrée le … PENDING 1640 4`.
async fn requests(parent: &Parent) -> (i64, Vec<String>) {
    let variables = json!({ "first": 20, "after": null });
    let viewer = parent
        .phone
        .ask(documents::WAITING_ORDERS, variables)
        .await
        .field("viewer");
    let family = &viewer["family"];
    let told = |order: &Value| {
        format!(
            "#{} enregistrée le {} {} {} {}",
            order["number"],
            order["placedAt"].as_str().expect("an instant"),
            order["status"].as_str().expect("a status"),
            order["total"]["amountCents"],
            order["waitingCount"]
        )
    };
    let nodes = family["orders"]["nodes"].as_array().expect("orders");
    (
        family["waitingOrderCount"].as_i64().expect("a number"),
        nodes.iter().map(told).collect(),
    )
}

/// What `Mon calendrier` shows of Maya's middays.
async fn shown(parent: &Parent, days: &[&str]) -> Vec<String> {
    let calendar = parent.calendar("Maya", "2026-12-01", "2026-12-31").await;
    let state = |day: &&str| {
        calendar
            .on("midi", day)
            .split(' ')
            .take(2)
            .collect::<Vec<_>>()
            .join(" ")
    };
    days.iter().map(state).collect()
}

async fn heard(ear: &mut Ear) -> Value {
    let alert = ear.alert().await;
    json!([alert["kind"], alert["order"]["number"], alert["order"]["status"]])
}

/// L, D5, D9, D11, D12, D3: summary, « Valider », « en attente de validation », and the alert once the service has validated.
async fn a_periodic_request_is_validated(store: Store) {
    let (_house, server, julie, desk) = town(store).await;
    let mut ear = julie.phone.clone().listen().await;
    ear.alerts("0").await;

    let mut summary = periodic(&julie);
    summary["dryRun"] = json!(true);
    let summary = julie.ask_plan("resume", summary).await;
    let lines: Vec<String> = DAYS.iter().map(|day| format!("Maya midi {day} PENDING 410")).collect();
    assert_eq!(julie.outcomes(&summary), lines);
    assert_eq!(
        requests(&julie).await,
        (0, vec![]),
        "nothing is sent before « Valider »"
    );
    assert_eq!(desk.queue().await, (vec![], (0, 0, 0)));

    let mut order = periodic(&julie);
    order["expects"] = summary["planToken"].clone();
    let payload = julie.ask_plan("valider", order).await;
    assert_eq!(julie.outcomes(&payload), lines);
    assert_eq!(
        requests(&julie).await,
        (
            1,
            vec!["#1 enregistrée le 2026-11-23T08:00:00Z PENDING 1640 4".to_owned()]
        )
    );
    assert_eq!(shown(&julie, &DAYS).await, DAYS.map(|day| format!("{day} PENDING")));
    assert_eq!(heard(&mut ear).await, json!(["ORDER_WAITS", 1, "PENDING"]));

    server.work().await;
    let (lines, counters) = desk.queue().await;
    assert_eq!(counters, (1, 1, 0));
    assert_eq!(
        lines,
        DAYS.map(|day| format!("no 1 by Julie Lambert: Maya Midi {day} BOOKING WAITING"))
    );
    let queue = desk.town(json!({ "first": 20, "after": null })).await;
    let order = queue["ordersToDecide"]["nodes"][0]["id"].as_str().expect("an order");
    assert_eq!(
        desk.all("1", order, true, None).await,
        DAYS.map(|day| format!("Midi {day} ACCEPTED"))
    );

    assert_eq!(heard(&mut ear).await, json!(["ORDER_DECIDED", 1, "DECIDED"]));
    assert_eq!(shown(&julie, &DAYS).await, DAYS.map(|day| format!("{day} BOOKED")));
    assert_eq!(requests(&julie).await, (0, vec![]));
    server.work().await;
    let subjects: Vec<String> = server
        .mails()
        .iter()
        .map(|mail| mail.subject.replace('\u{a0}', " "))
        .collect();
    assert_eq!(
        subjects,
        [
            "Millery : demande reçue, en attente de la mairie (commande n° 1)",
            "Millery : demande acceptée (commande n° 1)"
        ]
    );
}

/// D8, D9: "Si un nombre apparaît dans le petit panier, votre commande n'a pas été envoyée": « Vider le panier », another
/// « Nouvelle inscription », then « Valider ».
async fn what_is_in_the_basket_is_not_sent(store: Store) {
    let (_house, server, julie, desk) = town(store).await;
    let filled = julie.cart_add(periodic(&julie)).await;
    assert_eq!(filled["cart"]["badge"], 4);
    let in_cart = DAYS.map(|day| format!("{day} IN_CART"));
    assert_eq!(shown(&julie, &DAYS).await, in_cart);
    assert_eq!(julie.cart_empty().await["badge"], 0);
    assert_eq!(shown(&julie, &DAYS).await, DAYS.map(|day| format!("{day} AVAILABLE")));
    // « Nouvelle inscription »: a day of each child.
    assert_eq!(julie.tick("Maya", "midi", &["2026-12-07"]).await, [""; 0]);
    let before = (requests(&julie).await, desk.queue().await, server.mails().len());
    assert_eq!(before, ((0, vec![]), (vec![], (0, 0, 0)), 0));
    let cart = julie.cart().await;
    assert_eq!(cart["badge"], 1);
    let order = julie.cart_order("valider", cart["planToken"].as_str()).await;
    assert_eq!(julie.outcomes(&order), ["Maya midi 2026-12-07 PENDING 410"]);
    assert_eq!(order["cart"]["badge"], 0);
    assert_eq!(
        requests(&julie).await,
        (
            1,
            vec!["#1 enregistrée le 2026-11-23T08:00:00Z PENDING 410 1".to_owned()]
        )
    );
}

/// D5, D10: « Désinscrire »: the days of a period that are booked, each to be accepted by the service; it stays booked until
/// then.
async fn a_period_is_taken_back(store: Store) {
    let (_house, server, julie, desk) = town(store).await;
    julie.ask_plan("valider", periodic(&julie)).await;
    let queue = desk.town(json!({ "first": 20, "after": null })).await;
    let order = queue["ordersToDecide"]["nodes"][0]["id"].as_str().expect("an order");
    desk.all("1", order, true, None).await;
    server.work().await;
    let mut back = periodic(&julie);
    let pattern = &mut back["patterns"][0];
    pattern["action"] = json!("CANCEL");
    pattern["from"] = json!("2026-12-05");
    let payload = julie.ask_plan("desinscrire", back).await;
    let [first, second] = [DAYS[2], DAYS[3]];
    assert_eq!(
        julie.outcomes(&payload),
        [first, second].map(|day| format!("Maya midi {day} CANCELLATION_ASKED"))
    );
    let now = [
        (DAYS[0], "BOOKED"),
        (DAYS[1], "BOOKED"),
        (first, "CANCELLATION_ASKED"),
        (second, "CANCELLATION_ASKED"),
    ];
    assert_eq!(
        shown(&julie, &DAYS).await,
        now.map(|(day, state)| format!("{day} {state}"))
    );
}

/// L, D9: occasional days are for exceptional cases: the service refuses one of two, and says why.
async fn an_occasional_day_is_refused(store: Store) {
    let (_house, server, julie, desk) = town(store).await;
    let days = ["2026-12-01", "2026-12-03"];
    let payload = julie
        .plan("ponctuelle", &[julie.booking("Enzo", "midi-mater", &days)])
        .await
        .field("bookingPlan");
    assert_eq!(
        julie.outcomes(&payload),
        days.map(|day| format!("Enzo midi-mater {day} PENDING 510"))
    );
    let order = placed(&payload);
    server.work().await;
    let line = desk.booking(&order, "Enzo", "Midi", days[1]).await;
    let input = json!({
        "orderId": order,
        "lines": [{ "bookingId": line, "accept": false, "reason": "Un seul jour ponctuel par semaine" }],
        "acceptRest": true,
        "idempotencyKey": "1",
    });
    assert_eq!(
        Desk::told(desk.send(input).await),
        [
            "Midi 2026-12-01 ACCEPTED",
            "Midi 2026-12-03 REFUSED: Un seul jour ponctuel par semaine"
        ]
    );
    assert_eq!(
        state_of(&julie.phone, &order).await,
        (
            "DECIDED 0 of 2 wait, 1 accepted, 1 refused".to_owned(),
            vec![
                "Enzo Midi 2026-12-01 BOOKING ACCEPTED".to_owned(),
                "Enzo Midi 2026-12-03 BOOKING REFUSED: Un seul jour ponctuel par semaine".to_owned(),
            ]
        )
    );
    assert_eq!(desk.queue().await, (vec![], (0, 0, 0)));
    server.work().await;
    let mails = server.mails();
    let last = mails.last().expect("a mail");
    assert!(last.text.contains("Un seul jour ponctuel par semaine"), "{}", last.text);
    assert_eq!(
        julie.history().await,
        [
            "2026-11-23T08:00:00Z BOOKING_REFUSED Enzo midi-mater 2026-12-03 510 by Service périscolaire no 1",
            "2026-11-23T08:00:00Z BOOKING_ACCEPTED Enzo midi-mater 2026-12-01 510 by Service périscolaire no 1",
            "2026-11-23T08:00:00Z BOOKING_ASKED Enzo midi-mater 2026-12-03 510 by Julie Lambert no 1",
            "2026-11-23T08:00:00Z BOOKING_ASKED Enzo midi-mater 2026-12-01 510 by Julie Lambert no 1",
        ]
    );
}

/// L, D10, D11, D3: "cette date apparaît en rose"; "une fois que le service a validé ma demande, je reçois une alerte".
async fn a_cancellation_is_validated(store: Store) {
    let (_house, _server, julie, desk) = town(store).await;
    let booking = julie.plan("1", &[julie.booking("Maya", "midi", &DAYS)]).await;
    desk.all("1", &placed(&booking.field("bookingPlan")), true, None).await;
    let mut ear = julie.phone.clone().listen().await;
    ear.alerts("2").await;

    let payload = julie
        .plan("2", &[julie.cancelling("Maya", "midi", &[DAYS[3]])])
        .await
        .field("bookingPlan");
    assert_eq!(
        julie.outcomes(&payload),
        [format!("Maya midi {} CANCELLATION_ASKED", DAYS[3])]
    );
    assert_eq!(heard(&mut ear).await, json!(["ORDER_WAITS", 2, "PENDING"]));
    assert_eq!(
        shown(&julie, &DAYS[2..]).await,
        [format!("{} BOOKED", DAYS[2]), format!("{} CANCELLATION_ASKED", DAYS[3])]
    );
    assert_eq!(
        desk.queue().await,
        (
            vec![format!(
                "no 2 by Julie Lambert: Maya Midi {} CANCELLATION WAITING",
                DAYS[3]
            )],
            (1, 0, 1)
        )
    );
    assert_eq!(
        julie.heads_of(&desk.phone, "midi", DAYS[3]).await,
        1,
        "expected until then"
    );

    let told = desk.all("2", &placed(&payload), true, None).await;
    assert_eq!(told, [format!("Midi {} ACCEPTED", DAYS[3])]);
    assert_eq!(heard(&mut ear).await, json!(["ORDER_DECIDED", 2, "DECIDED"]));
    assert_eq!(
        shown(&julie, &DAYS[2..]).await,
        [format!("{} BOOKED", DAYS[2]), format!("{} AVAILABLE", DAYS[3])]
    );
    assert_eq!(julie.heads_of(&desk.phone, "midi", DAYS[3]).await, 0);
}
