//! Waiting for a place: joining the line, and what becomes of a place that is free.

pub mod answer;
mod decide;
mod gone;
pub(crate) mod lapse;
pub(crate) mod over;
pub(crate) mod pass_on;
pub mod request;
pub(crate) mod review;
mod rows;
mod standing;
mod turn;
pub(crate) mod waits;
mod walk;
pub(crate) mod withheld;

pub use turn::{commit, rehearse};
