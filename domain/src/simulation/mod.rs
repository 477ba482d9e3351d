//! A draft rule book, held against what was booked in a past period, and what came of it.
//!
//! Days come in by family, child and day, and are added up one after the other: what is kept grows with the slots of the
//! period and with what stands in one family, never with the bookings. Where more want a place than the draft has, who found
//! one is worked out before, a day at a time.

mod draft;
mod family;
mod full;
mod past;
mod reason;
mod replay;
mod run;
mod spread;
mod summary;
mod tally;
mod terms;
mod tier;
mod total;
mod turn;

pub use draft::Draft;
pub use family::FamilyLine;
pub use full::{CrowdedDay, FullSlots};
pub use past::{Booked, PastDay, Place};
pub use reason::Reason;
pub use run::Simulation;
pub use spread::{Extreme, Group, Spread, Step};
pub use summary::{ActivitySummary, CrowdedSlot, Lacking, Refused, Summary, TierSummary};
pub use tally::{Example, Kept};
pub use tier::{BandTaken, CaseTaken, Tier};
