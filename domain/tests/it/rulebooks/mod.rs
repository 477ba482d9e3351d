//! Real règlements, as files that a clerk could have written, and what they must give.

mod asked;
mod bands;
mod deadlines;
mod demo;
pub mod files;
mod leisure;
mod presence;
mod ranks;
mod rates;
mod terms;
pub mod town;
mod versions;
