//! The rules, from outside.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod booking;
mod calendar;
mod explain;
mod planning;
mod rulebook;
mod rulebooks;
mod sign_in;
