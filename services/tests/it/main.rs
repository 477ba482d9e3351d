//! Use cases against real stores, with a clock that stands still and chance from a seed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may")]

mod attendance;
mod booking;
mod cart;
mod children;
mod doubles;
mod interrupted;
mod lifting;
mod migrating;
mod outbox;
mod queued;
mod retention;
mod sign_in;
mod simulation;
mod starting;
mod stores;
mod texts;
mod waiting;
mod walk;
