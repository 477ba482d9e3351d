use preau_tests::{Server, Store, both_stores, documents};
use serde_json::{Value, json};

use super::days::DAY;
use super::untouched::untouched;

both_stores!(values_that_do_not_fit);

async fn values_that_do_not_fit(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let change = camille.booking("Léa", "matin", &[DAY]);
    let with = |name: &str, value: Value| {
        let mut change = change.clone();
        change[name] = value;
        json!({ "changes": [change], "idempotencyKey": "1" })
    };
    for (what, input) in [
        ("no input", json!(null)),
        ("a text", json!("x")),
        (
            "changes that are null",
            json!({ "changes": null, "idempotencyKey": "1" }),
        ),
        ("no key", json!({ "changes": [change] })),
        (
            "a key that is a number",
            json!({ "changes": [change], "idempotencyKey": 1 }),
        ),
        (
            "an unknown field",
            json!({ "changes": [change], "idempotencyKey": "1", "price": 0 }),
        ),
        ("a child that is a list", with("childId", json!([1]))),
        ("days that are a number", with("book", json!(20_261_130))),
        ("a day that is null", with("book", json!([null]))),
        ("a day that is a number", with("book", json!([20_261_130]))),
        ("the 30th of February", with("book", json!(["2027-02-30"]))),
        ("the 29th of a common year", with("book", json!(["2027-02-29"]))),
        ("a short day", with("book", json!(["2026-11-3"]))),
        ("a long year", with("book", json!(["12026-11-30"]))),
        ("a year before", with("book", json!(["1999-12-31"]))),
        ("a year behind", with("book", json!(["2101-01-01"]))),
        ("an instant", with("book", json!(["2026-11-30T00:00:00Z"]))),
        ("a day with a sign", with("book", json!(["+026-11-30"]))),
        ("a day in other digits", with("book", json!(["２０２６-11-30"]))),
        ("a NUL in a day", with("book", json!(["2026-11-3\u{0}"]))),
        ("a day in words", with("book", json!(["lundi"]))),
    ] {
        let answer = camille
            .phone
            .ask(documents::BOOKING_PLAN, json!({ "input": input }))
            .await;
        assert_eq!(answer.codes(), ["BAD_USER_INPUT"], "{what}: {:#}", answer.body);
        assert!(matches!(answer.status, 200 | 400), "{what}: {}", answer.status);
        assert!(answer.body.get("data").is_none_or(Value::is_null), "{what}");
    }
    let nothing = json!({ "input": { "idempotencyKey": "1" } });
    let nothing = camille.phone.ask(documents::BOOKING_PLAN, nothing).await;
    assert_eq!(camille.refused(nothing), [("NOTHING_ASKED".to_owned(), String::new())]);
    for key in [
        "",
        " ",
        "é",
        "a b",
        "\u{7f}",
        "\n",
        &"k".repeat(65),
        &"k".repeat(100_000),
    ] {
        let refused = camille.refused(camille.plan(key, std::slice::from_ref(&change)).await);
        assert_eq!(
            refused,
            [("INVALID_IDEMPOTENCY_KEY".to_owned(), "idempotencyKey".to_owned())],
            "{key:?}"
        );
    }
    let spaced = camille.plan("a b", std::slice::from_ref(&change)).await;
    assert_eq!(
        spaced.field("bookingPlan")["errors"][0]["message"],
        "La clé de la demande compte de 1 à 64 caractères\u{a0}: lettres sans accent, chiffres et signes comme «\u{a0}-\u{a0}» \
            ou «\u{a0}_\u{a0}», sans espace. Choisissez-en une autre."
    );
    untouched(&server, &camille).await;
}
