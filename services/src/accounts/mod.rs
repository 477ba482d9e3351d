//! What families owe and hand in, and what staff decide because of it.

mod answers;
pub mod debts;
pub mod file;
pub mod lift;
pub mod spare;
pub mod suspend;
