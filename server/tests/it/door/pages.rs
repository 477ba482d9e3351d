use std::sync::Arc;

use axum::{Router, routing::get};
use preau_server::http::{
    explorer::{Account, Explorer, SignIn},
    health::PartState,
};
use serde_json::json;

use super::{
    street::{Reply, Street},
    toy::Parts,
};

async fn get_page(street: &Street, path: &str) -> (u16, String, String) {
    let response = street
        .client
        .get(street.url(path))
        .header("accept", "text/html")
        .send()
        .await
        .expect("an answer");
    let policy = response.headers()["content-security-policy"]
        .to_str()
        .expect("text")
        .to_owned();
    (
        response.status().as_u16(),
        policy,
        response.text().await.expect("a body"),
    )
}

#[tokio::test]
async fn health_and_readiness_tell_the_worst_part() {
    for (state, status, word) in [
        (PartState::Ready, 200, "ready"),
        (PartState::Degraded, 200, "degraded"),
        (PartState::Down, 503, "down"),
    ] {
        let street = Street::with(|door| door.readiness = Arc::new(Parts(state))).await;
        let ready = Reply::of(street.client.get(street.url("/ready")).send().await.expect("an answer")).await;
        let parts = json!({ "cache": word, "store": "ready" });
        assert_eq!(
            ready,
            Reply {
                status,
                body: json!({ "status": word, "parts": parts })
            }
        );
        let health = Reply::of(
            street
                .client
                .get(street.url("/health"))
                .send()
                .await
                .expect("an answer"),
        )
        .await;
        assert_eq!(
            health,
            Reply {
                status: 200,
                body: json!({ "status": "alive" })
            }
        );
    }
}

#[tokio::test]
async fn the_explorer_opens_with_the_query_in_it() {
    let explorer = Explorer {
        query: "{ hello } # </script>".to_owned(),
        variables: json!({ "day": "2026-11-21" }),
        sign_in: Some(SignIn {
            document: "mutation { touch }".to_owned(),
            token: "/data/touch".to_owned(),
            accounts: vec![Account {
                label: "Camille, parent".to_owned(),
                variables: json!({}),
            }],
        }),
        graphiql: None,
    };
    let street = Street::with(|door| door.explorer = Some(explorer)).await;
    for path in ["/graphiql", "/graphql", "/"] {
        let (status, policy, text) = get_page(&street, path).await;
        assert_eq!(status, 200, "{path}");
        assert!(policy.contains("script-src 'self';"), "{policy}");
        assert!(text.contains("{ hello } # \\u003c/script>"), "{text}");
        assert!(text.contains("Camille, parent"), "{text}");
    }
    for file in ["small.js", "small.css"] {
        assert_eq!(get_page(&street, &format!("/graphiql/{file}")).await.0, 200);
    }
    for file in ["graphiql.min.js", "..%2f..%2fCargo.toml"] {
        assert_eq!(get_page(&street, &format!("/graphiql/{file}")).await.0, 404);
    }
}

#[tokio::test]
async fn without_an_explorer_there_is_none() {
    let street = Street::open().await;
    assert_eq!(get_page(&street, "/graphiql").await.0, 404);
    assert_eq!(get_page(&street, "/graphql").await.0, 405);
    assert_eq!(get_page(&street, "/").await.0, 404);
}

#[tokio::test]
async fn the_web_application_answers_every_other_address() {
    let directory = tempfile::tempdir().expect("a directory");
    std::fs::create_dir(directory.path().join("assets")).expect("made");
    std::fs::write(directory.path().join("index.html"), "<title>Préau</title>").expect("written");
    std::fs::write(directory.path().join("assets/app-1a2b.js"), "start()").expect("written");
    let street = Street::with(|door| {
        door.site = Some(directory.path().to_owned());
        door.pages = Router::new().route("/dev/mails", get(|| async { "mails" }));
    })
    .await;
    for path in ["/", "/enfants/1/calendrier"] {
        let response = street.client.get(street.url(path)).send().await.expect("an answer");
        assert_eq!(response.headers()["cache-control"], "no-cache");
        assert_eq!(response.headers()["x-frame-options"], "DENY");
        assert_eq!(response.text().await.expect("a body"), "<title>Préau</title>");
    }
    let script = street
        .client
        .get(street.url("/assets/app-1a2b.js"))
        .send()
        .await
        .expect("an answer");
    assert_eq!(script.headers()["cache-control"], "public, max-age=31536000, immutable");
    assert_eq!(get_page(&street, "/assets/absent.js").await.0, 404);
    assert_eq!(get_page(&street, "/dev/mails").await.2, "mails");
    assert_eq!(street.ask("{ hello }").await.status, 200);
}
