mod audit;
pub mod model;
pub mod town;
