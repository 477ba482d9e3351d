use preau_tests::{Server, Store, both_stores};
use serde_json::{Value, json};

both_stores!(
    staff_hear_step_by_step_what_the_rules_decide,
    nobody_else_hears_it,
    a_day_is_explained_at_the_price_of_one_slot,
);

const EXPLANATION: &str = "query($child: ID!, $activity: ID!, $date: Date!, $at: DateTime) {
  child(id: $child) { explanation(activityId: $activity, date: $date, at: $at) {
    asOf ruleBookVersion steps { kind message } verdict { kind message price { amountCents } adds { amountCents } } facts } } }";

/// G3, D15: the words are those of `preau rulebook explain`, asked of the child's own file and places.
async fn staff_hear_step_by_step_what_the_rules_decide(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let agent = server.sign_in("sacha@milly.example").await;
    let asked = |at: &str| {
        json!({
            "child": camille.child("Léa"), "activity": camille.activity("restauration"), "date": "2026-11-30", "at": at,
        })
    };
    let explained = async |at: &str| agent.ask(EXPLANATION, asked(at)).await.field("child")["explanation"].clone();
    let in_time = explained("2026-11-26T08:59:59Z").await;
    let kinds: Vec<&Value> = in_time["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| &step["kind"])
        .collect();
    assert_eq!(
        kinds,
        [
            "school",
            "rule_book",
            "day",
            "booking",
            "places",
            "along",
            "family",
            "price",
            "price",
            "give_back"
        ]
    );
    assert_eq!(
        (&in_time["asOf"], &in_time["ruleBookVersion"]),
        (&json!("2026-11-26T08:59:59Z"), &json!(1))
    );
    let verdict = &in_time["verdict"];
    assert_eq!(
        (&verdict["kind"], &verdict["price"], &verdict["adds"]),
        (
            &json!("book"),
            &json!({ "amountCents": 315 }),
            &json!({ "amountCents": 485 })
        )
    );
    let facts: Value = serde_json::from_str(in_time["facts"].as_str().unwrap()).unwrap();
    assert_eq!(facts["verdict"]["verdict"], "book");

    let late = explained("2026-11-26T09:00:00Z").await;
    assert_eq!(late["verdict"]["kind"], "refused");
    assert_eq!(late["verdict"]["price"], Value::Null);
    let told = late["verdict"]["message"].as_str().unwrap();
    assert!(told.contains("jeudi 26 novembre 2026 à 10:00"), "{told}");
}

/// A10: what is explained names a child's facts, so it is for the town's staff.
async fn nobody_else_hears_it(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let variables = json!({
        "child": camille.child("Léa"), "activity": camille.activity("midi"), "date": "2026-11-30",
    });
    let caterer = server.sign_in("cuisine-centrale").await;
    assert_eq!(
        camille.phone.ask(EXPLANATION, variables.clone()).await.codes(),
        ["FORBIDDEN"]
    );
    assert_eq!(caterer.ask(EXPLANATION, variables.clone()).await.codes(), ["NOT_FOUND"]);
    let stranger = server.parent("alix@example.org").await;
    assert_eq!(stranger.phone.ask(EXPLANATION, variables).await.codes(), ["NOT_FOUND"]);
}

/// What a day looks at is read once, whoever asks about it.
async fn a_day_is_explained_at_the_price_of_one_slot(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let agent = server.sign_in("sacha@milly.example").await;
    let child = camille.child("Léa");
    let asking = async |codes: &[&str]| {
        let ask = |code: &&str| {
            let activity = camille.activity(code);
            format!("{code}: explanation(activityId: \"{activity}\", date: \"2026-11-30\") {{ verdict {{ kind }} }}")
        };
        let fields: Vec<String> = codes.iter().map(ask).collect();
        let document = format!("{{ child(id: \"{child}\") {{ {} }} }}", fields.join(" "));
        let before = server.statements();
        agent.ask(&document, json!({})).await.data();
        server.statements() - before
    };
    agent.access_token().await;
    assert_eq!(
        asking(&["midi"]).await,
        3,
        "the child, its places, and counts that no cache holds"
    );
    assert_eq!(asking(&["midi"]).await, 2);
    assert_eq!(asking(&["matin", "midi", "restauration", "soir"]).await, 2);
}
