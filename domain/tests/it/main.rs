//! The rules, from outside.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod attendance;
mod booking;
mod calendar;
mod cart;
mod debts;
mod explain;
mod family;
mod planning;
mod rulebook;
mod rulebooks;
mod sign_in;
mod simulation;
mod waiting;
