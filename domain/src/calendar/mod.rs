//! Which days a town lives as school days, holidays or closures, and when a civil time is an instant.

pub mod data;
pub mod day;
pub mod rules;
pub mod zone;

pub use day::{Calendar, Closure, DayKind};
