//! Booking a child's days.

pub mod answer;
mod asked;
mod batch;
mod decide;
pub(crate) mod known;
pub mod lane;
pub mod plan;
pub mod planning;
pub mod reason;
pub mod request;
pub mod token;
mod touched;
mod turn;
