mod audit;
mod crash;
mod large;
mod model;
mod reference;
pub mod town;
mod whole;
