use futures_util::future::join_all;
use preau_tests::towns::{MILLY, PASSWORD};
use preau_tests::{Server, Store, both_stores, documents};
use serde_json::json;

both_stores!(tabs_that_refresh_at_once);

/// Two instances over one store.
mod instances {
    preau_tests::postgres_only!(a_session_moves_between_servers);

    /// A5: a token of one is good at the other.
    async fn a_session_moves_between_servers(store: preau_tests::Store) {
        super::moves(store).await;
    }
}

async fn moves(store: Store) {
    let (house, first) = Server::of_milly(store).await;
    let second = house.open().await;
    let opened = first.phone().session_open(MILLY, "100200", PASSWORD, "Téléphone").await;
    let token = opened["tokens"]["accessToken"].as_str().expect("a token");
    let name = json!({ "viewer": { "name": "Camille Martin" } });
    let seen = second
        .phone()
        .holding(token)
        .ask("{ viewer { name } }", json!({}))
        .await;
    assert_eq!(seen.data(), name);
    let variables = json!({ "input": { "refreshToken": opened["tokens"]["refreshToken"] } });
    let traded = second
        .phone()
        .ask(documents::SESSION_REFRESH, variables)
        .await
        .field("sessionRefresh");
    let token = traded["tokens"]["accessToken"].as_str().expect("a token");
    assert_eq!(
        first
            .phone()
            .holding(token)
            .ask("{ viewer { name } }", json!({}))
            .await
            .data(),
        name
    );
}

/// A5: of two tabs that present one token together both go on, and only the later answer can be refreshed again.
async fn tabs_that_refresh_at_once(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let phone = server.phone();
    let opened = phone.session_open(MILLY, "100200", PASSWORD, "Téléphone").await;
    let variables = json!({ "input": { "refreshToken": opened["tokens"]["refreshToken"] } });
    let tabs = join_all((0..2).map(|_| phone.ask(documents::SESSION_REFRESH, variables.clone()))).await;
    let mut tokens = Vec::new();
    for tab in tabs {
        let payload = tab.field("sessionRefresh");
        assert_eq!(payload["errors"], json!([]));
        tokens.push(payload["tokens"].clone());
    }
    for tokens in &tokens {
        let token = tokens["accessToken"].as_str().expect("a token");
        phone.holding(token).ask("{ viewer { id } }", json!({})).await.data();
    }
    assert_ne!(tokens[0]["refreshToken"], tokens[1]["refreshToken"]);
}
