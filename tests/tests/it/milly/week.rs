//! "Comment modifier mes jours de réservation ?"

use preau_tests::{Server, Store, both_stores, documents};
use serde_json::json;

both_stores!(
    next_week_in_one_request,
    one_day_as_the_wire_has_it,
    a_rehearsal_says_the_same_and_writes_nothing,
    the_week_from_monday_to_friday,
);

const WEEK: [&str; 4] = ["2026-11-30", "2026-12-01", "2026-12-03", "2026-12-04"];

/// C3, C5, D4, D7, D9, D10, D12: several activities and children at once, then one day given back.
async fn next_week_in_one_request(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let changes = [
        camille.booking("Léa", "matin", &["2026-11-30", "2026-12-03"]),
        camille.booking("Léa", "midi", &["2026-11-30", "2026-12-01"]),
        camille.booking("Noé", "midi-mater", &["2026-11-30"]),
    ];
    let payload = camille.plan("semaine", &changes).await.field("bookingPlan");
    assert_eq!(payload["errors"], json!([]));
    assert_eq!(payload["order"]["number"], 1);
    assert_eq!(
        payload["total"],
        json!({ "amountCents": 2 * 195 + 3 * (170 + 315), "currency": "EUR" })
    );
    assert_eq!(
        payload["children"],
        json!([
            { "id": camille.child("Léa"), "firstName": "Léa" },
            { "id": camille.child("Noé"), "firstName": "Noé" },
        ])
    );
    assert_eq!(
        camille.outcomes(&payload),
        [
            "Léa matin 2026-11-30 BOOKED 195",
            "Léa matin 2026-12-03 BOOKED 195",
            "Léa midi 2026-11-30 BOOKED 170",
            "Léa restauration 2026-11-30 BOOKED 315 with midi",
            "Léa midi 2026-12-01 BOOKED 170",
            "Léa restauration 2026-12-01 BOOKED 315 with midi",
            "Noé midi-mater 2026-11-30 BOOKED 170",
            "Noé restauration-mater 2026-11-30 BOOKED 315 with midi-mater",
        ]
    );
    assert_eq!(
        camille.cancel("retour", "Léa", "restauration", &["2026-12-01"]).await,
        [
            "Léa restauration 2026-12-01 CANCELLED",
            "Léa midi 2026-12-01 CANCELLED with restauration"
        ]
    );
    let week = camille.calendar("Léa", "2026-11-30", "2026-12-04").await;
    assert_eq!(
        week.of("midi"),
        [
            "2026-11-30 BOOKED - 2026-11-26T09:00:00Z 170 119",
            "2026-12-01 AVAILABLE - 2026-11-26T09:00:00Z 170 120",
            "2026-12-02 CLOSED WEEKDAY - 170 -",
            "2026-12-03 AVAILABLE - 2026-11-26T09:00:00Z 170 120",
            "2026-12-04 AVAILABLE - 2026-11-26T09:00:00Z 170 120",
        ]
    );
    assert_eq!(
        camille.history().await,
        [
            "2026-11-23T08:00:00Z CANCELLED Léa restauration 2026-12-01 315 by Camille Martin no 2",
            "2026-11-23T08:00:00Z CANCELLED Léa midi 2026-12-01 170 by Camille Martin no 2",
            "2026-11-23T08:00:00Z BOOKED Noé restauration-mater 2026-11-30 315 by Camille Martin no 1",
            "2026-11-23T08:00:00Z BOOKED Noé midi-mater 2026-11-30 170 by Camille Martin no 1",
            "2026-11-23T08:00:00Z BOOKED Léa restauration 2026-12-01 315 by Camille Martin no 1",
            "2026-11-23T08:00:00Z BOOKED Léa restauration 2026-11-30 315 by Camille Martin no 1",
            "2026-11-23T08:00:00Z BOOKED Léa midi 2026-12-01 170 by Camille Martin no 1",
            "2026-11-23T08:00:00Z BOOKED Léa midi 2026-11-30 170 by Camille Martin no 1",
            "2026-11-23T08:00:00Z BOOKED Léa matin 2026-12-03 195 by Camille Martin no 1",
            "2026-11-23T08:00:00Z BOOKED Léa matin 2026-11-30 195 by Camille Martin no 1",
        ]
    );
    // The other guardian of the family sees the same.
    assert_eq!(
        server.parent("dominique@example.org").await.history().await,
        camille.history().await
    );
}

/// C5, D4, D9: the whole answer, and the order behind it.
async fn one_day_as_the_wire_has_it(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let changes = [camille.booking("Léa", "restauration", &["2026-12-01", "2026-12-02"])];
    let payload = camille.plan("un jour", &changes).await.field("bookingPlan");
    // A space is no part of a key.
    assert_eq!(payload["errors"][0]["code"], "INVALID_IDEMPOTENCY_KEY");

    let payload = camille.plan("un-jour", &changes).await.field("bookingPlan");
    let order = payload["order"]["id"].clone();
    let lea = camille.child("Léa");
    let restauration = json!({ "id": camille.activity("restauration"), "name": "Restauration" });
    assert_eq!(
        payload,
        json!({
            "order": {
                "id": order,
                "number": 1,
                "placedAt": "2026-11-23T08:00:00Z",
                "total": { "amountCents": 485, "currency": "EUR" },
                "dueNow": { "amountCents": 0, "currency": "EUR" },
                "onInvoice": { "amountCents": 485, "currency": "EUR" },
                "debtToPay": null,
            },
            "outcomes": [
                {
                    "childId": lea,
                    "activity": restauration,
                    "date": "2026-12-01",
                    "result": "BOOKED",
                    "takenWith": null,
                    "price": { "amountCents": 315, "currency": "EUR" },
                    "priceBefore": null,
                    "changed": false,
                    "canWait": false,
                    "reason": null,
                },
                {
                    "childId": lea,
                    "activity": { "id": camille.activity("midi"), "name": "Accueil du midi" },
                    "date": "2026-12-01",
                    "result": "BOOKED",
                    "takenWith": restauration,
                    "price": { "amountCents": 170, "currency": "EUR" },
                    "priceBefore": null,
                    "changed": false,
                    "canWait": false,
                    "reason": null,
                },
                {
                    "childId": lea,
                    "activity": restauration,
                    "date": "2026-12-02",
                    "result": "REFUSED",
                    "takenWith": null,
                    "price": null,
                    "priceBefore": null,
                    "changed": false,
                    "canWait": false,
                    "reason": {
                        "code": "WEEKDAY",
                        "message": "Cette activité n’a pas lieu le mercredi. Choisissez un autre jour.",
                    },
                },
            ],
            "total": { "amountCents": 485, "currency": "EUR" },
            "dueNow": { "amountCents": 0, "currency": "EUR" },
            "onInvoice": { "amountCents": 485, "currency": "EUR" },
            "debtToPay": null,
            "gone": [],
            "skipped": 0,
            "terms": [],
            "planToken": null,
            "children": [{ "id": lea, "firstName": "Léa" }],
            "errors": [],
        })
    );
    let document = "query($id: ID!) { order(id: $id) {
        id number placedAt placedBy total { amountCents currency } bookedCount cancelledCount
        events { nodes { at change childFirstName activity { code } date price { amountCents } ruleBookVersion } }
    } }";
    let event = |activity: &str, cents: u32| {
        json!({
            "at": "2026-11-23T08:00:00Z", "change": "BOOKED", "childFirstName": "Léa", "activity": { "code": activity },
            "date": "2026-12-01", "price": { "amountCents": cents }, "ruleBookVersion": 1,
        })
    };
    assert_eq!(
        camille.phone.ask(document, json!({ "id": order })).await.field("order"),
        json!({
            "id": order,
            "number": 1,
            "placedAt": "2026-11-23T08:00:00Z",
            "placedBy": "Camille Martin",
            "total": { "amountCents": 485, "currency": "EUR" },
            "bookedCount": 2,
            "cancelledCount": 0,
            "events": { "nodes": [event("restauration", 315), event("midi", 170)] },
        })
    );
}

/// D7: the dry run and the commit are the same answer, but for the order.
async fn a_rehearsal_says_the_same_and_writes_nothing(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let changes = [
        camille.booking("Léa", "midi", &["2026-11-26", "2026-11-30", "2026-12-02"]),
        camille.booking("Zoé", "soir", &["2026-11-30"]),
    ];
    let before = camille.calendar("Léa", "2026-11-23", "2026-12-06").await;
    let rehearsed = camille.rehearse("meme-cle", &changes).await;
    let mut rehearsed = rehearsed.field("bookingPlan");
    assert_eq!(rehearsed["order"], json!(null));
    assert_eq!(camille.calendar("Léa", "2026-11-23", "2026-12-06").await, before);
    assert_eq!(camille.history().await, [""; 0]);
    assert_eq!((server.work().await, server.mails()), (0, vec![]));

    let mut committed = camille.plan("meme-cle", &changes).await.field("bookingPlan");
    assert_eq!(committed["order"].take()["number"], 1);
    rehearsed["order"].take();
    // Only what is shown can be agreed to.
    assert!(rehearsed["planToken"].take().is_string());
    assert_eq!(rehearsed, committed);
    assert_eq!(
        camille.outcomes(&committed),
        [
            "Léa midi 2026-11-26 REFUSED TOO_LATE",
            "Léa midi 2026-11-30 BOOKED 170",
            "Léa restauration 2026-11-30 BOOKED 315 with midi",
            "Léa midi 2026-12-02 REFUSED WEEKDAY",
            "Zoé soir 2026-11-30 BOOKED 340",
        ]
    );
}

/// D1, D4: each day of next week, Wednesday aside.
async fn the_week_from_monday_to_friday(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    for (nth, day) in WEEK.into_iter().enumerate() {
        let booked = camille.book(&format!("jour-{nth}"), "Léa", "soir", &[day]).await;
        assert_eq!(booked, [format!("Léa soir {day} BOOKED 340")]);
        let again = camille.book(&format!("encore-{nth}"), "Léa", "soir", &[day]).await;
        assert_eq!(again, [format!("Léa soir {day} UNCHANGED")]);
    }
    let variables = json!({ "first": 100, "after": null });
    let history = camille
        .phone
        .ask(documents::BOOKING_HISTORY, variables)
        .await
        .field("viewer");
    let orders = history["family"]["history"]["nodes"].as_array().expect("nodes").iter();
    let orders: Vec<_> = orders
        .map(|node| node["orderNumber"].as_i64().expect("a number"))
        .collect();
    assert_eq!(orders, [4, 3, 2, 1], "a day that is booked already makes no order");
}
