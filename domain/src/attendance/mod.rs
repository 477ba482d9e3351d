//! What happened with a child's places, and what is due for it.

pub mod admit;
pub mod due;
pub mod log;
pub mod record;
pub mod spell;
pub mod state;
pub(crate) mod told;

pub use admit::{EntryRefusal, may_write};
pub(crate) use due::due_of_day_telling;
pub use due::{ChildDay, DueKind, DueLine, due_of_day, once_each};
pub use log::{Entry, Fact, FactKind, Log, Report, Stamp, state_of};
pub use record::{Booking, Happened, PlaceRecord};
pub use spell::spells;
pub use state::{PlaceState, Spell};
