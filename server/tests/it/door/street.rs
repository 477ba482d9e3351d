//! A served door and the ways to knock at it.

use std::{net::SocketAddr, time::Duration};

use preau_server::http::{
    door::Door,
    health::PartState,
    router::router,
    serve::{Running, serve},
};
use serde_json::{Value, json};
use tokio::{net::TcpListener, task::JoinHandle};

use super::toy::{Keeper, Parts, schema};

pub struct Street {
    pub address: SocketAddr,
    pub running: Running,
    pub server: JoinHandle<std::io::Result<()>>,
    pub client: reqwest::Client,
}

/// What came back.
#[derive(Debug, PartialEq)]
pub struct Reply {
    pub status: u16,
    pub body: Value,
}

impl Street {
    pub async fn open() -> Self {
        Self::with(|_| {}).await
    }

    pub async fn with(change: impl FnOnce(&mut Door)) -> Self {
        let mut door = Door::new(schema(), Keeper::new(true), Parts(PartState::Ready));
        change(&mut door);
        let running = Running::of(&door);
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("its address");
        let server = tokio::spawn(serve(listener, router(door), running.clone()));
        Self {
            address,
            running,
            server,
            client: reqwest::Client::new(),
        }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// POST of these bytes as JSON, wanting `graphql-response+json`.
    pub async fn post(&self, body: impl Into<reqwest::Body>) -> Reply {
        self.post_with(body, &[]).await
    }

    pub async fn post_with(&self, body: impl Into<reqwest::Body>, headers: &[(&str, &str)]) -> Reply {
        let mut request = self
            .client
            .post(self.url("/graphql"))
            .header("content-type", "application/json")
            .header("accept", "application/graphql-response+json")
            .body(body);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Reply::of(request.send().await.expect("an answer")).await
    }

    /// Asks a document.
    pub async fn ask(&self, query: &str) -> Reply {
        self.post(json!({ "query": query }).to_string()).await
    }
}

impl Reply {
    pub async fn of(response: reqwest::Response) -> Self {
        let status = response.status().as_u16();
        let text = response.text().await.expect("a body");
        Self {
            status,
            body: serde_json::from_str(&text).unwrap_or(Value::String(text)),
        }
    }

    /// The status and the code of the first error.
    pub fn verdict(&self) -> (u16, &str) {
        (
            self.status,
            self.body["errors"][0]["extensions"]["code"].as_str().unwrap_or("none"),
        )
    }
}

/// Long enough for anything that is going to happen; a test never waits for it to pass.
pub const AT_MOST: Duration = Duration::from_secs(20);
