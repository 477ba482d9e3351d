//! Classes of French schools.

mod class;
mod filed;
mod span;
mod words;

pub use class::SchoolClass;
pub use filed::FiledClass;
pub use span::ClassSpan;
