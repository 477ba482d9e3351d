//! What happened with a child's places, and what is due for it.

pub mod due;
pub mod record;

pub use due::{ChildDay, DueKind, DueLine, due_of_day, once_each};
pub use record::{Booking, Happened, PlaceRecord};
