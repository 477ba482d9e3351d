//! Pure values and decisions of the family portal: no clock, no chance, no store, no floats.
//!
//! A rule is a function of what is known and of an instant that the caller passes in. The same function answers
//! "may I, and if not why?" and decides.

pub mod access;
pub mod attendance;
pub mod booking;
pub mod calendar;
pub mod cart;
pub mod classes;
pub mod code;
pub mod debts;
pub mod explain;
pub mod family;
pub mod ids;
pub mod locale;
pub mod money;
mod nearest;
pub mod planning;
pub mod rulebook;
pub mod sign_in;
pub mod simulation;
pub mod waiting;
