mod audit;
mod crash;
mod model;
mod reference;
mod review;
mod shut_out;
pub mod town;
