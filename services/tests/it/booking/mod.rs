mod audit;
mod breakdown;
mod chance;
mod model;
mod publication;
mod reference;
pub mod world;
