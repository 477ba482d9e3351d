//! What families owe, and what staff decide because of it.

mod answers;
pub mod debts;
pub mod lift;
pub mod spare;
pub mod suspend;
