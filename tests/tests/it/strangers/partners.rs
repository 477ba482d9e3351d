use preau_tests::{Server, Store, both_stores, documents};
use serde_json::json;

both_stores!(a_program_counts_heads_and_knows_nobody);

const HEADS: &str =
    "{ viewer { town { activities { code occupancy(from: \"2026-11-30\", to: \"2026-11-30\") { taken } } } } }";

/// G5: the scope gives counts; nothing gives people.
async fn a_program_counts_heads_and_knows_nobody(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let payload = camille
        .plan("1", &[camille.booking("Léa", "matin", &["2026-11-30"])])
        .await
        .field("bookingPlan");
    let caterer = server.sign_in("cuisine-centrale").await;
    let viewer = caterer.ask(HEADS, json!({})).await.field("viewer");
    assert_eq!(
        viewer["town"]["activities"][0],
        json!({ "code": "matin", "occupancy": [{ "taken": 1 }] })
    );

    let (child, order) = (camille.child("Léa"), &payload["order"]["id"]);
    for (document, variables) in [
        (
            documents::CHILD_MONTH,
            json!({ "childId": child, "from": "2026-11-30", "to": "2026-11-30" }),
        ),
        ("query($id: ID!) { order(id: $id) { id } }", json!({ "id": order })),
    ] {
        let answer = caterer.ask(document, variables).await;
        assert_eq!(answer.codes(), ["NOT_FOUND"], "{document}");
    }
    let input = json!({ "changes": [camille.booking("Léa", "soir", &["2026-11-30"])], "idempotencyKey": "1" });
    let answer = caterer.ask(documents::BOOKING_PLAN, json!({ "input": input })).await;
    assert_eq!(answer.codes(), ["FORBIDDEN"]);
    let home = caterer.ask(documents::HOME, json!({})).await.field("viewer");
    assert_eq!(
        (&home["kind"], &home["name"]),
        (&json!("PARTNER"), &json!("Cuisine centrale"))
    );
    assert_eq!(home["family"], json!(null));

    let without = server.sign_in("sans-droits").await;
    let parent = camille.phone.ask(HEADS, json!({})).await;
    for answer in [without.ask(HEADS, json!({})).await, parent] {
        assert!(!answer.codes().is_empty());
        assert!(
            answer.codes().iter().all(|&code| code == "FORBIDDEN"),
            "{:#}",
            answer.body
        );
    }
    assert_eq!(camille.history().await.len(), 1);
}
