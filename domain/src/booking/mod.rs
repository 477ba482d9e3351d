//! Booking a child's days: one set of rules that answers "may I?" and decides.

pub mod linkage;
pub mod permit;
pub mod plan;
pub mod refusal;
mod request;
pub mod slot;

pub use linkage::takes_for;
pub use permit::{may_book, may_cancel};
pub use plan::{Decision, Outcome, OutcomeKind, Wish, WishKind, decide};
pub use refusal::Refusal;
pub use slot::{ChildFacts, Occupancy, Situation, SlotKey, SlotState, SlotView, next_bookable, view};
