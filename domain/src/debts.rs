//! A file of what families owe.

pub use crate::rulebook::parse::debts::{DebtFile, DebtLine, Place, parse};
