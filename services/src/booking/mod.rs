//! Booking a child's days.

pub(crate) mod agreed;
pub mod answer;
mod asked;
pub(crate) mod batch;
pub mod cart;
pub(crate) mod decide;
pub mod desk;
mod given;
pub(crate) mod known;
pub mod lane;
mod lines;
pub mod plan;
pub mod planning;
pub mod reason;
pub mod request;
pub mod rule;
pub mod terms;
pub mod token;
pub(crate) mod touched;
pub(crate) mod turn;
