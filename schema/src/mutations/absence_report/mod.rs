//! Telling that a child will not come.

pub(crate) mod error;
pub(crate) mod input;
pub(crate) mod payload;

pub(crate) use payload::run;
