use serde_json::json;

use super::street::{Reply, Street};

#[tokio::test]
async fn a_document_that_does_not_fit_is_a_coded_refusal_without_data() {
    let street = Street::open().await;
    for (query, code) in [
        ("{", "GRAPHQL_PARSE_FAILED"),
        ("", "GRAPHQL_PARSE_FAILED"),
        ("{ echo(text: \"", "GRAPHQL_PARSE_FAILED"),
        ("{ echo(text: \"\\ud800\") }", "GRAPHQL_PARSE_FAILED"),
        ("{ hello } { hello }", "GRAPHQL_PARSE_FAILED"),
        ("{ bonjour }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ hello { x } }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ echo }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ echo(text: 1) }", "BAD_USER_INPUT"),
        ("query($t: String!) { echo(text: $t) }", "BAD_USER_INPUT"),
        ("{ ...Absent }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ ...A } fragment A on Query { ...A }", "GRAPHQL_VALIDATION_FAILED"),
        ("query($a: Int) { hello }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ hello @unknown }", "GRAPHQL_VALIDATION_FAILED"),
    ] {
        let reply = street.ask(query).await;
        assert_eq!(reply.verdict(), (400, code), "{query}: {reply:?}");
        assert!(reply.body.get("data").is_none(), "{query}");
        assert!(
            !reply.body.to_string().contains("-->"),
            "the parser's drawing stays inside: {reply:?}"
        );
        let reply = street.post_with(json!({ "query": query }).to_string(), &[]).await;
        assert_eq!(reply.verdict().1, code);
    }
}

#[tokio::test]
async fn readers_of_plain_json_see_refusals_of_documents_with_200() {
    let street = Street::open().await;
    let request = street
        .client
        .post(street.url("/graphql"))
        .header("content-type", "application/json");
    let response = request
        .body(json!({ "query": "{ bonjour }" }).to_string())
        .send()
        .await
        .expect("an answer");
    assert_eq!(Reply::of(response).await.verdict(), (200, "GRAPHQL_VALIDATION_FAILED"));
}

#[tokio::test]
async fn values_that_do_not_fit_are_bad_input_in_our_words() {
    let street = Street::open().await;
    let message = |reply: &Reply| reply.body["errors"][0]["message"].clone();
    let reply = street.ask("{ half(of: 3) }").await;
    assert_eq!(reply.verdict(), (200, "BAD_USER_INPUT"));
    assert_eq!(message(&reply), "A value given for \"Even\" is not valid.");
    assert_eq!(reply.body["errors"][0]["path"], json!(["half"]));
    let reply = street.ask("{ half(of: [\"secret\"]) }").await;
    assert_eq!(message(&reply), "A value given for \"Even\" is not valid.");
    let reply = street.ask("{ half(of: 13) }").await;
    assert_eq!(message(&reply), "13 brings bad luck");
    let body = json!({ "query": "query($of: Even!) { half(of: $of) }", "variables": { "of": 1.5 } });
    assert_eq!(street.post(body.to_string()).await.verdict(), (200, "BAD_USER_INPUT"));
    for variables in [json!({}), json!({ "times": null }), json!({ "times": "2" })] {
        let query = "query($times: Int!) { echo(text: \"a\", times: $times) }";
        let reply = street
            .post(json!({ "query": query, "variables": variables }).to_string())
            .await;
        assert_eq!(reply.verdict(), (400, "BAD_USER_INPUT"), "{variables}");
    }
    assert_eq!(
        street.ask("{ echo(text: \"a\", times: 3000000000) }").await.verdict(),
        (200, "BAD_USER_INPUT")
    );
    let reply = street.ask("query($of: Even!) { half(of: $of) }").await;
    assert_eq!(message(&reply), "The variable \"$of\" of type \"Even!\" is missing.");
}

#[tokio::test]
async fn our_own_mistakes_leave_an_incident_and_nothing_else() {
    let street = Street::open().await;
    for (query, status) in [("{ leak }", 500), ("{ partialLeak hello }", 200), ("{ panics }", 500)] {
        let reply = street.ask(query).await;
        assert_eq!(reply.verdict(), (status, "INTERNAL"), "{query}");
        let message = reply.body["errors"][0]["message"].as_str().expect("a message");
        assert!(
            message.starts_with("Something went wrong on our side (incident "),
            "{message}"
        );
        assert!(!reply.body.to_string().contains("SELECT"), "{reply:?}");
        assert!(!reply.body.to_string().contains("invalid digit"), "{reply:?}");
    }
    assert_eq!(street.ask("{ hello }").await.status, 200);
}

#[tokio::test]
async fn codes_of_resolvers_decide_the_status_of_an_answer_without_data() {
    let street = Street::open().await;
    assert_eq!(street.ask("{ whoami }").await.verdict(), (401, "UNAUTHENTICATED"));
    assert_eq!(street.ask("{ absent hello }").await.verdict(), (200, "NOT_FOUND"));
    let request = street
        .client
        .post(street.url("/graphql"))
        .header("content-type", "application/json");
    let response = request
        .body(json!({ "query": "{ busy }" }).to_string())
        .send()
        .await
        .expect("an answer");
    assert_eq!(response.headers()["retry-after"], "7");
    assert_eq!(Reply::of(response).await.verdict(), (503, "SERVICE_UNAVAILABLE"));
}

#[tokio::test]
async fn a_token_holds_or_is_refused() {
    let street = Street::open().await;
    let body = || json!({ "query": "{ whoami }" }).to_string();
    let reply = street.post_with(body(), &[("authorization", "Bearer good")]).await;
    assert_eq!(reply.body["data"], json!({ "whoami": "good" }));
    for credentials in ["Bearer bad", "Bearer ", "Basic good", "good"] {
        let reply = street.post_with(body(), &[("authorization", credentials)]).await;
        assert_eq!(reply.verdict(), (401, "UNAUTHENTICATED"), "{credentials}");
    }
    let reply = street.post_with(body(), &[("authorization", "Bearer eager")]).await;
    assert_eq!(reply.verdict(), (429, "RATE_LIMITED"));
    assert_eq!(reply.body["errors"][0]["extensions"]["retryAfter"], 42);
}
