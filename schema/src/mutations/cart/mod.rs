//! The cart: filling it, emptying it, ordering it.

pub(crate) mod add;
pub(crate) mod empty;
pub(crate) mod order;
pub(crate) mod remove;
mod request;
