mod audit;
mod crash;
mod model;
mod reference;
pub mod town;
