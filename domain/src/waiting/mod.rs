//! Waiting for a place: who may, who is next, how long one waits, and how long a place is kept.

pub mod became;
pub mod lasting;
pub mod line;
pub mod may;
pub mod offer;
pub mod wait;

pub use became::Became;
pub use lasting::{lasts, runs, withheld};
pub use line::Line;
pub use may::{WaitRefusal, may_wait};
pub use offer::{Offer, offer};
pub use wait::{End, PartState, Wait};
