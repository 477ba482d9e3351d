//! Why a slot is offered, refused, and costs what it costs, step by step.
//!
//! Nothing is decided here: each step is told by the function that decides it.

mod after;
mod answer;
mod asked;
mod child;
mod cost;
mod fault;
mod limit;
mod names;
mod place;
mod price_step;
mod price_told;
mod question;
mod reason;
mod rule;
mod step;
mod verdict;
mod words;

pub use answer::{Explanation, explain};
pub use child::KEYS as CHILD_KEYS;
pub use fault::{Fault, FaultKind};
pub use limit::{Limit, When};
pub use price_step::{CaseSeen, PriceStep};
pub use question::{Question, Words};
pub use reason::Reason;
pub use rule::{Asked, Rule, Told};
pub use step::{AlongState, LateRule, Step};
pub use verdict::{Booked, Verdict, With};
