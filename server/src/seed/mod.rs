//! Filling a store with towns and people from files.

pub mod demo;
mod file;
mod people;

pub use people::{people, town};
