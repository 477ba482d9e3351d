//! Which days a town lives as school days, holidays or closures, and when a civil time is an instant.

pub mod data;
pub mod day;
pub mod easter;
pub mod public_holidays;
pub mod rules;
pub mod school_holidays;
pub mod school_year;
pub mod written;
pub mod zone;

pub use day::{Calendar, Closure, DayKind};
pub use school_year::{school_year, school_year_start};
pub use written::day_written;
