mod audit;
mod crash;
mod model;
mod reference;
mod review;
mod town;
