//! What a family has chosen and not asked for yet, shared by its phones.

pub mod lines;
pub mod places;

pub use lines::{Cart, Line, LineKey, Ticked};
pub use places::places;
