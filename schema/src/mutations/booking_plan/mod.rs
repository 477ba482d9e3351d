//! Booking and cancelling days.

pub(crate) mod error;
pub(crate) mod input;
mod outcome;
pub(crate) mod payload;
mod run;

pub(crate) use run::run;
