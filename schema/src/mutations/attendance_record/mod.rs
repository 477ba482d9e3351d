//! Writing down who came.

pub(crate) mod error;
pub(crate) mod input;
mod outcome;
pub(crate) mod payload;

pub(crate) use payload::run;
