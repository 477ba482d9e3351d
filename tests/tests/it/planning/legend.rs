use preau_tests::{Server, Store, both_stores};
use serde_json::{Value, json};

both_stores!(every_state_has_its_words, all_that_stands_in_the_way);

const LEGEND: &str = "{ legend { state label meaning } }";

/// D3: one legend for all states, in the order of a key, for anyone and in the language asked for.
async fn every_state_has_its_words(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let french = server.phone().ask(LEGEND, json!({})).await.field("legend");
    let states: Vec<&Value> = french.as_array().unwrap().iter().map(|line| &line["state"]).collect();
    let order = [
        "AVAILABLE",
        "IN_CART",
        "PENDING",
        "BOOKED",
        "CHANGE_ASKED",
        "CANCELLATION_ASKED",
        "ABSENT",
        "WAITING",
        "OFFERED",
        "FULL",
        "BLOCKED",
        "SUSPENDED",
        "OUT_OF_TIME",
        "CLOSED",
    ];
    assert_eq!(states, order);
    let in_cart = json!({
        "state": "IN_CART",
        "label": "dans le panier",
        "meaning": "Choisi, mais rien n’est envoyé avant votre confirmation.",
    });
    assert_eq!(french[1], in_cart);
    let english = server
        .phone()
        .speaking("en")
        .ask(LEGEND, json!({}))
        .await
        .field("legend");
    let full = json!({ "state": "FULL", "label": "full", "meaning": "No place is left." });
    assert_eq!(english[9], full);
}

const OBSTACLES: &str = "query($child: ID!, $day: Date!) { child(id: $child) { calendar(from: $day, to: $day) {
  activities { activity { code } slot(date: $day) {
    reason { code } obstacles { code message closedAt } closesAt nextBookableOn } } } } }";

/// D15: not only the first reason; the deadline as the town's clocks show it, and the next day that is still open.
async fn all_that_stands_in_the_way(store: Store) {
    let rules = preau_tests::towns::rules_with_places(1);
    let (house, server) = Server::of_town(store, &rules, preau_tests::towns::PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    let alix = server.parent("alix@example.org").await;
    alix.book("1", "Tom", "soir", &["2026-11-30"]).await;
    house.time.set("2026-11-26T10:00:00+01:00");
    let variables = json!({ "child": camille.child("Léa"), "day": "2026-11-30" });
    let child = camille.phone.ask(OBSTACLES, variables).await.field("child");
    let activities = child["calendar"]["activities"].as_array().unwrap();
    let slot = |code: &str| &activities.iter().find(|one| one["activity"]["code"] == code).unwrap()["slot"];
    let too_late = json!({
        "code": "TOO_LATE",
        "message": "Les réservations du lundi 30 novembre 2026 pouvaient être modifiées jusqu’au jeudi 26 novembre 2026 à \
                    10:00. Pour un besoin urgent, contactez le service périscolaire.",
        "closedAt": "2026-11-26T09:00:00Z",
    });
    let full = json!({
        "code": "FULL",
        "message": "Plus de place le lundi 30 novembre 2026. Choisissez un autre jour ou réessayez plus tard : une place \
                    peut se libérer.",
        "closedAt": null,
    });
    assert_eq!(
        slot("soir"),
        &json!({
            "reason": { "code": "TOO_LATE" },
            "obstacles": [too_late, full],
            "closesAt": "2026-11-26T09:00:00Z",
            "nextBookableOn": "2026-12-07",
        })
    );
    assert_eq!(slot("midi")["obstacles"].as_array().unwrap().len(), 1);
}
