//! Booking a child's days: one set of rules that answers "may I?" and decides.

pub(crate) mod account;
mod agree_again;
mod asking;
mod change;
pub mod day_prices;
pub mod linkage;
mod may_suspend;
mod obstacles;
pub(crate) mod offer;
pub mod permit;
pub mod plan;
pub mod refusal;
mod repricing;
mod request;
pub mod slot;
pub mod staff;
pub mod standing;
pub mod state;
pub mod view;
mod withhold;

pub use agree_again::agree_again;
pub use day_prices::{DayPlaces, prices_of_day, surcharged_prices_of_day};
pub use linkage::takes_for;
pub use may_suspend::{SuspendRefusal, may_suspend};
pub use obstacles::obstacles;
pub use permit::{Permit, may_book, may_cancel};
pub use plan::{Decision, Outcome, OutcomeKind, Wish, WishKind, decide};
pub use refusal::Refusal;
pub use slot::{Agreed, Occupancy, Situation, SlotKey};
pub use staff::{Ruled, Settled, rule};
pub use standing::Standing;
pub use state::{Mark, SlotState};
pub use view::{SlotView, WhenBookable, can_wait, view, when_bookable};
pub use withhold::take_away;
