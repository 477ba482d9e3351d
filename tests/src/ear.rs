use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::documents;

/// How long a message may take on a busy machine before the test fails.
const PATIENCE: Duration = Duration::from_secs(40);

/// A `graphql-transport-ws` client.
pub struct Ear {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
}

impl Ear {
    pub(crate) async fn open(url: &str, token: Option<&str>) -> Self {
        let mut request = url.into_client_request().expect("an address");
        let protocol = HeaderValue::from_static("graphql-transport-ws");
        request.headers_mut().insert("sec-websocket-protocol", protocol);
        let (socket, _) = connect_async(request).await.expect("a socket");
        let mut ear = Self { socket };
        let payload = token.map(|token| json!({ "authorization": format!("Bearer {token}") }));
        ear.say(&json!({ "type": "connection_init", "payload": payload })).await;
        assert_eq!(ear.hear().await, json!({ "type": "connection_ack" }));
        ear
    }

    /// Subscribes to the alerts behind a position.
    pub async fn alerts(&mut self, after: &str) {
        let payload = json!({ "query": documents::ALERTS, "variables": { "after": after } });
        self.say(&json!({ "type": "subscribe", "id": "alerts", "payload": payload }))
            .await;
    }

    /// The next alert.
    pub async fn alert(&mut self) -> Value {
        let mut message = self.hear().await;
        assert_eq!(message["type"], "next", "{message:#}");
        assert!(message["payload"].get("errors").is_none(), "{message:#}");
        message["payload"]["data"]["alerts"].take()
    }

    pub async fn say(&mut self, message: &Value) {
        self.socket
            .send(Message::text(message.to_string()))
            .await
            .expect("the socket takes it");
    }

    /// The next message, pings aside.
    pub async fn hear(&mut self) -> Value {
        loop {
            let frame = timeout(PATIENCE, self.socket.next()).await.expect("a message in time");
            match frame.expect("an open socket").expect("a frame") {
                Message::Text(text) => {
                    let message: Value = serde_json::from_str(&text).expect("JSON");
                    if message["type"] != "ping" {
                        return message;
                    }
                }
                Message::Ping(_) | Message::Pong(_) => {}
                other => panic!("{other:?}"),
            }
        }
    }
}
