use preau_tests::{Server, Store, both_stores, documents};
use serde_json::json;

use super::days::DAY;
use super::untouched::untouched;

both_stores!(bodies_that_are_no_requests);

async fn bodies_that_are_no_requests(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let plan = json!({ "changes": [camille.booking("Léa", "matin", &[DAY])], "idempotencyKey": "1" });
    let whole = json!({ "query": documents::BOOKING_PLAN, "variables": { "input": plan } }).to_string();
    let cut = whole[..whole.len() - 1].to_owned();
    for (what, body, status, code) in [
        ("nothing", String::new(), 400, "BAD_USER_INPUT"),
        ("a broken body", cut, 400, "BAD_USER_INPUT"),
        ("two requests", format!("[{whole},{whole}]"), 400, "BAD_USER_INPUT"),
        ("text behind it", format!("{whole} x"), 400, "BAD_USER_INPUT"),
        ("no query", "{}".to_owned(), 400, "BAD_USER_INPUT"),
        ("a number", "7".to_owned(), 400, "BAD_USER_INPUT"),
        ("null", "null".to_owned(), 400, "BAD_USER_INPUT"),
        (
            "a query that is none",
            json!({ "query": 7 }).to_string(),
            400,
            "BAD_USER_INPUT",
        ),
        (
            "variables that are none",
            json!({ "query": "{ viewer { id } }", "variables": [] }).to_string(),
            400,
            "BAD_USER_INPUT",
        ),
        (
            "a lone surrogate",
            r#"{ "query": "{ viewer { id } } #\ud800" }"#.to_owned(),
            400,
            "BAD_USER_INPUT",
        ),
        (
            "a NUL in a variable",
            whole.replace("\"1\"", "\"\\u0000\""),
            400,
            "BAD_USER_INPUT",
        ),
        ("a NUL between", format!("{whole}\u{0}"), 400, "BAD_USER_INPUT"),
        ("nested arrays", "[".repeat(100_000), 400, "BAD_USER_INPUT"),
        (
            "too much",
            format!("{{ \"query\": \"{}\" }}", " ".repeat(1_000_001)),
            413,
            "PAYLOAD_TOO_LARGE",
        ),
    ] {
        let answer = camille.phone.send(body).await;
        assert_eq!(
            (answer.status, answer.codes()),
            (status, vec![code]),
            "{what}: {:#}",
            answer.body
        );
        assert_eq!(answer.body.get("data"), None, "{what}");
    }
    untouched(&server, &camille).await;
}
