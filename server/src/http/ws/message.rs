//! The messages of `graphql-transport-ws`, read strictly: anything else closes the socket with 4400.

use serde_json::{Map, Value, json};

use crate::http::{answer::Answer, asked::Asked, fault::Fault};

const LONGEST_ID: usize = 128;

/// What a client may send.
#[derive(Debug)]
pub enum Incoming {
    Init(Map<String, Value>),
    Ping(Option<Value>),
    Pong,
    /// An id and what is asked; a request that is an object with a `query`, yet not well formed, is answered, not cut.
    Subscribe(String, Result<Asked, Fault>),
    Complete(String),
}

impl Incoming {
    /// Reads a text frame; the error is the reason for closing.
    pub fn read(text: &str) -> Result<Self, &'static str> {
        let Ok(Value::Object(mut message)) = serde_json::from_str(text) else {
            return Err("Messages are JSON objects");
        };
        let Some(Value::String(kind)) = message.remove("type") else {
            return Err("A message has a string `type`");
        };
        let payload = message.remove("payload");
        match kind.as_str() {
            "connection_init" => Ok(Self::Init(object(payload)?.unwrap_or_default())),
            "ping" => Ok(Self::Ping(object(payload)?.map(Value::Object))),
            "pong" => object(payload).map(|_| Self::Pong),
            "subscribe" => {
                let id = id(&mut message)?;
                let parameters = object(payload)?.ok_or("`subscribe` has an object `payload`")?;
                if !parameters.get("query").is_some_and(Value::is_string) {
                    return Err("The payload of `subscribe` has a string `query`");
                }
                Ok(Self::Subscribe(id, Asked::from_parameters(parameters)))
            }
            "complete" => id(&mut message).map(Self::Complete),
            _ => Err("Unknown message type"),
        }
    }
}

fn object(payload: Option<Value>) -> Result<Option<Map<String, Value>>, &'static str> {
    match payload {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Object(payload)) => Ok(Some(payload)),
        Some(_) => Err("A `payload` is an object"),
    }
}

fn id(message: &mut Map<String, Value>) -> Result<String, &'static str> {
    match message.remove("id") {
        Some(Value::String(id)) if !id.is_empty() && id.len() <= LONGEST_ID => Ok(id),
        _ => Err("An `id` is a string of 1 to 128 bytes"),
    }
}

/// `connection_ack`.
pub fn ack() -> String {
    json!({ "type": "connection_ack" }).to_string()
}

/// `ping`, ours.
pub fn ping() -> String {
    json!({ "type": "ping" }).to_string()
}

/// `pong`, with the payload of the ping it answers.
pub fn pong(payload: Option<Value>) -> String {
    match payload {
        Some(payload) => json!({ "type": "pong", "payload": payload }).to_string(),
        None => json!({ "type": "pong" }).to_string(),
    }
}

/// `next`: a result.
pub fn next(id: &str, answer: &Answer) -> String {
    json!({ "type": "next", "id": id, "payload": answer }).to_string()
}

/// `error`: the operation was not run, or gave nothing; the id is free again.
pub fn error(id: &str, answer: &Answer) -> String {
    json!({ "type": "error", "id": id, "payload": answer.errors }).to_string()
}

/// `complete`: nothing more will come; the id is free again.
pub fn complete(id: &str) -> String {
    json!({ "type": "complete", "id": id }).to_string()
}
