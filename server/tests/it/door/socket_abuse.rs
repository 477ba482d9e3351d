use std::time::Duration;

use serde_json::json;
use tokio_tungstenite::tungstenite::{Error, Message};

use super::{
    socket::{Heard, Socket},
    street::Street,
};

#[tokio::test]
async fn what_is_no_message_closes_with_4400() {
    let street = Street::open().await;
    for text in [
        "",
        "nonsense",
        "[]",
        "{}",
        r#"{"type":1}"#,
        r#"{"type":"start"}"#,
        r#"{"type":"next","id":"a","payload":{}}"#,
        r#"{"type":"connection_ack"}"#,
        r#"{"type":"connection_init","payload":1}"#,
        r#"{"type":"ping","payload":"a"}"#,
        r#"{"type":"subscribe","payload":{"query":"{ hello }"}}"#,
        r#"{"type":"subscribe","id":"","payload":{"query":"{ hello }"}}"#,
        r#"{"type":"subscribe","id":1,"payload":{"query":"{ hello }"}}"#,
        r#"{"type":"subscribe","id":"a"}"#,
        r#"{"type":"subscribe","id":"a","payload":{}}"#,
        r#"{"type":"complete"}"#,
    ] {
        let mut socket = Socket::open(&street).await;
        socket.frame(Message::text(text)).await;
        assert_eq!(socket.close_code().await, 4400, "{text}");
    }
    let mut socket = Socket::open(&street).await;
    socket.frame(Message::binary(b"{\"type\":\"ping\"}".to_vec())).await;
    assert_eq!(socket.close_code().await, 4400);
}

#[tokio::test]
async fn nothing_runs_before_the_acknowledgement() {
    let street = Street::open().await;
    let mut socket = Socket::open(&street).await;
    socket.subscribe("a", "mutation { touch }").await;
    assert_eq!(socket.hear().await, Heard::Closed(4401, "Unauthorized".to_owned()));
}

#[tokio::test]
async fn a_token_that_does_not_hold_closes_with_4403() {
    let street = Street::open().await;
    for payload in [
        json!({ "authorization": "Bearer bad" }),
        json!({ "authorization": "good" }),
        json!({ "Authorization": 1 }),
    ] {
        let mut socket = Socket::open(&street).await;
        socket
            .say(json!({ "type": "connection_init", "payload": payload }))
            .await;
        assert_eq!(socket.hear().await, Heard::Closed(4403, "Forbidden".to_owned()));
    }
}

#[tokio::test]
async fn a_token_that_ends_closes_with_4403() {
    let street = Street::open().await;
    let mut socket = Socket::admitted(&street, "brief").await;
    socket.subscribe("a", "subscription { silent }").await;
    assert_eq!(socket.close_code().await, 4403);
}

#[tokio::test]
async fn an_open_socket_is_asked_about_again() {
    let street = Street::with(|door| door.patience.recheck = Duration::from_millis(20)).await;
    let mut socket = Socket::admitted(&street, "fickle").await;
    assert_eq!(socket.close_code().await, 4403);
}

#[tokio::test]
async fn other_subprotocols_close_with_4406() {
    let street = Street::open().await;
    let mut socket = Socket::knock(&street, &[]).await.expect("a socket");
    assert_eq!(
        socket.hear().await,
        Heard::Closed(4406, "Subprotocol not acceptable".to_owned())
    );
    // Offered the old one, a client library refuses the handshake that does not choose it.
    assert!(
        Socket::knock(&street, &[("sec-websocket-protocol", "graphql-ws")])
            .await
            .is_err()
    );
}

#[tokio::test]
async fn a_late_init_closes_with_4408_and_a_second_with_4429() {
    let street = Street::with(|door| door.patience.init = Duration::from_millis(50)).await;
    let mut socket = Socket::open(&street).await;
    assert_eq!(
        socket.hear().await,
        Heard::Closed(4408, "Connection initialisation timeout".to_owned())
    );
    let street = Street::open().await;
    let mut socket = Socket::admitted(&street, "good").await;
    socket.say(json!({ "type": "connection_init" })).await;
    assert_eq!(
        socket.hear().await,
        Heard::Closed(4429, "Too many initialisation requests".to_owned())
    );
}

#[tokio::test]
async fn an_id_in_use_closes_with_4409() {
    let street = Street::open().await;
    let mut socket = Socket::admitted(&street, "good").await;
    socket.subscribe("a", "subscription { silent }").await;
    socket.subscribe("a", "{ hello }").await;
    assert_eq!(
        socket.hear().await,
        Heard::Closed(4409, "Subscriber for a already exists".to_owned())
    );
}

#[tokio::test]
async fn a_message_too_big_closes_with_1009() {
    let street = Street::with(|door| door.limits.body = 1_000).await;
    let mut socket = Socket::admitted(&street, "good").await;
    socket
        .say(json!({ "type": "ping", "payload": { "a": "x".repeat(2_000) } }))
        .await;
    assert_eq!(socket.close_code().await, 1009);
}

#[tokio::test]
async fn pages_of_strangers_may_not_open_a_socket() {
    let street = Street::with(|door| door.trust.origins = vec!["https://portail.example.org".to_owned()]).await;
    let protocol = ("sec-websocket-protocol", "graphql-transport-ws");
    assert!(
        Socket::knock(&street, &[protocol, ("origin", "https://portail.example.org")])
            .await
            .is_ok()
    );
    assert!(Socket::knock(&street, &[protocol]).await.is_ok());
    for origin in [
        "https://evil.example",
        "null",
        "https://portail.example.org.evil.example",
    ] {
        match Socket::knock(&street, &[protocol, ("origin", origin)]).await {
            Err(Error::Http(response)) => assert_eq!(response.status(), 403),
            other => panic!("{:?} for {origin}", other.map(|_| "a socket")),
        }
    }
}
