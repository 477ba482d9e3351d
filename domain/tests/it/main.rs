//! The rules, from outside.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod attendance;
mod booking;
mod calendar;
mod explain;
mod planning;
mod family;
mod rulebook;
mod rulebooks;
mod sign_in;
