use axum::extract::ws::{Message, WebSocket};
use futures_util::{SinkExt, stream::SplitSink};
use tokio::sync::mpsc;

use super::closing::Closing;

/// What waits to be written to a socket.
pub enum Outgoing {
    Text(String),
    Close(Closing),
}

/// The writing end of a socket. Bounded: who sends more than the client reads waits here, and the connection itself
/// gives up on a client that reads nothing.
#[derive(Clone)]
pub struct Outbox {
    queue: mpsc::Sender<Outgoing>,
}

impl Outbox {
    /// Starts the writer, which ends after a close frame, when the connection breaks, or when nobody is left to send.
    pub fn start(sink: SplitSink<WebSocket, Message>, capacity: usize) -> Self {
        let (queue, waiting) = mpsc::channel(capacity);
        tokio::spawn(write(sink, waiting));
        Self { queue }
    }

    /// Writes a message when its turn comes. Nothing happens when the connection is gone: see [`Self::gone`].
    pub async fn send(&self, text: String) {
        self.queue.send(Outgoing::Text(text)).await.ok();
    }

    /// Writes the last frame.
    pub async fn close(&self, closing: Closing) {
        self.queue.send(Outgoing::Close(closing)).await.ok();
    }

    /// Resolves when nothing more can be written.
    pub async fn gone(&self) {
        self.queue.closed().await;
    }
}

async fn write(mut sink: SplitSink<WebSocket, Message>, mut waiting: mpsc::Receiver<Outgoing>) {
    while let Some(outgoing) = waiting.recv().await {
        let (message, last) = match outgoing {
            Outgoing::Text(text) => (Message::text(text), false),
            Outgoing::Close(closing) => (Message::Close(Some(closing.frame())), true),
        };
        if sink.send(message).await.is_err() || last {
            return;
        }
    }
}
