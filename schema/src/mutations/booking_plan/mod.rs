//! Booking and cancelling days.

pub(crate) mod copy;
pub(crate) mod error;
pub(crate) mod input;
pub(crate) mod outcome;
pub(crate) mod pattern;
pub(crate) mod payload;
pub(crate) mod planned_place;
mod run;

pub(crate) use run::run;
