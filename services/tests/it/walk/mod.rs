mod audit;
mod hearing;
pub mod model;
mod refused;
pub mod town;
