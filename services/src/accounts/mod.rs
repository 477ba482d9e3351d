//! What prices and orders hang on in a family's account: its quotient, what it owes, and what staff decide because of it.

mod answers;
pub mod debts;
pub mod lift;
pub mod quotient;
pub mod spare;
pub mod suspend;
