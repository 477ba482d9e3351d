use preau_tests::{Parent, Server, Store, both_stores};
use serde_json::{Value, json};

both_stores!(
    what_was_shown_is_what_is_done,
    what_changed_since_is_told_and_nothing_is_done,
    no_price_comes_from_a_client
);

fn two_days(parent: &Parent) -> Value {
    json!({ "changes": [parent.booking("Léa", "matin", &["2026-11-30", "2026-12-01"])] })
}

fn with(mut input: Value, key: &str, value: Value) -> Value {
    input[key] = value;
    input
}

/// D7: the dry run gives a token, and the commit that passes it does just that.
async fn what_was_shown_is_what_is_done(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let shown = camille
        .ask_plan("dry", with(two_days(&camille), "dryRun", true.into()))
        .await;
    let agreed = with(two_days(&camille), "expects", shown["planToken"].clone());
    let done = camille.ask_plan("1", agreed.clone()).await;
    assert_eq!(
        (&done["outcomes"], &done["total"]),
        (&shown["outcomes"], &shown["total"])
    );
    assert_eq!(
        (&done["order"]["number"], &done["planToken"]),
        (&json!(1), &Value::Null)
    );
    // A retry of the same request is given the same answer, though by now it would be another one.
    assert_eq!(camille.ask_plan("1", agreed).await, done);
}

/// D7: the other parent was quicker.
async fn what_changed_since_is_told_and_nothing_is_done(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let dominique = server.parent("dominique@example.org").await;
    let shown = camille
        .ask_plan("dry", with(two_days(&camille), "dryRun", true.into()))
        .await;
    dominique.book("quicker", "Léa", "matin", &["2026-12-01"]).await;
    let before = camille.history().await;

    let agreed = with(two_days(&camille), "expects", shown["planToken"].clone());
    let stale = camille.ask_plan("1", agreed).await;
    assert_eq!(stale["errors"][0]["code"], "PLAN_CHANGED");
    assert_eq!(stale["errors"][0]["path"], json!(["expects"]));
    assert_eq!(
        camille.outcomes(&stale),
        ["Léa matin 2026-11-30 BOOKED 195", "Léa matin 2026-12-01 UNCHANGED"]
    );
    let changed: Vec<&Value> = stale["outcomes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| &line["changed"])
        .collect();
    assert_eq!(changed, [&json!(false), &json!(true)]);
    assert_eq!((&stale["order"], camille.history().await), (&Value::Null, before));

    // What is agreed to anew is done, under the same key: nothing was kept under it.
    let agreed = with(two_days(&camille), "expects", stale["planToken"].clone());
    assert_eq!(camille.ask_plan("1", agreed).await["order"]["number"], 2);
    let nonsense = with(two_days(&camille), "expects", "nonsense".into());
    assert_eq!(
        camille.ask_plan("2", nonsense).await["errors"][0]["code"],
        "PLAN_CHANGED"
    );
}

/// The server decides prices: there is no field to send one in.
async fn no_price_comes_from_a_client(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let mut change = camille.booking("Léa", "matin", &["2026-11-30"]);
    change["price"] = json!({ "amountCents": 1 });
    let answer = camille.plan("1", &[change]).await;
    assert_eq!(answer.codes(), ["BAD_USER_INPUT"]);
    assert_eq!(camille.history().await, Vec::<String>::new());
}
