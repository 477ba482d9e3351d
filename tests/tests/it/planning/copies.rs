use preau_tests::towns::{PEOPLE, RULES};
use preau_tests::{Parent, Server, Store, both_stores};
use serde_json::{Value, json};

both_stores!(
    a_week_is_copied_forward,
    a_week_takes_the_place_of_another,
    a_sibling_gets_the_same_week,
    a_week_crosses_schools,
    the_other_childs_own_activity_is_named,
    two_activities_of_one_name,
    another_name_from_september_on,
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

/// D4: a sister of the same school has all of it; a brother of another has what his own calls by the same names.
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
            "Noé matin-mater 2026-11-30 BOOKED 195",
            "Noé midi-mater 2026-12-01 BOOKED 170",
            "Noé restauration-mater 2026-12-01 BOOKED 315",
        ]
    );
}

/// D4: of a week that takes the place of another, the activities named stand for those of the same names at the other
/// school; where that has none, the one named says so.
async fn a_week_crosses_schools(store: Store) {
    let (_house, _server, camille) = with_a_week(store).await;
    camille.book("study", "Léa", "etude", &["2026-12-03"]).await;
    let mornings = ["2026-11-30", "2026-12-01"];
    camille.book("one", "Noé", "matin-mater", &mornings).await;
    camille.book("other", "Noé", "soir-mater", &["2026-12-01"]).await;
    let named = ["matin", "etude"].map(|activity| camille.activity(activity));
    let more = json!({ "toChildId": camille.child("Noé"), "mode": "REPLACE", "activityIds": named });
    let payload = camille.ask_plan("1", copy(&camille, &more)).await;
    assert_eq!(
        camille.outcomes(&payload),
        [
            "Noé matin-mater 2026-12-01 CANCELLED",
            "Noé etude 2026-12-03 REFUSED NOT_OFFERED",
        ]
    );
    assert_eq!(payload["skipped"], 1);
}

/// D4: what is named may be what the other child has, too; it is what stands for the same thing in the week.
async fn the_other_childs_own_activity_is_named(store: Store) {
    let (_house, _server, camille) = with_a_week(store).await;
    let mornings = ["2026-11-30", "2026-12-01"];
    camille.book("one", "Noé", "matin-mater", &mornings).await;
    let named = [camille.activity("matin-mater")];
    let more = json!({ "toChildId": camille.child("Noé"), "weeks": 2, "mode": "REPLACE", "activityIds": named });
    let payload = camille.ask_plan("1", copy(&camille, &more)).await;
    assert_eq!(
        camille.outcomes(&payload),
        [
            "Noé matin-mater 2026-12-01 CANCELLED",
            "Noé matin-mater 2026-12-07 BOOKED 195",
        ]
    );
    assert_eq!(payload["skipped"], 1);
}

/// D4: where the other school has two activities of the name, the child keeps the one that it has; which one else, nobody
/// guesses.
async fn two_activities_of_one_name(store: Store) {
    let (of_cocteau, of_tilleuls) = RULES.split_once("code = \"soir-mater\"").unwrap();
    let of_tilleuls = of_tilleuls.replacen("Accueil du soir", "Accueil du matin", 1);
    let rules = format!("{of_cocteau}code = \"soir-mater\"{of_tilleuls}");
    let (_house, server) = Server::of_town(store, &rules, PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    camille.book("matin", "Léa", "matin", &["2026-11-30"]).await;
    camille.book("one", "Noé", "soir-mater", &["2026-11-30"]).await;
    let more = json!({ "toChildId": camille.child("Noé"), "weeks": 2, "mode": "REPLACE" });
    let payload = camille.ask_plan("1", copy(&camille, &more)).await;
    assert_eq!(camille.outcomes(&payload), ["Noé matin 2026-12-07 REFUSED NOT_OFFERED"]);
    assert_eq!(payload["skipped"], 1);
    // What stands in the cart is had, too.
    camille.tick("Noé", "soir-mater", &["2026-12-07"]).await;
    let copy = copy(&camille, &more);
    assert_eq!(camille.cart_add(copy).await["leftOut"], json!([]));
}

/// D4, D13: the names are those of the day's rule book, also where the next one calls the same activity otherwise; and what
/// is full there is full.
async fn another_name_from_september_on(store: Store) {
    let (before, rest) = RULES.split_once("code = \"matin\"").unwrap();
    let one_place = format!(
        "{before}code = \"matin\"{}",
        rest.replacen("capacity = 60", "capacity = 1", 1)
    );
    let (_house, server) = Server::of_town(store, &one_place, PEOPLE).await;
    let renamed = one_place
        .replacen("name = \"Accueil du matin\"", "name = \"Le petit matin\"", 1)
        .replace("valid_from = 2025-09-01", "valid_from = 2027-09-01");
    server.publish(&renamed).await;
    let alix = server.parent("alix@example.org").await;
    alix.book("tom", "Tom", "matin", &["2026-11-30"]).await;
    let camille = server.parent("camille@example.org").await;
    camille
        .book("other", "Noé", "matin-mater", &["2026-11-30", "2026-12-01"])
        .await;
    let copy = json!({ "copies": [{ "fromChildId": camille.child("Noé"), "toChildId": camille.child("Léa"),
        "week": "2026-11-30", "activityIds": [camille.activity("matin-mater")] }] });
    let payload = camille.ask_plan("1", copy).await;
    assert_eq!(
        camille.outcomes(&payload),
        ["Léa matin 2026-11-30 REFUSED FULL", "Léa matin 2026-12-01 BOOKED 195",]
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
