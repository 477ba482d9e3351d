use reqwest::Method;
use serde_json::json;

use super::street::{Reply, Street};

#[tokio::test]
async fn a_query_is_answered_with_its_cost() {
    let reply = Street::open().await.ask("{ hello }").await;
    let cost = json!({ "requestedQueryCost": 1, "maximum": 2000 });
    let body = json!({ "data": { "hello": "Bonjour, préau" }, "extensions": { "cost": cost } });
    assert_eq!(reply, Reply { status: 200, body });
}

#[tokio::test]
async fn only_post_is_served() {
    let street = Street::open().await;
    let mutation = "/graphql?query=mutation%7Btouch%7D";
    for method in [Method::GET, Method::PUT, Method::DELETE, Method::OPTIONS, Method::PATCH] {
        let response = street
            .client
            .request(method, street.url(mutation))
            .send()
            .await
            .expect("an answer");
        assert_eq!(response.headers()["allow"], "POST");
        assert_eq!(Reply::of(response).await.verdict(), (405, "METHOD_NOT_ALLOWED"));
    }
    let response = street
        .client
        .head(street.url(mutation))
        .send()
        .await
        .expect("an answer");
    assert_eq!(response.status(), 405);
}

#[tokio::test]
async fn only_json_in_utf8_is_read() {
    let street = Street::open().await;
    let body = json!({ "query": "mutation { touch }" }).to_string();
    for kind in [
        "text/plain",
        "application/graphql",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=utf-16",
    ] {
        let request = street
            .client
            .post(street.url("/graphql"))
            .header("content-type", kind)
            .body(body.clone());
        let reply = Reply::of(request.send().await.expect("an answer")).await;
        assert_eq!(reply.verdict(), (415, "UNSUPPORTED_MEDIA_TYPE"), "{kind}");
    }
    let request = street.client.post(street.url("/graphql")).body(body.clone());
    assert_eq!(
        Reply::of(request.send().await.expect("an answer")).await.verdict().0,
        415
    );
    let reply = street.post_with(body, &[("content-encoding", "gzip")]).await;
    assert_eq!(reply.verdict(), (415, "UNSUPPORTED_MEDIA_TYPE"));
}

#[tokio::test]
async fn the_body_is_one_well_formed_request() {
    let street = Street::open().await;
    for body in [
        "",
        "nonsense",
        "{\"query\":",
        "[]",
        "[{\"query\":\"{ hello }\"}]",
        "null",
        "{}",
        "{\"query\":1}",
        "{\"query\":\"{ hello }\",\"variables\":[]}",
        "{\"query\":\"{ hello }\",\"variables\":\"{}\"}",
        "{\"query\":\"{ hello }\",\"operationName\":1}",
        "{\"query\":\"{ hello }\",\"extensions\":[]}",
        "{\"query\":\"query($t: String!) { echo(text: $t) }\",\"variables\":{\"t\":\"\\ud800\"}}",
        "{\"query\":\"query($t: String!) { echo(text: $t) }\",\"variables\":{\"t\":\"a\\u0000b\"}}",
    ] {
        assert_eq!(street.post(body).await.verdict(), (400, "BAD_USER_INPUT"), "{body}");
    }
    assert_eq!(
        street.post(b"{\"query\":\"\xff\"}".to_vec()).await.verdict(),
        (400, "BAD_USER_INPUT")
    );
    let deep = format!(
        "{{\"query\":\"{{ hello }}\",\"variables\":{{\"a\":{}1{}}}}}",
        "[".repeat(500),
        "]".repeat(500)
    );
    assert_eq!(street.post(deep).await.verdict(), (400, "BAD_USER_INPUT"));
    let nulls = json!({ "query": "{ hello }", "variables": null, "operationName": null, "extensions": null, "x": 1 });
    assert_eq!(street.post(nulls.to_string()).await.status, 200);
}

#[tokio::test]
async fn the_operation_is_the_named_one() {
    let street = Street::open().await;
    let document = "query A { hello } query B { half(of: 4) }";
    let reply = street
        .post(json!({ "query": document, "operationName": "B" }).to_string())
        .await;
    assert_eq!(reply.body["data"], json!({ "half": 2 }));
    let reply = street
        .post(json!({ "query": document, "operationName": "C" }).to_string())
        .await;
    assert_eq!(reply.verdict(), (400, "BAD_USER_INPUT"));
    assert_eq!(street.ask(document).await.verdict(), (400, "BAD_USER_INPUT"));
    assert_eq!(
        street.ask("subscription { silent }").await.verdict(),
        (400, "BAD_USER_INPUT")
    );
}

#[tokio::test]
async fn the_answer_is_of_the_kind_asked_for() {
    let street = Street::open().await;
    let body = json!({ "query": "{ hello }" }).to_string();
    for (accept, expected) in [
        ("*/*", "application/json; charset=utf-8"),
        ("application/json", "application/json; charset=utf-8"),
        (
            "application/graphql-response+json",
            "application/graphql-response+json; charset=utf-8",
        ),
        (
            "application/json;q=0.1, application/graphql-response+json",
            "application/graphql-response+json; charset=utf-8",
        ),
    ] {
        let request = street
            .client
            .post(street.url("/graphql"))
            .header("content-type", "application/json");
        let response = request
            .header("accept", accept)
            .body(body.clone())
            .send()
            .await
            .expect("an answer");
        assert_eq!(response.headers()["content-type"], expected, "{accept}");
        assert_eq!(response.headers()["cache-control"], "no-store");
        assert_eq!(response.headers()["x-content-type-options"], "nosniff");
    }
    let request = street
        .client
        .post(street.url("/graphql"))
        .header("content-type", "application/json");
    let response = request
        .header("accept", "text/html")
        .body(body)
        .send()
        .await
        .expect("an answer");
    assert_eq!(Reply::of(response).await.verdict(), (406, "NOT_ACCEPTABLE"));
}

#[tokio::test]
async fn a_long_answer_is_compressed_for_those_who_ask() {
    let street = Street::open().await;
    let body = json!({ "query": "{ long }" }).to_string();
    let request = street
        .client
        .post(street.url("/graphql"))
        .header("content-type", "application/json");
    let response = request
        .header("accept-encoding", "gzip")
        .body(body)
        .send()
        .await
        .expect("an answer");
    assert_eq!(response.headers()["content-encoding"], "gzip");
    assert!(response.bytes().await.expect("a body").len() < 300);
}

#[tokio::test]
async fn a_nullable_variable_may_be_left_out_and_leaves_its_argument_out() {
    let street = Street::open().await;
    let reply = street
        .ask("query($first: Int) { many(first: $first) { nodes { __typename } } }")
        .await;
    assert_eq!(
        reply.body["data"]["many"]["nodes"].as_array().map(Vec::len),
        Some(20),
        "{reply:?}"
    );
    let reply = street
        .ask("query($times: Int) { echo(text: \"a\", times: $times) }")
        .await;
    assert_eq!(reply.body["data"], json!({ "echo": "a" }), "{reply:?}");
}
