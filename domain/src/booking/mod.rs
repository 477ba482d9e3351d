//! Booking a child's days: one set of rules that answers "may I?" and decides.

mod change;
pub mod day_prices;
pub mod linkage;
pub mod permit;
pub mod plan;
pub mod refusal;
mod request;
pub mod slot;

pub use day_prices::prices_of_day;
pub use linkage::takes_for;
pub use permit::{may_book, may_cancel};
pub use plan::{Decision, Outcome, OutcomeKind, Wish, WishKind, decide};
pub use refusal::Refusal;
pub use slot::{Occupancy, Situation, SlotKey, SlotState, SlotView, next_bookable, view};
