//! The contract that clients build on, and what a caller meets without a portal behind it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may")]

mod answers;
mod contract;
mod descriptions;
mod documents;
mod errors;
