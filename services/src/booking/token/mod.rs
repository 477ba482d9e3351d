//! What a family was shown before it agreed, in a text that a phone hands back, and what is otherwise by then.

mod plan_token;
mod written;

pub use plan_token::{Difference, PlanToken, Spot};
