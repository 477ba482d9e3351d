//! The rules, from outside.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod booking;
mod calendar;
mod planning;
mod explain;
mod rulebook;
mod sign_in;
