mod audit;
mod breakdown;
mod chance;
mod changed_school;
mod model;
mod publication;
mod reference;
mod transfer;
pub mod world;
