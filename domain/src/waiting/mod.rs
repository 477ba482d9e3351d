//! Waiting for a place: who may, who is next, and how long a place is kept.

pub mod line;
pub mod may;
pub mod offer;
pub mod wait;

pub use line::Line;
pub use may::{WaitRefusal, may_wait};
pub use offer::{Offer, offer};
pub use wait::{End, PartState, Wait};
