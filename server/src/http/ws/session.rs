use std::{sync::Arc, time::Duration};

use axum::extract::ws::{Message, WebSocket};
use futures_util::{Stream, StreamExt, stream::SplitStream};
use serde_json::{Map, Value};
use tokio::time::{Instant, sleep_until, timeout};

use super::{
    closing::Closing,
    message::{self, Incoming},
    operation,
    operations::Operations,
    outbox::Outbox,
};
use crate::http::{
    answer::Answer,
    asked::Asked,
    door::Door,
    doorkeeper::{Knock, Visitor},
    fault::Fault,
    knock::bearer,
};

/// How long a closing socket waits for the other side's own close frame, without which the last words may be lost.
const FAREWELL: Duration = Duration::from_secs(1);

/// Speaks `graphql-transport-ws` until either side closes.
pub async fn run(socket: WebSocket, door: Arc<Door>, knock: Knock) {
    let (sink, mut frames) = socket.split();
    let out = Outbox::start(sink, door.limits.out_queue);
    let mut session = Session {
        deadline: Instant::now() + door.patience.init,
        visit: None,
        operations: Operations::default(),
        out: out.clone(),
        knock,
        door,
    };
    let closing = session.converse(&mut frames).await;
    drop(session);
    if let Some(closing) = closing {
        out.close(closing).await;
        drain(&mut frames).await;
    }
}

/// Reads on, for a moment, after a close frame was written.
pub async fn drain<S: Stream<Item = Result<Message, axum::Error>> + Unpin>(frames: &mut S) {
    timeout(FAREWELL, async { while let Some(Ok(_)) = frames.next().await {} })
        .await
        .ok();
}

struct Session {
    door: Arc<Door>,
    knock: Knock,
    out: Outbox,
    operations: Operations,
    visit: Option<Visit>,
    /// For `connection_init` before it, for the next question to the doorkeeper after it.
    deadline: Instant,
}

struct Visit {
    visitor: Arc<dyn Visitor>,
    expires: Option<Instant>,
}

impl Session {
    /// Why to close; none when the other side is gone.
    async fn converse(&mut self, frames: &mut SplitStream<WebSocket>) -> Option<Closing> {
        let closing = self.door.closing.clone();
        let ping = self.door.patience.ping;
        let mut heard = Instant::now();
        let mut next_ping = heard + ping;
        loop {
            tokio::select! {
                () = closing.cancelled() => return Some(Closing::Restart),
                () = self.out.gone() => return None,
                () = sleep_until(self.deadline) => if let Err(closing) = self.look_again().await {
                    return Some(closing);
                },
                () = sleep_until(next_ping) => {
                    if heard + ping * 2 <= next_ping {
                        return None;
                    }
                    next_ping += ping;
                    self.out.send(message::ping()).await;
                }
                frame = frames.next() => {
                    heard = Instant::now();
                    match self.frame(frame?).await {
                        Ok(true) => {}
                        Ok(false) => return None,
                        Err(closing) => return Some(closing),
                    }
                }
            }
        }
    }

    /// False when the other side said good-bye.
    async fn frame(&mut self, frame: Result<Message, axum::Error>) -> Result<bool, Closing> {
        match frame {
            Ok(Message::Text(text)) => {
                let incoming = Incoming::read(&text).map_err(Closing::BadMessage)?;
                self.incoming(incoming).await.map(|()| true)
            }
            Ok(Message::Binary(_)) => Err(Closing::BadMessage("Messages are text")),
            Ok(Message::Ping(_) | Message::Pong(_)) => Ok(true),
            Ok(Message::Close(_)) => Ok(false),
            // A message over the limit, or bytes that are no WebSocket at all: the code fits the first, and the second
            // hears nothing anyway.
            Err(_) => Err(Closing::MessageTooBig),
        }
    }

    async fn incoming(&mut self, incoming: Incoming) -> Result<(), Closing> {
        match incoming {
            Incoming::Init(payload) => self.init(&payload).await,
            Incoming::Ping(payload) => {
                self.out.send(message::pong(payload)).await;
                Ok(())
            }
            Incoming::Pong => Ok(()),
            Incoming::Subscribe(id, asked) => self.subscribe(&id, asked).await,
            Incoming::Complete(id) => {
                self.operations.stop(&id);
                Ok(())
            }
        }
    }

    /// `{"authorization": "Bearer TOKEN"}`, the name in any case; without it, the header of the handshake counts.
    async fn init(&mut self, payload: &Map<String, Value>) -> Result<(), Closing> {
        if self.visit.is_some() {
            return Err(Closing::TooManyInits);
        }
        let shown = payload
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case("authorization"));
        match shown {
            Some((_, Value::String(credentials))) => {
                self.knock.bearer = Some(bearer(credentials).map_err(|_| Closing::Forbidden)?);
            }
            Some((_, Value::Null)) | None => {}
            Some(_) => return Err(Closing::Forbidden),
        }
        self.admit().await?;
        self.out.send(message::ack()).await;
        Ok(())
    }

    async fn admit(&mut self) -> Result<(), Closing> {
        let visitor = self
            .door
            .keeper
            .admit(&self.knock)
            .await
            .map_err(|_| Closing::Forbidden)?;
        let now = Instant::now();
        let expires = visitor.remaining().map(|remaining| now + remaining);
        let recheck = now + self.door.patience.recheck;
        self.deadline = expires.map_or(recheck, |expires| expires.min(recheck));
        self.visit = Some(Visit { visitor, expires });
        Ok(())
    }

    /// At the deadline: no `connection_init` came, the token ended, or it is time to ask whether it still holds.
    async fn look_again(&mut self) -> Result<(), Closing> {
        match &self.visit {
            None => Err(Closing::InitTimeout),
            Some(visit) if visit.expires.is_some_and(|expires| expires <= Instant::now()) => Err(Closing::Forbidden),
            Some(_) => self.admit().await,
        }
    }

    async fn subscribe(&self, id: &str, asked: Result<Asked, Fault>) -> Result<(), Closing> {
        let Some(visit) = &self.visit else {
            return Err(Closing::Unauthorized);
        };
        let Some(slot) = self.operations.open(id) else {
            return Err(Closing::DuplicateId(id.to_owned()));
        };
        let allowed = self.door.limits.operations_per_socket;
        if self.operations.len() > allowed {
            slot.free();
            let fault = Fault::too_costly(format!("More than {allowed} operations run on this socket."));
            self.out.send(message::error(id, &Answer::refused(fault))).await;
            return Ok(());
        }
        let (door, visitor, out) = (Arc::clone(&self.door), Arc::clone(&visit.visitor), self.out.clone());
        let task = tokio::spawn(operation::run(door, visitor, asked, slot, out));
        self.operations.attach(id, task.abort_handle());
        Ok(())
    }
}
