//! What can be asked.

mod root;

pub use root::Query;
