//! Deciding about an order that waits.

pub(crate) mod error;
pub(crate) mod input;
mod outcome;
pub(crate) mod payload;
mod run;

pub(crate) use run::run;
