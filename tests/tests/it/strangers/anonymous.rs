use preau_tests::{Server, Store, both_stores};
use serde_json::{Value, json};

both_stores!(
    nobody_is_told_to_sign_in_at_every_door,
    tokens_that_are_none,
    a_town_is_public
);

/// A5: every field at the root that speaks of people.
async fn nobody_is_told_to_sign_in_at_every_door(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let phone = server.phone();
    let child = camille.child("Léa");
    let plan = json!({ "changes": [camille.booking("Léa", "matin", &["2026-11-30"])], "idempotencyKey": "1" });
    for (document, variables) in [
        ("{ viewer { id } }", json!({})),
        ("query($id: ID!) { child(id: $id) { id } }", json!({ "id": child })),
        ("query($id: ID!) { order(id: $id) { id } }", json!({ "id": child })),
        (
            "mutation($input: BookingPlanInput!) { bookingPlan(input: $input) { order { id } } }",
            json!({ "input": plan }),
        ),
        ("mutation { sessionClose(input: {}) { closedDeviceId } }", json!({})),
        ("mutation { sessionCloseAll { closedDeviceIds } }", json!({})),
        (
            "{ town(slug: \"milly-la-foret\") { activities { occupancy(from: \"2026-11-30\", to: \"2026-11-30\") { taken } } } }",
            json!({}),
        ),
    ] {
        let answer = phone.ask(document, variables).await;
        assert!(
            answer.codes().iter().all(|&code| code == "UNAUTHENTICATED"),
            "{document}: {:#}",
            answer.body
        );
        assert!(!answer.codes().is_empty(), "{document}");
        let message = "Vous n’êtes pas connecté, ou plus depuis un moment. Connectez-vous et réessayez.";
        assert_eq!(answer.body["errors"][0]["message"], message, "{document}");
        assert_eq!(
            answer.body["data"].get("viewer").unwrap_or(&Value::Null),
            &Value::Null,
            "{document}"
        );
    }
    assert_eq!(camille.history().await, [""; 0]);
}

/// A5: a token that does not hold is refused, also where none is needed.
async fn tokens_that_are_none(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let phone = server.sign_in("camille@example.org").await;
    let good = phone.access_token().await.expect("a token");
    let (head, signature) = good.rsplit_once('.').expect("three parts");
    let turned: String = signature.chars().rev().collect();
    for token in [
        "rubbish".to_owned(),
        format!("{head}."),
        format!("{head}.{turned}"),
        format!("{good}x"),
    ] {
        let answer = phone
            .holding(&token)
            .ask("{ town(slug: \"milly-la-foret\") { id } }", json!({}))
            .await;
        assert_eq!(
            (answer.status, answer.codes()),
            (401, vec!["UNAUTHENTICATED"]),
            "{token}"
        );
    }
}

/// F1, C2: what everybody may know.
async fn a_town_is_public(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let document = "query($slug: String!) { town(slug: $slug) { name activities { code startsAt capacity } } }";
    let town = server
        .phone()
        .ask(document, json!({ "slug": "milly-la-foret" }))
        .await
        .field("town");
    assert_eq!(town["name"], "Milly-la-Forêt");
    assert_eq!(
        town["activities"][0],
        json!({ "code": "matin", "startsAt": "07:20", "capacity": 60 })
    );
    for slug in ["nulle-part", "", "MILLY-LA-FORET", "milly'; --", "\u{7f}"] {
        let nothing = server.phone().ask(document, json!({ "slug": slug })).await.data();
        assert_eq!(nothing, json!({ "town": null }), "{slug:?}");
    }
}
