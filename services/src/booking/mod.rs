//! Booking a child's days.

pub mod answer;
mod batch;
mod decide;
pub(crate) mod known;
pub mod lane;
pub mod plan;
pub mod reason;
pub mod request;
mod turn;
