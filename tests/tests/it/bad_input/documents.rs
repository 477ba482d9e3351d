use preau_tests::{Server, Store, both_stores};
use serde_json::{Value, json};

use super::untouched::untouched;

both_stores!(documents_beyond_the_limits);

async fn documents_beyond_the_limits(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let history =
        "history(first: 100) { nodes { activity { occupancy(from: \"2026-11-30\", to: \"2026-11-30\") { taken } } } }";
    let deep = |depth: usize| format!("{{ viewer {}{} }}", "{ family ".repeat(depth), "}".repeat(depth));
    let repeated = |count: u32, field: &str| {
        let fields = (0..count).map(|nth| format!("f{nth}: {field}"));
        fields.collect::<Vec<_>>().join(" ")
    };
    let aliases = repeated(31, "viewer { id }");
    let costly = repeated(20, history);
    let roots = repeated(5, "sessionCloseAll { closedDeviceIds }");
    for (what, document, code) in [
        ("no document", String::new(), "GRAPHQL_PARSE_FAILED"),
        ("not GraphQL", "{ viewer { id }".to_owned(), "GRAPHQL_PARSE_FAILED"),
        (
            "an unknown field",
            "{ viewer { password } }".to_owned(),
            "GRAPHQL_VALIDATION_FAILED",
        ),
        (
            "an unknown argument",
            "{ viewer(id: 1) { id } }".to_owned(),
            "GRAPHQL_VALIDATION_FAILED",
        ),
        ("depth", deep(13), "TOO_COSTLY"),
        ("more depth", deep(2_000), "TOO_COSTLY"),
        ("aliases", format!("{{ {aliases} }}"), "TOO_COSTLY"),
        (
            "cost",
            format!("{{ viewer {{ family {{ {costly} }} }} }}"),
            "TOO_COSTLY",
        ),
        ("mutations at once", format!("mutation {{ {roots} }}"), "TOO_COSTLY"),
        (
            "a long document",
            format!("{{ viewer {{ id }} }} #{}", "x".repeat(20_000)),
            "TOO_COSTLY",
        ),
        (
            "fragments in a circle",
            "{ viewer { ...A } } fragment A on Viewer { ...A }".to_owned(),
            "GRAPHQL_VALIDATION_FAILED",
        ),
        (
            "a subscription by POST",
            "subscription { alerts { id } }".to_owned(),
            "BAD_USER_INPUT",
        ),
    ] {
        let answer = camille.phone.ask(&document, json!({})).await;
        assert_eq!(answer.codes(), [code], "{what}: {:#}", answer.body);
        assert!(matches!(answer.status, 200 | 400), "{what}: {}", answer.status);
        assert!(answer.body.get("data").is_none_or(Value::is_null), "{what}");
    }
    untouched(&server, &camille).await;
}
