//! The calendar of a child, month by month.

use preau_tests::{Server, Store, both_stores, documents};
use serde_json::json;

both_stores!(
    every_day_of_november_says_why_it_is_so,
    a_day_explains_itself,
    each_school_has_its_activities
);

/// C3, C6, D2, D3, D6, D7: on the last Monday of the holidays, the week of the return is still open.
async fn every_day_of_november_says_why_it_is_so(store: Store) {
    let (house, server) = Server::of_milly(store).await;
    house.time.set("2026-10-26T12:00:00+01:00");
    let camille = server.parent("camille@example.org").await;
    let november = camille.calendar("Léa", "2026-10-30", "2026-11-15").await;
    assert_eq!(
        november.days(),
        [
            "2026-10-30 SCHOOL_HOLIDAY Vacances de la Toussaint",
            "2026-10-31 SCHOOL_HOLIDAY Vacances de la Toussaint",
            "2026-11-01 PUBLIC_HOLIDAY Toussaint",
            "2026-11-02 SCHOOL_TIME",
            "2026-11-03 SCHOOL_TIME",
            "2026-11-04 SCHOOL_TIME",
            "2026-11-05 SCHOOL_TIME",
            "2026-11-06 SCHOOL_TIME",
            "2026-11-07 SCHOOL_TIME",
            "2026-11-08 SCHOOL_TIME",
            "2026-11-09 SCHOOL_TIME",
            "2026-11-10 SCHOOL_TIME",
            "2026-11-11 PUBLIC_HOLIDAY Armistice 1918",
            "2026-11-12 SCHOOL_TIME",
            "2026-11-13 SCHOOL_TIME",
            "2026-11-14 SCHOOL_TIME",
            "2026-11-15 SCHOOL_TIME",
        ]
    );
    assert_eq!(
        november.of("midi"),
        [
            "2026-10-30 CLOSED SCHOOL_HOLIDAY - 170 -",
            "2026-10-31 CLOSED SCHOOL_HOLIDAY - 170 -",
            "2026-11-01 CLOSED PUBLIC_HOLIDAY - 170 -",
            "2026-11-02 AVAILABLE - 2026-10-29T09:00:00Z 170 120",
            "2026-11-03 AVAILABLE - 2026-10-29T09:00:00Z 170 120",
            "2026-11-04 CLOSED WEEKDAY - 170 -",
            "2026-11-05 AVAILABLE - 2026-10-29T09:00:00Z 170 120",
            "2026-11-06 AVAILABLE - 2026-10-29T09:00:00Z 170 120",
            "2026-11-07 CLOSED WEEKDAY - 170 -",
            "2026-11-08 CLOSED WEEKDAY - 170 -",
            "2026-11-09 AVAILABLE - 2026-11-05T09:00:00Z 170 120",
            "2026-11-10 AVAILABLE - 2026-11-05T09:00:00Z 170 120",
            "2026-11-11 CLOSED PUBLIC_HOLIDAY - 170 -",
            "2026-11-12 AVAILABLE - 2026-11-05T09:00:00Z 170 120",
            "2026-11-13 AVAILABLE - 2026-11-05T09:00:00Z 170 120",
            "2026-11-14 CLOSED WEEKDAY - 170 -",
            "2026-11-15 CLOSED WEEKDAY - 170 -",
        ]
    );
    assert_eq!(
        november.on("restauration", "2026-11-02"),
        "2026-11-02 AVAILABLE - 2026-10-29T09:00:00Z 315 120"
    );
    assert_eq!(
        november.on("matin", "2026-11-02"),
        "2026-11-02 AVAILABLE - 2026-10-29T09:00:00Z 195 60"
    );
    assert_eq!(
        november.on("etude", "2026-11-02"),
        "2026-11-02 AVAILABLE - 2026-10-29T09:00:00Z 260 30"
    );
    assert_eq!(
        november.on("soir", "2026-11-02"),
        "2026-11-02 AVAILABLE - 2026-10-29T09:00:00Z 340 45"
    );
}

/// D15, F6: the rule, its deadline in local time and the next day, in the reader's language.
async fn a_day_explains_itself(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    for (login, rule, message) in [
        (
            "camille@example.org",
            "à réserver au plus tard le jeudi de la semaine précédente à 10:00",
            "Les réservations du jeudi 26 novembre 2026 pouvaient être modifiées jusqu’au jeudi 19 novembre 2026 à 10:00. \
             Pour un besoin urgent, contactez le service périscolaire.",
        ),
        (
            "dominique@example.org",
            "to be booked at the latest Thursday of the week before at 10:00",
            "Bookings for Thursday 26 November 2026 could be changed until Thursday 19 November 2026 at 10:00. If it is \
             urgent, contact the after-school service.",
        ),
    ] {
        let parent = server.parent(login).await;
        let variables = json!({ "childId": parent.child("Léa"), "date": "2026-11-26" });
        let mut child = parent
            .phone
            .ask(documents::SLOT_DETAIL, variables.clone())
            .await
            .field("child");
        let mut calendar = child["calendar"].take();
        let days = json!([{ "date": "2026-11-26", "kind": "SCHOOL_TIME", "label": null }]);
        assert_eq!(calendar["days"], days);
        let midi = calendar["activities"][1].take();
        let slot = midi["slot"]["id"].clone();
        assert_eq!(
            midi,
            json!({
                "id": midi["id"],
                "activity": {
                    "id": parent.activity("midi"), "name": "Accueil du midi", "startsAt": "11:45", "endsAt": "13:35",
                },
                "takes": [{ "id": parent.activity("restauration"), "name": "Restauration" }],
                "terms": [],
                "slot": {
                    "id": slot,
                    "date": "2026-11-26",
                    "state": "OUT_OF_TIME",
                    "reason": { "code": "TOO_LATE", "message": message },
                    "obstacles": [{
                        "code": "TOO_LATE",
                        "message": message,
                        "opensAt": null,
                        "closedAt": "2026-11-19T09:00:00Z",
                        "activity": null,
                        "rule": rule,
                    }],
                    "changeableUntil": null,
                    "closesAt": "2026-11-19T09:00:00Z",
                    "ordinaryPriceUntil": null,
                    "price": { "amountCents": 170, "currency": "EUR" },
                    "placesLeft": 120,
                    "canWait": false,
                    "waiting": null,
                    "nextBookableOn": "2026-11-30",
                    "nextOpening": null,
                },
            })
        );
        // Who chose another language in an app reads that one there.
        for (language, word) in [
            ("fr", "Les réservations du"),
            ("en", "Bookings for"),
            ("de", &message[..8]),
        ] {
            let phone = parent.phone.speaking(language);
            let child = phone
                .ask(documents::SLOT_DETAIL, variables.clone())
                .await
                .field("child");
            let told = child["calendar"]["activities"][1]["slot"]["reason"]["message"]
                .as_str()
                .unwrap();
            assert!(told.starts_with(word), "{language}: {told}");
        }
    }
}

/// C2, C3.
async fn each_school_has_its_activities(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let primary = camille.calendar("Léa", "2026-11-30", "2026-11-30").await;
    assert_eq!(primary.offered(), ["matin", "midi", "restauration", "etude", "soir"]);
    assert_eq!(primary.takes("midi"), ["Restauration"]);
    assert_eq!(primary.takes("restauration"), ["Accueil du midi"]);
    assert_eq!(primary.takes("matin"), [""; 0]);
    let nursery = camille.calendar("Noé", "2026-11-30", "2026-11-30").await;
    assert_eq!(
        nursery.offered(),
        ["matin-mater", "midi-mater", "restauration-mater", "soir-mater"]
    );
    let refused = camille.book("k", "Noé", "etude", &["2026-11-30"]).await;
    assert_eq!(refused, ["Noé etude 2026-11-30 REFUSED NOT_OFFERED"]);
    assert_eq!(camille.history().await, [""; 0]);
}
