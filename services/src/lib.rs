//! Use cases of the portal: begin, load, ask the rule, apply, push tasks, commit, announce.

pub mod accounts;
pub mod alerts;
pub mod attendance;
pub mod booking;
pub mod calendar;
pub mod counting;
pub mod drafts;
pub mod explanation;
pub mod fault;
pub mod feeds;
pub mod outbox;
pub mod portal;
pub mod ports;
pub mod retention;
pub mod sign_in;
pub mod simulation;
pub mod texts;
pub mod towns;
pub mod waiting;

pub use fault::Fault;
pub use portal::Portal;
