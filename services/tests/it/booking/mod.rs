mod audit;
mod breakdown;
mod chance;
mod model;
mod publication;
mod reference;
mod transfer;
pub mod world;
