//! The door: GraphQL over HTTP and over WebSocket, ours and small. It knows no schema and no store; the wiring gives it
//! an [`api::Api`], a [`doorkeeper::Doorkeeper`] and a [`health::Readiness`].

pub mod api;
pub mod code;
pub mod door;
pub mod doorkeeper;
pub mod explorer;
pub mod fault;
pub mod feeds;
pub mod health;
pub mod router;
pub mod serve;
pub mod settings;

mod absent;
mod accept;
mod answer;
mod asked;
mod cors;
mod cost;
mod documents;
mod errors;
mod graphql;
mod incident;
mod json;
mod knock;
mod lexical;
mod limits;
mod panic;
mod prepare;
mod shape;
mod site;
mod stall;
mod ws;
