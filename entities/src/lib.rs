//! The rows, and the only SQL of the program.

pub mod rows;
pub mod store;
