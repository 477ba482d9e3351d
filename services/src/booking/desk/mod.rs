//! The desk: what the town's staff decide about orders that wait for them.

pub mod answer;
mod decide;
pub mod request;
mod rows;
mod turn;
mod words;

pub use decide::decide;
