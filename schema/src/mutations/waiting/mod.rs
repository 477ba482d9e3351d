//! What the mutations of the waiting list share.

pub(crate) mod considered;
pub(crate) mod outcome;
pub(crate) mod payload;
pub(crate) mod refusal;
