//! The attendance log and what it comes to.

mod log;
mod places;
mod roll;

pub(super) use log::COLUMNS as EVENT_COLUMNS;
pub use log::{EventRow, NewEvent, PlaceRef, known};
pub use places::{BookedPlace, PlaceLine, between, booked, visits};
pub(super) use places::{STATE_COLUMNS, StateRow};
pub use roll::{RollLine, roll};
