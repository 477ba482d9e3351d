use reqwest::Method;
use serde_json::json;

use super::street::Street;

const FRIEND: &str = "https://portail.example.org";

async fn street() -> Street {
    Street::with(|door| door.trust.origins = vec![FRIEND.to_owned()]).await
}

#[tokio::test]
async fn a_page_of_a_trusted_site_may_ask() {
    let street = street().await;
    let asked = street
        .client
        .request(Method::OPTIONS, street.url("/graphql"))
        .header("origin", FRIEND)
        .header("access-control-request-method", "POST")
        .send()
        .await
        .expect("an answer");
    assert_eq!(asked.status(), 204);
    assert_eq!(asked.headers()["access-control-allow-origin"], FRIEND);
    assert_eq!(asked.headers()["access-control-allow-methods"], "POST");
    assert_eq!(
        asked.headers()["access-control-allow-headers"],
        "accept, accept-language, authorization, content-type"
    );
    assert_eq!(asked.headers().get("access-control-allow-credentials"), None);

    let answer = post(&street, FRIEND).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["access-control-allow-origin"], FRIEND);
}

#[tokio::test]
async fn a_page_of_another_site_gets_no_permission() {
    let street = street().await;
    for origin in [
        "https://evil.example.org",
        "null",
        "https://portail.example.org.evil.example",
    ] {
        let asked = street
            .client
            .request(Method::OPTIONS, street.url("/graphql"))
            .header("origin", origin)
            .header("access-control-request-method", "POST")
            .send()
            .await
            .expect("an answer");
        assert_eq!(asked.status(), 405, "{origin}");
        assert_eq!(asked.headers().get("access-control-allow-origin"), None);
        assert_eq!(
            post(&street, origin).await.headers().get("access-control-allow-origin"),
            None
        );
    }
}

async fn post(street: &Street, origin: &str) -> reqwest::Response {
    street
        .client
        .post(street.url("/graphql"))
        .header("origin", origin)
        .header("content-type", "application/json")
        .body(json!({ "query": "{ hello }" }).to_string())
        .send()
        .await
        .expect("an answer")
}
