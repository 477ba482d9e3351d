//! Filling a store with towns and people from files.

pub mod demo;
mod people;

pub use people::{People, people, town};
