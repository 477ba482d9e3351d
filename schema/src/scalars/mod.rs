//! Scalars, and values that many types share.

pub(crate) mod date;
pub(crate) mod id;
pub(crate) mod instant;
pub(crate) mod leaves;
pub(crate) mod money;
pub(crate) mod plain;

pub(crate) use date::Date;
pub(crate) use instant::DateTime;
pub(crate) use leaves::Leaves;
pub(crate) use money::Money;
pub(crate) use plain::{Plain, Plains};
