mod audit;
mod model;
pub mod town;
