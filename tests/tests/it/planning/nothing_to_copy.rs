use preau_tests::{Parent, Server, Store, both_stores};
use serde_json::{Value, json};

both_stores!(
    an_empty_week_is_not_copied,
    what_stands_beside_it_is_not_done_either,
    an_empty_week_in_place_of_another_clears_it,
    a_week_that_was_emptied_meanwhile_is_told,
    an_empty_week_does_not_fill_a_cart
);

/// Mornings that Léa and Zoé have in the week of 30 November; nobody has anything in the next one.
async fn with_a_week(store: Store) -> (preau_tests::House, Server, Parent) {
    let (house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    camille.book("lea", "Léa", "matin", &["2026-11-30", "2026-12-01"]).await;
    camille.book("zoe", "Zoé", "matin", &["2026-11-30"]).await;
    (house, server, camille)
}

fn copy(parent: &Parent, week: &str, more: &Value) -> Value {
    let mut copy = json!({ "fromChildId": parent.child("Léa"), "week": week });
    copy.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    copy
}

fn nothing_to_copy(nth: &str) -> Value {
    json!([{
        "code": "NOTHING_TO_COPY",
        "message": "La semaine ne contient rien à copier. Choisissez une autre semaine ou d’autres activités.",
        "path": ["copies", nth, "week"],
    }])
}

/// A payload of a plan that was not considered.
fn refused(errors: &Value) -> Value {
    json!({ "order": null, "skipped": 0, "planToken": null, "gone": [], "debtChanged": false, "total": null,
        "errors": errors, "outcomes": [] })
}

/// D4: forward, for a sister, in activities of which the week holds none, and in a week without school.
async fn an_empty_week_is_not_copied(store: Store) {
    let (_house, server, camille) = with_a_week(store).await;
    let before = camille.history().await;
    let zoe = camille.child("Zoé");
    let copies = [
        copy(
            &camille,
            "2026-12-07",
            &json!({ "firstWeek": "2026-12-14", "weeks": 3 }),
        ),
        copy(&camille, "2026-12-09", &json!({ "toChildId": zoe })),
        copy(
            &camille,
            "2026-11-30",
            &json!({ "toChildId": zoe, "activityIds": [camille.activity("soir")] }),
        ),
        copy(&camille, "2026-12-21", &json!({ "firstWeek": "2027-01-04" })),
    ];
    for copy in copies {
        for dry_run in [true, false] {
            let payload = camille
                .ask_plan("1", json!({ "copies": [copy], "dryRun": dry_run }))
                .await;
            assert_eq!(payload, refused(&nothing_to_copy("0")));
        }
    }
    assert_eq!(camille.history().await, before);
    assert_eq!(server.parent("dominique@example.org").await.history().await, before);
}

/// D4: a request is considered as a whole; one that is refused leaves its key free.
async fn what_stands_beside_it_is_not_done_either(store: Store) {
    let (_house, _server, camille) = with_a_week(store).await;
    let before = camille.history().await;
    let full = copy(&camille, "2026-11-30", &json!({ "firstWeek": "2026-12-14" }));
    let empty = copy(&camille, "2026-12-07", &json!({ "firstWeek": "2027-01-04" }));
    let changes = [camille.booking("Noé", "matin-mater", &["2026-12-14"])];
    let asked = json!({ "changes": changes, "copies": [full, empty] });
    assert_eq!(camille.ask_plan("1", asked).await, refused(&nothing_to_copy("1")));
    assert_eq!(camille.history().await, before);
    let payload = camille.ask_plan("1", json!({ "copies": [full] })).await;
    assert_eq!(
        camille.outcomes(&payload),
        ["Léa matin 2026-12-14 BOOKED 195", "Léa matin 2026-12-15 BOOKED 195"]
    );
}

/// D4: once it is as it was asked for, the same is asked for in vain, and not refused.
async fn an_empty_week_in_place_of_another_clears_it(store: Store) {
    let (_house, _server, camille) = with_a_week(store).await;
    let clearing = json!({ "firstWeek": "2026-11-30", "mode": "REPLACE" });
    let asked = json!({ "copies": [copy(&camille, "2026-12-07", &clearing)] });
    let payload = camille.ask_plan("1", asked.clone()).await;
    assert_eq!(
        camille.outcomes(&payload),
        ["Léa matin 2026-11-30 CANCELLED", "Léa matin 2026-12-01 CANCELLED"]
    );
    assert_eq!(payload["errors"], json!([]));
    let before = camille.history().await;
    let payload = camille.ask_plan("2", asked).await;
    assert_eq!(
        payload,
        json!({ "order": null, "skipped": 0, "planToken": null, "gone": [], "debtChanged": false,
            "total": { "amountCents": 0 }, "errors": [], "outcomes": [] })
    );
    assert_eq!(camille.history().await, before);
}

/// D4, D7: who saw what would be copied is told what is gone of it.
async fn a_week_that_was_emptied_meanwhile_is_told(store: Store) {
    let (_house, server, camille) = with_a_week(store).await;
    let dominique = server.parent("dominique@example.org").await;
    let mut asked = json!({ "copies": [copy(&camille, "2026-11-30", &json!({ "firstWeek": "2026-12-14" }))] });
    asked["dryRun"] = json!(true);
    let shown = camille.ask_plan("1", asked.clone()).await;
    dominique
        .cancel("back", "Léa", "matin", &["2026-11-30", "2026-12-01"])
        .await;
    let before = camille.history().await;
    asked["dryRun"] = json!(false);
    asked["expects"] = shown["planToken"].clone();
    let payload = camille.ask_plan("1", asked.clone()).await;
    assert_eq!(payload["errors"][0]["code"], "PLAN_CHANGED");
    assert_eq!(camille.gone(&payload), ["Léa matin 2026-12-14", "Léa matin 2026-12-15"]);
    asked.as_object_mut().unwrap().remove("expects");
    assert_eq!(camille.ask_plan("2", asked).await, refused(&nothing_to_copy("0")));
    assert_eq!(camille.history().await, before);
}

/// D4, D8: a week holds what ordering the cart would leave of it.
async fn an_empty_week_does_not_fill_a_cart(store: Store) {
    let (_house, _server, camille) = with_a_week(store).await;
    camille.tick_off("Zoé", "matin", &["2026-11-30"]).await;
    camille.tick("Noé", "matin-mater", &["2026-12-01"]).await;
    let before = camille.cart().await;
    let of_zoe =
        json!({ "fromChildId": camille.child("Zoé"), "toChildId": camille.child("Noé"), "week": "2026-11-30" });
    let payload = camille.cart_add(json!({ "copies": [of_zoe] })).await;
    let error = json!({ "code": "NOTHING_TO_COPY", "path": ["copies", "0", "week"] });
    assert_eq!(
        payload,
        json!({ "cart": null, "leftOut": [], "skipped": 0, "errors": [error] })
    );
    assert_eq!(camille.cart().await, before);
    let mut clearing = of_zoe;
    clearing["mode"] = json!("REPLACE");
    let payload = camille.cart_add(json!({ "copies": [clearing] })).await;
    assert_eq!(
        Parent::lines(&payload["cart"]),
        ["Zoé matin 2026-11-30 CANCEL CANCELLED by Camille Martin"]
    );
}
