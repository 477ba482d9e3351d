//! Waiting for a place: joining the line, and what becomes of a place that is free.

pub mod answer;
mod decide;
pub(crate) mod lapse;
pub(crate) mod pass_on;
pub mod request;
mod rows;
mod turn;
pub(crate) mod waits;

pub use turn::{commit, rehearse};
