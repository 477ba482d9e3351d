//! Booking a child's days: one set of rules that answers "may I?" and decides.

pub mod linkage;
pub mod permit;
pub mod plan;
pub mod refusal;
pub mod slot;

pub use plan::{Decision, Outcome, OutcomeKind, Wish, WishKind};
pub use refusal::Refusal;
pub use slot::{ChildFacts, Occupancy, Situation, SlotKey, SlotState, SlotView};
