//! Staff withhold a family's places.

mod answer;
mod places;
pub mod request;
mod turn;

pub use answer::{SuspendAnswer, WithheldPlace};
pub use turn::{commit, rehearse};
