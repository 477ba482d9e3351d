use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{self, Message, client::IntoClientRequest, http::HeaderValue},
};

use super::street::{AT_MOST, Street};

/// A client that sends and hears exactly what a test says.
pub struct Socket {
    stream: WebSocketStream<MaybeTlsStream<TcpStream>>,
}

/// One thing heard.
#[derive(Debug, PartialEq)]
pub enum Heard {
    Message(Value),
    Closed(u16, String),
    Gone,
}

impl Socket {
    pub async fn knock(street: &Street, headers: &[(&'static str, &str)]) -> Result<Self, tungstenite::Error> {
        let mut request = format!("ws://{}/graphql", street.address).into_client_request()?;
        for (name, value) in headers {
            request
                .headers_mut()
                .insert(*name, HeaderValue::from_str(value).expect("a value"));
        }
        connect_async(request).await.map(|(stream, _)| Self { stream })
    }

    /// Connected, speaking the right subprotocol.
    pub async fn open(street: &Street) -> Self {
        Self::knock(street, &[("sec-websocket-protocol", "graphql-transport-ws")])
            .await
            .expect("a socket")
    }

    /// The same, let in with this token.
    pub async fn admitted(street: &Street, token: &str) -> Self {
        let mut socket = Self::open(street).await;
        let payload = json!({ "Authorization": format!("Bearer {token}") });
        socket
            .say(json!({ "type": "connection_init", "payload": payload }))
            .await;
        assert_eq!(socket.hear().await, Heard::Message(json!({ "type": "connection_ack" })));
        socket
    }

    pub async fn say(&mut self, message: Value) {
        self.frame(Message::text(message.to_string())).await;
    }

    pub async fn frame(&mut self, frame: Message) {
        self.stream.send(frame).await.expect("sent");
    }

    pub async fn subscribe(&mut self, id: &str, query: &str) {
        self.say(json!({ "type": "subscribe", "id": id, "payload": { "query": query } }))
            .await;
    }

    pub async fn hear(&mut self) -> Heard {
        loop {
            match timeout(AT_MOST, self.stream.next())
                .await
                .expect("something within the time of a test")
            {
                Some(Ok(Message::Text(text))) => return Heard::Message(serde_json::from_str(&text).expect("JSON")),
                Some(Ok(Message::Close(Some(frame)))) => {
                    return Heard::Closed(frame.code.into(), frame.reason.to_string());
                }
                Some(Ok(Message::Close(None)) | Err(_)) | None => return Heard::Gone,
                Some(Ok(_)) => {}
            }
        }
    }

    /// The next message of an operation.
    pub async fn message(&mut self) -> Value {
        match self.hear().await {
            Heard::Message(message) => message,
            other => panic!("{other:?} instead of a message"),
        }
    }

    pub async fn close_code(&mut self) -> u16 {
        match self.hear().await {
            Heard::Closed(code, _) => code,
            other => panic!("{other:?} instead of a close frame"),
        }
    }
}

#[tokio::test]
async fn a_subscription_is_told_to_its_end() {
    let street = Street::open().await;
    let mut socket = Socket::admitted(&street, "good").await;
    for _ in 0..2 {
        socket.subscribe("a", "subscription { count(to: 3) }").await;
        for number in 1..=3 {
            let payload = json!({ "data": { "count": number } });
            assert_eq!(
                socket.message().await,
                json!({ "type": "next", "id": "a", "payload": payload })
            );
        }
        assert_eq!(socket.message().await, json!({ "type": "complete", "id": "a" }));
    }
}

#[tokio::test]
async fn queries_and_mutations_are_answered_once() {
    let street = Street::open().await;
    let mut socket = Socket::admitted(&street, "good").await;
    socket.subscribe("q", "{ whoami }").await;
    assert_eq!(socket.message().await["payload"]["data"], json!({ "whoami": "good" }));
    assert_eq!(socket.message().await, json!({ "type": "complete", "id": "q" }));
    socket.subscribe("m", "mutation { touch }").await;
    assert_eq!(socket.message().await["payload"]["data"], json!({ "touch": true }));
    assert_eq!(socket.message().await, json!({ "type": "complete", "id": "m" }));
}

#[tokio::test]
async fn what_cannot_run_is_an_error_and_its_id_is_free_again() {
    let street = Street::open().await;
    let mut socket = Socket::admitted(&street, "good").await;
    for (query, code) in [
        ("subscription {", "GRAPHQL_PARSE_FAILED"),
        ("subscription { absent }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { closed }", "FORBIDDEN"),
        ("subscription { panicking }", "INTERNAL"),
        ("{ panics }", "INTERNAL"),
        (
            "mutation { a: touch b: touch c: touch d: touch e: touch }",
            "TOO_COSTLY",
        ),
    ] {
        socket.subscribe("a", query).await;
        let message = socket.message().await;
        assert_eq!(message["type"], "error", "{query}: {message}");
        assert_eq!(message["id"], "a");
        assert_eq!(message["payload"][0]["extensions"]["code"], code, "{message}");
        assert!(!message.to_string().contains("SELECT"), "{message}");
    }
    let payload = json!({ "query": "subscription { silent }", "variables": 1 });
    socket
        .say(json!({ "type": "subscribe", "id": "a", "payload": payload }))
        .await;
    assert_eq!(
        socket.message().await["payload"][0]["extensions"]["code"],
        "BAD_USER_INPUT"
    );
}

#[tokio::test]
async fn a_ping_is_answered_and_a_completed_operation_is_silent() {
    let street = Street::open().await;
    let mut socket = Socket::admitted(&street, "good").await;
    socket.say(json!({ "type": "ping", "payload": { "a": 1 } })).await;
    assert_eq!(socket.message().await, json!({ "type": "pong", "payload": { "a": 1 } }));
    socket.subscribe("a", "subscription { silent }").await;
    socket.say(json!({ "type": "complete", "id": "a" })).await;
    socket.say(json!({ "type": "complete", "id": "unknown" })).await;
    socket.subscribe("a", "subscription { count(to: 1) }").await;
    assert_eq!(socket.message().await["payload"]["data"], json!({ "count": 1 }));
}

#[tokio::test]
async fn operations_are_counted_and_freed() {
    let street = Street::with(|door| door.limits.operations_per_socket = 2).await;
    let mut socket = Socket::admitted(&street, "good").await;
    socket.subscribe("a", "subscription { silent }").await;
    socket.subscribe("b", "subscription { silent }").await;
    socket.subscribe("c", "subscription { silent }").await;
    let message = socket.message().await;
    assert_eq!((&message["type"], &message["id"]), (&json!("error"), &json!("c")));
    assert_eq!(message["payload"][0]["extensions"]["code"], "TOO_COSTLY");
    socket.say(json!({ "type": "complete", "id": "a" })).await;
    socket.subscribe("c", "subscription { count(to: 1) }").await;
    assert_eq!(socket.message().await["type"], "next");
}

#[tokio::test]
async fn a_stop_closes_sockets_with_1012_and_waits_for_them() {
    let street = Street::open().await;
    let mut socket = Socket::admitted(&street, "good").await;
    socket.subscribe("a", "subscription { silent }").await;
    street.running.closing.cancel();
    assert_eq!(socket.close_code().await, 1012);
    timeout(AT_MOST, street.server)
        .await
        .expect("it ends")
        .expect("without a panic")
        .expect("without an error");
}

#[tokio::test]
async fn a_silent_client_is_pinged_then_dropped() {
    let street = Street::with(|door| door.patience.ping = Duration::from_millis(50)).await;
    let mut socket = Socket::admitted(&street, "good").await;
    assert_eq!(socket.message().await, json!({ "type": "ping" }));
    let mut last = socket.hear().await;
    while let Heard::Message(message) = &last {
        assert_eq!(message, &json!({ "type": "ping" }));
        last = socket.hear().await;
    }
    assert_eq!(last, Heard::Gone);
}
