//! Places: never more booked than there are, and never one lost.

use preau_tests::towns::{PEOPLE, rules_with_places};
use preau_tests::{Server, Store, both_stores};
use serde_json::json;

both_stores!(
    a_slot_fills_and_frees,
    fewer_places_keep_those_booked,
    staff_count_heads
);

const DAY: &str = "2026-11-30";

/// D3, D7, D13: two places, three children.
async fn a_slot_fills_and_frees(store: Store) {
    let (_house, server) = Server::of_town(store, &rules_with_places(2), PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    let alix = server.parent("alix@example.org").await;
    let places = async || alix.calendar("Tom", DAY, DAY).await.on("etude", DAY);
    assert_eq!(places().await, "2026-11-30 AVAILABLE - 2026-11-26T09:00:00Z 260 2");
    camille.book("1", "Léa", "etude", &[DAY]).await;
    assert_eq!(places().await, "2026-11-30 AVAILABLE - 2026-11-26T09:00:00Z 260 1");
    camille.book("2", "Zoé", "etude", &[DAY]).await;
    assert_eq!(places().await, "2026-11-30 FULL FULL 2026-11-26T09:00:00Z 260 0");

    let payload = alix
        .plan("1", &[alix.booking("Tom", "etude", &[DAY, "2026-12-01"])])
        .await
        .field("bookingPlan");
    assert_eq!(
        alix.outcomes(&payload),
        ["Tom etude 2026-11-30 REFUSED FULL", "Tom etude 2026-12-01 BOOKED 260"],
        "the other day is booked all the same"
    );
    assert_eq!(
        payload["outcomes"][0]["reason"]["message"],
        "Plus de place le lundi 30 novembre 2026. Choisissez un autre jour ou réessayez plus tard\u{a0}: une place peut \
         se libérer."
    );
    assert_eq!(
        alix.history().await,
        ["2026-11-23T08:00:00Z BOOKED Tom etude 2026-12-01 260 by Alix Bernard no 3"]
    );

    camille.cancel("3", "Léa", "etude", &[DAY]).await;
    assert_eq!(places().await, "2026-11-30 AVAILABLE - 2026-11-26T09:00:00Z 260 1");
    assert_eq!(
        alix.book("2", "Tom", "etude", &[DAY]).await,
        ["Tom etude 2026-11-30 BOOKED 260"]
    );
    assert_eq!(places().await, "2026-11-30 BOOKED - 2026-11-26T09:00:00Z 260 0");
}

/// D13, G3: a new version of the rule book with one place takes nothing from the two who have theirs; each booking
/// keeps the version that decided it, and its price.
async fn fewer_places_keep_those_booked(store: Store) {
    let (_house, server) = Server::of_town(store, &rules_with_places(2), PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    camille.book("1", "Léa", "etude", &[DAY]).await;
    camille.book("2", "Zoé", "etude", &[DAY]).await;
    server
        .publish(&rules_with_places(1).replace("amount = \"2.60\"", "amount = \"2.80\""))
        .await;

    let alix = server.parent("alix@example.org").await;
    let seen = async |day| alix.calendar("Tom", day, day).await.on("etude", day);
    assert_eq!(seen(DAY).await, "2026-11-30 FULL FULL 2026-11-26T09:00:00Z 280 0");
    assert_eq!(
        alix.book("1", "Tom", "etude", &[DAY]).await,
        ["Tom etude 2026-11-30 REFUSED FULL"]
    );
    camille.cancel("3", "Léa", "etude", &[DAY]).await;
    assert_eq!(
        alix.book("2", "Tom", "etude", &[DAY]).await,
        ["Tom etude 2026-11-30 REFUSED FULL"]
    );
    camille.cancel("4", "Zoé", "etude", &[DAY]).await;
    assert_eq!(
        alix.book("3", "Tom", "etude", &[DAY]).await,
        ["Tom etude 2026-11-30 BOOKED 280"]
    );
    assert_eq!(seen(DAY).await, "2026-11-30 BOOKED - 2026-11-26T09:00:00Z 280 0");

    let versions = "{ viewer { family { history { nodes { ruleBookVersion price { amountCents } change } } } } }";
    let history = async |parent: &preau_tests::Parent| {
        let viewer = parent.phone.ask(versions, json!({})).await.field("viewer");
        let nodes = viewer["family"]["history"]["nodes"].as_array().expect("nodes").clone();
        nodes
            .iter()
            .map(|node| {
                format!(
                    "{} {} {}",
                    node["change"], node["price"]["amountCents"], node["ruleBookVersion"]
                )
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(
        history(&camille).await,
        [
            "\"CANCELLED\" 260 2",
            "\"CANCELLED\" 260 2",
            "\"BOOKED\" 260 1",
            "\"BOOKED\" 260 1"
        ]
    );
    assert_eq!(history(&alix).await, ["\"BOOKED\" 280 2"]);
}

/// D13, G2, G5: how many are expected, for staff and for the caterer.
async fn staff_count_heads(store: Store) {
    let (_house, server) = Server::of_town(store, &rules_with_places(2), PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    let both = [
        camille.booking("Léa", "restauration", &[DAY]),
        camille.booking("Zoé", "midi", &[DAY]),
    ];
    camille.plan("1", &both).await.data();
    let document = "query($from: Date!, $to: Date!) {
        viewer { town { activities { code occupancy(from: $from, to: $to) { date taken capacity } } } }
    }";
    let expected = |code: &str, taken: [u32; 2]| {
        json!({ "code": code, "occupancy": [
            { "date": "2026-11-30", "taken": taken[0], "capacity": 2 },
            { "date": "2026-12-01", "taken": taken[1], "capacity": 2 },
        ] })
    };
    for login in ["sacha@milly.example", "cuisine-centrale"] {
        let phone = server.sign_in(login).await;
        let viewer = phone
            .ask(document, json!({ "from": DAY, "to": "2026-12-01" }))
            .await
            .field("viewer");
        assert_eq!(
            viewer["town"]["activities"],
            json!([
                expected("matin", [0, 0]),
                expected("midi", [2, 0]),
                expected("restauration", [1, 0]),
                expected("etude", [0, 0]),
                expected("soir", [0, 0]),
                expected("matin-mater", [0, 0]),
                expected("midi-mater", [0, 0]),
                expected("restauration-mater", [0, 0]),
                expected("soir-mater", [0, 0]),
            ]),
            "{login}"
        );
    }
}
