//! The program from outside, one module per part.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test may")]

mod adapters;
mod cli;
mod door;
