//! GraphQL over WebSocket: the `graphql-transport-ws` protocol.

mod closing;
mod message;
mod operation;
mod operations;
mod outbox;
mod session;
mod upgrade;

pub use upgrade::{is_upgrade, upgrade};
