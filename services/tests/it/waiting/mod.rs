mod audit;
mod crash;
mod model;
mod reference;
mod review;
pub mod town;
