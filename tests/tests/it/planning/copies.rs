use preau_tests::{Parent, Server, Store, both_stores};
use serde_json::{Value, json};

both_stores!(
    a_week_is_copied_forward,
    a_week_takes_the_place_of_another,
    a_sibling_gets_the_same_week,
    copies_that_are_none
);

async fn with_a_week(store: Store) -> (preau_tests::House, Server, Parent) {
    let (house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    camille.book("matin", "Léa", "matin", &["2026-11-30"]).await;
    camille.book("midi", "Léa", "restauration", &["2026-12-01"]).await;
    (house, server, camille)
}

fn copy(parent: &Parent, more: &Value) -> Value {
    let mut copy = json!({ "fromChildId": parent.child("Léa"), "week": "2026-12-03" });
    copy.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json!({ "copies": [copy] })
}

/// D4: weeks in the holidays are passed over.
async fn a_week_is_copied_forward(store: Store) {
    let (_house, _server, camille) = with_a_week(store).await;
    let payload = camille
        .ask_plan("1", copy(&camille, &json!({ "firstWeek": "2026-12-14", "weeks": 2 })))
        .await;
    assert_eq!(
        camille.outcomes(&payload),
        [
            "Léa matin 2026-12-14 BOOKED 195",
            "Léa midi 2026-12-15 BOOKED 170",
            "Léa restauration 2026-12-15 BOOKED 315",
        ]
    );
    assert_eq!(
        (&payload["skipped"], &payload["total"]["amountCents"]),
        (&json!(3), &json!(680))
    );
}

/// D4: what is booked there and not in the week copied is given back, in the activities named.
async fn a_week_takes_the_place_of_another(store: Store) {
    let (_house, _server, camille) = with_a_week(store).await;
    camille
        .book("other", "Léa", "matin", &["2026-12-07", "2026-12-08"])
        .await;
    camille.book("soir", "Léa", "soir", &["2026-12-08"]).await;
    let only_mornings = json!([camille.activity("matin")]);
    let more = json!({ "firstWeek": "2026-12-07", "mode": "REPLACE", "activityIds": only_mornings });
    let payload = camille.ask_plan("1", copy(&camille, &more)).await;
    assert_eq!(camille.outcomes(&payload), ["Léa matin 2026-12-08 CANCELLED"]);
    assert_eq!(payload["skipped"], 1);
}

/// D4: a sister of the same school has all of it; for a brother of another, each activity says so.
async fn a_sibling_gets_the_same_week(store: Store) {
    let (_house, _server, camille) = with_a_week(store).await;
    let payload = camille
        .ask_plan("1", copy(&camille, &json!({ "toChildId": camille.child("Zoé") })))
        .await;
    assert_eq!(
        camille.outcomes(&payload),
        [
            "Zoé matin 2026-11-30 BOOKED 195",
            "Zoé midi 2026-12-01 BOOKED 170",
            "Zoé restauration 2026-12-01 BOOKED 315",
        ]
    );
    let payload = camille
        .ask_plan("2", copy(&camille, &json!({ "toChildId": camille.child("Noé") })))
        .await;
    assert_eq!(
        camille.outcomes(&payload),
        [
            "Noé matin 2026-11-30 REFUSED NOT_OFFERED",
            "Noé midi 2026-12-01 REFUSED NOT_OFFERED",
            "Noé restauration 2026-12-01 REFUSED NOT_OFFERED",
        ]
    );
}

async fn copies_that_are_none(store: Store) {
    let (_house, server, camille) = with_a_week(store).await;
    let before = camille.history().await;
    let alix = server.parent("alix@example.org").await;
    let theirs = alix.children().next().unwrap().1;
    for (more, code, path) in [
        (json!({ "weeks": 0 }), "NO_WEEK", json!(["copies", "0", "weeks"])),
        (
            json!({ "weeks": 58 }),
            "TOO_MANY_WEEKS",
            json!(["copies", "0", "weeks"]),
        ),
        (
            json!({ "fromChildId": theirs }),
            "UNKNOWN_CHILD",
            json!(["copies", "0", "fromChildId"]),
        ),
        (
            json!({ "toChildId": theirs }),
            "UNKNOWN_CHILD",
            json!(["copies", "0", "toChildId"]),
        ),
        (
            json!({ "activityIds": [camille.activity("matin"), "activity:01J00000000000000000000000"] }),
            "UNKNOWN_ACTIVITY",
            json!(["copies", "0", "activityIds", "1"]),
        ),
    ] {
        let payload = camille.ask_plan("1", copy(&camille, &more)).await;
        let error = &payload["errors"][0];
        assert_eq!((&error["code"], &error["path"]), (&json!(code), &path));
    }
    assert_eq!(camille.history().await, before);
}
